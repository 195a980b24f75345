"""Defects of lists, admonitions and what stands in forms."""

from __future__ import annotations

import re
from itertools import pairwise

from .model import Change, Desk, plants
from .phrases import ITEMS, LONGER
from .sheet import Block

BLANK = re.compile(r"_{4,}")
BOX = re.compile(r"\[ \] ")
FEATURE = re.compile(r"\d+|\]\([^)]*\)|\*\*|_{4,}")


def _items(desk: Desk, words: int = 0) -> list[Block]:
    return desk.target.of("item", words=words)


def _alone(desk: Desk, block: Block) -> bool:
    """Whether an item is one line with another of its list directly after it."""
    after = [b for b in _items(desk) if b.start == block.end and b.indent == block.indent]
    return block.end == block.start + 1 and bool(after)


def _numberless(block: Block) -> bool:
    return not block.head.strip()[0].isdigit()


@plants("item-missing")
def _missing(desk: Desk) -> Change | None:
    # of several equal ones nobody can tell which is gone
    texts = [b.text for b in _items(desk)]
    block = desk.pick(
        [b for b in _items(desk) if b.end == b.start + 1 and texts.count(b.text) == 1]
    )
    if block is None:
        return None
    return desk.splice(block.start, block.end, [], f"gone: {block.text[:60]!r}")


@plants("item-added")
def _added(desk: Desk) -> Change | None:
    block = desk.pick([b for b in _items(desk, words=3) if _alone(desk, b)])
    if block is None:
        return None
    new = block.head.replace("[ ] ", "") + desk.dice.choice(ITEMS[desk.language])
    return desk.splice(block.end, block.end, [new], f"added: {new!r}")


@plants("item-duplicated")
def _duplicated(desk: Desk) -> Change | None:
    block = desk.pick([b for b in _items(desk, words=3) if _alone(desk, b)])
    if block is None:
        return None
    line = desk.target.lines[block.start]
    change = desk.splice(block.end, block.end, [line], f"twice: {block.text[:60]!r}")
    return Change(change.lines, block.end, change.note, also=(block.start,))


def different(one: str, other: str) -> bool:
    """Whether two texts differ in more than their words: figures, links, or length by half."""
    short, long = sorted((len(one), len(other)))
    return FEATURE.findall(one) != FEATURE.findall(other) or long > 1.5 * short


@plants("items-swapped")
def _swapped(desk: Desk) -> Change | None:
    """Two neighbours change places; only such as can be told apart without their meaning."""
    items = [b for b in _items(desk, words=2) if _alone(desk, b)]
    follows = {b.start: b for b in _items(desk, words=2) if b.end == b.start + 1}
    pairs = [(b, follows[b.end]) for b in items if b.end in follows]
    pair = desk.pick([(a, b) for a, b in pairs if different(a.text, b.text)])
    if pair is None:
        return None
    first, second = pair
    new = [first.head + second.text, second.head + first.text]
    change = desk.splice(first.start, second.end, new, "two items swapped")
    return Change(change.lines, first.start, change.note, also=(second.start,))


@plants("items-merged")
def _merged(desk: Desk) -> Change | None:
    """The line break between two items is lost: one item says both."""
    block = desk.pick([b for b in _items(desk, words=2) if _alone(desk, b)])
    if block is None:
        return None
    lines = desk.target.lines
    both = f"{lines[block.start]} {ITEM_HEAD.sub('', lines[block.end])}"
    return desk.splice(block.start, block.end + 1, [both], "two items on one line")


ITEM_HEAD = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+(?:\[ \] )?")


@plants("list-run-in")
def _run_in(desk: Desk) -> Change | None:
    """The empty line before a list is lost: it becomes part of the paragraph above."""
    blocks = desk.target.blocks
    spots = [
        b
        for a, b in pairwise(blocks)
        if a.kind == "paragraph" and b.kind == "item" and a.indent == b.indent and b.start > a.end
    ]
    block = desk.pick(spots)
    if block is None:
        return None
    change = desk.splice(block.start - 1, block.start, [], "no empty line before the list")
    return Change(change.lines, block.start - 1, change.note)


