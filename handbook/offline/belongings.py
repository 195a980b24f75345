"""Which files of a site an edition is made of: its pages, its search, and all that they load."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from handbook.book import Book
from handbook.offline.addresses import in_page, in_style, target

if TYPE_CHECKING:
    from handbook.build.stage import File, Tree

PAPER = (".pdf", ".epub", ".docx", ".odt", ".zip")
"""What is large and was made for something else: pages lead to it on the net."""


def loads(path: str, file: File) -> list[str]:
    """Return what a page or style sheet loads or leads to, pages and paper apart."""
    read = {"html": in_page, "css": in_style}.get(path.rpartition(".")[2])
    addresses = read(file.place.read_text("utf-8")) if read else []
    found = (target(path, each) for each in addresses)
    return sorted({each for each in found if each and not each.endswith((".html", *PAPER))})


def belongings(
    files: Tree, book: Book, locale: str, loads: Callable[[str, File], Iterable[str]] = loads
) -> list[str]:
    """Return the paths of an edition's files in order.

    A page is taken because the book names it, every other file because a page loads it or leads
    to it; what tells changes of printed pages is asked for from paper and stays on the net.

    Args:
        files: the site, path → file.
        book: the book.
        locale: the edition.
        loads: tells what a file loads.

    """
    root = book.url(locale, "index")
    found = {f"{book.url(locale, page_id)}index.html" for page_id in book.nav}
    found |= {path for path in files if path.startswith(f"{root}search/")}
    waiting = sorted(found & files.keys())
    taken = set(waiting)
    while waiting:
        path = waiting.pop()
        for other in loads(path, files[path]):
            if other not in taken and other in files and other.startswith(("assets/", root)):
                taken.add(other)
                waiting.append(other)
    return sorted(taken)
