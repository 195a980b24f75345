"""Comments of the form `handbook:…` are those of the source.

Why: in their place the site puts numbers to call, forms and lists of sources; they are names and
stay as they are in every language.

Bad (en → hu): <!-- handbook:sources --> → <!-- handbook:források -->
Good (en → hu): <!-- handbook:sources --> → <!-- handbook:sources -->
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.context import Context
from handbook.check.model import Edit, Fault
from handbook.check.pair import Pair

SCOPE = "pair"
SEVERITY = "error"

_COMMENT = re.compile(r"<!--\s*handbook:(?!\s*allow\b)(.*?)\s*-->", re.DOTALL)


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each aligned comment that names something else."""
    for ours, theirs in pair.both:
        if not ours.kind == theirs.kind == "comment":
            continue
        wanted, found = _COMMENT.search(ours.text), _COMMENT.search(theirs.text)
        is_open = "-->" not in theirs.text and "-->" in ours.text
        if is_open and not wanted:
            fix = "end it with -->; until then the rest of the page may be hidden"
            yield Fault(theirs.line, "this comment is not closed", source=ours.line, fix=fix)
        elif wanted and (not found or wanted[1] != found[1]):
            line, column = theirs.place(0)
            single = "\n" not in theirs.text
            edit = Edit(line, column, len(theirs.text), ours.text) if single else None
            yield Fault(
                line,
                f"this comment should be {ours.text}, as in the source",
                column=column,
                source=ours.line,
                fix="copy it from the source; it is a name, not text",
                edit=edit,
            )
