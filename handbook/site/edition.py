"""One edition's pages: what of the last rendering still holds, and what must be made anew.

A page is made in two steps, kept apart: its article (Markdown converted and finished) and the page
around it (templates). Each step knows its key, a digest of all that is certain to go into it, and
its notes: what was looked up on the way, with the digest it had (`traced.py`). A changed title thus
costs templates only, on the pages that show it; a changed word one article and one page.
"""

from __future__ import annotations

import json
import marshal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handbook.book import Page
from handbook.errors import HandbookError
from handbook.site.assets import Assets
from handbook.site.inputs import digest
from handbook.site.navigation import Menu
from handbook.site.settings import Settings
from handbook.site.staging import Staging
from handbook.site.targets import Targets, anchor_problems
from handbook.site.traced import Parts

_FORM = f"marshal {marshal.version}"
"""An account is long, and read and written after every edit: a third of the time of JSON."""


@dataclass
class Kept:
    """What is known of a page since it was last made."""

    article_key: str = ""
    article: str = ""
    """Digest of the article: its HTML and its headings."""
    notes: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    toc: list[dict[str, Any]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    page_key: str = ""
    page: str = ""
    """Digest of the page as published."""
    page_notes: dict[str, str] = field(default_factory=dict)


@dataclass
class Outcome:
    """What became of an edition: pages by path in the site with their digests, lines to say."""

    locale: str
    pages: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    made: int = 0
    reused: int = 0


class EditionPages:
    """The pages of an edition, rendered from what was kept of them."""

    def __init__(
        self, parts: Parts, settings: Settings, locale: str, targets: Targets, assets: Assets
    ) -> None:
        self.parts, self.notes, self.assets = parts, parts.notes, assets
        inputs = self.inputs = parts.inputs
        self.settings, self.targets, self.store = settings, targets, parts.store
        self.book = inputs.book
        self.edition = self.book.edition(locale)
        self.menu = Menu(self.book, self.edition)
        self.ground = digest(inputs.code, inputs.declared, locale)
        names = (assets.style, assets.script)
        self.look = digest(self.ground, inputs.overrides, self.edition.sections, names)

    @property
    def locale(self) -> str:
        """Locale of the edition."""
        return self.edition.locale

    def unchanged(self, staging: Staging) -> Outcome | None:
        """Return the outcome of the last rendering when all of it still holds and is in place."""
        found = self.store.get(Path(self.locale, "outcome"), self._whole)
        if found is None:
            return None
        known = json.loads(found)
        if known.pop("wide") and known.pop("all") != self.notes["pages"]:
            return None
        known.pop("all", None)
        outcome = Outcome(self.locale, **known)
        if not all(staging.holds(path, name) for path, name in outcome.pages.items()):
            return None
        outcome.reused = len(outcome.pages)
        return outcome

    def render(self, staging: Staging, done: Callable[[], None] = lambda: None) -> Outcome:
        """Make what must be made, put it in its place, and keep the account."""
        from handbook.site.making import Maker

        kept = self._read()
        maker = Maker(self, kept)
        outcome = Outcome(self.locale)
        now: dict[str, Kept] = {}
        for page_id in self.book.nav:
            try:
                now[page_id], is_new = maker.page(page_id, kept.get(page_id), staging)
                outcome.made += is_new
                outcome.reused += not is_new
            except HandbookError as error:
                outcome.problems += error.problems
            done()
        outcome.pages = {self.path(page_id): each.page for page_id, each in now.items()}
        outcome.warnings = list(self._warnings(now))
        for page_id in kept.keys() - now.keys():
            self.store.drop(self.name("article", page_id))
            self.store.drop(self.name("page", page_id))
        self._write(now, outcome)
        return outcome

    def path(self, page_id: str) -> str:
        """Path of a page in the site."""
        return f"{self.book.url(self.locale, page_id)}index.html"

    def name(self, kind: str, page_id: str) -> Path:
        """Name under which an article or a page is kept."""
        return Path(self.locale, kind, f"{page_id}.html")

    def source(self, page_id: str) -> Page:
        """Return the text a page shows: its own, or the source's where the edition lacks it."""
        own = self.book.page(self.locale, page_id)
        return own or self.book.pages[self.book.source.locale, page_id]

    @property
    def _whole(self) -> str:
        """Digest of all that any page of the edition can show, but for pages that show all."""
        others = {each.locale for each in self.book.editions}
        others -= {self.locale, self.book.source.locale}
        seen = {name: found for name, found in self.inputs.parts.items() if name not in others}
        return digest(self.look, self.inputs.shape, seen)

    def _read(self) -> dict[str, Kept]:
        found = self.store.get(Path(self.locale, "account"), _FORM)
        known = marshal.loads(found) if found else {}
        return {page_id: Kept(**entry) for page_id, entry in known.items()}

    def _write(self, now: dict[str, Kept], outcome: Outcome) -> None:
        account = {page_id: vars(each) for page_id, each in now.items()}
        self.store.put(Path(self.locale, "account"), _FORM, marshal.dumps(account))
        place = Path(self.locale, "outcome")
        if outcome.problems:
            self.store.drop(place)
            return
        wide = any("pages" in each.notes or "pages" in each.page_notes for each in now.values())
        known = {"pages": outcome.pages, "warnings": outcome.warnings, "wide": wide}
        self.store.put(place, self._whole, _json({**known, "all": self.notes["pages"]}))

    def _warnings(self, now: dict[str, Kept]) -> Iterator[str]:
        from handbook.site.making import place

        anchors = {self._src(page_id): set(each.anchors) for page_id, each in now.items()}
        for page_id, each in now.items():
            yield from each.warnings
            src = self._src(page_id)
            for url, problem in anchor_problems(each.links, src, anchors):
                if self.settings["levels"]["anchors"] >= 30:
                    yield f"{place(self.source(page_id), url)}: {problem}"

    def _src(self, page_id: str) -> str:
        return f"{self.source(page_id).edition}/{page_id}.md"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
