"""Shared: the EPUB of each edition, and a small book that is changed and released."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import pytest
from lxml import etree

from handbook.book import Book, load
from handbook.press.article import Article, paper_pages, read_article
from handbook.press.changes import Change, compare
from handbook.press.changes_pages import write_changes
from handbook.press.epub import write_epub
from handbook.press.fonts import prepare_fonts
from handbook.press.furniture import Furniture
from handbook.press.ledger import read_ledger
from handbook.press.release import release
from handbook.press.version import Present, present
from handbook.render.context import Library
from tests.conftest import ROOT, SITE_URL, SmallBook
from tests.press.paper import SmallPress

EDITIONS = ("en", "hu", "sr", "lv", "bg")
OPF = "{http://www.idpf.org/2007/opf}"


@dataclass(frozen=True)
class Epub:
    """One edition: what went in and what came out."""

    articles: list[Article]
    furniture: Furniture
    data: bytes

    @cached_property
    def files(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}

    @cached_property
    def pages(self) -> dict[str, etree._Element]:
        """Every XHTML file by its path, tags without namespace."""
        names = [name for name in self.files if name.endswith(".xhtml")]
        return {name: bare(etree.fromstring(self.files[name])) for name in names}

    @cached_property
    def package(self) -> etree._Element:
        return etree.fromstring(self.files["EPUB/package.opf"])

    def meta(self, name: str) -> list[str]:
        return [m.text for m in self.package.iter(f"{OPF}meta") if m.get("property") == name]

    def chapter(self, page_id: str) -> etree._Element:
        return self.pages[f"EPUB/text/{page_id}.xhtml"]


def bare(root: etree._Element) -> etree._Element:
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    return root


@pytest.fixture(scope="session")
def epub(site: Path, book: Book, library: Library) -> Callable[[str], Epub]:
    """Make the EPUB of an edition, each once."""
    made: dict[str, Epub] = {}

    def make(locale: str) -> Epub:
        if locale not in made:
            edition = book.edition(locale)
            ids = paper_pages(book, edition)
            articles = [read_article(site, book, edition, page_id) for page_id in ids]
            versions = dict.fromkeys(ids, "0123abc")
            furniture = Furniture(book, edition, library.words[locale], SITE_URL, versions)
            made[locale] = Epub(articles, furniture, write_epub(articles, furniture))
        return made[locale]

    return make


@pytest.fixture(params=EDITIONS)
def each(request: pytest.FixtureRequest, epub: Callable[[str], Epub]) -> Epub:
    """Every edition in turn."""
    return epub(request.param)


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


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The press's fonts, cut once for all tests (or taken from the last build's cache)."""
    kept = ROOT / ".build" / "cache" / "press" / "fonts"
    folder = kept if kept.exists() else tmp_path_factory.mktemp("fonts")
    prepare_fonts(folder)
    return folder


@pytest.fixture
def press(small: SmallBook, fonts: Path, tmp_path: Path) -> SmallPress:
    """A small book with a press of its own, whose fonts are there already."""
    work = tmp_path / "press"
    work.mkdir()
    (work / "fonts").symlink_to(fonts)
    return SmallPress(small, work)
