"""What the theme's templates see as ``handbook``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape
from typing import Any

from handbook.book import Book, Edition
from handbook.page import CARD
from handbook.render.content_policy import content_policy
from handbook.render.context import Library, PageContext
from handbook.render.dates import long_date
from handbook.render.emergency import emergency_box
from handbook.render.finish import typeset
from handbook.render.typography import no_break
from handbook.site.assets import Assets, icon
from handbook.site.labels import Labels, attribute
from handbook.site.navigation import Branch, Menu

_STATUS = "ref/translation-status"
_NEUTRAL = "https://{locale}.wikipedia.org/"
"""Where “leave this page” leads: a harmless address that exists in each language."""


@dataclass(frozen=True)
class Alternate:
    """One entry of the language menu or of ``hreflang``."""

    name: str
    tag: str
    url: str
    current: bool = False


def _existing(book: Book, page_id: str, site_url: str) -> list[Alternate]:
    """Return the editions that have a page as a file of their own, with absolute addresses."""
    return [
        Alternate(edition.name, edition.tag, site_url + book.url(edition.locale, page_id))
        for edition in book.editions_of(page_id)
    ]


@dataclass(frozen=True)
class PageView:
    """One page, as header, footer and head of the theme need it.

    Labels are in the language of the edition; ``meta`` is the front matter of the text shown.
    """

    context: PageContext
    meta: Mapping[str, Any]
    site_url: str
    content: str
    tree: Menu
    assets: Assets

    @property
    def navigation(self) -> Branch:
        """The lines of the navigation around the page's own."""
        return self.tree.branch(self.context.page_id)

    @property
    def outline(self) -> dict[str, dict[str, str]]:
        """What templates see as ``nav``: as little as a page may hang on."""
        return {"homepage": {"url": self.context.library.book.url(self.locale, "index")}}

    @cached_property
    def _words(self) -> dict[str, str]:
        return self.context.library.words[self.context.edition]

    def word(self, key: str) -> str:
        """Return a word of the site in the edition's language, as HTML."""
        return escape(self._words[key])

    def icon(self, name: str) -> str:
        """Return a drawing of the theme."""
        return icon(name)

    def labels(self, language: str) -> Labels:
        """Words for the theme's own keys; ``language`` is what the theme calls it."""
        words = self._words
        key = (id(words), language)
        if key not in _labels:
            if len(_labels) > 100:  # a preview that has run all day
                _labels.clear()
            _labels[key] = (words, Labels(words, language))
        return _labels[key][1]

    @property
    def content_policy(self) -> str:
        """What a browser may do on the page (`handbook.render.content_policy`)."""
        return content_policy()

    @property
    def locale(self) -> str:
        """Locale of the edition."""
        return self.context.edition

    @property
    def translated(self) -> bool:
        """False where the edition lacks the page and shows the source text."""
        return self.context.edition == self.context.language

    @property
    def source_tag(self) -> str:
        """Language tag of the text shown."""
        return self.context.library.book.edition(self.context.language).tag

    @property
    def menu(self) -> list[Alternate]:
        """All editions, each with the relative address of this page in it."""
        book = self.context.library.book
        return [
            Alternate(
                edition.name,
                edition.tag,
                self._relative(edition),
                edition.locale == self.context.edition,
            )
            for edition in book.editions
        ]

    @property
    def hreflang(self) -> list[Alternate]:
        """Editions that have this page, absolute, and ``x-default``; empty if untranslated."""
        if not self.translated:
            return []
        book, page_id = self.context.library.book, self.context.page_id
        found = _existing(book, page_id, self.site_url)
        default = self.site_url + book.url(book.source.locale, page_id)
        return [*found, Alternate("", "x-default", default)]

    @property
    def offers(self) -> str:
        """For the browser, as JSON: other editions that have this page, each in its own words."""
        book, context = self.context.library.book, self.context
        offers = {
            edition.locale: {
                "tag": edition.tag,
                "url": self._relative(edition),
                **{key: context.library.words[edition.locale][f"page.{key}"] for key in _OFFER},
            }
            for edition in book.editions_of(context.page_id)
            if edition.locale != context.edition
        }
        return attribute(offers)

    @property
    def status(self) -> str:
        """Plain words on how far this text can be trusted as a translation."""
        if self.context.language == self.context.library.book.source.locale:
            return self.word("page.status_source")
        status = str(self.meta.get("status", "draft"))
        return self.word(f"page.status_{status}").format(name=self.meta.get("reviewed_by", ""))

    @property
    def status_page(self) -> str:
        """Relative address of the page on all translations; empty there, and where none is."""
        book = self.context.library.book
        if self.context.page_id == _STATUS or not book.page(book.source.locale, _STATUS):
            return ""
        return self.context.link(_STATUS)

    @property
    def last_reviewed(self) -> str:
        """The line with the date of the last review, or an empty string."""
        day = self.meta.get("last_reviewed")
        if not isinstance(day, date):
            return ""
        text = self.word("page.last_reviewed").format(date=long_date(day, self.context.edition))
        return no_break(self.context.edition)(text)

    @property
    def emergency(self) -> str:
        """The emergency box for the foot of the page; empty where the page has one already."""
        if 'id="emergency"' in self.content:
            return ""
        return _emergency(self.context)

    @property
    def home(self) -> str:
        """Relative address of the edition's start page."""
        return self.context.link("index")

    @property
    def neutral(self) -> str:
        """Address that “leave this page quickly” opens."""
        return _NEUTRAL.format(locale=self.context.edition)

    def _relative(self, edition: Edition) -> str:
        context = self.context
        other = PageContext(
            context.library, edition.locale, edition.locale, context.page_id, context.url
        )
        return other.link(context.page_id)


