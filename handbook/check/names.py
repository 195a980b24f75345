"""Pages of each translation beside those of the source, by path: missing, extra, renamed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename

from rapidfuzz import fuzz, process

from handbook.book import Book, Edition, Page
from handbook.check.context import Context

_RENAMED = 75
"""From this similarity of paths on, of 100, a page without source is a renamed one."""


@dataclass(frozen=True)
class Names:
    """Page ids of one translation that are not those of the source."""

    edition: Edition
    missing: frozenset[str]
    """In the source only."""
    extra: frozenset[str]
    """In the translation only."""
    respelt: dict[str, str]
    """Extra → id of the source that differs only in capitals or in how accents are stored."""
    renamed: dict[str, str]
    """Extra → missing id that it is probably meant to be."""


def source_of(page: Page, context: Context) -> Page | None:
    """Return the page a translation was made from; None for source pages and orphans."""
    book = context.book
    return None if page.is_source else book.page(book.source.locale, page.id)


def compare(book: Book) -> Iterator[Names]:
    """Compare each translation that has pages with the source."""
    ids: dict[str, set[str]] = {edition.locale: set() for edition in book.editions}
    for locale, page_id in book.pages:
        ids[locale].add(page_id)
    wanted = ids[book.source.locale]
    for edition in book.editions:
        if not edition.is_source and ids[edition.locale]:
            yield _names(edition, wanted, ids[edition.locale])


def _names(edition: Edition, wanted: set[str], found: set[str]) -> Names:
    missing, extra = wanted - found, found - wanted
    by_spelling = {spelling(name): name for name in sorted(wanted)} if extra else {}
    respelt = {
        name: by_spelling[spelling(name)] for name in sorted(extra) if spelling(name) in by_spelling
    }
    renamed = _renamed(missing - set(respelt.values()), extra - set(respelt))
    return Names(edition, frozenset(missing), frozenset(extra), respelt, renamed)


def _renamed(missing: set[str], extra: set[str]) -> dict[str, str]:
    """Pair pages that were moved to another folder or given another name, each once."""
    found: dict[str, str] = {}
    left = sorted(missing)
    for name in sorted(extra):
        moved = [other for other in left if basename(other) == basename(name) != "index"]
        best = process.extractOne(name, left, scorer=fuzz.ratio, score_cutoff=_RENAMED)
        other = moved[0] if len(moved) == 1 else (best[0] if best else None)
        if other:
            found[name] = other
            left.remove(other)
    return found


def spelling(name: str) -> str:
    """Return a path as file systems that ignore capitals and composition see it."""
    return unicodedata.normalize("NFC", name).casefold()


def folder(book: Book, locale: str) -> str:
    """Path of an edition's folder, as the paths of its pages begin."""
    page = next(iter(book.pages.values()), None)
    prefix = page.path.removesuffix(f"{page.edition}/{page.id}.md") if page else ""
    return f"{prefix}{locale}"


def path_of(book: Book, locale: str, page_id: str) -> str:
    """Path of a page, whether it exists or not."""
    page = book.page(locale, page_id)
    return page.path if page else f"{folder(book, locale)}/{page_id}.md"
