"""Words and blanks of one paragraph: spaces as a browser shows them, lines to write on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from handbook.press.office.model import Blank, Block, Break, Inline, Paragraph, Text

_SPACES = re.compile(r"[ \t\n\r]+")
_SHORT = 160
"""Letters of a paragraph that is there to be filled in; in a longer one lines stay close."""
_SHORT_BLANK = 14
"""A short blank takes about the room of so many letters."""
_BESIDE = 60
"""Letters of a label that leave enough of the line to write on; after more it gets one below."""


def paragraph(content: Sequence[Inline]) -> Paragraph | None:
    """Make a paragraph of what stands in one; None when there is nothing."""
    parts = _runs(tuple(_to_margin(tuple(_trimmed(content)))))
    if not parts:
        return None
    letters = sum(len(part.text) for part in parts if isinstance(part, Text))
    kinds = {part.kind for part in parts if isinstance(part, Blank)}
    return Paragraph(parts, ruled="line" in kinds or (bool(kinds) and letters <= _SHORT))


def in_box(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks of a cell or card, where a line has no margin to run to."""
    for block in blocks:
        if isinstance(block, Paragraph):
            parts = (Blank("short") if isinstance(p, Blank) else p for p in block.content)
            yield Paragraph(tuple(parts))
        else:
            yield block


def _trimmed(content: Sequence[Inline]) -> Iterator[Inline]:
    """Yield the parts with spaces as a browser has them: single ones, none where a line begins."""
    parts = list(content)
    at_start = True
    for place, part in enumerate(parts):
        if not isinstance(part, Text):
            at_start = isinstance(part, Break)
            yield part
            continue
        text = _SPACES.sub(" ", part.text)
        text = text.lstrip(" ") if at_start else text
        text = text.rstrip(" ") if _ends_line(parts[place + 1 :]) else text
        if text:
            at_start = text.endswith(" ")
            yield replace(part, text=text)


def _is_space(part: Inline) -> bool:
    return isinstance(part, Text) and not part.text.strip(" \t\n\r")


def _ends_line(after: Sequence[Inline]) -> bool:
    for part in after:
        if isinstance(part, Break):
            return True
        if not _is_space(part):
            return False
    return True


def _to_margin(content: Sequence[Inline]) -> Iterator[Inline]:
    """Let a long line run to the margin where a label with a line of its own follows, or nothing.

    *Trainer: ____ Co-trainer: ____* becomes two lines; *that ____ has completed* stays in the
    sentence.
    """
    before, label = 0, False
    for place, part in enumerate(content):
        rest = content[place + 1 :]
        if part == Blank("long") and _label_follows(rest):
            if before > _BESIDE:
                yield Break()
            yield Blank("line")
            before, label = 0, bool(rest) and not isinstance(rest[0], Break)
            continue
        if label and isinstance(part, Text):
            part = replace(part, text=part.text.lstrip(" "))
            if part.text:
                yield Break()
                label = False
        before = 0 if isinstance(part, Break) else before + _length(part)
        yield part


def _label_follows(rest: Sequence[Inline]) -> bool:
    """Tell whether a line ends here, or a new label begins."""
    if not rest or isinstance(rest[0], Break):
        return True
    words = takewhile(lambda part: isinstance(part, Text), rest)
    text = "".join(part.text for part in words if isinstance(part, Text))
    return text.startswith(" ") and text.strip()[:1].isupper()


def _length(part: Inline) -> int:
    return len(part.text) if isinstance(part, Text) else _SHORT_BLANK


def _runs(parts: Sequence[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring words of one look; drop empty ones."""
    joined: list[Inline] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, Text) and isinstance(last, Text) and _alike(part, last):
            joined[-1] = replace(last, text=last.text + part.text)
        elif not isinstance(part, Text) or part.text:
            joined.append(part)
    return tuple(joined)


def _alike(one: Text, other: Text) -> bool:
    return replace(one, text="") == replace(other, text="")
