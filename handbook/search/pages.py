"""Built pages → sections: what can be found, and where it stands.

A section starts at a heading with an id, or at an entry of its own (a glossary term, a source);
everything up to the next one belongs to it: paragraphs, list items, table cells, the words of a
drawing. Left out is what is no text of the page (badges, labels for screen readers, the list of
sources at its foot) and what is in another language.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from lxml import etree

_HEADINGS = {"h1", "h2", "h3", "h4"}
_ENTRIES = {"term", "source"}
_LANGUAGE = re.compile(rb'<html lang="([^"]*)"')
_DESCRIPTION = re.compile(rb'<meta name="description" content="([^"]*)"')
_PARSER = etree.HTMLParser(encoding="utf-8")
_BEGINS, _ENDS = b'<div class="part ', b'<footer class="page-foot">'
_PART = 'div[starts-with(@class, "part ")]'
_CONTENT = f"//{_PART} | //main[not(@class)] | //main//article[not(.//{_PART})]"
_KEYWORDS = {"term__also", "term__avoid", "term__source"}
_LEFT_OUT = {
    "headerlink", "visually-hidden", "badge", "badge__source", "sources", "term-table", "blank",
    "footnote-ref", "footnote-backref", "glossary-filter", "md-content__button",
    "emergency__sources", "term__see", "term__open",
}  # fmt: skip
_SILENT = {"script", "style", "svg", "nav", "noscript"}
_INLINE = {
    "a", "abbr", "b", "code", "em", "i", "mark", "s", "small", "span", "strong", "sub", "sup",
}  # fmt: skip


@dataclass
class Section:
    """A part of a page with an address of its own; the page's first one has no anchor."""

    anchor: str
    heading: str
    text: str = ""
    keywords: str = ""
    """Words that name the section without standing in its heading: synonyms, forms to avoid."""
    is_entry: bool = False
    """Whether it is an entry of a list (a term, a source) and stands for itself."""


@dataclass
class FoundPage:
    """One page as the search sees it; ``url`` is relative to the edition's start page."""

    url: str
    title: str
    description: str
    sections: list[Section] = field(default_factory=list)

    @property
    def is_list(self) -> bool:
        """Whether most of the page is a list of entries: glossary, sources."""
        return sum(section.is_entry for section in self.sections) * 2 > len(self.sections)


def read_page(file: Path, url: str) -> FoundPage | None:
    """Return a built page's sections; None when it has none in the edition's language."""
    page = file.read_bytes()
    language, description = _LANGUAGE.search(page), _DESCRIPTION.search(page)
    tree = etree.fromstring(_own_part(page), parser=_PARSER)
    content = tree.xpath(_CONTENT)
    if not content or tree.xpath('//div[@class="untranslated"] | //main[@lang]'):
        return None
    _leave_out(content[0])
    walk = _Walk(language[1].decode() if language else "", is_card=content[0].tag == "main")
    walk.visit(content[0])
    sections = [section for section in walk.sections if section.heading]
    if not sections:
        return None
    about = tidy(unescape(description[1].decode())) if description else ""
    return FoundPage(url, sections[0].heading, about, sections)


def _own_part(page: bytes) -> bytes:
    """Return the page's own text with as little of the frame as can be told without parsing."""
    start = page.find(_BEGINS)
    return page if start < 0 else page[start:].partition(_ENDS)[0]


def _leave_out(content: etree._Element) -> None:
    """Take out what is no text of the page; what follows it stays."""
    etree.strip_elements(content, *_SILENT, etree.Comment, with_tail=False)
    for element in content.xpath(".//*[@class]"):
        if not _LEFT_OUT.isdisjoint(element.get("class").split()):
            _remove(element)


def _remove(element: etree._Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    if tail := element.tail:
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    parent.remove(element)


def tidy(text: str) -> str:
    """Return a text in composed form, with single spaces and without soft hyphens."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())


def shorten(text: str, length: int = 90) -> str:
    """Return a text cut after a word, with an ellipsis, when it is longer than ``length``."""
    return text if len(text) <= length else text[: text.rindex(" ", 0, length)] + " …"


class _Walk:
    """Goes through a page's elements and hands each text to the section it stands in."""

    def __init__(self, language: str, is_card: bool) -> None:
        self.language = language
        self.is_card = is_card
        self.sections: list[Section] = [Section("", "")]

    def visit(self, element: etree._Element) -> None:
        for child in element:
            if not self._is_left_out(child):
                self._block(child)

    def _is_left_out(self, element: etree._Element) -> bool:
        classes = (element.get("class") or "").split()
        if "emergency" in classes and not self.is_card:
            return True
        foreign = (element.get("lang") or self.language) != self.language
        return foreign and "term__source" not in classes

    def _block(self, element: etree._Element) -> None:
        classes = set((element.get("class") or "").split())
        if element.tag in _HEADINGS and element.get("id"):
            self._start(element, self._words(element))
        elif classes & _ENTRIES and element.get("id"):
            self._entry(element)
        elif any(_is_block(child) for child in element):
            self._add(tidy(element.text or ""))
            self.visit(element)
        elif classes & _KEYWORDS:
            words = self._words(element)
            self._add(words)
            self.sections[-1].keywords += f" {self._named(element)}"
        else:
            self._add(self._words(element))

    def _start(self, element: etree._Element, heading: str) -> None:
        if element.tag == "h1":
            self.sections[0].heading = heading
        else:
            self.sections.append(Section(str(element.get("id")), heading))

    def _entry(self, element: etree._Element) -> None:
        """Start a section at an entry: its first child names it."""
        first, *rest = element
        self._start(element, shorten(self._words(first)))
        self.sections[-1].is_entry = True
        for child in rest:
            self._block(child)

    def _add(self, words: str) -> None:
        section = self.sections[-1]
        if words:
            section.text += f"\n{words}" if section.text else words

    def _named(self, element: etree._Element) -> str:
        """Words of a keyword line without its label (“Also:”, “Avoid:”)."""
        other = element.xpath("./*[@lang]")
        named = other[0] if other else element
        return tidy(" ".join(named.xpath(".//text()[not(ancestor::strong)]")))

    def _words(self, element: etree._Element) -> str:
        return tidy("".join(element.itertext()))


def _is_block(element: etree._Element) -> bool:
    return element.tag not in _INLINE and element.tag != "br"
