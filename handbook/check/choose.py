"""Which pages a run is about: paths given, or what a branch touches."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from handbook.book import Book
from handbook.check.nearest import nearest
from handbook.errors import HandbookError


class ChoiceError(HandbookError):
    """What was asked for does not exist."""


def by_paths(book: Book, paths: Iterable[Path]) -> frozenset[str]:
    """Pages at or below the given files and folders; an English page brings its translations.

    Raises:
        ChoiceError: when a path holds no page of the book.

    """
    chosen: set[str] = set()
    for path in paths:
        found = [page for page in book.pages.values() if _is_at(page.file, path.resolve())]
        if not found:
            names = [page.path for page in book.pages.values()]
            near = nearest(path.as_posix(), names, 50)
            hint = f"; did you mean {near}?" if near else ""
            raise ChoiceError(f"{path}: no page of the book{hint}")
        chosen |= _with_translations(book, {page.path for page in found})
    return frozenset(chosen)


def _is_at(file: Path, path: Path) -> bool:
    return file.resolve() == path or path in file.resolve().parents


def _with_translations(book: Book, paths: set[str]) -> set[str]:
    ids = {page.id for page in book.pages.values() if page.is_source and page.path in paths}
    expected = {book.path(edition.locale, page_id) for page_id in ids for edition in book.editions}
    return paths | expected


def since(book: Book, revision: str) -> frozenset[str] | None:
    """Pages changed since a branch left ``revision``; None (all) when data files changed, too.

    Raises:
        ChoiceError: when git is missing or does not know the revision.

    """
    changed = {book.root / name for name in _changed(book.root, revision)}
    data = [file for file in changed if file.parent == book.docs or file.name == "mkdocs.yml"]
    if data:
        return None
    gone = {
        file.relative_to(book.root).as_posix()
        for file in changed
        if file.suffix == ".md" and not file.exists() and book.docs in file.parents
    }
    found = {page.path for page in book.pages.values() if page.file in changed}
    others = {_place(book, file) for file in changed if book.docs in file.parents}
    return frozenset(_with_translations(book, found) | gone | others)


def _place(book: Book, file: Path) -> str:
    """Path for people of a file that is no page: a drawing, a link, a folder's only file."""
    return file.relative_to(book.root).as_posix()


def _changed(root: Path, revision: str) -> Iterator[str]:
    command = ["git", "-C", str(root), "diff", "--name-only", "--relative", "-z", "--merge-base"]
    try:
        done = subprocess.run(
            [*command, revision, "--"], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise ChoiceError("--since needs git; install it, or name the pages instead") from None
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or ["git failed"]
        raise ChoiceError(f"--since {revision}: {reason[0]}; fetch that branch first")
    yield from filter(None, done.stdout.split("\0"))
