"""A small book that is changed and released: two pages in five editions, with the real data."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from handbook.book import load
from handbook.press.changes import Change, compare
from handbook.press.changes_pages import write_changes
from handbook.press.ledger import read_ledger
from handbook.press.release import release
from handbook.press.version import Present, present
from handbook.render.context import Library
from tests.conftest import SITE_URL, SmallBook

PAGE = "run/match-start"
TEXT = """\
# Match and start

## In short { #in-short }

Ask the young person first, then ask the mentor.
Both of them decide [some](ref:R10).

## How { #how }

- Phone *both* within 2 days.
- Write it into the log – every time.
- Meet in a public place.

| Week | Who |
| --- | --- |
| 1 | Coordinator |

## Sources { #sources }

<!-- handbook:sources -->
"""


class Sheet:
    """The page of these tests; ``edit`` changes it as an author would."""

    def __init__(self, small: SmallBook) -> None:
        self.small = small
        self.file = small.file("en", PAGE)
        small.write("en", PAGE, TEXT)

    def edit(self, *changes: tuple[str, str], file: Path | None = None) -> None:
        file = file or self.file
        text = file.read_text("utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        file.write_text(text, "utf-8")

    def data(self, name: str) -> Path:
        return self.small.root / "docs" / name

    def library(self) -> Library:
        return Library(load(self.small.config_file))

    def present(self, locale: str = "en", page_id: str = PAGE) -> Present:
        library = self.library()
        page = library.book.page(locale, page_id)
        assert page
        return present(page, library)

    @property
    def version(self) -> str:
        return self.present().version

    def release(self, day: str = "2026-11-22") -> list[str]:
        return [each.summary for each in release(self.library(), date.fromisoformat(day))]

    def changes(self) -> list[tuple[str, ...]]:
        """Kind, section and quotes of what changed since the newest other version released."""
        return [(change.kind, change.id, *change.quotes) for change in self.compared()]

    def compared(self) -> tuple[Change, ...]:
        now = self.present()
        ledger = read_ledger(self.library().book, "en")
        old = next(each for each in ledger.of(PAGE) if each.version != now.version)
        return compare(ledger.held(old), now.parts)

    def built(self, name: str = "built") -> Path:
        """A site of bare pages with their pages of changes."""
        library, site = self.library(), self.small.root / name
        shutil.copytree(self.small.root / "docs" / "assets", site / "assets")
        for edition in library.book.editions:
            for page_id in library.book.nav:
                file = site / library.book.url(edition.locale, page_id) / "index.html"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text('<h2 id="one">One</h2>', "utf-8")
        write_changes(site, library, SITE_URL)
        return site

    def git(self, *command: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(
            ["git", "-C", str(self.small.root), *who, *command], capture_output=True, check=True
        )


@pytest.fixture
def sheet(small: SmallBook) -> Sheet:
    return Sheet(small)
