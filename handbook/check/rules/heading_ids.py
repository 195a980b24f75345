"""The id of a heading differs from the source.

Why: links, the language switch and printed references land by id; ids are not translated.

Bad (en → hu): ## Why { #why } → ## Miért? { #miert }
Good (en → hu): ## Why { #why } → ## Miért? { #why }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.blocks import Block
from handbook.check.context import Context
from handbook.check.model import Edit, Fault
from handbook.check.pair import Pair
from handbook.check.words import short

SCOPE = "pair"
SEVERITY = "error"

_ID = re.compile(r"(?<=#)[\w:.-]+(?=[^{}]*\}[ \t]*$)")


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each heading whose id is missing or another one."""
    for ours, theirs in pair.both:
        if ours.kind == theirs.kind == "heading" and ours.id and ours.id != theirs.id:
            found = f"has the id “{theirs.id}”" if theirs.id else "has no id"
            yield Fault(
                theirs.line,
                f"heading {short(theirs.prose)} {found}; in the source it is “{ours.id}”",
                source=ours.line,
                fix=f"write {{ #{ours.id} }} at its end",
                edit=_edit(pair, ours, theirs),
            )


def _edit(pair: Pair, ours: Block, theirs: Block) -> Edit | None:
    line = pair.target.lines[theirs.line - 1]
    match = _ID.search(line)
    if match and theirs.id:
        return Edit(theirs.line, match.start() + 1, len(match[0]), ours.id)
    if "{" in line or theirs.line != theirs.end:
        return None
    end = len(line.rstrip())
    return Edit(theirs.line, end + 1, len(line) - end, f" {{ #{ours.id} }}")
