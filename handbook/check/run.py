"""One run of `handbook check` from choice to report; the command line only passes options on."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from handbook.book import Book, ConfigError
from handbook.check import baseline, choose
from handbook.check.allow import RULE as ALLOWANCE
from handbook.check.cache import Cache, cache_file
from handbook.check.context import Context
from handbook.check.engine import Progress, Result, check_book
from handbook.check.fix import mend_files
from handbook.check.model import Finding, Severity
from handbook.check.nearest import nearest
from handbook.check.report.model import Cell
from handbook.check.rules import RULES
from handbook.check.words import plural
from handbook.errors import HandbookError

Loader = Callable[[], Book]

CONFIGURATION = "configuration"
"""Rule that speaks of mkdocs.yml, which is also told of when it cannot be read."""
_ROUNDS = 6
"""Rounds of mending: one mend may lay bare another."""


class OptionError(HandbookError):
    """An option names something that does not exist."""


@dataclass(frozen=True)
class Options:
    """What a run is about."""

    paths: tuple[Path, ...] = ()
    editions: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    since: str | None = None
    baseline: Path | None = None
    fix: bool = False
    spelling: bool = True
    cached: bool = True


@dataclass(frozen=True)
class Outcome:
    """Findings that are to be reported, and what there is to say about the run."""

    book: Book
    findings: list[Finding]
    pages: int
    notes: list[str] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether anything at error level was found."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def run(load: Loader, options: Options, progress: Progress | None = None) -> Outcome:
    """Check a book as the options say; ``load`` reads it (again, after files were mended).

    Raises:
        OptionError, ChoiceError, BaselineError, BookError: one line each.

    """
    with _without_sweeping():
        return _run(load, options, progress)


@contextmanager
def _without_sweeping() -> Iterator[None]:
    """Put off the search for cycles: a run makes few, and each search walks all pages."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _run(load: Loader, options: Options, progress: Progress | None) -> Outcome:
    try:
        book = load()
    except ConfigError as error:
        return _refused(error)
    _refuse_unknown("rule", options.rules, {rule.id for rule in RULES} | {ALLOWANCE})
    _refuse_unknown("edition", options.editions, {e.locale for e in book.editions})
    result, findings = _checked(book, options, progress)
    notes = list(result.notes)
    if options.fix:
        book, result, findings, mended = _mended(load, book, result, findings, options)
        notes.append(f"mended {plural(mended, 'place')}")
    if options.baseline and options.baseline.exists():
        findings = baseline.new_findings(options.baseline, findings)
    elif options.baseline:
        count = baseline.write(options.baseline, findings)
        notes.append(f"{options.baseline}: written; its {plural(count, 'finding')} will be silent")
        findings = []
    return Outcome(book, findings, result.pages, notes)


def _refused(error: ConfigError) -> Outcome:
    """Report a configuration that cannot be used like any other finding."""
    root = error.file.resolve().parent
    place = error.file.resolve().relative_to(root).as_posix()
    finding = Finding(
        CONFIGURATION, Severity.ERROR, "", place, error.line, 1, error.message, error.fix
    )
    return Outcome(Book(root, root / "docs", (), (), {}), [finding], 0)


def _checked(
    book: Book, options: Options, progress: Progress | None
) -> tuple[Result, list[Finding]]:
    chosen = choose.by_paths(book, options.paths) if options.paths else None
    if options.since:
        touched = choose.since(book, options.since)
        chosen = touched if chosen is None else chosen & touched if touched is not None else chosen
    context = Context(book, chosen=chosen, spelling=options.spelling)
    cache = Cache(cache_file(book), book) if options.cached else None
    result = check_book(context, cache, progress)
    if cache:
        cache.save()
    findings = [
        finding
        for finding in result.findings
        if (not options.rules or finding.rule in options.rules)
        and (not options.editions or finding.edition in (*options.editions, ""))
    ]
    return result, findings


def _mended(
    load: Loader, book: Book, result: Result, findings: list[Finding], options: Options
) -> tuple[Book, Result, list[Finding], int]:
    mended = 0
    for _ in range(_ROUNDS):
        done = mend_files(book.root, findings)
        if not done:
            break
        mended += sum(done.values())
        book = load()
        result, findings = _checked(book, options, None)
    return book, result, findings, mended


def _refuse_unknown(what: str, names: tuple[str, ...], known: set[str]) -> None:
    for name in names:
        if name not in known:
            near = nearest(name, known, 50)
            hint = f"did you mean {near}?" if near else f"known: {', '.join(sorted(known))}"
            raise OptionError(f"no {what} “{name}”; {hint}")


def matrix_of(book: Book, findings: list[Finding]) -> dict[str, dict[str, Cell]]:
    """State of every page in every translation, with how much was found on it."""
    from handbook.translate.stamps import StampStore
    from handbook.translate.status import matrix

    counts = Counter((finding.path, finding.severity) for finding in findings)
    found = matrix(book, StampStore(book))
    for page_id, cells in found.items():
        for locale, cell in cells.items():
            path = book.path(locale, page_id)
            cell["errors"] = counts[path, Severity.ERROR]
            cell["warnings"] = counts[path, Severity.WARNING]
    return found
