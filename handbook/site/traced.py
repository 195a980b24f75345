"""A library that notes what is asked of it, so that a page's cache entry knows what it hangs on.

A note is a name and the digest of what it stood for: ``data glossary`` and the digest of
`glossary.yml`, ``page hu/run/closure`` and that of the file, ``pages`` and that of all of docs/.
As long as every note still has the digest it had, the page is as it was. Words, numbers and other
data files are parsed once and kept parsed.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from handbook.book import Book, Edition, Page
from handbook.site.inputs import Inputs, digest
from handbook.site.store import Store

if TYPE_CHECKING:
    from handbook.render.context import Library

PARTS = {
    "words": ("interface.yml",),
    "helplines": ("helplines.yml",),
    "sources": ("sources.yml",),
    "glossary": ("glossary.yml",),
    "course": ("course.yml",),
    "cards": ("cards.yml",),
    "diagrams": ("diagrams.yml", "diagrams"),
}
"""Part of the library → files and folders of docs/ it is read from."""


class Notes:
    """Tells the present digest of whatever a note names."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self._known: dict[str, str] = {}

    def __getitem__(self, note: str) -> str:
        found = self._known.get(note)
        if found is None:
            found = self._known[note] = self._digest(note)
        return found

    def hold(self, noted: dict[str, str]) -> bool:
        """Whether everything noted is still what it was."""
        return all(self[note] == known for note, known in noted.items())

    def of(self, notes: Iterable[str]) -> dict[str, str]:
        """Return notes with their present digests."""
        return {note: self[note] for note in sorted(notes)}

    def _digest(self, note: str) -> str:
        kind, _, name = note.partition(" ")
        inputs = self.inputs
        if kind == "data":
            return inputs.below(*PARTS.get(name, _data_files(inputs)))
        if kind == "page":
            return inputs.source(*name.split("/", 1))
        if kind == "editions":
            return " ".join(edition.locale for edition in inputs.book.editions_of(name))
        if kind == "nav":
            return digest(inputs.book.nav)
        if kind == "pages":
            return digest(sorted(inputs.files.items()), inputs.book.nav, _history(inputs))
        raise KeyError(note)


def _data_files(inputs: Inputs) -> tuple[str, ...]:
    """All that lies beside the editions: what an unknown part may be read from."""
    editions = {edition.locale for edition in inputs.book.editions}
    return tuple({path.partition("/")[0] for path in inputs.files} - editions)


def _history(inputs: Inputs) -> list[str]:
    """Name the state of the repository: stamps look old texts up in it."""
    for folder in (inputs.book.root, *inputs.book.root.parents):
        git = folder / ".git"
        if git.exists():
            files = ("HEAD", "logs/HEAD", "shallow", "packed-refs")
            present = [git / name for name in files if (git / name).is_file()]
            return [digest(file.read_text("utf-8", "replace")) for file in present]
    return []


class TracedBook:
    """A book; pages asked for are noted. What only the configuration says needs no note."""

    def __init__(self, book: Book, note: Callable[[str], None]) -> None:
        self._book = book
        self._note = note

    def __getattr__(self, name: str) -> Any:
        if name in ("editions", "source", "root", "docs", "is_handbook"):
            return getattr(self._book, name)
        self._note("nav" if name in ("nav", "menu") else "pages")
        return getattr(self._book, name)

    def edition(self, locale: str) -> Edition:
        """As `Book.edition`."""
        return self._book.edition(locale)

    def url(self, edition: str, page_id: str) -> str:
        """As `Book.url`."""
        return self._book.url(edition, page_id)

    def page(self, edition: str, page_id: str) -> Page | None:
        """As `Book.page`."""
        self._note(f"page {edition}/{page_id}")
        return self._book.page(edition, page_id)

    def editions_of(self, page_id: str) -> list[Edition]:
        """As `Book.editions_of`."""
        self._note(f"editions {page_id}")
        return self._book.editions_of(page_id)


class PartsOf(Protocol):
    """What the parts of a library are had from."""

    def get(self, name: str) -> Any:
        """Return a part, such as ``sources``."""


class TracedLibrary:
    """Stands for a `Library` while one page after the other is made."""

    def __init__(self, parts: PartsOf, book: Book) -> None:
        self._parts = parts
        self.notes: set[str] = set()
        self.book = TracedBook(book, self._add)

    def begin(self) -> None:
        """Forget what was asked: another page begins."""
        self.notes = set()

    def _add(self, note: str) -> None:
        self.notes.add(note)

    def __getattr__(self, name: str) -> Any:
        self.notes.add(f"data {name}")
        return self._parts.get(name)


def recall_fronts(book: Book, store: Store, code: str) -> None:
    """Give the pages their front matter parsed, where it was parsed before."""
    place = Path("data", "fronts")
    kept = store.get(place, code)
    known: dict[str, Any] = pickle.loads(kept) if kept else {}
    found: dict[str, Any] = {}
    for page in book.pages.values():
        front = page.front
        if front in known:
            page.recall(known[front])
        found[front] = page.loaded
    if found.keys() != known.keys():
        store.put(place, code, pickle.dumps(found))


class Parts:
    """The parts of a book's library, each read when first asked for and kept parsed."""

    def __init__(self, inputs: Inputs, notes: Notes, store: Store) -> None:
        self.inputs, self.notes, self.book = inputs, notes, inputs.book
        self.store = store
        self._locales = [edition.locale for edition in inputs.book.editions]
        self._at_hand: dict[str, Any] = {}

    def get(self, name: str) -> Any:
        """Return a part, such as ``sources``; HandbookError when its file is broken."""
        if name not in self._at_hand:
            self._at_hand[name] = self._read(name)
        return self._at_hand[name]

    @cached_property
    def _library(self) -> Library:
        from handbook.render.context import Library

        return Library(self.book)

    def _read(self, name: str) -> Any:
        if name not in PARTS:
            return getattr(self._library, name)
        file = Path("data", name)
        key = digest(self.notes[f"data {name}"], self.inputs.code, self._locales)
        kept = self.store.get(file, key)
        if kept is not None:
            return pickle.loads(kept)
        found = getattr(self._library, name)
        self.store.put(file, key, pickle.dumps(found))
        return found

    def check(self) -> None:
        """See that every data file can be read, unless it was seen before."""
        data = [self.notes[f"data {name}"] for name in PARTS]
        key = digest(data, self.inputs.code, self._locales)
        file = Path("data", "checked")
        if self.store.get(file, key) is None:
            for name in PARTS:
                self.get(name)
            self.store.put(file, key, b"")
