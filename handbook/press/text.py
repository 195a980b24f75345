"""Puts spans around letters of a tree without disturbing the rest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from lxml import html

from handbook.press.fonts import letters

_PLAIN = re.compile(r"[\s -~\u00A0-\u017F\u0410-\u044F\u2010-\u2014\u2018-\u201E\u2022\u2026]*")
"""Letters that both families certainly have."""


def wrap(block: html.HtmlElement, start: int, end: int, attributes: Mapping[str, str]) -> bool:
    """Put a span around the letters ``start`` to ``end`` of a block’s text.

    The span ends with its text node where the letters run over it. False when there are none.
    """
    for holder, is_tail, text, first in _nodes(block):
        if first <= start < first + len(text):
            stop = min(end - first, len(text))
            span = html.Element("span", dict(attributes))
            span.text = text[start - first : stop]
            _insert(holder, is_tail, text[: start - first], span, text[stop:])
            return True
    return False


def wrap_all(
    tree: html.HtmlElement, pattern: re.Pattern[str], attributes: Mapping[str, str]
) -> None:
    """Put a span around everything in a tree that a pattern matches, drawings left alone."""
    for holder, is_tail, text, _first in list(_nodes(tree)):
        drawing = holder.iterancestors("svg") if is_tail else _self_and_up(holder)
        if not text or any(element.tag == "svg" for element in drawing):
            continue
        for match in reversed(list(pattern.finditer(text))):
            span = html.Element("span", dict(attributes))
            span.text = match[0]
            _insert(holder, is_tail, text[: match.start()], span, text[match.end() :])
            text = text[: match.start()]


def spell_out(tree: html.HtmlElement) -> None:
    """Write signs that no font of the press has by their name: ``[slightly smiling face]``."""
    for holder, is_tail, text, _first in list(_nodes(tree)):
        if _PLAIN.fullmatch(text):
            continue
        composed = unicodedata.normalize("NFC", text)
        spelled = "".join(map(_spelled, composed))
        if is_tail:
            holder.tail = spelled
        else:
            holder.text = spelled


def _spelled(letter: str) -> str:
    """Return a sign as the press can print it: itself, what it is made of, or its name."""
    plain = unicodedata.normalize("NFKC", letter).replace("\u2010", "-")
    for choice in (letter, plain):
        if all(part in letters() or part.isspace() for part in choice):
            return choice
    return _name(letter)


def _name(letter: str) -> str:
    """Return a sign's name in brackets; marks that only change the sign before it say nothing."""
    if unicodedata.category(letter) in ("Cf", "Mn", "Me", "Cc"):
        return ""
    return f"[{unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}]"


def _self_and_up(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    yield element
    yield from element.iterancestors()


def _insert(
    holder: html.HtmlElement, is_tail: bool, before: str, span: html.HtmlElement, after: str
) -> None:
    """Let a text node hold ``before``, the span stand behind it, and ``after`` behind the span."""
    old = holder.tail if is_tail else holder.text
    kept = (old or "")[len(before) + len(span.text or "") + len(after) :]
    if is_tail:
        holder.addnext(span)  # takes the tail along
        holder.tail = before
    else:
        holder.text = before
        holder.insert(0, span)
    span.tail = after + kept


def _nodes(block: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, bool, str, int]]:
    """Text nodes in reading order: who holds it, whether as a tail, the text, its offset."""
    offset = 0
    stack: list[tuple[html.HtmlElement, bool]] = [(block, False)]
    while stack:
        element, is_tail = stack.pop()
        text = (element.tail if is_tail else element.text) or ""
        yield element, is_tail, text, offset
        offset += len(text)
        if not is_tail:
            for child in reversed(element):
                stack += [(child, True), (child, False)]
