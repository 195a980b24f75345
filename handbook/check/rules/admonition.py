"""The kind of a box differs from the source, or its title is lost.

Why: the kind sets colour, sign and weight; “danger” must not become “note”. Kinds are not
translated. A title says what the box is about.

Bad (en → hu): !!! danger "Stop"⏎⇥Call now. → !!! note "Állj"⏎⇥Hívjuk most.
Good (en → hu): !!! danger "Stop"⏎⇥Call now. → !!! danger "Állj"⏎⇥Hívjuk most.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.blocks import Block
from handbook.check.context import Context
from handbook.check.model import Edit, Fault
from handbook.check.pair import Pair

SCOPE = "pair"
SEVERITY = "error"

_SAME_LOOK = (
    ("abstract", "summary", "tldr"),
    ("tip", "hint", "important"),
    ("success", "check", "done"),
    ("question", "help", "faq"),
    ("warning", "caution", "attention"),
    ("failure", "fail", "missing"),
    ("danger", "error"),
    ("quote", "cite"),
)
"""Names for one and the same box of Material for MkDocs."""
_LOOK = {name: names[0] for names in _SAME_LOOK for name in names}


def check(pair: Pair, context: Context) -> Iterator[Fault]:
    """Yield a fault for each box of another kind, or without the title it has in the source."""
    for ours, theirs in pair.both:
        if not ours.kind == theirs.kind == "admonition":
            continue
        column = pair.target.lines[theirs.line - 1].find(theirs.marker) + 1
        if ours.marker != theirs.marker:
            if not context.is_handbook and _look(ours) == _look(theirs):
                continue
            yield Fault(
                theirs.line,
                f"box of kind “{theirs.marker}”; in the source it is “{ours.marker}”",
                column=max(1, column),
                source=ours.line,
                fix=f"write “{ours.marker}”",
                edit=Edit(theirs.line, column, len(theirs.marker), ours.marker) if column else None,
            )
        elif ours.text and not theirs.text:
            yield Fault(
                theirs.line,
                f"this box has no title; in the source it is “{ours.text}”",
                source=ours.line,
                fix=f'write it in straight quotes: {theirs.marker} "…"',
            )


def _look(block: Block) -> str:
    """Return the look of a box: words behind its kind are a title without its quotes."""
    kind = block.marker.split(" ")[0]
    return _LOOK.get(kind, kind)
