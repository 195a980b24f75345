"""What a page needs to be finished: its place, its language, the book's data and words."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from handbook import data
from handbook.book import Book

if TYPE_CHECKING:
    from jinja2 import Environment

    from handbook.cards import CardSet
    from handbook.course import Course
    from handbook.render.diagrams import Diagram


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, select_autoescape

    return Environment(
        loader=PackageLoader("handbook.render"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def keep_compiled(folder: Path) -> None:
    """Keep the templates of this package compiled in a folder, for the next process."""
    from jinja2 import FileSystemBytecodeCache

    _environment().bytecode_cache = FileSystemBytecodeCache(str(folder))


@dataclass(frozen=True)
class Library:
    """The book and all its data files, loaded together and checked once.

    What few pages show is imported when it is asked for: that takes as long as an edit's page.
    """

    book: Book

    def _file(self, name: str) -> Path:
        return self.book.docs / name

    @property
    def _locales(self) -> list[str]:
        return [edition.locale for edition in self.book.editions]

    @cached_property
    def words(self) -> dict[str, dict[str, str]]:
        """Words of the site: locale → key → text."""
        return data.load_interface(self._file("interface.yml"), self._locales)

    @cached_property
    def helplines(self) -> data.Helplines:
        """Numbers to call."""
        return data.load_helplines(self._file("helplines.yml"), self._locales)

    @cached_property
    def sources(self) -> dict[str, data.Source]:
        """Bibliography and facts by id."""
        return data.load_sources(self._file("sources.yml"), self._locales)

    @cached_property
    def glossary(self) -> dict[str, data.Term]:
        """Terms by id."""
        return data.load_glossary(self._file("glossary.yml"), self._locales)

    @cached_property
    def course(self) -> Course:
        """The basic course."""
        from handbook.course import load_course

        return load_course(self._file("course.yml"), self._locales)

    @cached_property
    def cards(self) -> dict[str, CardSet]:
        """Sets of cards by id."""
        from handbook.cards import load_cards

        return load_cards(self._file("cards.yml"), self._locales)

    @cached_property
    def diagrams(self) -> dict[str, Diagram]:
        """Drawings by id."""
        from handbook.render.diagrams import load_diagrams

        return load_diagrams(self.book.docs)

    def check(self) -> None:
        """Load everything now, so that a broken file is named before any page is built."""
        for part in ("words", "helplines", "sources", "glossary", "course", "cards", "diagrams"):
            getattr(self, part)


@dataclass(frozen=True)
class PageContext:
    """One page being finished; ``language`` is that of its text, ``edition`` where it stands.

    They differ only where an edition lacks a page and shows the source text instead.
    """

    library: Library
    edition: str
    language: str
    page_id: str
    url: str

    @property
    def place(self) -> str:
        """The page's file, as messages name it."""
        docs = self.library.book.docs.name
        return f"{docs}/{self.language}/{self.page_id}.md"

    def word(self, key: str, **values: object) -> str:
        """Return a word of the site in the language of the text, placeholders filled in."""
        return self.library.words[self.language][key].format(**values)

    def link(self, page_id: str, anchor: str = "") -> str:
        """Relative address of another page of the same edition."""
        way = _way(self.library.book.url(self.edition, page_id), self.url)
        return f"{way}#{anchor}" if anchor else way


@lru_cache(maxsize=10_000)
def _way(target: str, url: str) -> str:
    """Return the address of a page as seen from another."""
    path = posixpath.relpath(f"/{target}", f"/{url}")
    return path + "/" if target.endswith("/") or not target else path


def template(name: str, page: PageContext, **values: object) -> str:
    """Render a template of `handbook/render/templates/` for a page; values are escaped."""
    return _environment().get_template(name).render(page=page, word=page.word, **values)
