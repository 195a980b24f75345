"""One page's words, filed: what the index of an edition is put together from.

Taking words apart is most of the work of an index, and a page's words hang on nothing but the page:
so they can be kept from one build to the next (`kept.py`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain

from handbook.search.analyse import forms_of, words
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
    sections = [_Words.of(section, page, locale) for section in page.sections]
    known = forms_of(
        chain.from_iterable((*each.text, *each.keywords, *each.heading) for each in sections),
        locale,
    )

    def key(word: str) -> str:
        stem, bare_stem, _ = known[word]
        if bare_stem != stem:
            bare[bare_stem].add(stem)
        return stem

    for each in sections:
        counts: dict[str, int] = defaultdict(int)
        for word, count in each.text.items():
            counts[key(word)] += count
        filed.text.append({term: min(count, 3) - 1 for term, count in counts.items()})
        head = {key(word): 0 for word in each.keywords}
        filed.head.append(head | {key(word): 1 for word in each.heading})
        filed.sizes.append(each.text.total())
    filed.bare = {word: sorted(terms) for word, terms in bare.items()}
    return filed


@dataclass(frozen=True)
class _Words:
    """The words of a section as they stand in it."""

    text: Counter[str]
    keywords: list[str]
    heading: list[str]

    @classmethod
    def of(cls, section: Section, page: FoundPage, locale: str) -> _Words:
        """Take a section apart; the page's description names its first one."""
        is_first = section is page.sections[0]
        keywords = f"{section.keywords} {page.description}" if is_first else section.keywords
        return cls(
            Counter(words(section.text, locale)),
            words(keywords, locale),
            words(section.heading, locale),
        )
