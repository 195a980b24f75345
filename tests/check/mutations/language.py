"""Defects of language: text left in English or in a third language, in the wrong script, notes."""

from __future__ import annotations

import re

from .blocks import SENTENCE
from .model import Change, Desk, plants
from .phrases import LEFTOVERS, PREAMBLES
from .sheet import CELL, Block, Sheet, aligned

CYRILLIC = str.maketrans(
    dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True))
    | dict(zip("ABVGDĐEŽZIJKLMNOPRSTĆUFHCČŠ", "АБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШ", strict=True))
)
PAIRS = {"lj": "љ", "nj": "њ", "dž": "џ", "Lj": "Љ", "Nj": "Њ", "Dž": "Џ"}
IMAGE = re.compile(r"!\[([^\]]+)\]")


def replace_block(desk: Desk, block: Block, there: Block, note: str) -> Change:
    """Write the words of a block of another edition in place of the block's own."""
    first, *rest = there.text.split("\n")
    pad = " " * block.indent
    tail = ""
    if block.kind == "heading":
        tail = f" {{ #{block.id} }}" if block.id else ""
    if block.kind == "admonition":
        tail = '"'
    new = [block.head + first + tail, *(pad + line for line in rest)]
    return desk.splice(block.start, block.end, new, f"{note}: {first[:60]!r}")


def _left(desk: Desk, kind: str, words: int) -> Change | None:
    pairs = [
        (there, here)
        for there, here in aligned(desk.source, desk.target)
        if here.kind == kind and there.words >= words and there.text != here.text
    ]
    pair = desk.pick(pairs)
    return replace_block(desk, pair[1], pair[0], "left in English") if pair else None


def aligned_lines(desk: Desk, start: int, end: int) -> list[str] | None:
    """The English lines of what stands between two lines, None when they cannot be told."""
    pairs = [(t, h) for t, h in aligned(desk.source, desk.target) if start <= h.start < end]
    if not pairs:
        return None
    first, last = pairs[0][0].start, pairs[-1][0].end
    return ["", *desk.source.lines[first:last], ""]


@plants("left-paragraph")
def _paragraph(desk: Desk) -> Change | None:
    return _left(desk, "paragraph", 6)


@plants("left-item")
def _item(desk: Desk) -> Change | None:
    return _left(desk, "item", 6)


@plants("left-heading")
def _heading(desk: Desk) -> Change | None:
    return _left(desk, "heading", 2)


@plants("left-admonition-title")
def _title(desk: Desk) -> Change | None:
    return _left(desk, "admonition", 2)


@plants("left-footnote")
def _footnote(desk: Desk) -> Change | None:
    return _left(desk, "footnote", 6)


def aligned_rows(source: Sheet, target: Sheet) -> list[tuple[Block, Block]]:
    """Rows of tables that are translations of each other and have as many cells."""
    return [
        (there, here)
        for there, here in aligned(source, target)
        if here.kind == "row" and there.text.count("|") == here.text.count("|")
    ]


@plants("left-cell")
def _cell(desk: Desk) -> Change | None:
    spots = [
        (here.start, cell, other[0])
        for there, here in aligned_rows(desk.source, desk.target)
        for cell, other in zip(
            CELL.finditer(desk.target.lines[here.start]),
            CELL.finditer(desk.source.lines[there.start]),
            strict=True,
        )
        if len(re.findall(r"[^\W\d_]{2,}", other[0])) >= 6
    ]
    spot = desk.pick(spots)
    return desk.put(spot[0], spot[1].start(), spot[1].end(), spot[2], "") if spot else None


@plants("left-alt")
def _alt(desk: Desk) -> Change | None:
    pairs = [
        (desk.source.lines[there.start], here.start)
        for there, here in aligned(desk.source, desk.target)
        if here.kind == "image"
    ]
    pair = desk.pick(pairs)
    match = IMAGE.search(desk.target.lines[pair[1]]) if pair else None
    other = IMAGE.search(pair[0]) if pair else None
    if not pair or not match or not other:
        return None
    return desk.put(pair[1], match.start(1), match.end(1), other[1], "description left in English")


def _cut(text: str) -> list[str]:
    return SENTENCE.split(text)


