"""Inline Markdown with offsets: links, images, badges, code, notes, and what is left for readers.

``scan`` reads a block's text once, in linear time; ``mask`` replaces everything that is not
the reader's words by ``MASK``, so that offsets stay those of the text as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

MASK = "\0"

_LABEL = r"\[(?P<{0}>(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*)\]"
_ADDRESS = (
    r"\([ \n]*(?P<{0}><[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)"
    r"(?:[ \n]+(?:\"[^\"]*\"|'[^']*'))?[ \n]*\)"
)
_TOKEN = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`)(?P<code_text>.{1,1000}?)(?<!`)(?P=ticks)(?!`))"
    r"|(?P<comment><!--(?P<comment_text>.{0,2000}?)-->)"
    r"|(?P<footnote>\[\^(?P<footnote_target>[^\[\]\s]+)\])"
    r"|(?P<definition>(?<![^\n])\[(?P<definition_text>[^\[\]^][^\[\]]*)\]:"
    r"[ ]*(?P<definition_target>\S+)[^\n]*$)"
    rf"|(?P<image>!{_LABEL.format('image_text')}{_ADDRESS.format('image_target')})"
    rf"|(?P<link>{_LABEL.format('link_text')}{_ADDRESS.format('link_target')})"
    rf"|(?P<reference>{_LABEL.format('reference_text')}\[(?P<reference_target>[^\[\]]*)\])"
    r"|(?P<autolink><(?P<autolink_target>[a-zA-Z][a-zA-Z+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>)"
    r"|(?P<html></?[a-zA-Z][^<>]*>|&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});)"
    r"|(?P<url>(?<![\w@])(?:https?://|www\.)[^\s<>()\[\]]+)"
    r"|(?P<placeholder>\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\$\{[^{}\n]*\}|%\([a-z_]+\)s"
    r"|\{[^\W\d]\w{0,40}\})"
    r"|(?P<include>\{\*[^{}\n]{1,200}\*\}|-{2,9}8<-{2,9}[^\n]{0,500})"
    r"|(?P<attrs>\{:?[ ]*(?:[\#.]|[\w-]+=)[^{}\n]*\})"
    r"|(?P<icon>(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:]))"
    r"|(?P<blank>_{4,})"
    r"|(?P<escape>\\(?:[!-/:-@\[-`{-~]|$))"
    r"|(?P<emphasis>\*+|(?<![^\W_])_{1,3}|_{1,3}(?![^\W_])|~~|==(?!=))",
    re.DOTALL | re.MULTILINE,
)
_START = re.compile(r"[\[!`<{_*~=\\&$%]|:[a-z]|https?://|www\.|(?<!-)-{2,9}8<-")
"""What an element can begin with: most texts have none of it."""
_SIGN = re.compile(r"[\[!`<{_*~=\\&$%:]")
"""The same in a text without bare addresses and includes: found at the speed of a search."""
_Search = Callable[[str, int, int], "re.Match[str] | None"]
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")
_WITH_WORDS = frozenset(("escape", "image", "link", "reference"))
_KIND = {"definition": "link", "autolink": "url", "include": "placeholder"}
_PARTS = {
    name: (
        f"{name}_text" if f"{name}_text" in _TOKEN.groupindex else name,
        f"{name}_target" if f"{name}_target" in _TOKEN.groupindex else "",
    )
    for name in _TOKEN.groupindex
}
"""Groups of a token that hold its text and, if it has one, its target."""


class Inline(NamedTuple):
    """One inline element; ``start`` and ``end`` are offsets in the block's text.

    ``kind`` is code, link, reference, image, badge, footnote, html, comment, attrs, url, emphasis,
    blank, placeholder, icon or escape; ``text`` is the label, alt text, code or marker; ``target``
    the address, the id of a badge or the label of a note or reference.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    target: str = ""


def scan(text: str) -> tuple[Inline, ...]:
    """Find the inline elements of a text in order; those inside a link's label follow it."""
    simple = not ("://" in text or "www." in text or "8<-" in text)
    found = _scan(text, 0, len(text), (_SIGN if simple else _START).search)
    if "@" not in text:
        return tuple(found)
    emails = (Inline("url", *match.span(), match[0]) for match in _EMAIL.finditer(text))
    return tuple(sorted([*found, *emails], key=lambda inline: inline.start))


def _scan(text: str, start: int, end: int, search: _Search) -> Iterator[Inline]:
    while hit := search(text, start, end):
        begin = hit.start()
        if text[begin] == "*":
            start = begin + 1
            while start < end and text[start] == "*":
                start += 1
            yield Inline("emphasis", begin, start, text[begin:start], "")
            continue
        match = _TOKEN.match(text, begin, end)
        start = match.end() if match and match.end() > begin else begin + 1
        if not match:
            continue
        name = match.lastgroup or ""  # the outermost group closes last
        text_part, target_part = _PARTS[name]
        label = match[text_part] or ""
        target = (match[target_part] or "").strip("<>") if target_part else ""
        kind = _KIND.get(name, name)
        if kind == "link" and target.startswith("ref:"):
            kind, target = "badge", target.removeprefix("ref:")
        yield Inline(kind, match.start(), match.end(), label, target)
        if kind in ("link", "reference") and name != "definition":
            yield from _scan(text, *match.span(f"{name}_text"), search)


def mask(text: str, inlines: tuple[Inline, ...]) -> str:
    """Return ``text`` with everything but the reader's words replaced, at equal length.

    Labels of links and alternative texts of images are words; addresses, badges, notes, code,
    HTML, comments, blanks and marks of emphasis are not.
    """
    if not inlines:
        return text
    parts, at = list[str](), 0
    for start, end in sorted(_hidden(text, inlines)):
        if end > at:
            parts += (text[at:start], MASK * (end - max(start, at)))
            at = end
    return "".join((*parts, text[at:]))


def _hidden(text: str, inlines: tuple[Inline, ...]) -> Iterator[tuple[int, int]]:
    """Spans of what readers do not see; those of a link's label are within the link's."""
    for inline in inlines:
        if inline.kind in _WITH_WORDS:
            start, end = _words(text, inline)
            yield inline.start, start
            yield end, inline.end
        else:
            yield inline.start, inline.end


def _words(text: str, inline: Inline) -> tuple[int, int]:
    """Span of the words a reader sees of an inline element; empty when there are none."""
    if inline.kind == "image" or (
        inline.kind in ("link", "reference") and text[inline.start] == "["
    ):
        start = inline.start + (2 if inline.kind == "image" else 1)
        if text[start + len(inline.text) : start + len(inline.text) + 1] == "]" and inline.text:
            definition = text[start + len(inline.text) + 1 : start + len(inline.text) + 2] == ":"
            return (inline.end, inline.end) if definition else (start, start + len(inline.text))
    if inline.kind == "escape":
        return inline.start + 1, inline.end
    return inline.end, inline.end
