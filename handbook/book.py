"""The Book: what `mkdocs.yml` and `docs/` declare, read without MkDocs.

``read`` reads the configuration and finds the pages; ``load`` also collects what keeps the book
from being built, as one clear line each (``BookError.problems``); ``read_tree`` reads a plain
folder of language folders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from handbook.config import BookError, ConfigError, docs_folder, line_of_words, plugins, settings
from handbook.demands import demand
from handbook.documents import LARGEST_PAGE, read_text
from handbook.inventory import walk
from handbook.page import FRONT_MATTER, Page

_LOCALE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,8}){0,2}")


__all__ = [
    "FRONT_MATTER", "Book", "BookError", "ConfigError", "Edition", "Page", "load", "read",
    "read_editions", "read_tree",
]  # fmt: skip


@dataclass(frozen=True)
class Edition:
    """The book in one language; ``tag`` is its BCP 47 language tag for HTML (``sr-Latn``)."""

    locale: str
    name: str
    tag: str
    site_name: str
    is_source: bool
    sections: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One line of the navigation: a page, or a section with lines of its own.

    ``title`` is empty for a page that goes by its own title.
    """

    title: str
    page: str = ""
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Book:
    """Editions, navigation order and pages of ``docs/``."""

    root: Path
    docs: Path
    editions: tuple[Edition, ...]
    nav: tuple[str, ...]
    pages: dict[tuple[str, str], Page]
    is_handbook: bool = False
    """Whether the book is built by this package (its plugin is named in mkdocs.yml)."""
    config_file: Path | None = None
    settings: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False)
    """What mkdocs.yml says, without having run anything of it."""
    menu: tuple[Entry, ...] = ()
    """The navigation as a tree; ``nav`` is its pages in order."""

    @property
    def source(self) -> Edition:
        """The edition all others are translated from."""
        return next(edition for edition in self.editions if edition.is_source)

    def edition(self, locale: str) -> Edition:
        """Return the edition of a locale; ``KeyError`` when the book has none."""
        for edition in self.editions:
            if edition.locale == locale:
                return edition
        raise KeyError(locale)

    def page(self, edition: str, page_id: str) -> Page | None:
        """Return a page of an edition, or None when that edition lacks it."""
        return self.pages.get((edition, page_id))

    def editions_of(self, page_id: str) -> list[Edition]:
        """Editions in which a page exists as a file of its own."""
        return [e for e in self.editions if (e.locale, page_id) in self.pages]

    def path(self, edition: str, page_id: str) -> str:
        """Path for people of a page, whether or not it exists: ``docs/hu/run/match-start.md``."""
        return (self.docs / edition / f"{page_id}.md").relative_to(self.root).as_posix()

    def url(self, edition: str, page_id: str) -> str:
        """Address of a page relative to the site's root: ``hu/run/match-start/``."""
        folder = "" if self.edition(edition).is_source else f"{edition}/"
        name = page_id[: -len("index")] if page_id.split("/")[-1] == "index" else f"{page_id}/"
        return folder + name


def read(config_file: Path) -> Book:
    """Read the book declared by ``config_file``, whatever is wrong with its pages.

    Raises:
        BookError: when the configuration is missing, malformed or declares no editions.

    """
    book = declared(config_file)
    return replace(book, pages=find_pages(book.docs, book.editions, book.root))


def declared(config_file: Path) -> Book:
    """Return the book a configuration declares, without its pages.

    Raises:
        BookError: as `read` does.

    """
    config = settings(config_file)
    root = config_file.resolve().parent
    docs = docs_folder(config, config_file)
    editions = _editions(config, config_file)
    listed = config.get("nav")
    menu = tuple(_entries(listed if isinstance(listed, list) else []))
    is_ours = "handbook" in plugins(config)
    nav = tuple(_nav(menu))
    return Book(root, docs, editions, nav, {}, is_ours, config_file, config, menu)


def read_editions(config_file: Path) -> tuple[Edition, ...]:
    """Return the editions that a configuration declares; its pages are not read.

    Raises:
        BookError: as `read` does.

    """
    return _editions(settings(config_file), config_file)


