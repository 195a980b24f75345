"""What surrounds the chapters of an EPUB: title page, navigation, and what it says of itself."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from lxml import etree, html
from lxml.builder import E, ElementMaker

from handbook.page import CARD
from handbook.press import xhtml
from handbook.press.epub_chapter import STYLE, Chapter
from handbook.press.furniture import Furniture
from handbook.press.xhtml import EPUB_TYPE
from handbook.render.dates import long_date

TITLE_PAGE, NAVIGATION, PACKAGE = "title.xhtml", "nav.xhtml", "package.opf"
LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"
_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_O = ElementMaker(namespace=_OPF, nsmap={None: _OPF, "dc": _DC})
_D = ElementMaker(namespace=_DC, nsmap={None: _OPF, "dc": _DC})
_FEATURES = (
    "alternativeText",
    "ARIA",
    "displayTransformability",
    "longDescription",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
)
_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CONTAINER = (
    b"<?xml version='1.0' encoding='utf-8'?>\n"
    b'<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    b'<rootfiles><rootfile full-path="EPUB/package.opf"'
    b' media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


@dataclass(frozen=True)
class Binding:
    """One edition as a book: its words, its chapters in order, the day of its newest review."""

    furniture: Furniture
    chapters: Sequence[Chapter]
    reviewed: date

    @property
    def title(self) -> str:
        """Title of the edition."""
        return _UNWRITABLE.sub("", self.furniture.edition.site_name)

    def title_page(self) -> bytes:
        """Title, subtitle, language, day and status of the text, licence, address, help."""
        word, edition = self.furniture.word, self.furniture.edition
        lines = [edition.name]
        day = long_date(self.reviewed, edition.locale)
        lines.append(word("page.last_reviewed").format(date=day))
        if any(chapter.page.meta.get("status") == "draft" for chapter in self.chapters):
            lines.append(word("print.draft"))
        page = E.section(
            E.h1(self.title, id="page-title"),
            E.p(word("print.subtitle"), {"class": "subtitle"}),
            *(E.p(_line(line)) for line in lines),
            E.p(word("print.epub_authors")),
            E.p(E.a(_line(word("print.licence")), href=LICENCE)),
            E.p(E.a(self.furniture.address("index"), href=self._address())),
            {"class": "title-page", EPUB_TYPE: "titlepage"},
        )
        page.extend(self._help())
        return xhtml.document(page, self.title, self.furniture.tag, STYLE)

    def _help(self) -> Iterator[html.HtmlElement]:
        """Make the shortest way from the first page to the numbers to call."""
        for chapter in self.chapters:
            if chapter.id == CARD:
                link = E.a(E.strong(self.furniture.word("emergency.title")), href=chapter.file)
                yield E.p(link, {"class": "help"})

    def _address(self) -> str:
        furniture = self.furniture
        return furniture.site_url + furniture.book.url(furniture.edition.locale, "index")

    def navigation(self) -> bytes:
        """Table of contents (parts, chapters, headings of level 2) and landmarks."""
        word = self.furniture.word
        listed = E.ol(_entry(word("print.epub_title_page"), TITLE_PAGE))
        for part, chapters in groupby(self.chapters, self._part):
            entries = [_chapter_entry(chapter) for chapter in chapters]
            listed.extend([E.li(E.span(part), E.ol(*entries))] if part else entries)
        body = E.div(
            E.nav(
                E.h1(word("print.contents"), id="contents"),
                listed,
                {EPUB_TYPE: "toc", "role": "doc-toc", "id": "toc", "aria-labelledby": "contents"},
            ),
            E.nav(
                E.h2(word("print.epub_places")),
                E.ol(*(_entry(text, file, kind) for kind, file, text in self._landmarks())),
                {EPUB_TYPE: "landmarks", "hidden": "hidden"},
            ),
        )
        return xhtml.document(body, word("print.contents"), self.furniture.tag, STYLE)

    def _part(self, chapter: Chapter) -> str:
        """Name of the part a chapter belongs to; empty for those before the first."""
        part = str(chapter.page.meta.get("part", ""))
        return self.furniture.edition.sections.get(part, "")

    def _landmarks(self) -> Iterator[tuple[str, str, str]]:
        word = self.furniture.word
        yield "titlepage", TITLE_PAGE, word("print.epub_title_page")
        yield "toc", f"{NAVIGATION}#toc", word("print.contents")
        yield "bodymatter", self.chapters[0].file, word("print.epub_start")
        for chapter in self.chapters:
            if chapter.kind != "chapter":
                yield chapter.kind, chapter.file, chapter.title

    def package(self, digest: str) -> bytes:
        """Write the package document; ``digest`` stands for the content of all other files."""
        tag = self.furniture.tag
        root = _O.package(self._metadata(digest), self._manifest(), self._spine(), version="3.0")
        root.set("unique-identifier", "id")
        root.set("prefix", "cc: http://creativecommons.org/ns#")
        root.set(_XML_LANG, tag)
        written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
        return written

    def _metadata(self, digest: str) -> etree._Element:
        word = self.furniture.word
        # The name changes with the content, so that two files of one name are one text; the day is
        # that of the newest review, because a day of building would make each build another book.
        name = uuid.uuid5(uuid.NAMESPACE_URL, f"{self._address()}#{digest}")
        return _O.metadata(
            _D.identifier(name.urn, id="id"),
            _D.title(self.title),
            _D.language(self.furniture.tag),
            _D.creator(word("print.epub_authors")),
            _D.publisher(word("print.epub_authors")),
            _D.description(word("print.subtitle")),
            _D.date(self.reviewed.isoformat()),
            _D.source(self._address()),
            _D.rights(word("print.licence")),
            _meta("dcterms:modified", f"{self.reviewed.isoformat()}T00:00:00Z"),
            _O.link(rel="cc:license", href=LICENCE),
            *self._accessibility(),
        )

    def _accessibility(self) -> Iterator[etree._Element]:
        """Say what schema.org calls accessibility; claim no conformance that nobody evaluated."""
        for mode in ("textual", "visual"):
            yield _meta("schema:accessMode", mode)
        yield _meta("schema:accessModeSufficient", "textual")
        yield _meta("schema:accessModeSufficient", "textual,visual")
        for feature in _FEATURES:
            yield _meta("schema:accessibilityFeature", feature)
        yield _meta("schema:accessibilityHazard", "none")
        yield _meta("schema:accessibilitySummary", self.furniture.word("print.epub_accessibility"))

    def _manifest(self) -> etree._Element:
        manifest = _O.manifest(
            _item("nav", NAVIGATION, properties="nav"),
            _item("title", TITLE_PAGE),
            _item("style", STYLE, "text/css"),
        )
        for number, chapter in enumerate(self.chapters, 1):
            item = _item(f"chapter-{number}", chapter.file)
            if chapter.has_drawing:
                item.set("properties", "svg")
            manifest.append(item)
        return manifest

    def _spine(self) -> etree._Element:
        names = ["title", "nav", *(f"chapter-{n}" for n in range(1, len(self.chapters) + 1))]
        return _O.spine(*(_O.itemref(idref=name) for name in names))


def newest_review(chapters: Sequence[Chapter]) -> date:
    """Return the newest ``last_reviewed`` of the pages; 1 January 2000 when none has one."""
    days = [chapter.page.meta.get("last_reviewed") for chapter in chapters]
    return max((day for day in days if isinstance(day, date)), default=date(2000, 1, 1))


def _line(text: str) -> str:
    """Write a phrase of the imprint as a line of its own."""
    return text[:1].upper() + text[1:]


def _meta(name: str, text: str) -> etree._Element:
    return _O.meta(text, property=name)


def _item(
    name: str, file: str, type_: str = "application/xhtml+xml", **more: str
) -> etree._Element:
    return _O.item({"id": name, "href": file, "media-type": type_}, **more)


def _entry(text: str, file: str, kind: str = "") -> html.HtmlElement:
    link = E.a(text, href=file)
    if kind:
        link.set(EPUB_TYPE, kind)
    return E.li(link)


def _chapter_entry(chapter: Chapter) -> html.HtmlElement:
    entry = _entry(chapter.title, chapter.file)
    below = [_entry(text, f"{chapter.file}#{name}") for name, text in chapter.headings]
    if below:
        entry.append(E.ol(*below))
    return entry
