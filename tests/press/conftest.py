"""Shared: the EPUB of each edition, made once."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from lxml import etree

from handbook.book import Book
from handbook.press.article import Article, paper_pages, read_article
from handbook.press.epub import write_epub
from handbook.press.furniture import Furniture
from handbook.render.context import Library
from tests.conftest import SITE_URL

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
