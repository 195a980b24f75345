"""Every folder of pages belongs to a language that the configuration lists.

Why: pages in a folder that no edition knows are published unchecked, or never seen at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Book
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.nearest import nearest

SCOPE = "book"
SEVERITY = "error"

_OWN = frozenset(("assets", "diagrams", "words"))
"""Folders of our book that hold no pages."""
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?")


def check(book: Book, context: Context) -> Iterator[Fault]:
    """Yield a fault for each unknown folder, and for pages outside any folder."""
    locales = {edition.locale for edition in book.editions}
    with_pages = {
        entry.path.partition("/")[0]
        for entry in context.inventory
        if entry.kind == "file" and entry.name.lower().endswith((".md", ".markdown"))
    }
    for entry in context.inventory:
        name = entry.path
        if "/" in name or name in locales:
            continue
        if entry.kind == "file" and name in with_pages and context.is_handbook:
            message = "the page stands outside the folders of the languages"
            yield Fault(1, message, fix=f"move it into docs/{book.source.locale}/",
                        path=context.below(entry), edition="")  # fmt: skip
        elif entry.kind == "folder" and _is_unknown(name, name in with_pages, context):
            yield _unknown(book, context.below(entry), name)


def _is_unknown(name: str, has_pages: bool, context: Context) -> bool:
    if context.is_handbook:
        return name not in _OWN and not name.startswith(".")
    return has_pages and context.book.config_file is not None and bool(_LANGUAGE.fullmatch(name))


def _unknown(book: Book, place: str, name: str) -> Fault:
    locales = [edition.locale for edition in book.editions]
    short = name[:2].lower()
    meant = short if short in locales else nearest(name, locales)
    listed = ", ".join(locales)
    fix = f"rename it {meant}" if meant else "list the language in mkdocs.yml, or remove the folder"
    message = f"no edition is called “{name}”; there are {listed}"
    return Fault(1, message, fix=fix, path=place, edition="")
