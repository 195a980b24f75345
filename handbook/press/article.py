"""A page of the built site without the furniture of the screen."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree, html

from handbook.book import Book, Edition
from handbook.page import Page

SCHEME = "handbook:"
"""Links between pages are written ``handbook:run/closure#how`` until a volume knows its pages."""
_SCREEN = (
    ".//a[@class='headerlink'] | .//a[@class='footnote-backref'] | .//script | .//style[not("
    "ancestor::*[local-name()='svg'])] | .//template | .//input | .//button | .//*[@hidden]"
    " | .//span[contains(concat(' ', @class, ' '), ' visually-hidden ')]"
    " | .//span[@class='badge__source'] | .//figure[contains(@class, 'diagram')]//details"
)
"""What serves only the screen: it is neither set nor counted by the gate on words."""
_UNWRITABLE = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
"""Control characters, in UTF-8: the formats of paper have no way of writing them."""
_WORD = re.compile(r"\w+")
_INLINE = {
    "a",
    "abbr",
    "b",
    "code",
    "em",
    "i",
    "mark",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
}
_UNSEEN = {"style", "title", "desc"}
_NOT_ON_PAPER = {"ref/translation-status"}
"""Pages that show the state of the day: on paper they would be wrong tomorrow."""


@dataclass(frozen=True)
class Article:
    """One page of one edition: its text as a tree, links between pages in ``SCHEME``."""

    edition: Edition
    page: Page
    tree: html.HtmlElement

    @property
    def id(self) -> str:
        """The page's id, the same in every edition."""
        return self.page.id


def paper_pages(book: Book, edition: Edition) -> list[str]:
    """Ids of the pages of an edition that go on paper, in the order of the navigation."""
    return [
        page_id
        for page_id in book.nav
        if page_id not in _NOT_ON_PAPER and book.page(edition.locale, page_id)
    ]


def page_file(site: Path, book: Book, edition: Edition, page_id: str) -> Path:
    """Return the file of a built page."""
    return site / book.url(edition.locale, page_id) / "index.html"


def read_article(site: Path, book: Book, edition: Edition, page_id: str) -> Article:
    """Read a built page.

    Raises:
        ValueError: when the page has no article.

    """
    page = book.pages[edition.locale, page_id]
    url = book.url(edition.locale, page_id)
    data = page_file(site, book, edition, page_id).read_bytes()
    root = html.fromstring(_UNWRITABLE.sub(b"", data))
    found = (
        root.xpath("//article//div[contains(@class, 'part--')]")
        or root.xpath("//main//article")
        or root.xpath("//main")
    )
    if not found:
        raise ValueError(f"{url}index.html: no article; is it a page of this book?")
    tree = found[0]
    _keep_descriptions(tree)
    for element in tree.xpath(_SCREEN):
        _remove(element)
    for comment in list(tree.iter(etree.Comment)):
        _remove(comment)
    pages = {book.url(edition.locale, known): known for known in book.nav}
    for link in tree.iter("a"):
        link.set("href", _target(link.get("href", ""), url, page_id, pages))
    return Article(edition, page, tree)


def words(tree: html.HtmlElement) -> Counter[str]:
    """Every word of a tree and how often it stands there, letters and figures only."""
    return count("".join(_texts(tree)))


def count(text: str) -> Counter[str]:
    """Words of a text, letters and figures only, in Unicode's composed form."""
    return Counter(_WORD.findall(unicodedata.normalize("NFC", text)))


def _texts(element: html.HtmlElement) -> Iterator[str]:
    """Texts in reading order; a line break around whatever is not part of a line."""
    block = element.tag not in _INLINE
    if block:
        yield "\n"
    if element.tag not in _UNSEEN:
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""
    if block:
        yield "\n"


def _keep_descriptions(tree: html.HtmlElement) -> None:
    """Put the text that unfolds under a drawing into the drawing, for those who listen."""
    for told in tree.xpath(".//figure[contains(@class, 'diagram')]//details/p"):
        figure = next(told.iterancestors("figure"))
        for title in figure.xpath("./*[local-name()='svg']/*[local-name()='title'][1]"):
            description = html.Element("desc")
            description.text = told.text_content()
            title.addnext(description)


def _remove(element: html.HtmlElement) -> None:
    """Take an element out and leave the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _target(href: str, url: str, page_id: str, pages: dict[str, str]) -> str:
    """Return a link of the site as a link of the book, or as it is when it leads out of it."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return href
    path = posixpath.normpath(posixpath.join(url, parts.path)) if parts.path else url
    folder = "" if path in (".", "/") else path.rstrip("/") + "/"
    target = pages.get(folder, page_id if not parts.path else "")
    if not target:
        return f"{SCHEME}:{folder}"  # a file of the site that is no page
    return f"{SCHEME}{target}#{parts.fragment}" if parts.fragment else f"{SCHEME}{target}"
