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


def forms(terms: Iterable[Term], locale: str) -> list[tuple[str, str]]:
    """Return every word of an edition that means a term, and the term's id."""
    return [
        (strip_bracket(form), term.id)
        for term in terms
        for form in (term.word.get(locale, ""), *term.also.get(locale, ()))
        if form
    ]


def mark_terms(article: Article, terms: Matcher[str]) -> dict[str, list[str]]:
    """Give the indexed uses of each term an id in the page's tree; return term → ``page#id``.

    Ids count by page, so that an edit elsewhere does not change them.
    """
    places: dict[str, list[str]] = defaultdict(list)
    if article.id in _LISTS:
        return {}
    seen: set[str] = set()
    for block in article.tree.xpath(f".//*[{_BLOCKS}]"):
        if block.xpath("./p | ./ul | ./ol"):
            continue
        heading = str(block.tag).startswith("h")
        found = [
            hit for hit in terms.find("".join(block.itertext())) if heading or hit.value not in seen
        ]
        for hit in reversed(found):  # from the end, so that earlier places stay where they are
            name = f"ix-{hit.value}-{len(places[hit.value])}"
            if wrap(block, hit.start, hit.end, {"id": name}):
                places[hit.value].append(f"{article.id}#{name}")
        seen |= {hit.value for hit in found}
    return {term: found for term, found in places.items() if found}
