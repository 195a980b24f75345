"""A block says more than its source: a sentence seems to be added.

Why: a remark of the translator, or a sentence that the source has lost since, is in one edition
only; nobody who reads the others knows of it.

Bad (en → hu): The mentor visits once a week and listens to what the young person has to say. → A
    mentor hetente egyszer eljön, és meghallgatja, mit mond a fiatal. A fordító megjegyzése: ez a mi
    városunkban másképp működik, kérdezzük meg a hivatalt.
Good (en → hu): The mentor visits once a week and listens to what the young person has to say. → A
    mentor hetente egyszer eljön. Meghallgatja, mit mond a fiatal.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.blocks import PROSE
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.check.sentence_fit import Fit
from handbook.check.words import plural, short

SCOPE = "pair"
SEVERITY = "warning"

_ADDED = 2.3
"""How clear it must be that a sentence is added: right blocks of the book reach 2.15, and 95 of 100
added sentences are above."""
_SHORT = 60
"""Characters of the source from which lengths alone can tell."""
_TOO_LONG = 1.5
"""Standard deviations above the usual length; right blocks of the book reach 1.25."""


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each block that holds a sentence more than its source, or is too long."""
    for ours, theirs in pair.both:
        if ours.kind != theirs.kind or theirs.kind not in PROSE or theirs.kind == "cell":
            continue
        for text, why in _reasons(Fit.of(ours, theirs, pair.language, pair.usual_ratio)):
            line, column = theirs.place(theirs.prose.find(text))
            fix = f"compare it with {pair.source.path}, line {ours.line}"
            yield Fault(line, why, column, fix, source=ours.line)


def _reasons(fit: Fit) -> Iterator[tuple[str, str]]:
    """Yield the sentence that is added, or else the longest one, and what is to be said of it."""
    lone = fit.added() if len(fit.target) > len(fit.source) > 0 else None
    ours, theirs = sum(fit.ours), sum(fit.theirs)
    if lone and lone.score > _ADDED:
        yield lone.text, f"a sentence seems to be added, perhaps {short(lone.text)}"
    elif ours >= _SHORT and fit.how_far > _TOO_LONG:
        of = plural(ours, "character")
        message = f"something seems to be added: {plural(theirs, 'character')}; in the source {of}"
        yield max(fit.target, key=len), message
