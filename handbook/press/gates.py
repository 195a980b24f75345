"""What must hold before paper is published, read again from the finished file."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from handbook.press.article import count
from handbook.press.fonts import CUTS
from handbook.press.join import Part
from handbook.press.proof import Proof, proof
from handbook.press.setter import Figure
from handbook.press.texts import PageText, Texts

_HYPHEN = re.compile(r"(\w+)(?:[-\u2010]\s*\n|[\ufffe\x02]\s*)(\w+)")
_BETWEEN = re.compile(r"(?<=\w)(?:[-\u2010]\s*\n|[\ufffe\x02]\s*)(?=\w)")
_NOTE = re.compile(r"^\[(\d+)\] ", re.MULTILINE)
_BROKEN = re.compile(r"(\w+)\n(?=(\w+))")
_LONG = 16
"""Letters from which a word may be broken without a hyphen in a narrow column."""
_PARTED = re.compile(r"(\w+)[-\u2010\ufffe\x02]")
_FIRST = re.compile(r"\w+")
_MOST = 5
"""Words a message names at most."""


@dataclass(frozen=True)
class Finished:
    """A finished PDF and what was meant to be in it.

    ``expected`` are the words of each page of the book that is in it as a whole; ``notes`` the
    number of endnotes of each piece.
    """

    name: str
    file: Path
    parts: Sequence[Part]
    expected: Mapping[str, Counter[str]]
    notes: dict[str, int]


def problems(
    finished: Finished, number_of: Callable[[str], int | None], read: Texts | None = None
) -> list[str]:
    """One line for each thing lost, clipped or wrong in a finished PDF; empty means sound.

    ``read`` remembers what pages read before say, and which hold all their words.
    """
    read = read or Texts()
    found = [*_layout_problems(finished)]
    seen = proof(finished.file)
    found += _structure_problems(finished, seen)
    asked = _asked(finished.parts)
    boxes = {page: [figure.box for _, figure in each] for page, each in asked.items()}
    pages = read.read(finished.file, seen.prints(boxes), boxes)
    found += [*_word_problems(finished, pages, read), *_note_problems(finished, pages)]
    for number, each in asked.items():
        for (part, figure), digits in zip(each, pages[number].digits, strict=True):
            found += _number_problem(part, figure, digits, number_of)
    return [f"{finished.name}: {line}" for line in found]


def _starts(parts: Sequence[Part]) -> Iterator[tuple[Part, int]]:
    """Yield each part with the page of the file (from 0) that it begins on."""
    place = 0
    for part in parts:
        place += place % 2
        yield part, place
        place += part.facts.pages


def _asked(parts: Sequence[Part]) -> dict[int, list[tuple[Part, Figure]]]:
    """Return the page references that stand on each page of the file."""
    figures: dict[int, list[tuple[Part, Figure]]] = {}
    for part, start in _starts(parts):
        for figure in part.facts.figures:
            figures.setdefault(start + figure.page, []).append((part, figure))
    return figures


def _layout_problems(finished: Finished) -> Iterator[str]:
    for part in finished.parts:
        yield from (f"{part.piece}: {line}" for line in part.facts.clipped)
        for address in part.facts.refused:
            yield f"{part.piece}: the press was asked to open {address}; it opens nothing"


def _structure_problems(finished: Finished, seen: Proof) -> Iterator[str]:
    kept = seen.elements()
    wanted = 1 + sum(part.facts.elements for part in finished.parts)
    if kept != wanted:
        yield f"{kept} structure elements, {wanted} were set; joining lost some"
    families = tuple(cut.family.replace(" ", "-") for cut in CUTS)
    for name in seen.fonts():
        family = name.partition("+")[2]
        if not family.startswith(families):
            yield f"letters in {family}, no font of the press; is there an unusual sign?"
            return


def _word_problems(finished: Finished, pages: list[PageText], read: Texts) -> Iterator[str]:
    if any("\u00ad" in page.text for page in pages):
        yield "soft hyphens are left in the text"
    lost: Counter[str] = Counter()
    for page_id, own in _own(finished, pages).items():
        lost += _lost(finished.expected.get(page_id, Counter()), own, read)
    if lost:
        named = ", ".join(f"“{word}”" for word in list(lost)[:_MOST])
        yield f"{sum(lost.values())} words of the page are missing, among them {named}"


def _own(finished: Finished, pages: list[PageText]) -> dict[str, list[PageText]]:
    """Return the pages of the file that belong to each page of the book."""
    own: dict[str, list[PageText]] = {}
    for part, start in _starts(finished.parts):
        own.setdefault(part.page_id, []).extend(pages[start : start + part.facts.pages])
    return own


def _lost(expected: Counter[str], pages: list[PageText], read: Texts) -> Counter[str]:
    """Return the words that pages lack; what had all of them before has them still."""
    state = repr((sorted(expected.items()), [page.name for page in pages]))
    name = hashlib.sha256(state.encode()).hexdigest()
    if read.is_whole(name):
        return Counter()
    texts = [page.text for page in pages]
    lost = expected - words_in("\n".join(texts)) - _across(texts)
    if not lost:
        read.note_whole(name)
    return lost


def words_in(text: str) -> Counter[str]:
    """Words of an extracted text; a word parted at ends of lines counts whole and in parts."""
    whole = _BETWEEN.sub("", text)
    parts: Counter[str] = Counter()
    for match in _BROKEN.finditer(text):
        if len(match[1]) + len(match[2]) >= _LONG:
            parts[match[1] + match[2]] += 1
    for match in _HYPHEN.finditer(text):
        parts.update(match.groups())
    return count(whole) + parts


def _across(texts: list[str]) -> Counter[str]:
    """Words that may run over the end of a page, heads and feet between their parts."""
    found: Counter[str] = Counter()
    for before, after in pairwise(texts):
        start = _FIRST.search(after)
        if start:
            found.update(left + start[0] for left in _PARTED.findall(before)[-4:])
    return found


def _note_problems(finished: Finished, pages: list[PageText]) -> Iterator[str]:
    """Each endnote once and in order, piece by piece."""
    for part, start in _starts(finished.parts):
        text = "\n".join(page.text for page in pages[start : start + part.facts.pages])
        wanted = finished.notes.get(part.piece, 0)
        numbers = [int(number) for number in _NOTE.findall(text)]
        if numbers != list(range(1, wanted + 1)):
            yield f"{part.piece}: endnotes stand as {numbers}, should be 1 to {wanted}"


def _number_problem(
    part: Part, figure: Figure, read: str, number_of: Callable[[str], int | None]
) -> Iterator[str]:
    """Compare a page number as it was read where it stands with the page it names."""
    target = part.targets[figure.number]
    wanted = number_of(target)
    if read != str(wanted or ""):
        yield f"{part.piece}: the reference to {target} reads “{read}”, page {wanted}"
