"""Pages as they were filed, kept by what each page is, and what their index was made of."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from pathlib import Path

from handbook.search.filed import Filed, file_page
from handbook.search.mend import Index
from handbook.search.pages import read_page
from handbook.site.inputs import digest, digest_of
from handbook.site.store import Store

_PLAIN = 2
"""Marshal's last format without references: a search for what it wrote before takes it longest."""


class KeptPages:
    """Reads built pages and files them; what it read before, it has.

    ``code`` names this program and all packages: what another one kept does not count.
    """

    def __init__(self, folder: Path | None = None, code: str = "") -> None:
        self._store = Store(folder) if folder else None
        self._code = digest(_PLAIN, code)

    def text(self, name: str, make: Callable[[], str]) -> str:
        """Return a text that hangs on nothing but the program, such as a stemmer's."""
        kept = self._store.get(Path(name), self._code) if self._store else None
        if kept is not None:
            return kept.decode()
        made = make()
        if self._store:
            self._store.put(Path(name), self._code, made.encode())
        return made

    def read(self, file: Path, url: str, locale: str, known_as: str = "") -> Filed | None:
        """Return a built page, filed; None when it is not in the edition's language.

        ``known_as`` is the digest of the page, where it is at hand.
        """
        if self._store is None:
            return _read(file, url, locale)
        name, key = self._page(url, locale, known_as or digest_of(file.read_bytes()))
        kept = self._store.get(name, key)
        if kept is not None:
            return _unpacked(kept)
        found = _read(file, url, locale)
        self._store.put(name, key, marshal.dumps(vars(found) if found else None, _PLAIN))
        return found

    def known_as(self, file: Path) -> str:
        """Return the digest of a page, where any page is kept."""
        return digest_of(file.read_bytes()) if self._store else ""

    def recall(self, url: str, locale: str, known_as: str) -> Filed | None:
        """Return a page as it was filed before; None when it is not kept, or had no words."""
        name, key = self._page(url, locale, known_as)
        kept = self._store.get(name, key) if self._store else None
        return None if kept is None else _unpacked(kept)

    def index(self, locale: str) -> Index | None:
        """Return what the index of an edition was last made of."""
        kept = self._store.get(Path(locale, "index"), self._code) if self._store else None
        return None if kept is None else Index.unpacked(marshal.loads(kept))

    def keep_index(self, locale: str, index: Index) -> None:
        """Keep what the index of an edition was made of."""
        if self._store:
            data = marshal.dumps(index.packed(), _PLAIN)
            self._store.put(Path(locale, "index"), self._code, data)

    def _page(self, url: str, locale: str, known_as: str) -> tuple[Path, str]:
        """Name under which a page is kept, and its key."""
        name = Path(locale, f"{url.rstrip('/') or 'index'}.page")
        return name, digest(self._code, url, known_as)


def _read(file: Path, url: str, locale: str) -> Filed | None:
    page = read_page(file, url)
    return file_page(page, locale) if page else None


def _unpacked(kept: bytes) -> Filed | None:
    known = marshal.loads(kept)
    return Filed(**known) if known else None
