"""Links on paper: a page number for what is in the book, a short address for what is not."""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import html

from handbook.press.article import SCHEME

_LONG = 42
"""Characters of an address that a person still types; longer ones get a short address here."""
_QUIET = re.compile(r"#(term-|note-|source-|[a-z]\d+$)")
"""Targets without a page number: words of the glossary, notes, entries of the bibliography."""


@dataclass
class References:
    """What the links of one piece need: the page numbers in order, the short addresses made.

    ``targets`` holds ``page#anchor`` for each page reference; its index is the reference's number.
    """

    wording: str
    """How a page is referred to, ``p. {n}``."""
    site_url: str
    on_paper: frozenset[str]
    url_of: Callable[[str], str]
    """Address of a page or of another file of the site (``:assets/x``), relative to its root."""
    targets: list[str] = field(default_factory=list)
    short: dict[str, str] = field(default_factory=dict)

    def resolve(self, link: html.HtmlElement, numbered: bool = True) -> None:
        """Give one link its page number or its address."""
        href = link.get("href", "")
        if href.startswith(SCHEME):
            self._inside(link, href.removeprefix(SCHEME), numbered)
        elif href.startswith(("http:", "https:")):
            self._outside(link, href)

    def _inside(self, link: html.HtmlElement, target: str, numbered: bool) -> None:
        page = target.split("#")[0]
        if page not in self.on_paper:
            link.set("href", self.site_url + self.url_of(page))
        elif numbered and not _QUIET.search(target):
            link.append(self.page_number(target))

    def page_number(self, target: str, wording: str = "") -> html.HtmlElement:
        """Make a reference such as `` (p. 12)``; the volume writes the figure."""
        before, _, after = (wording or f" ({self.wording})").partition("{n}")
        whole = html.Element("span", {"class": "xref"})
        whole.text = before
        number = html.Element("span", {"class": "num", "style": _mark(len(self.targets))})
        number.text = f"{{{len(self.targets)}}}"
        number.tail = after
        whole.append(number)
        self.targets.append(target)
        return whole

    def _outside(self, link: html.HtmlElement, href: str) -> None:
        bare = href.split("://", 1)[1].rstrip("/")
        text = "".join(link.itertext())
        if bare in text or text.startswith("doi:"):
            return
        address = html.Element("span", {"class": "address"})
        address.text = f" ({bare if len(bare) <= _LONG else self._shorten(href)})"
        link.append(address)

    def _shorten(self, href: str) -> str:
        digest = hashlib.sha256(href.encode()).digest()
        code = b32encode(digest).decode().lower()[:6]
        self.short[code] = href
        return f"{self.site_url.split('://', 1)[-1]}go/{code}"


def _mark(number: int) -> str:
    """Return a shade of black that carries the number of the reference through the setter.

    `figures` finds each figure in the page's stream by it and makes it black again.
    """
    return f"color:rgb(1,{number // 256},{number % 256})"
