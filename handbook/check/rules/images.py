"""An image is another one than in the source, or lost its alternative text.

Why: a lost drawing is lost content; without an alternative text a screen reader says nothing.

Bad (en → hu): ![Five steps](diagram:D12) → ![](diagram:D12)
Good (en → hu): ![Five steps](diagram:D12) → ![Öt lépés](diagram:D12)
"""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename

from handbook.blocks import Block
from handbook.check.context import Context
from handbook.check.differ import Things, difference
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.inline import Inline

SCOPE = "pair"
SEVERITY = "error"


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield one fault a block whose images differ, else one for each emptied text."""
    for ours, theirs in pair.both:
        if "![" not in ours.text and "![" not in theirs.text:
            continue
        different = list(difference(ours, theirs, _targets(ours), _targets(theirs), "the image"))
        yield from different or _emptied(ours, theirs)


def _images(block: Block) -> list[Inline]:
    return [inline for inline in block.inlines if inline.kind == "image"]


def _targets(block: Block) -> Things:
    """Names of the image files: the folder may differ, and a picture may be a local version."""
    return [(basename(image.target), image.start) for image in _images(block)]


def _emptied(ours: Block, theirs: Block) -> Iterator[Fault]:
    described = {basename(image.target) for image in _images(ours) if image.text.strip()}
    for image in _images(theirs):
        if basename(image.target) in described and not image.text.strip():
            line, column = theirs.place(image.start)
            yield Fault(
                line,
                f"the image “{image.target}” has no alternative text; in the source it has one",
                column=column,
                source=ours.line,
                fix="describe it between the square brackets",
            )
