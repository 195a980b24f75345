"""What the files of an edition load, kept from one build to the next: a file is read once."""

from __future__ import annotations

import marshal
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.offline.belongings import loads
from handbook.site.store import Store

if TYPE_CHECKING:
    from handbook.build.stage import File

_LOADS = Path("loads")


class KeptLoads:
    """What files load, in a folder; ``program`` is the hash of whatever finds it."""

    def __init__(self, folder: Path, program: str) -> None:
        self._store = Store(folder)
        self._key = f"{marshal.version}-{program}"
        found = self._store.get(_LOADS, self._key)
        self._before: dict[str, tuple[str, list[str]]] = marshal.loads(found) if found else {}
        self._now: dict[str, tuple[str, list[str]]] = {}

    def loads(self, path: str, file: File) -> list[str]:
        """As `belongings.loads`."""
        known = self._now.get(path) or self._before.get(path)
        if known is None or known[0] != file.digest:
            known = file.digest, loads(path, file)
        self._now[path] = known
        return known[1]

    def save(self) -> None:
        """Keep what was learnt of the files asked for."""
        self._store.put(_LOADS, self._key, marshal.dumps(self._now))