@plants("item-marker-lost")
def _marker(desk: Desk) -> Change | None:
    """An item loses its bullet, or the space after it, and flows into the item above."""
    spots = [b for b in _items(desk, words=2) if b.start in {a.end for a in _items(desk)}]
    block = desk.pick(spots)
    if block is None:
        return None
    mark = block.head.split("[")[0]
    new = desk.dice.choice(["", mark.rstrip()]).rstrip()
    return desk.put(block.start, block.indent, block.indent + len(mark.lstrip()), new.lstrip(), "")


@plants("item-nested")
def _nested(desk: Desk) -> Change | None:
    """Four spaces slip in before an item: it goes below the one above."""
    spots = [b for b in _items(desk, words=2) if b.start in {a.end for a in _items(desk)}]
    block = desk.pick([b for b in spots if b.end == b.start + 1])
    return desk.put(block.start, 0, 0, "    ", "one level deeper") if block else None


@plants("admonition-kind")
def _kind(desk: Desk) -> Change | None:
    block = desk.pick(desk.target.of("admonition"))
    if block is None:
        return None
    match = re.search(r"!!! (\w+)", desk.target.lines[block.start])
    assert match
    kinds = ("danger", "warning", "note", "example", "tip", "veszély", "opasnost", "опасност")
    new = desk.dice.choice([kind for kind in kinds if kind != match[1]])
    return desk.put(block.start, match.start(1), match.end(1), new, "")


@plants("admonition-title-lost")
def _title(desk: Desk) -> Change | None:
    block = desk.pick([b for b in desk.target.of("admonition") if b.text])
    if block is None:
        return None
    line = desk.target.lines[block.start]
    return desk.put(block.start, line.index(' "'), len(line), "", "")


@plants("admonition-dedented")
def _dedented(desk: Desk) -> Change | None:
    """The text of a box loses its indentation and falls out of it."""
    block = desk.pick(desk.target.of("admonition"))
    if block is None:
        return None
    lines = desk.target.lines
    end = block.end
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(" ")):
        end += 1
    new = [line.removeprefix(" " * (block.indent + 4)) for line in lines[block.end : end]]
    change = desk.splice(block.end, end, new, "text of the box not indented")
    first = next((n for n, line in enumerate(new) if line), 0)
    return Change(change.lines, block.end + first, change.note, also=(block.start,))


@plants("admonition-opener-lost")
def _opener(desk: Desk) -> Change | None:
    """The exclamation marks are lost, or one of them: the box is a paragraph."""
    block = desk.pick(desk.target.of("admonition"))
    if block is None:
        return None
    return desk.put(
        block.start, block.indent, block.indent + 3, desk.dice.choice(["!!", "! ! !"]), ""
    )


@plants("blank-lost")
def _blank(desk: Desk) -> Change | None:
    """A line to write on is lost from a form."""
    spot = desk.pick(desk.target.raw(BLANK))
    if spot is None:
        return None
    line, match = spot
    start = match.start() - (1 if desk.target.lines[line][match.start() - 1] == " " else 0)
    return desk.put(line, start, match.end(), "", "blank lost")


@plants("box-lost")
def _box(desk: Desk) -> Change | None:
    spot = desk.pick(desk.target.raw(BOX))
    return desk.put(spot[0], spot[1].start(), spot[1].end(), "", "box lost") if spot else None


@plants("box-ticked")
def _ticked(desk: Desk) -> Change | None:
    """A form to fill in comes with its answer given."""
    spot = desk.pick(desk.target.raw(BOX))
    return desk.put(spot[0], spot[1].start(), spot[1].end(), "[x] ", "box ticked") if spot else None


@plants("easy-long-sentence")
def _long(desk: Desk) -> Change | None:
    """A sentence of an easy page goes on and on."""
    if not desk.pair.id.startswith("easy/"):
        return None
    spots = [
        (line, match.end())
        for block in desk.target.of("paragraph", words=3)
        for line in range(block.start, block.end)
        for match in re.finditer(r"\w\w(?=\.(?:$| ))", desk.target.prose[line])
    ]
    spot = desk.pick(spots)
    if spot is None:
        return None
    return desk.put(spot[0], spot[1], spot[1], f", {LONGER[desk.language]}", "a long sentence")
