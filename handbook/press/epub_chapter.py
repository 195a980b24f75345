"""An article as a chapter of an EPUB: what print and screen do not need, and e-readers do."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from lxml import etree, html

from handbook.page import Page
from handbook.press import xhtml
from handbook.press.article import SCHEME, Article
from handbook.press.columns import share_columns
from handbook.press.furniture import Furniture
from handbook.press.notes import make_notes
from handbook.press.sections import nest
from handbook.press.tidy import plain
from handbook.press.xhtml import EPUB_TYPE
from handbook.render.fit import text_width

STYLE = "epub.css"
_BACK = "↩\ufe0e"
"""An arrow back, as a letter and not as a picture."""
_BOXES = {
    "danger": ("section", "notice", "doc-notice"),
    "warning": ("section", "notice", "doc-notice"),
    "example": ("aside", "", "doc-example"),
}
"""Admonitions that DPUB-ARIA has a role for: element, epub:type, role."""
_PARTS = {
    "dl[@class='glossary']": ("glossary", "doc-glossary"),
    "ul[@class='bibliography']": ("bibliography", "doc-bibliography"),
}
"""What makes a chapter more than a chapter: what it holds, its epub:type and role."""


_LINK = re.compile(rf' href="{SCHEME}([^"]*)"')
_PLAIN = ("kind", "title", "headings", "has_drawing", "text")


@dataclass(frozen=True)
class Chapter:
    """One page as a file of the book; links are those of the book until `document` writes them."""

    page: Page
    kind: str
    """Its epub:type."""
    title: str
    """The heading of the page, typeset."""
    headings: tuple[tuple[str, str], ...]
    """Id and text of every heading of level 2."""
    ids: frozenset[str]
    """Every place links can lead to."""
    has_drawing: bool
    """Whether the manifest must say that this file holds SVG."""
    text: str

    @property
    def id(self) -> str:
        """The page's id."""
        return self.page.id

    @property
    def file(self) -> str:
        """Path inside the book: ``text/run/match-start.xhtml``."""
        return _file(self.page.id)

    def document(self, chapters: Mapping[str, Chapter], furniture: Furniture) -> bytes:
        """Write the file; links lead to the files of ``chapters`` (by page id) or to the site."""

        def lead(link: re.Match[str]) -> str:
            return f' href="{escape(self._address(unescape(link[1]), chapters, furniture))}"'

        return _LINK.sub(lead, self.text).encode()

    def to_raw(self) -> dict[str, Any]:
        """Return all but the page, as plain data."""
        raw = {name: getattr(self, name) for name in _PLAIN}
        return raw | {"ids": sorted(self.ids)}

    @classmethod
    def from_raw(cls, raw: dict[str, Any], page: Page) -> Chapter:
        """Read what `to_raw` returned."""
        headings = tuple((anchor, text) for anchor, text in raw["headings"])
        return cls(page, **raw | {"ids": frozenset(raw["ids"]), "headings": headings})

    def _address(self, target: str, chapters: Mapping[str, Chapter], furniture: Furniture) -> str:
        """Where a link of the book leads; to the top of a chapter that lacks the place."""
        page, _, anchor = target.partition("#")
        fragment = f"#{anchor}" if anchor else ""
        if target.startswith(":"):
            return furniture.site_url + target.removeprefix(":")
        if page not in chapters:
            url = furniture.book.url(furniture.edition.locale, page)
            return f"{furniture.site_url}{url}{fragment}"
        other = chapters[page]
        fragment = fragment if anchor in other.ids else ""
        if other is self:
            return fragment or "#page-title"
        return posixpath.relpath(other.file, posixpath.dirname(self.file)) + fragment


def make_chapter(article: Article, furniture: Furniture) -> Chapter:
    """Make a chapter of an article: notes at its end, sections, roles, its imprint."""
    tree = deepcopy(article.tree)
    make_notes(tree, article.id)
    plain(tree)
    nest(tree)
    kind, role = next(
        (named for what, named in _PARTS.items() if tree.xpath(f".//{what}")),
        ("chapter", "doc-chapter"),
    )
    tree.tag = "section"
    tree.set("role", role)
    tree.set(EPUB_TYPE, kind)
    tree.set("aria-labelledby", "page-title")
    _lower_emergency(tree)
    for table in tree.iter("table"):
        share_columns(table)
    _name_blanks(tree, furniture)
    _mark_references(tree, furniture)
    _mark_notes(tree, furniture)
    _mark_terms(tree)
    _mark_boxes(tree)
    for drawing in tree.xpath(".//*[local-name()='svg']"):
        _draw(drawing)
    _clean(tree)
    tree.append(_imprint(article, furniture))
    return _finished(article.page, tree, kind, furniture.tag)


def _finished(page: Page, tree: html.HtmlElement, kind: str, tag: str) -> Chapter:
    headings = ((str(h.get("id")), _plain(h)) for h in tree.iter("h2") if h.get("id"))
    title = _plain(tree.find(".//h1"))
    style = posixpath.relpath(STYLE, posixpath.dirname(_file(page.id)))
    return Chapter(
        page,
        kind,
        title,
        tuple(headings),
        frozenset(str(name) for name in tree.xpath(".//@id")),
        bool(tree.xpath(".//*[local-name()='svg']")),
        xhtml.document(tree, title, tag, style).decode(),
    )


def _file(page_id: str) -> str:
    return f"text/{page_id}.xhtml"


