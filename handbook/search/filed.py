"""One page's words, filed: what the index of an edition is put together from.

Taking words apart is most of the work of an index, and a page's words hang on nothing but the page:
so they can be kept from one build to the next (`kept.py`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from handbook.search.analyse import Token, analyse
from handbook.search.pages import FoundPage, Section


@dataclass
class Filed:
    """Words of a page's sections, in their order; kinds of occurrence are 0, 1 or 2."""

    text: list[dict[str, int]] = field(default_factory=list)
    """Of each section: term → how often it stands in the text (0 once, 2 more than twice)."""
    head: list[dict[str, int]] = field(default_factory=list)
    """Of each section: term → whether it stands in the heading (1) or names it otherwise (0)."""
    sizes: list[int] = field(default_factory=list)
    bare: dict[str, list[str]] = field(default_factory=dict)
    """Stem of a word typed without accents → the terms it may mean."""


def file_page(page: FoundPage, locale: str) -> Filed:
    """File the words of a page."""
    filed = Filed()
    bare: dict[str, set[str]] = defaultdict(set)
    for section in page.sections:
        _file(filed, bare, section, page if section is page.sections[0] else None, locale)
    filed.bare = {word: sorted(terms) for word, terms in bare.items()}
    return filed


def _file(
    filed: Filed, bare: dict[str, set[str]], section: Section, page: FoundPage | None, locale: str
) -> None:
    def key(token: Token) -> str:
        if token.bare_stem != token.stem:
            bare[token.bare_stem].add(token.stem)
        return token.stem

    counts: dict[str, int] = defaultdict(int)
    tokens = analyse(section.text, locale)
    for token in tokens:
        counts[key(token)] += 1
    filed.text.append({term: min(count, 3) - 1 for term, count in counts.items()})
    keywords = f"{section.keywords} {page.description}" if page else section.keywords
    head: dict[str, int] = {}
    for kind, text in ((0, keywords), (1, section.heading)):
        for token in analyse(text, locale):
            head[key(token)] = kind
    filed.head.append(head)
    filed.sizes.append(len(tokens))