def read_tree(docs: Path, source: str) -> Book:
    """Read a plain tree of language folders, ``docs/<language>/…md``.

    Paths are relative to the current folder where the tree is below it.

    Raises:
        BookError: when there is no such folder, or none for the source language.

    """
    if not (docs / source).is_dir():
        raise BookError(f"{docs / source}: no such folder; name the source language with --source")
    names = sorted(path.name for path in docs.iterdir())  # a link is walked into by nobody
    locales = [name for name in names if _LOCALE.fullmatch(name) and _has_pages(docs / name)]
    editions = tuple(Edition(name, name, name, "", name == source) for name in locales)
    root = Path.cwd() if docs.resolve().is_relative_to(Path.cwd()) else docs.resolve()
    return Book(root, docs.resolve(), editions, (), find_pages(docs.resolve(), editions, root))


def _has_pages(folder: Path) -> bool:
    return any(entry.path.endswith(".md") for entry in walk(folder))


def load(config_file: Path) -> Book:
    """Read a book that is going to be built.

    Raises:
        BookError: with every problem found, when the book cannot be built as declared.

    """
    book = read(config_file)
    demand(book, config_file)
    return book


def find_pages(
    docs: Path, editions: tuple[Edition, ...], root: Path
) -> dict[tuple[str, str], Page]:
    """Read the pages of each edition: plain files ending in .md, nothing else."""
    pages: dict[tuple[str, str], Page] = {}
    for edition in editions:
        folder = docs / edition.locale
        for entry in walk(folder):
            if entry.kind != "file" or not entry.name.endswith(".md"):
                continue  # what is left out is named by the rules on files
            page_id = entry.path.removesuffix(".md")
            raw, flaw = read_text(entry.file, LARGEST_PAGE)
            path = entry.file.relative_to(root).as_posix()
            page = Page(page_id, edition.locale, entry.file, path, raw, edition.is_source, flaw)
            pages[edition.locale, page_id] = page
    return pages


def _editions(config: dict[str, Any], config_file: Path) -> tuple[Edition, ...]:
    i18n = plugins(config).get("i18n")
    languages = i18n.get("languages") if isinstance(i18n, dict) else None
    listed = languages if isinstance(languages, list) else []
    editions = tuple(_edition(language, config, config_file) for language in listed)
    if sum(edition.is_source for edition in editions) != 1:
        what = "plugins › i18n › languages must list the editions, one of them `default: true`"
        raise BookError(f"{config_file}: {what}")
    return editions


def _edition(language: Any, config: dict[str, Any], config_file: Path) -> Edition:
    locale = language.get("locale") if isinstance(language, dict) else None
    if not isinstance(locale, str) or not _LOCALE.fullmatch(locale):
        line = line_of_words(config_file, f"locale: {locale}")
        what = f"“{locale}” is no code of a language"
        raise ConfigError(config_file, line, what, "write one such as hu, sr-Latn or “no”")
    theme, sections = language.get("theme"), language.get("nav_translations")
    return Edition(
        locale=locale,
        name=str(language.get("name", locale)),
        tag=str((theme if isinstance(theme, dict) else {}).get("language", locale)),
        site_name=str(language.get("site_name") or config.get("site_name", "")),
        is_source=bool(language.get("default")),
        sections=dict(sections) if isinstance(sections, dict) else {},
    )


def _entries(items: list[Any]) -> Iterator[Entry]:
    for item in items:
        if isinstance(item, str):
            yield Entry("", item.removesuffix(".md"))
        elif isinstance(item, dict):
            for title, value in item.items():
                if isinstance(value, list):
                    yield Entry(str(title), "", tuple(_entries(value)))
                else:
                    yield Entry(str(title), str(value).removesuffix(".md"))


def _nav(menu: tuple[Entry, ...]) -> Iterator[str]:
    for entry in menu:
        if entry.page:
            yield entry.page
        yield from _nav(entry.children)
