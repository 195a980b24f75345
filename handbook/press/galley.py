"""A set piece taken apart: the objects of its PDF, ready to be numbered anew in a volume.

Joining reads and writes every piece of a book, and a book is joined whenever one piece changed. So
the work that is the same each time is done once, when a piece is set: objects are found and written
as text in which references to others are marked, the drawing of each page is packed with gaps where
numbers go (`deflated`), links know where they lead, and what only one PDF can have is left out
(`taking`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from handbook.press.deflated import Length
from handbook.press.pdf import reference

MARK, FIGURES, BETWEEN = b"\0", b"\1", b"\2"
"""Around the number of an object that is referred to; for the figure font; between objects.
None of them stands in the text of an object, where such signs are written in another way."""
ELEMENT = b"/Type /StructElem >>"
"""How the text of a structure element ends."""
FOLIO = "/Folio"
"""Name of the figure font on each page."""


@dataclass(frozen=True)
class Leaf:
    """A page: its object, its key in the structure, its size, its drawing between gaps.

    ``figures`` are the numbers of the references that fill the gaps; the last gap is for the folio.
    """

    number: int
    key: int
    size: tuple[float, float]
    lengths: list[Length]
    figures: list[int]


@dataclass(frozen=True)
class Lead:
    """A link: its object, its key in the structure, its page, and where it leads.

    ``target`` is ``#place`` in the piece, ``page#place`` in the book, or empty: what leads out of
    the book is written already.
    """

    number: int
    key: int | None
    page: int
    target: str


@dataclass(frozen=True)
class Galley:
    """What is needed of a piece to put it into a volume; objects are numbered from 0."""

    text: bytes
    """All objects, those that are streams as the dictionary without its length."""
    streams: Mapping[int, bytes]
    leaves: Sequence[Leaf]
    leads: Sequence[Lead]
    tops: Sequence[int]
    """Structure elements that hang below the document."""
    parents: Sequence[tuple[int, int | list[int | None]]]
    """Key of a page or link → elements its marked contents belong to, or the one it is."""

    @property
    def count(self) -> int:
        """Objects."""
        return self.text.count(BETWEEN) + 1

    @property
    def elements(self) -> int:
        """Structure elements."""
        return sum(text.endswith(ELEMENT) for text in self.text.split(BETWEEN))

    def objects(self, first: int, figures: int) -> list[bytes]:
        """Return the objects as they stand in a volume that numbers them from ``first``.

        Args:
            first: number of object 0 in the volume.
            figures: number of the figure font.

        """
        known = {b"%d" % n: reference(first + n) for n in range(self.count)}
        parts = self.text.replace(FIGURES, reference(figures)).split(MARK)
        parts[1::2] = map(known.__getitem__, parts[1::2])
        return b"".join(parts).split(BETWEEN)

    def to_bytes(self) -> bytes:
        """Write all for the cache: one line of JSON, then what is no text."""
        packed = [length.packed for leaf in self.leaves for length in leaf.lengths]
        facts = {
            "text": len(self.text),
            "streams": [(number, len(data)) for number, data in self.streams.items()],
            "leaves": [_leaf_facts(leaf) for leaf in self.leaves],
            "leads": [tuple(asdict(lead).values()) for lead in self.leads],
            "tops": self.tops,
            "parents": self.parents,
        }
        head = json.dumps(facts, ensure_ascii=False).encode()
        return b"".join([head, b"\n", self.text, *self.streams.values(), *packed])

    @classmethod
    def from_bytes(cls, data: bytes) -> Galley:
        """Read what `to_bytes` wrote."""
        head, _, rest = data.partition(b"\n")
        facts = json.loads(head)
        parts = _cut(rest, _sizes(facts))
        text = next(parts)
        streams = {number: next(parts) for number, _ in facts["streams"]}
        leaves = []
        for number, key, size, figures, lengths in facts["leaves"]:
            packed = [Length(next(parts), *each[1:]) for each in lengths]
            leaves.append(Leaf(number, key, tuple(size), packed, figures))
        leads = [Lead(*lead) for lead in facts["leads"]]
        return cls(text, streams, leaves, leads, facts["tops"], facts["parents"])


def _leaf_facts(leaf: Leaf) -> tuple[Any, ...]:
    lengths = [(len(each.packed), each.size, each.sum) for each in leaf.lengths]
    return leaf.number, leaf.key, leaf.size, leaf.figures, lengths


def _sizes(facts: dict[str, Any]) -> Iterator[int]:
    yield facts["text"]
    yield from (size for _, size in facts["streams"])
    yield from (each[0] for *_, lengths in facts["leaves"] for each in lengths)


def _cut(data: bytes, sizes: Iterator[int]) -> Iterator[bytes]:
    start = 0
    for size in sizes:
        yield data[start : start + size]
        start += size
