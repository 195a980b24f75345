"""What was read of each page, kept by what the page is: text, sections, words as they are filed."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from pathlib import Path

from handbook.search.filed import Filed, file_page
from handbook.search.mend import Index
from handbook.search.pages import FoundPage, Section, read_page
from handbook.site.inputs import digest, digest_of, tree_digest
from handbook.site.store import Store

_PACKAGE = Path(__file__).parents[1]

Read = tuple[FoundPage, Filed]


class KeptPages:
    """Reads built pages; what it read before, it has."""

    def __init__(self, folder: Path | None = None) -> None:
        self._store = Store(folder) if folder else None
        self._code = ""
        if folder:
            parts = ("search", "language", "data.py", "documents.py")
            places = [_PACKAGE / part for part in parts]
            self._code = digest(
                marshal.version,
                [tree_digest(p) if p.is_dir() else digest_of(p.read_bytes()) for p in places],
            )

    def text(self, name: str, make: Callable[[], str]) -> str:
        """Return a text that hangs on nothing but this package's code, such as a stemmer's."""
        kept = self._store.get(Path(name), self._code) if self._store else None
        if kept is not None:
            return kept.decode()
        made = make()
        if self._store:
            self._store.put(Path(name), self._code, made.encode())
        return made

    def read(self, file: Path, url: str, locale: str, known_as: str = "") -> Read | None:
        """Return a built page and its words; None when it is not in the edition's language.

        ``known_as`` is the digest of the page, where it is at hand.
        """
        if self._store is None:
            return _read(file, url, locale)
        name, key = self._page(url, locale, known_as or digest_of(file.read_bytes()))
        kept = self._store.get(name, key)
        if kept is not None:
            return _unpacked(marshal.loads(kept))
        found = _read(file, url, locale)
        packed = None if found is None else _packed(*found)
        self._store.put(name, key, marshal.dumps(packed))
        return found

    def known_as(self, file: Path) -> str:
        """Return the digest of a page, where any page is kept."""
        return digest_of(file.read_bytes()) if self._store else ""

    def recall(self, url: str, locale: str, known_as: str) -> Read | None:
        """Return a page as it was read before; None when it is not kept, or had no words."""
        name, key = self._page(url, locale, known_as)
        kept = self._store.get(name, key) if self._store else None
        return None if kept is None else _unpacked(marshal.loads(kept))

    def index(self, locale: str) -> Index | None:
        """Return what the index of an edition was last made of."""
        kept = self._store.get(Path(locale, "index"), self._code) if self._store else None
        return None if kept is None else Index.unpacked(marshal.loads(kept))

    def keep_index(self, locale: str, index: Index) -> None:
        """Keep what the index of an edition was made of."""
        if self._store:
            data = marshal.dumps(index.packed())
            self._store.put(Path(locale, "index"), self._code, data)

    def _page(self, url: str, locale: str, known_as: str) -> tuple[Path, str]:
        """Name under which a page is kept, and its key."""
        name = Path(locale, f"{url.rstrip('/') or 'index'}.page")
        return name, digest(self._code, url, known_as)


def _read(file: Path, url: str, locale: str) -> Read | None:
    page = read_page(file, url)
    return (page, file_page(page, locale)) if page else None


def _packed(page: FoundPage, filed: Filed) -> list[dict[str, object]]:
    return [{**vars(page), "sections": [vars(each) for each in page.sections]}, vars(filed)]


def _unpacked(packed: list[dict[str, object]] | None) -> Read | None:
    if packed is None:
        return None
    page = FoundPage(**packed[0])  # type: ignore[arg-type]
    page.sections = [Section(**each) for each in packed[0]["sections"]]  # type: ignore[attr-defined]
    return page, Filed(**packed[1])  # type: ignore[arg-type]
