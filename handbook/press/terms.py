"""Where the terms of the glossary stand: the places the index of the book leads to.

A term is indexed where it stands in a heading and at its first use in each chapter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from handbook.data import Term
from handbook.language.match import Matcher, strip_bracket
from handbook.press.article import Article
from handbook.press.text import wrap

_BLOCKS = "self::p or self::li or self::td or self::h2 or self::h3 or self::h4"
GLOSSARY = "ref/glossary"
"""The page that explains the terms."""
_LISTS = {GLOSSARY, "ref/bibliography"}
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
            if wrap(block, hit.start, hit.end, {"id": name}):
                places[hit.value].append(f"{article.id}#{name}")
        seen |= {hit.value for hit in found}
