"""Defects thought of after the rules were first measured: a fresh look at what goes wrong."""

from __future__ import annotations

import re
from itertools import pairwise

from .blocks import SENTENCE
from .figures import NUMBER
from .inline import BADGE
from .language import aligned_rows, replace_block
from .links import LINK
from .model import Change, Desk, plants
from .phrases import EXTRA, FOREIGN
from .sheet import CELL, Block, Sheet, aligned
from .typography import QUOTED

WORD = re.compile(r"[^\W\d_]{5,}")
SPELLED = {
    "hu": "két három négy öt hat hét nyolc",
    "sr": "tri četiri pet šest sedam osam devet",
    "lv": "trīs četri pieci seši septiņi astoņi",
    "bg": "три четири пет шест седем осем девет",
}
MARKS = {"„": "â€ž", "”": "â€", "“": "â€œ", "–": "â€“", "’": "â€™"}
ODD = "\u034f\u061c\u180e"
GREEK = str.maketrans("oavipAEBOKxт", "οανιρΑΕΒΟΚχτ")


@plants("numbers-swapped", beyond=True)
def _numbers(desk: Desk) -> Change | None:
    """Two numbers of one line change places: each is in the source, but elsewhere."""
    by_line: dict[int, list[re.Match[str]]] = {}
    for line, match in desk.target.find(NUMBER):
        by_line.setdefault(line, []).append(match)
    spots = [
        (line, a, b)
        for line, found in by_line.items()
        for a, b in pairwise(found)
        if a[0] != b[0] and len(found) < 4
    ]
    spot = desk.pick(spots)
    if spot is None:
        return None
    line, a, b = spot
    middle = desk.target.lines[line][a.end() : b.start()]
    return desk.put(line, a.start(), b.end(), f"{b[0]}{middle}{a[0]}", "")


@plants("spelled-number", beyond=True)
def _spelled(desk: Desk) -> Change | None:
    """A number in words is another number."""
    words = SPELLED[desk.language].split()
    spot = desk.pick(desk.target.find(re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])")))
    if spot is None:
        return None
    new = desk.dice.choice([word for word in words if word != spot[1][0]])
    return desk.put(spot[0], spot[1].start(), spot[1].end(), new, "")


@plants("sentence-added")
def _sentence(desk: Desk) -> Change | None:
    """The translation says one sentence more than the source."""
    block = desk.pick([b for b in desk.target.of("paragraph", words=10) if b.end == b.start + 1])
    if block is None:
        return None
    end = len(desk.target.lines[block.start])
    extra = desk.dice.choice(EXTRA[desk.language])
    return desk.put(block.start, end, end, f" {extra}", "")


