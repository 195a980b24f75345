"""Built pages → sections: what can be found, and where it stands.

A section starts at a heading with an id, or at an entry of its own (a glossary term, a source);
everything up to the next one belongs to it: paragraphs, list items, table cells, the words of a
drawing. Left out is what is no text of the page (badges, labels for screen readers, the list of
sources at its foot) and what is in another language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree, html

_HEADINGS = {"h1", "h2", "h3", "h4"}
_ENTRIES = {"term", "source"}
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
    tree = html.fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    content = tree.xpath(_CONTENT)
    if not content or tree.xpath('//div[@class="untranslated"] | //main[@lang]'):
        return None
    description = tree.xpath('string(//meta[@name="description"]/@content)')
    walk = _Walk(str(tree.get("lang")), is_card=content[0].tag == "main")
    walk.visit(content[0])
    sections = [section for section in walk.sections if section.heading]
    if not sections:
        return None
    return FoundPage(url, sections[0].heading, tidy(str(description)), sections)


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

    def visit(self, element: html.HtmlElement) -> None:
        for child in element:
            if isinstance(child.tag, str) and not self._is_left_out(child):
                self._block(child)

    def _is_left_out(self, element: html.HtmlElement) -> bool:
        classes = set((element.get("class") or "").split())
        if element.tag in _SILENT or classes & _LEFT_OUT:
            return True
        if "emergency" in classes and not self.is_card:
            return True
        foreign = (element.get("lang") or self.language) != self.language
        return foreign and "term__source" not in classes

    def _block(self, element: html.HtmlElement) -> None:
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

    def _start(self, element: html.HtmlElement, heading: str) -> None:
        if element.tag == "h1":
            self.sections[0].heading = heading
        else:
            self.sections.append(Section(str(element.get("id")), heading))

    def _entry(self, element: html.HtmlElement) -> None:
        """Start a section at an entry: its first child names it."""
        first, *rest = (child for child in element if isinstance(child.tag, str))
        self._start(element, shorten(self._words(first)))
        self.sections[-1].is_entry = True
        for child in rest:
            self._block(child)

    def _add(self, words: str) -> None:
        section = self.sections[-1]
        if words:
            section.text += f"\n{words}" if section.text else words

    def _named(self, element: html.HtmlElement) -> str:
        """Words of a keyword line without its label (“Also:”, “Avoid:”)."""
        other = element.xpath("./*[@lang]")
        return tidy(" ".join(self._pieces(other[0] if other else element, without=("strong",))))

    def _words(self, element: html.HtmlElement) -> str:
        return tidy("".join(self._pieces(element)))

    def _pieces(self, element: html.HtmlElement, without: tuple[str, ...] = ()) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            is_text = isinstance(child.tag, str) and not isinstance(child, etree._Comment)
            if is_text and child.tag not in without and not self._is_left_out_inline(child):
                yield from self._pieces(child, without)
            yield child.tail or ""

    def _is_left_out_inline(self, element: html.HtmlElement) -> bool:
        classes = set((element.get("class") or "").split())
        return element.tag in _SILENT or bool(classes & _LEFT_OUT)


def _is_block(element: html.HtmlElement) -> bool:
    return isinstance(element.tag, str) and element.tag not in _INLINE and element.tag != "br"