_labels: dict[tuple[int, str], tuple[object, Labels]] = {}
"""Kept as `_boxes` are."""

_CARD = "handbook:card"
"""Stands for the address of the crisis card, which is another from every page."""
_boxes: dict[tuple[int, int, str], tuple[object, object, str]] = {}


def _emergency(context: PageContext) -> str:
    """Return the emergency box of an edition: the same on all its pages, so made once.

    What it was made of is kept with it, so that no other object can get the same identity.
    """
    edition, library = context.edition, context.library
    helplines, words = library.helplines, library.words
    key = (id(helplines), id(words), edition)
    if key not in _boxes:
        own = PageContext(library, edition, edition, context.page_id, context.url)
        has_card = library.book.page(library.book.source.locale, CARD) is not None
        box = typeset(emergency_box(own, _CARD if has_card else ""), edition)
        if len(_boxes) > 100:  # a preview that has run all day
            _boxes.clear()
        _boxes[key] = (helplines, words, box)
    return _boxes[key][2].replace(_CARD, context.link(CARD))


_OFFER = ("offer", "offer_yes", "offer_no")


@dataclass(frozen=True)
class SiteView:
    """All editions at once, for `404.html` and `sitemap.xml`."""

    library: Library
    site_url: str

    @property
    def content_policy(self) -> str:
        """What a browser may do on the page (`handbook.render.content_policy`)."""
        return content_policy()

    @property
    def outline(self) -> None:
        """No navigation: what stands for the whole site belongs to no edition."""

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions, source first as declared."""
        return self.library.book.editions

    def word(self, edition: Edition, key: str) -> str:
        """Return a word of the site in an edition's language, as HTML."""
        return escape(self.library.words[edition.locale][key])

    def home(self, edition: Edition) -> str:
        """Address of an edition's start page, relative to the root."""
        return self.library.book.url(edition.locale, "index")

    @property
    def pages(self) -> list[dict[str, Any]]:
        """Every page that exists, with its absolute address and those of its translations."""
        book = self.library.book
        return [
            {"loc": self.site_url + book.url(edition.locale, page_id), "alternates": found}
            for page_id in book.nav
            for found in [_existing(book, page_id, self.site_url)]
            for edition in book.editions_of(page_id)
        ]
