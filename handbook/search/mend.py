"""An edition's index, kept as it was put together, so that a changed page costs its own words only.

What is kept says of each page what it was; where a page is something else now, the words it had
are taken out and those it has put in. Where pages came, went or changed their number of sections,
every later section has another number: then the index is put together anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from handbook.search.filed import Filed, Leaf
from handbook.search.pack import Gathered, gather, joined, pack_gaps, unpack_gaps

if TYPE_CHECKING:
    from handbook.search.kept import KeptPages

Texts = dict[str, bytes]
"""Files of texts: name → what stands in it."""
_FEW = 0.2
"""Part of an edition's pages that are mended sooner than all is put together anew."""


class Built(NamedTuple):
    """A built page: its address in the edition, its file, the digest it is known by."""

    url: str
    file: Path
    known_as: str


class Chunk(NamedTuple):
    """A file with the texts of some sections of a page: its name, its bytes, how many they are."""

    name: str
    size: int
    sections: int


@dataclass
class Index:
    """What an edition's index was made of."""

    pages: list[tuple[str, str]]
    """Address and digest of every page, also of those that are not in the edition's language."""
    gathered: Gathered
    chunks: list[list[Chunk]]
    """The files of each page's texts, in the order of the index."""

    @property
    def files(self) -> Iterator[Chunk]:
        """All files of texts, in order."""
        return chain.from_iterable(self.chunks)

    @classmethod
    def of(cls, built: Sequence[Built], pages: Sequence[Filed]) -> tuple[Index, Texts]:
        """Make an index of all pages that have words; return it with its files of texts."""
        index = cls(_known(built), gather(pages), [])
        texts: Texts = {}
        for page in pages:
            index.chunks.append(_added(texts, page))
        return index, texts

    def mended(self, built: Sequence[Built], locale: str, kept: KeptPages) -> Texts | None:
        """Take in the pages that have changed; return their files of texts.

        None, and the index is of no use any more, when it must be made anew.
        """
        known = _known(built)
        if [url for url, _ in known] != [url for url, _ in self.pages]:
            return None
        changed = [at for at, page in enumerate(known) if page != self.pages[at]]
        if len(changed) > _FEW * len(known):
            return None
        texts: Texts = {}
        for at in changed:
            before = kept.recall(built[at].url, locale, self.pages[at][1])
            after = kept.read(built[at].file, built[at].url, locale, built[at].known_as)
            if not self._exchanged(built[at].url, before, after, texts):
                return None
        self.pages = known
        return texts

    def _exchanged(self, url: str, before: Filed | None, after: Filed | None, texts: Texts) -> bool:
        at = next((n for n, leaf in enumerate(self.gathered.leaves) if leaf.url == url), None)
        if at is None or before is None or after is None:
            return at is None and after is None  # it had no words, and has none
        self.chunks[at] = _added(texts, after)
        return exchange(self.gathered, at, before, after)

    def packed(self) -> dict[str, Any]:
        """Return all of it as plain values."""
        gathered = {**vars(self.gathered), "leaves": [vars(each) for each in self.gathered.leaves]}
        chunks = [[tuple(chunk) for chunk in each] for each in self.chunks]
        return {"pages": self.pages, "gathered": gathered, "chunks": chunks}

    @classmethod
    def unpacked(cls, packed: Mapping[str, Any]) -> Index:
        """Return an index from plain values."""
        leaves = [Leaf(**leaf) for leaf in packed["gathered"]["leaves"]]
        gathered = Gathered(**{**packed["gathered"], "leaves": leaves})
        chunks = [[Chunk(*chunk) for chunk in each] for each in packed["chunks"]]
        return cls(packed["pages"], gathered, chunks)


def _known(built: Sequence[Built]) -> list[tuple[str, str]]:
    return [(page.url, page.known_as) for page in built]


def _added(texts: Texts, page: Filed) -> list[Chunk]:
    """Add the files of a page's texts to others; return what is to be known of them."""
    texts.update((name, data) for name, _, data in page.texts)
    return [Chunk(name, len(data), sections) for name, sections, data in page.texts]


def exchange(gathered: Gathered, at: int, before: Filed, after: Filed) -> bool:
    """Put a page's words in the place of those it had; say whether that can be done."""
    if len(before.sizes) != len(after.sizes):
        return False
    first = sum(len(each.sizes) for each in gathered.leaves[:at])
    differing = _differing(before.text, after.text) | _differing(before.head, after.head)
    new = differing - gathered.postings.keys()
    for term in differing:
        _exchange_term(gathered.postings, term, first, after)
    if new:
        gathered.postings = dict(sorted(gathered.postings.items()))
    _exchange_bare(gathered.bare, before.bare, after.bare)
    gathered.leaves[at] = Leaf.of(after)
    return True


def _differing(before: Sequence[dict[str, int]], after: Sequence[dict[str, int]]) -> set[str]:
    return {
        term
        for old, new in zip(before, after, strict=True)
        if old != new
        for term, _ in old.items() ^ new.items()
    }


def _exchange_term(postings: dict[str, str], term: str, first: int, filed: Filed) -> None:
    text, _, head = postings.get(term, "").partition("!")
    often = [min(each.get(term, 0), 3) - 1 for each in filed.text]
    named = [each.get(term, -1) for each in filed.head]
    text = _exchanged(text, first, often)
    postings[term] = joined(text, _exchanged(head, first, named))
    if not postings[term]:
        del postings[term]


def _exchanged(text: str, first: int, kinds: Sequence[int]) -> str:
    """Return postings with those of one page's sections, from the ``first`` one on, exchanged.

    ``kinds`` are -1 where a section lacks the term.
    """
    kept = unpack_gaps(text)
    start, end = (bisect_left(kept, 3 * at) for at in (first, first + len(kinds)))
    kept[start:end] = [3 * at + kind for at, kind in enumerate(kinds, first) if kind >= 0]
    return pack_gaps(kept)


def _exchange_bare(
    known: dict[str, dict[str, int]],
    before: Mapping[str, Sequence[str]],
    after: Mapping[str, Sequence[str]],
) -> None:
    for step, found in ((-1, before), (1, after)):
        for word, stems in found.items():
            counts = known.setdefault(word, {})
            for stem in stems:
                counts[stem] = counts.get(stem, 0) + step
    for word in before:
        known[word] = {stem: count for stem, count in known[word].items() if count}
        if not known[word]:
            del known[word]
