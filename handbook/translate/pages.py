"""Pages by the names people type: an id, a path, with or without `.md`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from handbook.book import Book, Page
from handbook.errors import HandbookError


class PageNameError(HandbookError):
    """No such page or edition; the message names the nearest ones."""


def translations(book: Book, names: Iterable[str], editions: Sequence[str] = ()) -> list[Page]:
    """Find the translations meant by ``names``, of all editions unless some are named.

    A name is a page's id (`run/closure`, `run/closure.md`) or a path, which also names its edition
    (`docs/hu/run/closure.md`).

    Raises:
        PageNameError: for a name that fits no page, or a page that is not translated yet.

    """
    chosen = chosen_editions(book, editions)
    found: dict[tuple[str, str], Page] = {}
    for name in names:
        edition, page_id = page_named(book, name)
        if edition == book.source.locale:
            edition = ""
        wanted = [edition] if edition else chosen
        pages = [page for locale in wanted if (page := book.page(locale, page_id))]
        if not pages or (len(pages) < len(wanted) and (editions or edition)):
            raise _untranslated(book, page_id, wanted)
        found |= {(page.edition, page.id): page for page in pages}
    return list(found.values())


def chosen_editions(book: Book, editions: Sequence[str]) -> list[str]:
    """Return the editions named, or all translations.

    Raises:
        PageNameError: for the source, or an edition the book has not.

    """
    known = [edition.locale for edition in book.editions if not edition.is_source]
    for edition in editions:
        if edition == book.source.locale:
            what = f"{edition} is the source, which nothing is translated into"
            raise PageNameError(f"{what}; name one of: {', '.join(known)}")
        if edition not in known:
            raise PageNameError(f"no edition “{edition}”; there are {', '.join(known)}")
    return list(editions) or known


def _untranslated(book: Book, page_id: str, wanted: Sequence[str]) -> PageNameError:
    locale = next((each for each in wanted if not book.page(each, page_id)), wanted[0])
    file = f"{book.docs.name}/{locale}/{page_id}.md"
    start = f"start it with: handbook new page {page_id} --edition {locale}"
    return PageNameError(f"{file}: not translated yet; {start}")


def page_named(book: Book, name: str) -> tuple[str, str]:
    """Return the edition (empty where the name tells none) and the id of an existing page.

    Raises:
        PageNameError: when no edition has such a page; names the nearest ones.

    """
    ids = {page_id for _, page_id in book.pages}
    plain = name.strip().removeprefix("./").removesuffix(".md").strip("/")
    if plain in ids:
        return "", plain
    for path in _below_docs(book, name, plain):
        edition, _, page_id = path.partition("/")
        if page_id in ids and any(edition == each.locale for each in book.editions):
            return edition, page_id
    near = [
        found for found, _, _ in extract(plain, sorted(ids), scorer=ratio, limit=3, score_cutoff=60)
    ]
    meant = f"did you mean {' or '.join(near)}?" if near else "handbook status lists all pages"
    raise PageNameError(f"no page “{name}”; {meant}")


def _below_docs(book: Book, name: str, plain: str) -> list[str]:
    """Ways to read a name as a path: as a file, below the docs folder, with an edition first."""
    found = [plain, plain.removeprefix(f"{book.docs.name}/")]
    file = Path(name).absolute()
    if file.is_relative_to(book.docs):
        found.append(file.relative_to(book.docs).as_posix().removesuffix(".md"))
    return found
