"""Runs the rules over a book: pages, pairs, then the book as a whole.

What was found on a page is kept between runs under a key made of everything it was found from
(texts, data files, this package), so that an unchanged page is not read twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from handbook.book import Book, Page
from handbook.check.allow import Allowance, allowances, apply_allowances
from handbook.check.cache import Cache
from handbook.check.context import Context, Facts
from handbook.check.links import facts
from handbook.check.model import Fault, Finding, Place, Rule, Severity
from handbook.check.overlap import without_echoes
from handbook.check.pair import Pair, Side
from handbook.check.rules import RULES
from handbook.errors import HandbookError

Progress = Callable[[int, int], None]
"""Told how many pages are done, and how many there are."""


class RuleError(Exception):
    """A rule failed on a page: a fault of this program, not of the text."""


@dataclass(frozen=True)
class Entry:
    """What one page's rules found, and what rules about the whole book need of it."""

    findings: list[Finding]
    facts: Facts
    allowances: list[Allowance] = field(default_factory=list)


@dataclass(frozen=True)
class Result:
    """Findings of a run, sorted by place; pages looked at, and those taken from the cache."""

    findings: list[Finding]
    pages: int
    reused: int = 0
    notes: list[str] = field(default_factory=list)


def check_book(
    context: Context, cache: Cache | None = None, progress: Progress | None = None
) -> Result:
    """Run all rules over the book (over ``context.chosen`` only, if given)."""
    entries: dict[str, Entry] = {}
    reused, total = 0, len(context.book.pages)
    for done, (page, side, source) in enumerate(_work(context.book), 1):
        key = cache.key(page, source.page if source else None) if cache else ""
        kept = cache.get(page.path, key) if cache else None
        entry = kept or judge(page, side, source, context)
        if cache and not kept:
            cache.put(page.path, key, entry)
        reused += kept is not None
        entries[page.path] = entry
        if progress:
            progress(done, total)
    return gather(context, entries, reused, cache)


def gather(
    context: Context, entries: dict[str, Entry], reused: int = 0, cache: Cache | None = None
) -> Result:
    """Put together what the pages' rules found and what those about the whole book find."""
    context.facts = {path: entry.facts for path, entry in entries.items()}
    found = [finding for entry in entries.values() for finding in entry.findings]
    found += _whole(context, cache)
    found = apply_allowances(found, {path: entry.allowances for path, entry in entries.items()})
    chosen = context.chosen
    found = [finding for finding in found if chosen is None or finding.path in chosen]
    pages = len(entries) if chosen is None else len(entries.keys() & chosen)
    ordered = sorted(set(found), key=lambda finding: finding.order)
    return Result(ordered, pages, reused, context.notes)


def _work(book: Book) -> Iterator[tuple[Page, Side, Side | None]]:
    """Every page with its side and, for translations, its source's, which is shared."""
    source = book.source.locale
    by_id: dict[str, list[Page]] = {}
    for page in book.pages.values():
        by_id.setdefault(page.id, []).append(page)
    for page_id, pages in by_id.items():
        original = book.page(source, page_id)
        side = Side(original) if original else None
        for page in pages:
            yield (
                page,
                (side if side and page is original else Side(page)),
                (None if page.is_source else side),
            )
        for page in pages:
            page.forget()


def judge(
    page: Page,
    side: Side,
    source: Side | None,
    context: Context,
    rules: Sequence[Rule] = RULES,
) -> Entry:
    """Run the rules of scope page and, beside the source, pair over one page.

    Raises:
        RuleError: when a rule fails.

    """
    found = [f for rule in rules if rule.scope == "page" for f in _run(rule, page, page, context)]
    pair = Pair(source, side) if source else None
    if source and pair:
        for rule in rules:
            if rule.scope == "pair":
                found += _run(rule, pair, page, context, source.page)
    return Entry(without_echoes(page, pair, found), facts(page), allowances(page))


def _run(
    rule: Rule, subject: Page | Pair, page: Page, context: Context, source: Page | None = None
) -> Iterator[Finding]:
    for fault in _faults(rule, subject, context, f"{page.path}: "):
        yield finding_of(rule, fault, page.edition, page.path, source)


def _whole(context: Context, cache: Cache | None) -> Iterator[Finding]:
    for rule in RULES:
        if rule.scope == "book":
            yield from _kept(rule, context, cache) if cache and rule.kept else _book(rule, context)


def _book(rule: Rule, context: Context) -> Iterator[Finding]:
    for fault in _faults(rule, context.book, context):
        yield finding_of(rule, fault, fault.edition or "", fault.path or "")


def _kept(rule: Rule, context: Context, cache: Cache) -> list[Finding]:
    """Take what a rule found from the cache when neither data nor configuration changed."""
    place = f"\0{rule.id}"  # no page has this path
    entry = cache.get(place, cache.base)
    if entry is None:
        entry = Entry(list(_book(rule, context)), {})
        cache.put(place, cache.base, entry)
    return entry.findings


def _faults(
    rule: Rule, subject: Page | Pair | Book, context: Context, where: str = ""
) -> Iterator[Fault]:
    try:
        yield from rule.check(subject, context)
    except HandbookError:
        raise  # a data file cannot be used: its line says which and what to do
    except Exception as error:
        raise RuleError(f"{where}rule {rule.id} failed: {error!r}") from error


def finding_of(
    rule: Rule, fault: Fault, edition: str, path: str, source: Page | None = None
) -> Finding:
    """Make a finding of a fault: with its rule, severity and place."""
    beside = Place(source.path, fault.source) if source and fault.source else None
    severity: Severity = fault.severity or rule.severity
    line, column = max(1, fault.line), max(1, fault.column)
    return Finding(
        rule.id, severity, edition, path, line, column, fault.message, fault.fix, beside, fault.edit
    )
