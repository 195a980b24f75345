"""The bookmarks of a volume: its headings, those of a lower level below the one before them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from handbook.press.pdf import Writer, reference, string
from handbook.press.setter import Heading


@dataclass
class _Entry:
    """A bookmark, or the root of all, which has no text."""

    number: int
    level: int
    text: bytes = b""
    kids: list[_Entry] = field(default_factory=list)

    @property
    def shown(self) -> int:
        """Bookmarks that stand open below this one."""
        return len(self.kids) + sum(kid.shown for kid in self.kids)


def bookmarks(out: Writer, parts: Iterable[tuple[Sequence[bytes], Sequence[Heading]]]) -> bytes:
    """Write the bookmarks of all parts, each its pages and its headings.

    Returns:
        What the catalogue says of them; nothing when there are none.

    """
    root = _Entry(out.reserve(), 0)
    for pages, headings in parts:
        stack = [root]
        for heading in headings:
            while len(stack) > 1 and stack[-1].level >= heading.level:
                stack.pop()
            goal = b"/Dest [ %s /XYZ 0 %.1f 0 ]" % (pages[heading.page], heading.top)
            text = b"/Title %s %s" % (string(heading.text), goal)
            stack[-1].kids.append(_Entry(out.reserve(), heading.level, text))
            stack.append(stack[-1].kids[-1])
    _write(out, root, b"")
    return b" /Outlines %s" % reference(root.number) if root.kids else b""


def _write(out: Writer, entry: _Entry, links: bytes) -> None:
    ends = b""
    if entry.kids:
        first, last = (reference(kid.number) for kid in (entry.kids[0], entry.kids[-1]))
        ends = b" /First %s /Last %s /Count %d" % (first, last, entry.shown)
    out.put(entry.number, b"<< %s%s%s >>" % (entry.text, links, ends))
    for place, kid in enumerate(entry.kids):
        links = b" /Parent %s" % reference(entry.number)
        if place:
            links += b" /Prev %s" % reference(entry.kids[place - 1].number)
        if place + 1 < len(entry.kids):
            links += b" /Next %s" % reference(entry.kids[place + 1].number)
        _write(out, kid, links)