@plants("left-sentence")
def _sentence(desk: Desk) -> Change | None:
    """One sentence of a block of several is left in English."""
    pairs = [
        (there, here)
        for there, here in aligned(desk.source, desk.target)
        if here.kind in ("paragraph", "item") and here.end == here.start + 1
        if len(_cut(there.text)) == len(_cut(here.text)) > 1
    ]
    spots = [
        (here, old, new)
        for there, here in pairs
        for new, old in zip(_cut(there.text), _cut(here.text), strict=True)
        if len(re.findall(r"[^\W\d_]{2,}", new)) >= 6
    ]
    spot = desk.pick(spots)
    if spot is None:
        return None
    start = desk.target.lines[spot[0].start].index(spot[1])
    return desk.put(spot[0].start, start, start + len(spot[1]), spot[2], f"English: {spot[2]!r}")


@plants("third-language")
def _third(desk: Desk) -> Change | None:
    """A block of another translation got in, as when the wrong file is open."""
    language = desk.pick(sorted(desk.others))
    if language is None:
        return None
    other = Sheet(desk.pair.path, language, desk.others[language])
    kinds = ("paragraph", "item", "footnote")
    pairs = [(t, h) for t, h in aligned(other, desk.target) if h.kind in kinds and t.words >= 6]
    pair = desk.pick(pairs)
    return replace_block(desk, pair[1], pair[0], f"in {language}") if pair else None


@plants("leftover-marker")
def _todo(desk: Desk) -> Change | None:
    block = desk.pick(desk.target.of("paragraph", "item", words=4))
    if block is None:
        return None
    line = block.end - 1
    end = len(desk.target.lines[line])
    word = desk.dice.choice(LEFTOVERS)
    if desk.dice.random() < 0.5 and block.kind == "paragraph" and not block.indent:
        change = desk.splice(block.end, block.end, ["", word], f"added {word!r}")
        return Change(change.lines, block.end + 1, change.note)
    return desk.put(line, end, end, f" {word}", f"added {word!r}")


@plants("merge-marker")
def _conflict(desk: Desk) -> Change | None:
    """A merge that nobody finished: both versions and the marks, or one mark left behind."""
    block = desk.pick(desk.target.of("paragraph", words=6))
    if block is None:
        return None
    lines = desk.target.lines[block.start : block.end]
    both = ["<<<<<<< HEAD", *lines, "=======", *lines, ">>>>>>> main"]
    rest = [*lines, ">>>>>>> 3f2a91c (Update page)"]
    new = desk.dice.choice([both, rest, ["<<<<<<< HEAD", *lines]])
    change = desk.splice(block.start, block.end, new, "merge markers")
    near = tuple(range(block.start, block.start + len(new)))
    return Change(change.lines, block.start, change.note, also=near)


@plants("wrong-script")
def _script(desk: Desk) -> Change | None:
    """A Serbian block in Cyrillic, links and badges as they were."""
    if desk.language != "sr":
        return None
    block = desk.pick(desk.target.of("paragraph", "item", "heading", "row", words=4))
    if block is None:
        return None
    new = []
    for number in range(block.start, block.end):
        line, prose = desk.target.lines[number], desk.target.prose[number]
        new.append("".join(_runs(line, prose)))
    return desk.splice(block.start, block.end, new, f"Cyrillic: {new[0][:60]!r}")


def _runs(line: str, prose: str) -> list[str]:
    """The prose of a line in Cyrillic, the rest as it was."""
    done = []
    for match in re.finditer(r"\0+|[^\0]+", prose):
        run = line[match.start() : match.end()]
        if "\0" not in match[0]:
            for latin, letter in PAIRS.items():
                run = run.replace(latin, letter)
            run = run.translate(CYRILLIC)
        done.append(run)
    return done


@plants("program-talk")
def _talk(desk: Desk) -> Change | None:
    """What a translation program says about its work got pasted along."""
    block = desk.pick([b for b in desk.target.of("paragraph", words=6) if not b.indent])
    if block is None or desk.target.lines[block.start - 1].strip():
        return None
    word = desk.dice.choice(PREAMBLES)
    change = desk.splice(block.start, block.start, [word, ""], f"added {word!r}")
    return Change(change.lines, block.start, change.note)
