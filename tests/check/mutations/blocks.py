"""Defects of headings and paragraphs: lost, doubled, moved, cut short."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from .model import Change, Desk, plants
from .phrases import EXTRA
from .sheet import Block

ATTRS = re.compile(r" \{ #([\w-]+) \}$")
SENTENCE = re.compile(r"(?<=[.!?…])[”“»]? (?=[\w„“‘(*])")
LONG = 8
"""A block of fewer words is not worth losing half of."""


def without(desk: Desk, block: Block, note: str) -> Change:
    """The page without a block and one of the empty lines around it."""
    lines = desk.target.lines
    gap = not lines[block.start - 1].strip() and block.end < len(lines)
    end = block.end + (1 if gap and not lines[block.end].strip() else 0)
    return desk.splice(block.start, end, [], note)


def _headings(desk: Desk) -> list[Block]:
    return [block for block in desk.target.of("heading") if block.id]


@plants("heading-level")
def _level(desk: Desk) -> Change | None:
    block = desk.pick(_headings(desk))
    if block is None:
        return None
    level = 3 if block.level == 2 else desk.dice.choice([block.level - 1, block.level + 1])
    return desk.put(block.start, 0, block.level, "#" * level, "")


@plants("heading-missing")
def _heading_missing(desk: Desk) -> Change | None:
    block = desk.pick(_headings(desk))
    return without(desk, block, f"heading {block.text!r} is gone") if block else None


def _ascii(words: str) -> str:
    plain = unicodedata.normalize("NFD", words.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@plants("heading-id-changed")
def _id_changed(desk: Desk) -> Change | None:
    """Translated, misspelt or numbered, as a person or a program does it."""
    block = desk.pick(_headings(desk))
    if block is None:
        return None
    taken = {other.id for other in _headings(desk)}
    cut = block.id[:-1] if len(block.id) > 2 else block.id + "x"
    ways = [_ascii(block.text), cut, f"{block.id}_1", block.id.replace("-", "_"), block.id.title()]
    new = desk.pick([way for way in ways if way and way not in taken])
    match = ATTRS.search(desk.target.lines[block.start])
    return desk.put(block.start, match.start(1), match.end(1), new, "") if match and new else None


@plants("heading-id-removed")
def _id_removed(desk: Desk) -> Change | None:
    block = desk.pick(_headings(desk))
    match = ATTRS.search(desk.target.lines[block.start]) if block else None
    return desk.put(block.start, match.start(), match.end(), "", "") if block and match else None


@plants("heading-id-duplicated")
def _id_duplicated(desk: Desk) -> Change | None:
    headings = _headings(desk)
    if len(headings) < 2:
        return None
    block, other = desk.dice.sample(headings, 2)
    match = ATTRS.search(desk.target.lines[block.start])
    if not match:
        return None
    change = desk.put(block.start, match.start(1), match.end(1), other.id, "")
    return Change(change.lines, block.start, change.note, also=(other.start,))


def _paragraphs(desk: Desk, words: int = 4) -> list[Block]:
    return desk.target.of("paragraph", words=words)


def _loose(desk: Desk, words: int = 4) -> list[Block]:
    """Paragraphs at the margin, with an empty line before and after."""
    lines = [*desk.target.lines, ""]
    return [
        block
        for block in _paragraphs(desk, words)
        if not block.indent and not lines[block.start - 1].strip() and not lines[block.end].strip()
    ]


@plants("paragraph-missing")
def _paragraph_missing(desk: Desk) -> Change | None:
    block = desk.pick(_paragraphs(desk))
    return without(desk, block, f"gone: {block.text[:60]!r}") if block else None


@plants("paragraph-added")
def _paragraph_added(desk: Desk) -> Change | None:
    block = desk.pick(_loose(desk))
    extra = desk.dice.choice(EXTRA[desk.language])
    if block is None:
        return None
    change = desk.splice(block.end, block.end, ["", extra], f"added: {extra[:60]!r}")
    return Change(change.lines, block.end + 1, change.note)


@plants("paragraph-duplicated")
def _paragraph_duplicated(desk: Desk) -> Change | None:
    block = desk.pick(_paragraphs(desk))
    if block is None:
        return None
    copy = desk.target.lines[block.start : block.end]
    change = desk.splice(block.end, block.end, ["", *copy], f"twice: {block.text[:60]!r}")
    return Change(change.lines, block.end + 1, change.note, also=(block.start,))


@plants("paragraph-swapped")
def _swapped(desk: Desk) -> Change | None:
    blocks = desk.target.blocks
    loose = set(_loose(desk, words=6))
    pairs = [(a, b) for a, b in pairwise(blocks) if {a, b} <= loose]
    pair = desk.pick(pairs)
    if pair is None:
        return None
    first, second = pair
    lines = desk.target.lines
    ones, others = lines[first.start : first.end], lines[second.start : second.end]
    change = desk.splice(first.start, second.end, [*others, "", *ones], "two paragraphs swapped")
    return Change(change.lines, first.start, change.note, also=(second.end - len(ones),))


@plants("paragraph-moved")
def _moved(desk: Desk) -> Change | None:
    """Into another section of the page."""
    loose = _loose(desk, words=6)
    if len(loose) < 5:
        return None
    block, goal = desk.dice.sample(loose, 2)
    between = [h for h in _headings(desk) if min(block, goal, key=_start).start < h.start]
    if not any(h.start < max(block, goal, key=_start).start for h in between):
        return None
    lines = desk.target.lines
    moved = lines[block.start : block.end]
    size = len(moved) + 1
    note = f"moved: {block.text[:60]!r}"
    if block.start < goal.start:
        new = [*lines[: block.start], *lines[block.end + 1 : goal.end], "", *moved]
        return Change([*new, *lines[goal.end :]], goal.end - size + 1, note, also=(block.start,))
    new = [*lines[: goal.end], "", *moved, *lines[goal.end : block.start - 1]]
    return Change([*new, *lines[block.end :]], goal.end + 1, note, also=(block.start + size - 1,))


def _start(block: Block) -> int:
    return block.start


@plants("paragraphs-merged")
def _merged(desk: Desk) -> Change | None:
    """The empty line between two paragraphs is lost."""
    blocks = desk.target.blocks
    pairs = [
        (a, b)
        for a, b in pairwise(blocks)
        if a.kind == b.kind == "paragraph" and a.indent == b.indent and min(a.words, b.words) > 3
    ]
    pair = desk.pick(pairs)
    if pair is None:
        return None
    change = desk.splice(pair[0].end, pair[1].start, [], "two paragraphs run together")
    return Change(change.lines, pair[0].start, change.note, also=(pair[1].start,))


def _wordy(desk: Desk, words: int) -> list[Block]:
    return desk.target.of("paragraph", "item", "quote", "footnote", words=words)


@plants("truncated-half")
def _half(desk: Desk) -> Change | None:
    """A block stops in the middle of a sentence; the rest of it is lost."""
    block = desk.pick(_wordy(desk, LONG + 4))
    if block is None:
        return None
    spots = [
        (line, match.start())
        for line in range(block.start, block.end)
        for match in re.finditer(r"(?<=\w) (?=\w)", desk.target.prose[line])
    ]
    spots = spots[len(spots) // 3 : -(len(spots) // 4) or None]
    spot = desk.pick(spots)
    if spot is None:
        return None
    line, column = spot
    change = desk.splice(line, block.end, [desk.target.lines[line][:column]], "cut short")
    return Change(change.lines, line, change.note, also=(block.start,))


def _sentences(desk: Desk, block: Block) -> list[tuple[int, int]]:
    """Line and column at which each sentence after the first begins."""
    return [
        (line, match.end())
        for line in range(block.start, block.end)
        for match in SENTENCE.finditer(desk.target.prose[line])
    ]


@plants("sentences-lost")
def _last_sentences(desk: Desk) -> Change | None:
    """The last two or more sentences of a block are lost."""
    blocks = [b for b in _wordy(desk, LONG) if len(_sentences(desk, b)) > 1]
    block = desk.pick(blocks)
    if block is None:
        return None
    starts = _sentences(desk, block)
    line, column = desk.dice.choice(starts[:-1])
    kept = desk.target.lines[line][:column].rstrip()
    change = desk.splice(line, block.end, [kept], "last sentences lost")
    return Change(change.lines, line, change.note, also=(block.start,))


@plants("sentence-lost")
def _one_sentence(desk: Desk) -> Change | None:
    """One sentence inside a block is lost."""
    spots = [
        (b, a[0], a[1], c[1])
        for b in _wordy(desk, LONG)
        for a, c in zip(_sentences(desk, b), _sentences(desk, b)[1:], strict=False)
        if a[0] == c[0] and len(desk.target.lines[a[0]][a[1] : c[1]].split()) > 3
    ]
    spot = desk.pick(spots)
    if spot is None:
        return None
    block, line, start, end = spot
    change = desk.put(line, start, end, "", f"lost: {desk.target.lines[line][start:end]!r}")
    return Change(change.lines, line, change.note, also=(block.start,))