@plants("phrase-left")
def _phrase(desk: Desk) -> Change | None:
    """The second half of a sentence was not translated."""
    pairs = [
        (there, here)
        for there, here in aligned(desk.source, desk.target)
        if here.kind in ("paragraph", "item") and here.end == here.start + 1
        if len(SENTENCE.split(there.text)) == len(SENTENCE.split(here.text)) == 1
        if there.words > 13 and here.words > 9 and "[" not in there.text + here.text
    ]
    pair = desk.pick(pairs)
    if pair is None:
        return None
    there, here = pair
    old, new = here.text.split(), there.text.split()
    half = [*old[: len(old) // 2], *new[len(new) // 2 :]]
    return desk.splice(here.start, here.end, [here.head + " ".join(half)], "half in English")


@plants("fourth-language")
def _fourth(desk: Desk) -> Change | None:
    """A paragraph in a neighbour's language that the book has no edition in."""
    block = desk.pick(desk.target.of("paragraph", words=8))
    if block is None:
        return None
    new = desk.dice.choice(FOREIGN[desk.language])
    return desk.splice(block.start, block.end, [" " * block.indent + new], f"is now {new!r}")


@plants("cell-third-language")
def _cell(desk: Desk) -> Change | None:
    language = desk.pick(sorted(desk.others))
    if language is None:
        return None
    other = Sheet(desk.pair.path, language, desk.others[language])
    spots = [
        (here.start, cell, new[0])
        for there, here in aligned_rows(other, desk.target)
        for cell, new in zip(
            CELL.finditer(desk.target.lines[here.start]),
            CELL.finditer(other.lines[there.start]),
            strict=True,
        )
        if len(re.findall(r"[^\W\d_]{2,}", new[0])) >= 6
    ]
    spot = desk.pick(spots)
    return desk.put(spot[0], spot[1].start(), spot[1].end(), spot[2], "") if spot else None


@plants("heading-third-language")
def _heading(desk: Desk) -> Change | None:
    language = desk.pick(sorted(desk.others))
    if language is None:
        return None
    other = Sheet(desk.pair.path, language, desk.others[language])
    pairs = [
        (there, here)
        for there, here in aligned(other, desk.target)
        if here.kind == "heading" and there.words > 2 and there.text != here.text
    ]
    pair = desk.pick(pairs)
    return replace_block(desk, pair[1], pair[0], f"in {language}") if pair else None


@plants("ids-swapped")
def _ids(desk: Desk) -> Change | None:
    """The ids of two neighbouring headings change places."""
    heads = [b for b in desk.target.of("heading") if b.id]
    pair = desk.pick(list(pairwise(heads)))
    if pair is None:
        return None
    lines = list(desk.target.lines)
    for one, other in (pair, pair[::-1]):
        lines[one.start] = lines[one.start].replace(f"#{one.id} ", f"#{other.id} ")
    return Change(lines, pair[0].start, "ids swapped", also=(pair[1].start,))


@plants("targets-swapped", beyond=True)
def _targets(desk: Desk) -> Change | None:
    """Two links of one line lead each where the other should."""
    by_line: dict[int, list[re.Match[str]]] = {}
    for line, match in desk.target.raw(LINK):
        by_line.setdefault(line, []).append(match)
    spots = [
        (line, a, b) for line, found in by_line.items() for a, b in pairwise(found) if a[2] != b[2]
    ]
    spot = desk.pick(spots)
    if spot is None:
        return None
    line, a, b = spot
    text = desk.target.lines[line]
    new = f"[{a[1]}]({b[2]}){text[a.end() : b.start()]}[{b[1]}]({a[2]})"
    return desk.put(line, a.start(), b.end(), new, "")


@plants("badge-moved")
def _badge(desk: Desk) -> Change | None:
    """A badge stands in the paragraph after the one it belongs to."""
    paragraphs = [b for b in desk.target.of("paragraph", words=5) if b.end == b.start + 1]
    pairs = [
        (a, b, match)
        for a, b in pairwise(paragraphs)
        if (match := BADGE.search(desk.target.lines[a.start]))
        and match[2] not in desk.target.lines[b.start]
    ]
    pair = desk.pick(pairs)
    if pair is None:
        return None
    here, there, match = pair
    lines = list(desk.target.lines)
    lines[here.start] = lines[here.start].replace(match[0], "", 1)
    lines[there.start] += " " + match[0].strip()
    return Change(lines, here.start, f"{match[0]} moved", also=(there.start,))


@plants("cells-swapped")
def _cells(desk: Desk) -> Change | None:
    """Two cells of a row change places, one of them empty, a figure or twice as long."""
    spots = []
    for row in desk.target.of("row"):
        found = list(CELL.finditer(desk.target.lines[row.start]))
        spots += [
            (row, a, b)
            for a, b in pairwise(found)
            if a[0].strip() != b[0].strip() and _unlike(a[0].strip(), b[0].strip())
        ]
    spot = desk.pick(spots)
    if spot is None:
        return None
    row, a, b = spot
    return desk.put(row.start, a.start(), b.end(), f"{b[0]}|{a[0]}", "cells swapped")


def _unlike(one: str, other: str) -> bool:
    short, long = sorted((len(one), len(other)))
    return re.findall(r"\d+", one) != re.findall(r"\d+", other) or long > 2 * short + 10


@plants("quote-left-open")
def _open(desk: Desk) -> Change | None:
    spot = desk.pick(desk.target.find(QUOTED[desk.language]))
    if spot is None:
        return None
    return desk.put(spot[0], spot[1].end() - 1, spot[1].end(), "", "closing mark lost")


@plants("bracket-left-open")
def _bracket(desk: Desk) -> Change | None:
    spot = desk.pick(desk.target.find(re.compile(r"\([^()\0]{3,}\)")))
    return desk.put(spot[0], spot[1].end() - 1, spot[1].end(), "", "lost") if spot else None


@plants("garbled-mark")
def _mark(desk: Desk) -> Change | None:
    """A quotation mark or dash read in the wrong encoding."""
    spot = desk.pick(desk.target.find(re.compile("[" + "".join(MARKS) + "]")))
    return (
        desk.put(spot[0], spot[1].start(), spot[1].end(), MARKS[spot[1][0]], "") if spot else None
    )


@plants("entity-left")
def _entity(desk: Desk) -> Change | None:
    """An entity of HTML, escaped twice, as translation services return it."""
    spot = desk.pick(desk.target.find(re.compile(r"(?<=[^\W\d_]{3}) (?=[^\W\d_]{3})")))
    new = desk.dice.choice(["&amp;nbsp;", " &amp;amp; ", "&amp;quot; "])
    return desk.put(spot[0], spot[1].start(), spot[1].end(), new, "") if spot else None


@plants("odd-invisible")
def _odd(desk: Desk) -> Change | None:
    """An invisible sign other than the usual ones."""
    spot = desk.pick(desk.target.find(WORD))
    if spot is None:
        return None
    at = spot[1].start() + 3
    return desk.put(spot[0], at, at, desk.dice.choice(ODD), f"in {spot[1][0]!r}")


@plants("greek-letter")
def _greek(desk: Desk) -> Change | None:
    found = [(n, m) for n, m in desk.target.find(WORD) if m[0].translate(GREEK) != m[0]]
    spot = desk.pick(found)
    if spot is None:
        return None
    word = spot[1][0]
    at = next(n for n, letter in enumerate(word) if letter.translate(GREEK) != letter)
    start = spot[1].start() + at
    return desk.put(spot[0], start, start + 1, word[at].translate(GREEK), f"in {word!r}")


@plants("word-twice", beyond=True)
def _twice(desk: Desk) -> Change | None:
    spot = desk.pick(desk.target.find(WORD))
    return desk.put(spot[0], spot[1].end(), spot[1].end(), f" {spot[1][0]}", "") if spot else None


@plants("header-row-lost")
def _header(desk: Desk) -> Change | None:
    """The head of a table is lost; its first row stands in its place."""
    table = desk.pick([table for table in desk.target.tables() if len(table) > 3])
    if table is None:
        return None
    lines = desk.target.lines
    new = [lines[table[2].start], lines[table[1].start]]
    return desk.splice(table[0].start, table[2].end, new, "head of the table lost")


@plants("admonition-merged")
def _boxes(desk: Desk) -> Change | None:
    """The second of two boxes loses its opening line: its text is in the first box."""
    boxes: list[Block] = desk.target.of("admonition")
    blocks = desk.target.blocks
    spots = [
        b
        for a, b in pairwise(boxes)
        if not any(a.end <= c.start < b.start and not c.indent for c in blocks)
    ]
    block = desk.pick(spots)
    return desk.splice(block.start, block.end, [], "two boxes are one") if block else None
