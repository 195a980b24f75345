"""Writes what a printed sheet's QR code leads to: `<page>/changes/`, one static page a page.

An entry a version, newest first, with an anchor of its own (`#v-1a2b3c4d`): what has changed
since. The same book and ledger give the same bytes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from handbook.book import Book, Edition, Page
from handbook.errors import HandbookError
from handbook.press.changes import Change, compare
from handbook.press.generated import context_of, emergency_lines
from handbook.press.ledger import Ledger, read_ledger
from handbook.press.version import Present, present
from handbook.render.content_policy import content_policy
from handbook.render.context import Library
from handbook.render.dates import long_date
from handbook.render.typography import no_break
from handbook.site.traced import TracedLibrary

_ENV = Environment(
    loader=PackageLoader("handbook.press"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
_ID = re.compile(r'\sid="([^"]+)"')
_NAME = "changes"


class ChangesError(HandbookError):
    """A page of changes cannot be written; the message is one line: place, problem, remedy."""


def changes_url(book: Book, site_url: str, edition: str, page_id: str, version: str = "") -> str:
    """Return the address that says what has changed on a page since a version of it."""
    anchor = f"#v-{version}" if version else ""
    return f"{site_url}{book.url(edition, page_id)}{_NAME}/{anchor}"


class Known(Protocol):
    """What is known of the pages of changes that are there already."""

    def holds(self, edition: str, page: Page) -> bool:
        """Whether the one of an edition that tells of a page is as it would be made."""

    def wrote(self, edition: str, page: Page, looked_up: Collection[str], data: bytes) -> None:
        """Take note of one, and of what was looked up in the book for it (`site/traced.py`)."""


def write_changes(
    site: Path,
    library: Library,
    site_url: str,
    out: Path | None = None,
    editions: Collection[str] = (),
    known: Known | None = None,
) -> int:
    """Write the page of changes of every page of every edition of a built site; count them.

    They go to ``out`` if given; ``editions`` are locales, all when empty; those that ``known``
    holds are left as they are.

    Where an edition lacks a page, it is that of the source text shown there.

    Raises:
        LedgerError: for a ledger that cannot be read.
        ChangesError: when a page of the book has the address of a page of changes.

    """
    book = library.book
    ledgers = {each.locale: read_ledger(book, each.locale) for each in book.editions}
    reader = _Reader(library)
    chosen = [each for each in book.editions if not editions or each.locale in editions]
    for edition in chosen:
        for page_id in book.nav:
            page = book.page(edition.locale, page_id) or book.pages[book.source.locale, page_id]
            _refuse_clash(book, edition, page_id, site)
            if known and known.holds(edition.locale, page):
                continue
            now, looked_up = reader.read(page)
            writer = _Writer(library, edition, now, ledgers[page.edition])
            data = writer.write(site, out or site, site_url)
            if known:
                known.wrote(edition.locale, page, looked_up, data)
    return len(chosen) * len(book.nav)


def _refuse_clash(book: Book, edition: Edition, page_id: str, site: Path) -> None:
    url = book.url(edition.locale, page_id)
    if (site / url / _NAME / "index.html").exists():
        place = f"{book.docs.name}/{edition.locale}: {url}{_NAME}/"
        what = f"a page has the address that tells what changed in {page_id}"
        raise ChangesError(f"{place}: {what}; give that page another name")


class _Reader:
    """Reads pages as they stand now, each once, and notes what is looked up for each."""

    def __init__(self, library: Library) -> None:
        self._library = TracedLibrary(_AtHand(library), library.book)
        self._read: dict[tuple[str, str], tuple[Present, Collection[str]]] = {}
        self._boxes: dict[str, tuple[list[str], Collection[str]]] = {}

    def read(self, page: Page) -> tuple[Present, Collection[str]]:
        """Return a page with what was looked up in the book."""
        key = page.edition, page.id
        if key not in self._read:
            box, of_box = self._box(page)
            self._library.begin()
            found = present(page, cast(Library, self._library), box)
            self._read[key] = found, {*self._library.notes, *of_box}
        return self._read[key]

    def _box(self, page: Page) -> tuple[list[str], Collection[str]]:
        """Return the lines of the emergency box: the same on every page of a language."""
        if page.edition not in self._boxes:
            self._library.begin()
            lines = emergency_lines(context_of(page, cast(Library, self._library)))
            self._boxes[page.edition] = lines, self._library.notes
        return self._boxes[page.edition]


@dataclass(frozen=True)
class _AtHand:
    """The parts of a library as they are."""

    library: Library

    def get(self, name: str) -> Any:
        """Return a part, such as ``sources``."""
        return getattr(self.library, name)


@dataclass(frozen=True)
class Entry:
    """One version on a page of changes; ``day`` is empty before its release."""

    version: str
    day: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class _Writer:
    """One page of changes: an edition's words about a page, which may be the source's."""

    library: Library
    edition: Edition
    page: Present
    ledger: Ledger

    def write(self, site: Path, out: Path, site_url: str) -> bytes:
        book, page_id = self.library.book, self.page.page.id
        url = book.url(self.edition.locale, page_id)
        shown = site / url / "index.html"
        anchors = set(_ID.findall(shown.read_text("utf-8"))) if shown.is_file() else set()
        address = changes_url(book, site_url, self.edition.locale, page_id)
        text = self._html(address, posixpath.relpath("assets", f"{url}{_NAME}"), anchors)
        file = out / url / _NAME / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        return text.encode()

    def _html(self, url: str, assets: str, anchors: set[str]) -> str:
        return _ENV.get_template("changes.html").render(
            edition=self.edition,
            page_title=self._text(self.page.page.title),
            url=url,
            assets=assets,
            content_policy=content_policy(),
            anchors=anchors,
            entries=list(self._entries()),
            lang=self._lang,
            text=self._text,
            word=self._word,
        )

    def _entries(self) -> Iterator[Entry]:
        """Yield the present version, then the others, newest first."""
        known = self.ledger.of(self.page.page.id)
        now = self.page.version
        day = next((each.day for each in known if each.version == now), None)
        yield Entry(now, long_date(day, self.edition.locale) if day else "")
        for each in known:
            if each.version != now:
                changes = compare(self.ledger.held(each), self.page.parts)
                yield Entry(each.version, long_date(each.day, self.edition.locale), changes)

    @property
    def _lang(self) -> Markup:
        """Attribute of text that is not in the edition's language."""
        own = self.page.page.edition
        if own == self.edition.locale:
            return Markup()
        return Markup(' lang="{}"').format(self.library.book.edition(own).tag)

    @property
    def _text(self) -> Callable[[str], str]:
        return no_break(self.page.page.edition)

    def _word(self, key: str, **values: Any) -> str:
        text = self.library.words[self.edition.locale][f"{_NAME}.{key}"].format(**values)
        return no_break(self.edition.locale)(text)
