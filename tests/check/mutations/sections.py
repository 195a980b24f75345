"""Defects of more than one block: sections and whole pages lost, cut off, left in English."""

from __future__ import annotations

from itertools import pairwise

from .language import aligned_lines
from .model import Change, Desk, plants
from .sheet import Block


def _sections(desk: Desk) -> list[tuple[Block, int]]:
    """Each heading of level 2 or 3 and the line at which its section ends."""
    heads = [block for block in desk.target.of("heading") if block.id]
    found = []
    for number, head in enumerate(heads):
        after = [other.start for other in heads[number + 1 :] if other.level <= head.level]
        found.append((head, after[0] if after else len(desk.target.lines)))
    return found


def _leaves(desk: Desk) -> list[tuple[Block, int]]:
    """Sections of two to eight blocks without sections of their own, none at the page's end."""
    heads = [block.start for block in desk.target.of("heading")]
    size = len(desk.target.lines)
    return [
        (head, end)
        for head, end in _sections(desk)
        if end < size
        and not any(head.start < start < end for start in heads)
        and 2 < len([b for b in desk.target.blocks if head.start <= b.start < end]) < 9
    ]


@plants("section-missing")
def _missing(desk: Desk) -> Change | None:
    spot = desk.pick(_leaves(desk))
    if spot is None:
        return None
    head, end = spot
    return desk.splice(head.start, end, [], f"section {head.id} gone")


@plants("section-left")
def _left(desk: Desk) -> Change | None:
    """A section was never translated; only its heading was."""
    spot = desk.pick(_leaves(desk))
    if spot is None:
        return None
    head, end = spot
    lines = aligned_lines(desk, head.start + 1, end)
    if lines is None:
        return None
    change = desk.splice(head.start + 1, end, lines, f"section {head.id} in English")
    within = tuple(range(head.start, end))
    return Change(change.lines, head.start + 2, change.note, also=within)


@plants("page-left")
def _page(desk: Desk) -> Change | None:
    """The page has its own front matter, and below it all is English."""
    english = desk.source.lines[desk.source.body :]
    change = desk.splice(desk.target.body, len(desk.target.lines), english, "all English")
    return Change(change.lines, change.at, change.note, also=tuple(range(len(change.lines))))


@plants("page-cut-off")
def _cut(desk: Desk) -> Change | None:
    """The rest of the page is lost from the middle of it on."""
    blocks = [block for block in desk.target.blocks if not block.indent]
    if len(blocks) < 12:
        return None
    block = desk.dice.choice(blocks[len(blocks) // 3 : -len(blocks) // 4])
    change = desk.splice(block.start, len(desk.target.lines), [], f"ends after line {block.start}")
    return Change(change.lines, block.start - 1, change.note)


@plants("page-empty")
def _empty(desk: Desk) -> Change:
    """Only front matter and title are there."""
    body = desk.target.body
    title = next((b.end for b in desk.target.of("heading") if b.level == 1), body)
    change = desk.splice(title, len(desk.target.lines), [""], "only a title")
    return Change(change.lines, title - 1, change.note, also=(0, body))


@plants("sections-swapped")
def _swapped(desk: Desk) -> Change | None:
    """Two neighbouring sections change places."""
    leaves = _leaves(desk)
    starts = {head.start: (head, end) for head, end in leaves}
    pairs = [(s, starts[s[1]]) for s in leaves if s[1] in starts]
    pair = desk.pick([(a, b) for a, b in pairs if a[0].level == b[0].level])
    if pair is None:
        return None
    (first, middle), (_, end) = pair
    lines = desk.target.lines
    new = [*lines[middle:end], *lines[first.start : middle]]
    change = desk.splice(first.start, end, new, "two sections swapped")
    within = tuple(range(first.start, end))
    return Change(change.lines, first.start, change.note, also=within)


@plants("item-outdented")
def _outdented(desk: Desk) -> Change | None:
    """A nested item loses its indentation: it stands beside the item it belonged to."""
    items = desk.target.of("item")
    spots = [
        item
        for before, item in pairwise(items)
        if item.indent > before.indent and item.end == item.start + 1
    ]
    block = desk.pick(spots)
    return desk.put(block.start, 0, min(4, block.indent), "", "out of its list") if block else None


@plants("hard-breaks-lost")
def _breaks(desk: Desk) -> Change | None:
    """Sentences that had a line each run on in one paragraph."""
    spots = [
        block
        for block in desk.target.of("paragraph")
        if block.end > block.start + 1 and desk.target.lines[block.start].endswith("\\")
    ]
    block = desk.pick(spots)
    if block is None:
        return None
    lines = desk.target.lines[block.start : block.end]
    joined = " ".join(line.strip().removesuffix("\\") for line in lines)
    return desk.splice(block.start, block.end, [" " * block.indent + joined], "line breaks lost")


@plants("html-tag-lost")
def _tag(desk: Desk) -> Change | None:
    block = desk.pick(desk.target.of("html"))
    if block is None:
        return None
    return desk.splice(block.start, block.end, [], f"gone: {block.text}")
