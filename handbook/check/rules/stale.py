"""The translation says what the English page says now.

Why: readers act on what stands in their language. The stamp of a translation knows the English
text it was made from, passage by passage; broken lines, other marks, renamed addresses and
bookkeeping keys make nothing stale.

Bad (en → hu): Text. → ---⏎source_blob: 0000000000000000000000000000000000000001⏎---⏎Szöveg.
Good (en → hu): Text. → ---⏎title: A page that was never stamped⏎---⏎Szöveg.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.translate.stale import State

SCOPE = "pair"
SEVERITY = "warning"

_NAMED = 3
"""Passages that a message names; the others it counts."""


def check(pair: Pair, context: Context) -> Iterator[Fault]:
    """Compare the stamp of a translation with the present English page."""
    state = context.stamps.state(pair.target)
    line = pair.target.key_line("source_blob")
    if state.problem:
        yield Fault(line, state.problem)
    if state.name == "stale":
        first = next((change.line for change in state.changes if change.line), 1)
        message = _message(state, context.stamps.source_name)
        yield Fault(line, message, fix=_fix(pair, state), source=first)


def _message(state: State, source: str) -> str:
    if not state.changes:
        what = f"stale: the {source} page is not the one this translation was made from"
        return f"{what}; which blocks changed cannot be said, because {state.why}"
    names = [change.name for change in state.changes[:_NAMED]]
    if len(state.changes) > _NAMED:
        names.append(f"and {len(state.changes) - _NAMED} more")
    changed = f"{state.summary} changed in {source} since this translation was made"
    return f"{changed}: {', '.join(names)}"


def _fix(pair: Pair, state: State) -> str:
    page = f"{pair.target.id} --edition {pair.target.edition}"
    if not state.changes:
        reason = f" ({state.reason})" if state.reason else ""
        return f"read it beside its source{reason}, mend it, then run handbook stamp {page}"
    return f"run handbook diff {page}, mend these blocks, then run handbook stamp {page}"
