"""A press for tests: a small book on paper, and single documents set by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from handbook.book import load
from handbook.press.press import Report, run
from handbook.press.version import versions
from handbook.render.context import Library
from handbook.site.engine import render_site
from tests.conftest import SITE_URL, SmallBook

PAGE = "run/match-start"


@dataclass
class SmallPress:
    """A small book, rendered and printed as often as a test likes; its cache stays."""

    book: SmallBook
    work: Path

    @property
    def site(self) -> Path:
        return self.book.root / "site"

    def print(self, editions: Sequence[str] = ("en",), work: Path | None = None) -> Report:
        render_site(self.book.config_file, self.site)
        library = Library(load(self.book.config_file))
        return run(self.site, library, work or self.work, SITE_URL, versions(library), editions)

    def write(self, text: str, edition: str = "en", **meta: object) -> None:
        self.book.write(edition, PAGE, text, **meta)

    def file(self, name: str, edition: str = "en") -> Path:
        folder = "" if edition == "en" else f"{edition}/"
        return self.site / f"{folder}paper/{name}.pdf"


def text_of(file: Path) -> list[str]:
    """The text of each page of a PDF, as a reader's program extracts it."""
    document = pypdfium2.PdfDocument(file)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()
