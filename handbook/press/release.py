"""A release: the versions that changed since the last one enter the ledger."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from handbook.errors import HandbookError
from handbook.press.ledger import Ledger, LedgerError, Published, read_ledger, write_ledger
from handbook.press.version import Present, present
from handbook.render.context import Library


@dataclass(frozen=True)
class Added:
    """What a release adds to the ledger of an edition."""

    locale: str
    pages: tuple[str, ...]
    ledger: Ledger

    @property
    def summary(self) -> str:
        """One line: ``3 pages in hu: index, run/closure, run/match-start``."""
        count = len(self.pages)
        return f"{count} page{'' if count == 1 else 's'} in {self.locale}: {', '.join(self.pages)}"


def release(library: Library, day: date, dry_run: bool = False) -> list[Added]:
    """Add to each edition's ledger the versions it lacks; return what was added where.

    All ledgers are read before the first one is written.

    Raises:
        LedgerError: for a ledger that cannot be read, or a day before its last release.

    """
    found = [_added(library, edition.locale, day) for edition in library.book.editions]
    added = [each for each in found if each.pages]
    for each in added if not dry_run else ():
        write_ledger(library.book, each.locale, each.ledger)
    return added


def _added(library: Library, locale: str, day: date) -> Added:
    book = library.book
    ledger = read_ledger(book, locale)
    pages = [page for page_id in book.nav if (page := book.page(locale, page_id))]
    read = [present(page, library) for page in pages]
    new = [each for each in read if not _knows(ledger, each)]
    if new and day < ledger.last:
        last = f"the last release in {locale} is of {ledger.last.isoformat()}"
        raise LedgerError(f"{day.isoformat()}: {last}; give that day or a later one with --date")
    versions = [_published(each, day) for each in new]
    sections = [part.section for each in new for part in each.parts]
    return Added(locale, tuple(each.page.id for each in new), ledger.plus(versions, sections))


def _knows(ledger: Ledger, page: Present) -> bool:
    return any(each.version == page.version for each in ledger.of(page.page.id))


def _published(page: Present, day: date) -> Published:
    keys = tuple(part.section.key for part in page.parts)
    return Published(page.page.id, day, page.version, keys)


def release_day(given: str | None, environment: Mapping[str, str] = os.environ) -> date:
    """Return the day of a release: the one given, that of SOURCE_DATE_EPOCH, or today.

    Raises:
        HandbookError: when what is given is no day.

    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    try:
        if given:
            return date.fromisoformat(given)
        if epoch:
            return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        place = f"--date {given}" if given else f"SOURCE_DATE_EPOCH={epoch}"
        form = "YYYY-MM-DD" if given else "seconds since 1970"
        raise HandbookError(f"{place}: no day; write it as {form}") from None
    return date.today()
