r"""Line breaks of the source are missing within a block.

Why: addresses, verses and lines to sign run into one when the mark at the end of a line is lost.

Bad (en → hu): Name: ____\⏎Date: ____ → Név: ____⏎Dátum: ____
Good (en → hu): Name: ____\⏎Date: ____ → Név: ____\⏎Dátum: ____
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.blocks import PROSE
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.check.words import plural

SCOPE = "pair"
SEVERITY = "warning"

_BREAK = re.compile(r"(?:\\| {2,})\n|<br\s*/?>")


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield one fault a block with fewer line breaks; short lines may need more of them."""
    for ours, theirs in pair.both:
        if ours.kind not in PROSE:
            continue
        wanted, found = len(_BREAK.findall(ours.text)), len(_BREAK.findall(theirs.text))
        if found < wanted:
            yield Fault(
                theirs.line,
                f"{plural(found, 'line break')} here; in the source {wanted}",
                source=ours.line,
                fix="end each line that must stand alone with a backslash, as in the source",
            )
