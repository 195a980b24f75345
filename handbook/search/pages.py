"""Built pages → sections: what can be found, and where it stands.

A section starts at a heading with an id, or at an entry of its own (a glossary term, a source);
everything up to the next one belongs to it: paragraphs, list items, table cells, the words of a
drawing. Left out is what is no text of the page (badges, labels for screen readers, the list of
sources at its foot) and what is in another language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from pathlib import Path

from handbook.search.markup import Markup

_HEADINGS = {"h1", "h2", "h3", "h4"}
_LANGUAGE = re.compile(rb'<html lang="([^"]*)"')
_DESCRIPTION = re.compile(rb'<meta name="description" content="([^"]*)"')
_UNTRANSLATED = re.compile(r'<div [^>]*\bclass="untranslated"')
_BEGINS, _ENDS = b'<div class="part ', b'<footer class="page-foot">'
_ROLES = {
    "left out": {
        *("headerlink", "visually-hidden", "badge", "badge__source", "sources", "term-table"),
        *("blank", "footnote-ref", "footnote-backref", "glossary-filter", "md-content__button"),
        *("emergency__sources", "term__see", "term__open"),
    },
    "emergency": {"emergency"},
    "entry": {"term", "source"},
    "keywords": {"term__also", "term__avoid", "term__source"},
}
"""What an element is to the search → classes of such."""
_SILENT = {"svg", "nav", "noscript"}
_INLINE = {
    "a", "abbr", "b", "br", "code", "em", "i", "mark", "s", "small", "span", "strong", "sub", "sup",
}  # fmt: skip
_BLOCK, _SECTION = "\0\1"
"""Stand in a text wherever a block begins or ends, and between sections; no text needs them."""
_BLOCKS = re.compile(f"{_BLOCK}[ {_BLOCK}]*")
SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""White space but for the space itself: looking for each costs less than cutting text up."""
_JOINS = _INLINE | {f"/{name}" for name in _INLINE}


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
    html = _own_part(page).decode()
    markup = Markup(html)
    start = _content(markup)
    if start is None or ("untranslated" in html and _UNTRANSLATED.search(html)):
        return None
    is_card = markup.names[start] == "main"
    if is_card and markup.value(start, "lang"):
        return None
    walk = _Walk(markup, language[1].decode() if language else "", is_card)
    walk.visit(start, markup.end(start))
    sections = [section for section in walk.sections if section.heading]
    if not sections:
        return None
    about = _clean(description[1].decode()) if description else ""
    return FoundPage(url, sections[0].heading, about, sections)


def _own_part(page: bytes) -> bytes:
    """Return the page's own text with as little of the frame as can be told at sight."""
    start = page.find(_BEGINS)
    return page if start < 0 else page[start:].partition(_ENDS)[0]


def _content(markup: Markup) -> int | None:
    """Return the tag that opens the content: of a page of the book, a card, any other page."""
    for at, name in enumerate(markup.names):
        classes = markup.value(at, "class")
        if name == "article" or (name == "main" and not classes) or classes.startswith("part "):
            return at
    return None


def shorten(text: str, length: int = 90) -> str:
    """Return a text cut after a word, with an ellipsis, when it is longer than ``length``."""
    return text if len(text) <= length else text[: text.rindex(" ", 0, length)] + " …"


class _Walk:
    """Goes through a page's markup and hands each text to the section it stands in."""

    def __init__(self, markup: Markup, language: str, is_card: bool) -> None:
        self._markup = markup
        self._language = language
        self._is_card = is_card
        self._pieces: list[str] = []
        """Text of the last section so far."""
        self.sections: list[Section] = [Section("", "")]

    def visit(self, start: int, end: int) -> None:
        """Read what stands between two tags."""
        names, attributes, texts = self._markup.names, self._markup.attributes, self._markup.texts
        add, joins, silent = self._pieces.append, _JOINS, _SILENT
        add(texts[start])
        at = start + 1
        while at < end:
            name, said = names[at], attributes[at]
            telling = said and (" class=" in said or " id=" in said or " lang=" in said)
            if telling or name in silent:
                at = self._special(at)
            if name not in joins:
                add(_BLOCK)
            add(texts[at])
            at += 1
        self._close()
        for section, text in zip(self.sections, _lines(s.text for s in self.sections), strict=True):
            section.text = text

    def _special(self, at: int) -> int:
        """Look at an element that may be more than text; return the tag to go on behind."""
        markup = self._markup
        name, role = markup.names[at], _role(markup.value(at, "class"))
        if name in _SILENT or role == "left out" or self._is_foreign(at, role):
            return markup.end(at)
        if role == "keywords":
            self.sections[-1].keywords += f" {self._named(at)}"
        elif name in _HEADINGS and markup.value(at, "id"):
            return self._start(at, at)
        elif role == "entry" and markup.value(at, "id") and markup.names[at + 1][0] != "/":
            return self._entry(at)
        return at

    def _is_foreign(self, at: int, role: str) -> bool:
        """Whether a block is in another language, or of the box that stands on every page."""
        if role == "emergency":
            return not self._is_card
        if self._markup.names[at] in _INLINE or role == "keywords":
            return False
        return (self._markup.value(at, "lang") or self._language) != self._language

    def _start(self, at: int, named: int) -> int:
        """Start a section at an element that another one, or itself, names."""
        heading, end = self._words(named), self._markup.end(named)
        if self._markup.names[at] == "h1":
            self.sections[0].heading = heading
        else:
            self._close()
            self.sections.append(Section(self._markup.value(at, "id"), heading))
        return end

    def _entry(self, at: int) -> int:
        """Start a section at an entry: its first child names it."""
        end = self._start(at, at + 1)
        section = self.sections[-1]
        section.heading, section.is_entry = shorten(section.heading), True
        return end

    def _close(self) -> None:
        """Give the last section its text."""
        self.sections[-1].text = "".join(self._pieces).replace(_SECTION, "")
        self._pieces.clear()

    def _named(self, at: int) -> str:
        """Words of a keyword line without its label (“Also:”, “Avoid:”)."""
        inside = range(at + 1, self._markup.end(at))
        other = (one for one in inside if self._markup.value(one, "lang"))
        return self._words(next(other, at), without={"strong"})

    def _words(self, at: int, without: Collection[str] = ()) -> str:
        """Words of an element."""
        markup, end = self._markup, self._markup.end(at)
        pieces = [markup.texts[at]]
        at += 1
        while at < end:
            name = markup.names[at]
            if name in without or name in _SILENT or _role(markup.value(at, "class")) == "left out":
                at = markup.end(at)
            pieces.append(markup.texts[at])
            at += 1
        return _clean("".join(pieces))


@lru_cache(maxsize=1000)
def _role(classes: str) -> str:
    """Return what an element of these classes is to the search."""
    for role, names in _ROLES.items():
        if not names.isdisjoint(classes.split()):
            return role
    return ""


def _clean(text: str) -> str:
    """Return a text in composed form, with single spaces, without references and soft hyphens."""
    return " ".join(_composed(text).split())


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", unescape(text)).replace("\u00ad", "")


def _lines(texts: Iterable[str]) -> list[str]:
    """Clean texts, all of a page at once; lines end where blocks do, and none is empty."""
    text = _composed(_SECTION.join(texts))
    for space in SPACES:
        text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    text = _BLOCKS.sub("\n", text.replace(f" {_BLOCK}", _BLOCK))
    return [each.strip(" \n") for each in text.split(_SECTION)]
