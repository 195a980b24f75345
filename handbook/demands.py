"""What a book must have before it can be built, each lack as one clear line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.config import BookError
from handbook.page import Page

if TYPE_CHECKING:
    from handbook.book import Book, Edition

STATUSES = ("draft", "reviewed")


def demand(book: Book, config_file: Path) -> None:
    """Demand of a book that it can be built.

    Raises:
        BookError: with every problem found.

    """
    problems = list(_missing_folders(book.docs, book.editions, config_file))
    for page in book.pages.values():
        problems += _meta_problems(page)
    problems += _nav_problems(book, config_file)
    if problems:
        raise BookError(*problems)


def _missing_folders(docs: Path, editions: tuple[Edition, ...], config: Path) -> Iterator[str]:
    for edition in editions:
        if not (docs / edition.locale).is_dir():
            yield (
                f"{config.name}:{_line_of(edition, config)}: declares the edition “{edition.name}” "
                f"but {docs.name}/{edition.locale} is missing; create it or remove the language"
            )


def _line_of(edition: Edition, config: Path) -> int:
    """Line of the configuration that declares an edition; 1 when it stands in another file."""
    text = config.read_text("utf-8")
    found = re.search(rf"\blocale:\s*[\"']?{re.escape(edition.locale)}\b", text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _meta_problems(page: Page) -> Iterator[str]:
    if not page.has_front_matter:
        yield f"{page.path}:1: no front matter; start the page with --- title: … ---"
    elif page.meta_problem:
        yield f"{page.path}:1: front matter is not valid YAML: {page.meta_problem}"
    else:
        yield from (f"{page.path}:1: {problem}" for problem in _key_problems(page))


def _key_problems(page: Page) -> Iterator[str]:
    for key in ("title", "description", "part", "last_reviewed"):
        if not page.meta.get(key):
            yield f"front matter lacks `{key}`"
    if page.is_source:
        return
    status = page.meta.get("status")
    if status not in STATUSES:
        yield f"`status` is {status!r}; a translation is one of: {', '.join(STATUSES)}"
    if status == "reviewed" and not page.meta.get("reviewed_by"):
        yield "`status: reviewed` needs `reviewed_by`: the name of the person who read it"


def _nav_problems(book: Book, config: Path) -> Iterator[str]:
    for page_id in book.nav:
        if not book.page(book.source.locale, page_id):
            path = f"{book.docs.name}/{book.source.locale}/{page_id}.md"
            yield (
                f"{path}: in the navigation of {config.name} but missing; write it "
                f"or remove its line"
            )
    listed = {*book.nav}
    for edition, page_id in sorted(key for key in book.pages if key[1] not in listed):
        path = f"{book.docs.name}/{edition}/{page_id}.md"
        yield f"{path}: not in the navigation; add `{page_id}.md` to nav in {config.name}"