def _lower_emergency(tree: html.HtmlElement) -> None:
    """Put the headings of an emergency box below that of the section it stands in."""
    for box in tree.xpath(".//section//section[@class='emergency']"):
        for heading in box.xpath(".//h3 | .//h2"):
            heading.tag = f"h{int(heading.tag[1]) + 1}"


def _name_blanks(tree: html.HtmlElement, furniture: Furniture) -> None:
    """Say to those who listen where one writes or ticks; on paper nobody needs the words."""
    for blank in tree.xpath(".//span[contains(@class, 'blank') or @class='box']"):
        word = "site.tick_box" if blank.get("class") == "box" else "site.write_here"
        hidden = etree.SubElement(blank, "span", {"class": "hidden"})
        hidden.text = f"[{furniture.word(word)}]"
    for item in tree.xpath(".//li[span[@class='box']]"):
        item.set("class", "tick")


def _mark_references(tree: html.HtmlElement, furniture: Furniture) -> None:
    """Name each reference for what it is: to a note, a source, a term."""
    for link in tree.iter("a"):
        classes, href = (link.get("class") or "").split(), link.get("href", "")
        if "note-ref--source" in classes:
            link.set(EPUB_TYPE, "biblioref")
            link.set("role", "doc-biblioref")
        elif "note-ref" in classes:
            link.set(EPUB_TYPE, "noteref")
            link.set("role", "doc-noteref")
            if "note-ref--foot" in classes:
                number = href.removeprefix("#note-")
                link.set("aria-label", furniture.word("site.footnote_to", n=number))
        elif "#term-" in href:
            link.set(EPUB_TYPE, "glossref")
            link.set("role", "doc-glossref")


def _mark_notes(tree: html.HtmlElement, furniture: Furniture) -> None:
    """Make the list of notes endnotes, each with a way back to where it is first named."""
    for listed in tree.xpath(".//ol[@class='notes']"):
        section = listed.getparent()
        if "section--sources" not in (section.get("class") or ""):
            section = html.Element("section", {"aria-label": furniture.word("site.footnotes")})
            listed.addprevious(section)
            section.append(listed)
        section.set(EPUB_TYPE, "endnotes")
        section.set("role", "doc-endnotes")
        for note in listed:
            note.set(EPUB_TYPE, "endnote")
            _lead_back(note, tree, furniture)


def _lead_back(note: html.HtmlElement, tree: html.HtmlElement, furniture: Furniture) -> None:
    name = str(note.get("id"))
    first = next(iter(tree.xpath(f".//a[@href='#{name}']")), None)
    if first is None:
        return
    number = name.removeprefix("note-")
    first.set("id", f"ref-{number}")
    back = etree.SubElement(note, "a", {"class": "note-back", "href": f"#ref-{number}"})
    back.set("role", "doc-backlink")
    back.set("aria-label", furniture.word("site.footnote_back", n=number))
    back.text = _BACK
    before = note[-2]
    before.tail = f"{(before.tail or '').rstrip()} "


def _mark_terms(tree: html.HtmlElement) -> None:
    for listed in tree.xpath(".//dl[@class='glossary']"):
        for name, kind in (("dt", "glossterm"), ("dd", "glossdef")):
            for element in listed.iter(name):
                element.set(EPUB_TYPE, kind)
    for entry in tree.xpath(".//ul[@class='bibliography']/li"):
        entry.set(EPUB_TYPE, "biblioentry")


def _mark_boxes(tree: html.HtmlElement) -> None:
    for box in tree.xpath(".//div[contains(@class, 'admonition')]"):
        kind = str(box.get("class")).split()[-1]
        if kind in _BOXES:
            box.tag, type_, role = _BOXES[kind]
            box.set("role", role)
            if type_:
                box.set(EPUB_TYPE, type_)


def _draw(drawing: html.HtmlElement) -> None:
    """Give a drawing its description, and its words the widths they were drawn with.

    The font of the book is not in the EPUB; a wider one would run out of the boxes. Lengths are in
    units of the viewBox.
    """
    for style in drawing.xpath("./style"):
        drawing.remove(style)
    name = str(drawing.get("aria-labelledby"))
    for description in drawing.xpath("./desc"):
        description.set("id", f"{name}-text")
        drawing.set("aria-describedby", f"{name}-text")
    for line in drawing.xpath(".//tspan"):
        size, weight = (
            line.xpath(f"number(ancestor-or-self::*[@{key}][1]/@{key})")
            for key in ("font-size", "font-weight")
        )
        width = text_width(line.text or "", size, int(weight) if weight == weight else 400)
        line.set("textLength", f"{width:.2f}")
        line.set("lengthAdjust", "spacingAndGlyphs")


def _clean(tree: html.HtmlElement) -> None:
    """Take away ids that nothing leads to any more and marks that only the press reads."""
    for element in tree.xpath(".//sup[@id]"):
        del element.attrib["id"]
    for element in tree.xpath(".//*[@data-sheet]"):
        del element.attrib["data-sheet"]


def _imprint(article: Article, furniture: Furniture) -> html.HtmlElement:
    """Edition, version, review and status of a page, and where its changes are told."""
    foot = html.Element("footer", {"class": "imprint"})
    etree.SubElement(foot, "p").text = furniture.imprint(article)
    changes = etree.SubElement(etree.SubElement(foot, "p"), "a")
    changes.set("href", furniture.changes(article.id))
    changes.text = furniture.word("print.epub_changes")
    return foot


def _plain(heading: html.HtmlElement) -> str:
    return " ".join("".join(heading.itertext()).split())
