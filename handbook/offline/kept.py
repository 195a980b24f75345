"""What is kept of an edition from one build to the next: what its files load, how they are packed.

A zip is not kept twice: of each file in it is kept what it was and where in the zip it stands.
"""

from __future__ import annotations

import hashlib
import marshal
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.offline.archive import Archive
from handbook.offline.belongings import loads
from handbook.offline.zipped import Piece
from handbook.site.store import Store

if TYPE_CHECKING:
    from handbook.build.stage import File

_LOADS = Path("loads")


class KeptEditions:
    """A folder of such things; ``program`` is the hash of whatever makes them."""

    def __init__(self, folder: Path, program: str) -> None:
        self._store = Store(folder)
        self._key = f"{marshal.version}-{program}"
        found = self._store.get(_LOADS, self._key)
        self._before: dict[str, tuple[str, list[str]]] = marshal.loads(found) if found else {}
        self._now: dict[str, tuple[str, list[str]]] = {}

    def loads(self, path: str, file: File) -> list[str]:
        """As `belongings.loads`; a file is read once."""
        known = self._now.get(path) or self._before.get(path)
        if known is None or known[0] != file.digest:
            known = file.digest, loads(path, file)
        self._now[path] = known
        return known[1]

    def save(self) -> None:
        """Keep what was learnt of the files asked for."""
        self._store.put(_LOADS, self._key, marshal.dumps(self._now))

    def archive(self, locale: str, file: Path) -> Archive | None:
        """Return the zip of an edition as it was kept, when ``file`` is that zip."""
        found = self._store.get(_name(locale), self._key)
        if found is None or not file.is_file():
            return None
        known, data = marshal.loads(found), file.read_bytes()
        if hashlib.sha256(data).hexdigest() != known["zip"]:
            return None
        pieces = {
            path: (digest, Piece(crc, size, data[start : start + length]))
            for path, (digest, crc, size, start, length) in known["pieces"].items()
        }
        return Archive(data, known["ground"], pieces)

    def keep_archive(self, locale: str, made: Archive) -> None:
        """Keep what is to be known of a zip."""
        pieces = {
            path: (digest, piece.crc, piece.size, start, len(piece.packed))
            for (path, (digest, piece)), start in zip(made.pieces.items(), made.starts, strict=True)
        }
        of_zip = hashlib.sha256(made.data).hexdigest()
        data = marshal.dumps({"zip": of_zip, "ground": made.ground, "pieces": pieces})
        self._store.put(_name(locale), self._key, data)


def _name(locale: str) -> Path:
    return Path(f"{locale}.zip")
