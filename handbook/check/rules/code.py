"""Code differs from the source.

Why: commands, file names and addresses in code are typed as they stand; they are not translated.

Bad (en → hu): Run `scripts/build`. → Futtassuk ezt: `szkriptek/build`.
Good (en → hu): Run `scripts/build`. → Futtassuk ezt: `scripts/build`.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.blocks import Block
from handbook.check.context import Context
from handbook.check.differ import Things, difference
from handbook.check.model import Fault
from handbook.check.pair import Pair

SCOPE = "pair"
SEVERITY = "error"


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield one fault a block whose code differs (comments in code blocks may be translated)."""
    for ours, theirs in pair.both:
        if ours.kind == theirs.kind == "code":
            if _commands(ours) != _commands(theirs):
                message = "this code block differs from the source"
                yield Fault(theirs.line, message, source=ours.line, fix="copy it from the source")
        elif "`" in ours.text or "`" in theirs.text:
            yield from difference(ours, theirs, _spans(ours), _spans(theirs), "code")


def _commands(block: Block) -> list[str]:
    lines = (line.split(" #")[0].strip() for line in block.text.split("\n"))
    return [line for line in lines if line and not line.startswith(("#", "//"))]


def _spans(block: Block) -> Things:
    return [
        (inline.text.strip(), inline.start) for inline in block.inlines if inline.kind == "code"
    ]
