"""One page's words, filed: what the index of an edition is put together from.

Taking words apart is most of the work of an index, and a page's words hang on nothing but the page:
so they can be kept from one build to the next (`kept.py`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from handbook.search.analyse import terms_of, words
from handbook.search.pages import FoundPage


@dataclass
class Filed:
    """Words of a page's sections, in their order."""

    text: list[dict[str, int]] = field(default_factory=list)
    """Of each section: term → how often it stands in the text."""
    head: list[dict[str, int]] = field(default_factory=list)
    """Of each section: term → whether it stands in the heading (1) or names it otherwise (0)."""
    sizes: list[int] = field(default_factory=list)
    bare: dict[str, list[str]] = field(default_factory=dict)
    """Stem of a word typed without accents → the terms it may mean."""


def file_page(page: FoundPage, locale: str) -> Filed:
    """File the words of a page; its description names its first section."""
    texts = [words(section.text, locale) for section in page.sections]
    headings = [words(section.heading, locale) for section in page.sections]
    named = [words(section.keywords, locale) for section in page.sections]
    named[0] += words(page.description, locale)
    found = set[str]().union(*texts, *headings, *named)
    terms = terms_of(found, locale)
    stem = terms.stems.__getitem__
    bare: dict[str, set[str]] = defaultdict(set)
    for word in found & terms.bare.keys():
        bare[terms.bare[word]].add(stem(word))
    return Filed(
        [dict(Counter(map(stem, text))) for text in texts],
        [
            dict.fromkeys(map(stem, name), 0) | dict.fromkeys(map(stem, heading), 1)
            for name, heading in zip(named, headings, strict=True)
        ],
        [len(text) for text in texts],
        {word: sorted(bare[word]) for word in sorted(bare)},
    )
