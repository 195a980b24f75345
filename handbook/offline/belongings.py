"""Which files of a site an edition is made of: its pages, its search, and all that they load."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from handbook.book import Book
from handbook.offline.addresses import in_page, in_style, target

PAPER = (".pdf", ".epub", ".docx", ".odt", ".zip")
"""What is large and was made for something else: pages lead to it on the net."""


def belongings(files: Mapping[str, Path], book: Book, locale: str) -> list[str]:
    """Return the paths of an edition's files in order.

    A page is taken because the book names it, every other file because a page loads it or leads
    to it; what tells changes of printed pages is asked for from paper and stays on the net.

    Args:
        files: the site, path → where the file lies.
        book: the book.
        locale: the edition.

    """
    root = book.url(locale, "index")
    found = {f"{book.url(locale, page_id)}index.html" for page_id in book.nav}
    found |= {path for path in files if path.startswith(f"{root}search/")}
    waiting = sorted(found & files.keys())
    taken = set(waiting)
    while waiting:
        path = waiting.pop()
        for other in _wanted(path, files[path]):
            if other not in taken and other in files and _belongs(other, root):
                taken.add(other)
                waiting.append(other)
    return sorted(taken)


def _belongs(path: str, root: str) -> bool:
    return path.startswith(("assets/", root)) and not path.endswith((".html", *PAPER))


def _wanted(path: str, file: Path) -> Iterator[str]:
    read = {"html": in_page, "css": in_style}.get(path.rpartition(".")[2])
    for address in read(file.read_text("utf-8")) if read else ():
        found = target(path, address)
        if found:
            yield found
