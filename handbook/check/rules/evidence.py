"""Claims carry a badge, badges name a source, and the front matter lists them.

Why: a badge tells the reader where a statement comes from and how sure it is; a figure without one
asks to be believed.

Bad (hu): A kutatások szerint segít.
Bad (en): It helped [some](ref:R02).
Bad (en): ---⏎evidence: [R10, R12]⏎seed_facts: []⏎---⏎It helped [some](ref:R10).
Good (en): ---⏎evidence: [R10]⏎seed_facts: []⏎---⏎It helped 20% of them [some](ref:R10).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Edit, Fault, Severity
from handbook.check.names import source_of
from handbook.evidence import Doubt, badges, doubts

SCOPE = "page"
SEVERITY = "error"


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each wrong badge, claim without badge, and key that lists others."""
    if not context.is_handbook or not context.sources:
        return
    source = source_of(page, context)
    lost = _cited(source) - _cited(page) if source else Counter[str]()
    for doubt in doubts(page.blocks, context.sources):
        if source and (lost or not doubt.is_claim):
            continue  # badge-parity compares badges with the source's
        severity = Severity.WARNING if doubt.is_claim else None
        yield Fault(
            doubt.line,
            doubt.message,
            column=doubt.column,
            fix=doubt.fix,
            severity=severity,
            edit=_edit(doubt),
        )
    if page.is_source:  # else front-matter-parity compares the keys
        yield from _listed(page, context)


def _cited(page: Page) -> Counter[str]:
    return Counter(badge.target for block in page.blocks for badge in badges(block))


def _edit(doubt: Doubt) -> Edit | None:
    if doubt.instead is None:
        return None
    return Edit(doubt.line, doubt.column + 1, len(doubt.label), doubt.instead)


def _listed(page: Page, context: Context) -> Iterator[Fault]:
    """Compare the keys of the front matter with what the page cites."""
    cited = _cited(page).keys() & context.sources.keys()
    seeds = {name for name in cited if context.sources[name].kind == "seed"}
    for key, wanted in (("seed_facts", seeds), ("evidence", cited - seeds)):
        value = page.meta.get(key)
        listed = {str(name) for name in value} if isinstance(value, list) else set()
        if (key in page.meta or wanted) and listed != wanted:
            yield _unlike(page, key, wanted, listed)


def _unlike(page: Page, key: str, wanted: set[str], listed: set[str]) -> Fault:
    lacking, extra = sorted(wanted - listed), sorted(listed - wanted)
    parts = [f"does not name {', '.join(lacking)}, which the page cites"] * bool(lacking)
    parts += [f"names {', '.join(extra)}, which the page does not cite"] * bool(extra)
    fix = f"write {key}: [{', '.join(sorted(wanted))}]"
    return Fault(page.key_line(key), f"“{key}” {' and '.join(parts)}", fix=fix)
