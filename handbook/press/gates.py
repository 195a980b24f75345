"""What must hold before paper is published, read again from the finished file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pikepdf
from pikepdf import Dictionary

from handbook.press.article import count
from handbook.press.fonts import CUTS
from handbook.press.join import Part
from handbook.press.setter import Figure
from handbook.press.tags import structure_elements
from handbook.press.texts import Texts

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

    ``expected`` are the words of its pages; ``notes`` the number of endnotes of each page.
    """

    name: str
    file: Path
    parts: Sequence[Part]
    expected: Counter[str]
    notes: dict[str, int]


def problems(
    finished: Finished, number_of: Callable[[str], int | None], read: Texts | None = None
) -> list[str]:
    """One line for each thing lost, clipped or wrong in a finished PDF; empty means sound.

    ``read`` remembers what pages read before say.
    """
    found = [*_layout_problems(finished)]
    with pikepdf.Pdf.open(finished.file) as pdf:
        found += _structure_problems(finished, pdf)
        asked = _asked(finished.parts)
        boxes = {page: [figure.box for _, figure in each] for page, each in asked.items()}
        pages = (read or Texts()).read(finished.file, pdf, boxes)
    texts = [page.text for page in pages]
    found += [*_word_problems(finished, texts), *_note_problems(finished, texts)]
    for number, each in asked.items():
        for (part, figure), digits in zip(each, pages[number].digits, strict=True):
            found += _number_problem(part, figure, digits, number_of)
    return [f"{finished.name}: {line}" for line in found]


def _asked(parts: Sequence[Part]) -> dict[int, list[tuple[Part, Figure]]]:
    """Return the page references that stand on each page of the file."""
    figures: dict[int, list[tuple[Part, Figure]]] = {}
    place = 0
    for part in parts:
        place += place % 2
        for figure in part.facts.figures:
            figures.setdefault(place + figure.page, []).append((part, figure))
        place += part.facts.pages
    return figures


def _layout_problems(finished: Finished) -> Iterator[str]:
    for part in finished.parts:
        yield from (f"{part.piece}: {line}" for line in part.facts.clipped)
        for address in part.facts.refused:
            yield f"{part.piece}: the press was asked to open {address}; it opens nothing"


def _structure_problems(finished: Finished, pdf: pikepdf.Pdf) -> Iterator[str]:
    kept = structure_elements(pdf)
    wanted = 1 + sum(part.facts.elements for part in finished.parts)
    if kept != wanted:
        yield f"{kept} structure elements, {wanted} were set; joining lost some"
    families = {cut.family.replace(" ", "-") for cut in CUTS}
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        resources = page.obj.get("/Resources", Dictionary())
        for _, font in resources.get("/Font", Dictionary()).items():
            if font.objgen in seen:
                continue
            seen.add(font.objgen)
            family = str(font.BaseFont).partition("+")[2]
            if not any(family.startswith(name) for name in families):
                yield f"letters in {family}, no font of the press; is there an unusual sign?"
                return


def _word_problems(finished: Finished, texts: list[str]) -> Iterator[str]:
    if any("\u00ad" in text for text in texts):
        yield "soft hyphens are left in the text"
    missing = finished.expected - words_in("\n".join(texts)) - _across(texts)
    if missing:
        named = ", ".join(f"“{word}”" for word in list(missing)[:_MOST])
        yield f"{sum(missing.values())} words of the page are missing, among them {named}"


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


def _note_problems(finished: Finished, texts: list[str]) -> Iterator[str]:
    """Each endnote once and in order, page by page of the book."""
    place = 0
    for part in finished.parts:
        place += place % 2
        text = "\n".join(texts[place : place + part.facts.pages])
        place += part.facts.pages
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
