"""One page, filed: what the index of an edition is put together from.

Taking words apart is most of the work of an index, and a page's words hang on nothing but the page:
so all that the index needs of it can be kept from one build to the next (`kept.py`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from handbook.search.analyse import terms_of, words
from handbook.search.chunks import text_files
from handbook.search.pages import FoundPage


@dataclass
class Leaf:
    """What of a page stands in the core of the index and in the site map.

    Lists have an item for each of its sections.
    """

    url: str
    title: str
    description: str
    is_list: bool
    anchors: list[str]
    headings: list[str]
    sizes: list[int]
    """Words of the text."""

    @classmethod
    def of(cls, page: Leaf) -> Leaf:
        """Return that part of a page."""
        return cls(**{name: getattr(page, name) for name in cls.__dataclass_fields__})


@dataclass
class Filed(Leaf):
    """A page as the index knows it."""

    text: list[dict[str, int]]
    """Term → how often it stands in the text."""
    head: list[dict[str, int]]
    """Term → whether it stands in the heading (1) or names the section otherwise (0)."""
    bare: dict[str, list[str]]
    """Stem of a word typed without accents → the terms it may mean."""
    texts: list[tuple[str, int, bytes]]
    """Files of texts: name, how many sections, what stands in it."""


def file_page(page: FoundPage, locale: str) -> Filed:
    """File a page; its description names its first section."""
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
        url=page.url,
        title=page.title,
        description=page.description,
        is_list=page.is_list,
        anchors=[section.anchor for section in page.sections],
        headings=[section.heading for section in page.sections],
        text=[dict(Counter(map(stem, text))) for text in texts],
        head=[
            dict.fromkeys(map(stem, name), 0) | dict.fromkeys(map(stem, heading), 1)
            for name, heading in zip(named, headings, strict=True)
        ],
        sizes=[len(text) for text in texts],
        bare={word: sorted(bare[word]) for word in sorted(bare)},
        texts=list(text_files(page)),
    )
