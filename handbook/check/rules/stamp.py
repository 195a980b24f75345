"""A translation names the English text it was made from and who has read it.

Why: without the name of its source nobody can tell whether a translation is up to date, and
“reviewed” is a promise to readers that a person stands behind.

Bad (en → hu): Text. → ---⏎source_blob: PENDING⏎status: draft⏎---⏎Szöveg.
Good (en → hu): Text. → ---⏎source_blob: 6dd9a2189eccab1999e060a961159d9bc5535528⏎status: draft⏎---
    ⏎Szöveg.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Fault, Severity
from handbook.check.pair import Pair
from handbook.demands import STATUSES
from handbook.translate.stamps import stamped_blob

SCOPE = "pair"
SEVERITY = "error"


def check(pair: Pair, context: Context) -> Iterator[Fault]:
    """Look at the keys of stamp and status; a foreign page that has no stamp needs none."""
    page = pair.target
    stamped = page.meta.get("source_blob") is not None
    if page.meta_problem or not (stamped or context.is_handbook):
        return
    yield from _blob(page, stamped)
    if context.is_handbook:
        yield from _status(page)


def _blob(page: Page, stamped: bool) -> Iterator[Fault]:
    line = page.key_line("source_blob")
    fix = f"when it agrees with English, run handbook stamp {page.id} --edition {page.edition}"
    if not stamped:
        what = "source_blob is missing: nobody can tell which English text this was made from"
        yield Fault(line, what, fix=fix, severity=Severity.WARNING)
    elif not stamped_blob(page):
        value = page.meta["source_blob"]
        what = f"source_blob is “{value}”, not the 40 hexadecimal digits of an English file"
        yield Fault(line, what, fix=fix)


def _status(page: Page) -> Iterator[Fault]:
    line, status = page.key_line("status"), page.meta.get("status")
    if status not in STATUSES:
        what = f"status is “{status}”" if status else "status is missing"
        fix = "write status: draft, or status: reviewed when a named person has read it"
        yield Fault(line, f"{what}; a translation is draft or reviewed", fix=fix)
    elif status == "reviewed" and not page.meta.get("reviewed_by"):
        fix = "add reviewed_by with the name of the person who read it, or write status: draft"
        yield Fault(line, "status is “reviewed”, but nobody is named as its reader", fix=fix)
