"""A page ready for paper, and the folder that keeps such pages between runs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import html

from handbook.book import Edition
from handbook.files import write_whole
from handbook.language.match import Matcher
from handbook.page import Page
from handbook.press import inputs
from handbook.press.article import Article, page_file, paper_pages, read_article, words
from handbook.press.epub_chapter import Chapter, make_chapter
from handbook.press.furniture import Furniture
from handbook.press.paper import Piece, pieces
from handbook.press.terms import forms, mark_terms
from handbook.render.context import Library

_FORMS = ('class="form', 'class="handout')


@dataclass(frozen=True)
class Manuscript:
    """One page of one edition, cut into pieces, with what is known of its text."""

    page: Page
    pieces: tuple[Piece, ...]
    terms: dict[str, list[str]]
    """Term of the glossary → where the page's uses of it stand, ``page#anchor``."""
    words: Counter[str]
    """Every word a reader must find on paper."""
    sessions: tuple[tuple[str, str], ...]
    """Anchor and heading of each session."""
    chapter: Chapter
    text: str = ""
    """The article as HTML; empty where the page has no form."""
    key: str = ""
    """Fingerprint of all that decides it."""

    @property
    def has_forms(self) -> bool:
        """Whether there may be a form or a handout on the page."""
        return bool(self.text)

    def article(self, edition: Edition) -> Article:
        """Return the article of a page with forms as it was read."""
        return Article(edition, self.page, html.fragment_fromstring(self.text))

    @property
    def id(self) -> str:
        """The page's id, the same in every edition."""
        return self.page.id

    def to_json(self) -> str:
        """Write all but the page itself."""
        raw = {
            "pieces": [asdict(piece) for piece in self.pieces],
            "terms": self.terms,
            "words": self.words,
            "sessions": self.sessions,
            "chapter": self.chapter.to_raw(),
            "text": self.text,
        }
        return json.dumps(raw, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str, page: Page, key: str = "") -> Manuscript:
        """Read what `to_json` wrote."""
        raw: dict[str, Any] = json.loads(text)
        made = (Piece(**each | {"targets": tuple(each["targets"])}) for each in raw["pieces"])
        sessions = tuple((anchor, heading) for anchor, heading in raw["sessions"])
        chapter = Chapter.from_raw(raw["chapter"], page)
        counted = Counter(raw["words"])
        return cls(page, tuple(made), raw["terms"], counted, sessions, chapter, raw["text"], key)


@dataclass(frozen=True)
class Terms:
    """The glossary in one edition: word and anchor of each term, and every form that means it."""

    words: dict[str, tuple[str, str]]
    forms: list[tuple[str, str]]


def _has_forms(made: Iterable[Piece]) -> bool:
    return any(mark in piece.template for piece in made for mark in _FORMS)


class Desk:
    """Makes the manuscripts of one edition, each again only when something of it changed."""

    def __init__(self, site: Path, library: Library, furniture: Furniture, folder: Path) -> None:
        self._site = site
        self._library = library
        self._furniture = furniture
        self._folder = folder / furniture.edition.locale
        self._folder.mkdir(parents=True, exist_ok=True)

    def manuscripts(self) -> list[Manuscript]:
        """Return every page that goes on paper, in the order of the navigation."""
        ids = paper_pages(self._library.book, self._furniture.edition)
        base = self._base(ids)
        found = {self._key(base, page_id): page_id for page_id in ids}
        made = [self._manuscript(key, page_id, ids) for key, page_id in found.items()]
        for file in self._folder.glob("*.json"):
            if file.stem not in found:
                file.unlink()
        return made

    def _base(self, ids: Iterable[str]) -> str:
        """Fingerprint of all that every page depends on."""
        furniture = self._furniture
        words = json.dumps(dict(furniture.words), sort_keys=True)
        edition = repr((furniture.edition, self._library.book.nav, furniture.site_url, ids))
        return inputs.digest(inputs.code(), inputs.files([self._glossary]), words, edition)

    def _key(self, base: str, page_id: str) -> str:
        """Name of a page's manuscript: the built page, its front matter and its version."""
        page = self._page(page_id)
        built = page_file(self._site, self._library.book, self._furniture.edition, page_id)
        front = page.raw[: len(page.raw) - len(page.text)]
        version = self._furniture.versions[page_id]
        return inputs.digest(base, page_id, page.path, front, version, inputs.files([built]))

    def _page(self, page_id: str) -> Page:
        return self._library.book.pages[self._furniture.edition.locale, page_id]

    def _manuscript(self, key: str, page_id: str, ids: list[str]) -> Manuscript:
        file = self._folder / f"{key}.json"
        if file.exists():
            return Manuscript.from_json(file.read_text("utf-8"), self._page(page_id), key)
        made = replace(self._make(page_id, frozenset(ids)), key=key)
        write_whole(file, made.to_json().encode())
        return made

    def _make(self, page_id: str, on_paper: frozenset[str]) -> Manuscript:
        furniture = self._furniture
        article = read_article(self._site, self._library.book, furniture.edition, page_id)
        terms = mark_terms(article, self._matcher)
        sessions = tuple(
            (str(heading.get("id")), "".join(heading.itertext()).strip())
            for heading in article.tree.iter("h2")
            if str(heading.get("id", "")).startswith("session-")
        )
        made = tuple(pieces(article, furniture, on_paper))
        chapter = make_chapter(article, furniture)
        text = html.tostring(article.tree, encoding="unicode") if _has_forms(made) else ""
        found = words(article.tree)
        return Manuscript(article.page, made, terms, found, sessions, chapter, text)

    @cached_property
    def _matcher(self) -> Matcher[str]:
        return Matcher(self._furniture.edition.locale, self.terms.forms)

    @cached_property
    def terms(self) -> Terms:
        """The glossary in this edition; the data file is read only when it changed."""
        file = self._folder / "terms.txt"
        name = inputs.digest(inputs.code(), inputs.files([self._glossary]))
        kept = json.loads(file.read_text("utf-8")) if file.exists() else {}
        if kept.get("name") != name:
            terms, locale = self._library.glossary.values(), self._furniture.edition.locale
            words = {term.id: (term.word[locale], term.anchor) for term in terms}
            kept = {"name": name, "words": words, "forms": forms(terms, locale)}
            file.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
        words = {term: (word, anchor) for term, (word, anchor) in kept["words"].items()}
        return Terms(words, [(form, term) for form, term in kept["forms"]])

    @property
    def _glossary(self) -> Path:
        return self._library.book.docs / "glossary.yml"
