"""Where the terms of the glossary stand: the places the index of the book leads to.

A term is indexed where it stands in a heading and at its first use in each chapter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from lxml import html

from handbook.data import Term
from handbook.language.match import Matcher, strip_bracket
from handbook.press.article import Article

_BLOCKS = "self::p or self::li or self::td or self::h2 or self::h3 or self::h4"
_LISTS = {"ref/glossary", "ref/bibliography"}
"""Pages that are indexes themselves."""


def mark_terms(
    articles: Iterable[Article], terms: Iterable[Term], locale: str
) -> dict[str, list[str]]:
    """Give the indexed uses of each term an id in the trees; return term → ``page#id``."""
    forms = [
        (strip_bracket(form), term.id)
        for term in terms
        for form in (term.word.get(locale, ""), *term.also.get(locale, ()))
        if form
    ]
    matcher = Matcher(locale, forms)
    places: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        if article.id not in _LISTS:
            _mark_page(article, matcher, places)
    return dict(places)


def _mark_page(article: Article, matcher: Matcher[str], places: dict[str, list[str]]) -> None:
    seen: set[str] = set()
    for block in article.tree.xpath(f".//*[{_BLOCKS}]"):
        if block.xpath("./p | ./ul | ./ol"):
            continue
        heading = str(block.tag).startswith("h")
        found = [
            hit
            for hit in matcher.find("".join(block.itertext()))
            if heading or hit.value not in seen
        ]
        for hit in reversed(found):  # from the end, so that earlier places stay where they are
            name = f"ix-{hit.value}-{len(places[hit.value])}"
            if _anchor(block, hit.start, hit.end, name):
                places[hit.value].append(f"{article.id}#{name}")
        seen |= {hit.value for hit in found}


def _anchor(block: html.HtmlElement, start: int, end: int, name: str) -> bool:
    """Put a span with an id around the letters from ``start`` on, within one text node."""
    for holder, is_tail, text, first in _nodes(block):
        if first <= start < first + len(text):
            stop = min(end - first, len(text))
            span = html.Element("span", {"id": name})
            span.text, span.tail = text[start - first : stop], text[stop:]
            _insert(holder, is_tail, text[: start - first], span)
            return True
    return False


def _insert(holder: html.HtmlElement, is_tail: bool, before: str, span: html.HtmlElement) -> None:
    if is_tail:
        tail, span.tail = span.tail, None
        holder.tail = before
        holder.addnext(span)
        span.tail = tail
    else:
        holder.text = before
        holder.insert(0, span)


def _nodes(block: html.HtmlElement) -> Sequence[tuple[html.HtmlElement, bool, str, int]]:
    """Text nodes of a block in order: who holds it, whether as a tail, the text, its offset."""
    nodes: list[tuple[html.HtmlElement, bool, str, int]] = []
    offset = 0

    def visit(element: html.HtmlElement) -> None:
        nonlocal offset
        for holder, is_tail, text in [(element, False, element.text or "")]:
            nodes.append((holder, is_tail, text, offset))
            offset += len(text)
        for child in element:
            visit(child)
            nodes.append((child, True, child.tail or "", offset))
            offset += len(child.tail or "")

    visit(block)
    return nodes
