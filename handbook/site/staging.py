"""The folder a site is rendered into: what is in it already, and what no longer belongs there."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from handbook.site.inputs import digest
from handbook.site.store import Store, make_room, write_all

Seen = tuple[str, int, int]
"""Digest of a file as it was put there; its size and time, in nanoseconds, ever since."""


class Staging:
    """A site under construction; what is right already is left alone.

    A file counts as right while it has the size and time it had when it was put there.
    """

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder = folder
        self._root = os.fspath(folder)
        self._store = store
        self._name = Path("staging", digest(os.path.abspath(folder)))
        kept = self._store.get(self._name, "1")
        self._before: dict[str, Seen] = {}
        self._groups: dict[str, Any] = {}
        if kept is None:
            _empty(folder)
        else:
            known = json.loads(kept)
            self._before = {path: tuple(seen) for path, seen in known["files"].items()}
            self._groups = known["groups"]
        self.now: dict[str, Seen] = {}
        self._made: set[str] = set()

    def begin(self) -> None:
        """Say that the folder is being changed: a rendering cut short starts over."""
        self._store.drop(self._name)

    def holds(self, path: str, name: str) -> bool:
        """Whether a file is as it should be; if so, it stays."""
        seen = self._before.get(path)
        if seen is None or seen[0] != name or _stat(f"{self._root}/{path}") != seen[1:]:
            return False
        self.now[path] = seen
        return True

    def put(self, path: str, name: str, data: bytes) -> None:
        """Put a file there: a new one, so that links to the one before keep their text."""
        self._before.pop(path, None)
        place = make_room(self.folder / path, self._made)
        with suppress(FileNotFoundError):
            os.unlink(place)
        with open(place, "xb", buffering=0) as handle:
            write_all(handle.fileno(), data)
        self._see(path, name)

    def group(self, name: str, key: str, places: Iterable[str], make: Callable[[], None]) -> None:
        """Keep files another part writes; without those of this key, ``make`` writes them anew.

        ``places`` are the files and folders they are in, which are nobody else's; ``make`` leaves
        nothing there that does not belong.
        """
        known = self._groups.get(name)
        if known and known["key"] == key and _stats(self._root, places) == known["files"]:
            return
        for place in {*(known["at"] if known else ())} - {*places}:
            _remove(self.folder / place)
        make()
        self._groups[name] = {"key": key, "files": _stats(self._root, places), "at": [*places]}

    def interrupt(self) -> None:
        """Keep the account of a rendering that ends early: what is right need not be put again."""
        account = {"files": {**self._before, **self.now}, "groups": self._groups}
        self._store.put(self._name, "1", json.dumps(account).encode())

    def finish(self, groups: Iterable[str]) -> None:
        """Remove what is there from before and has not been put or held; keep the account."""
        for path in self._before.keys() - self.now.keys():
            _remove(self.folder / path)
            _prune(self.folder, Path(path).parent)
        for name in self._groups.keys() - set(groups):
            for place in self._groups.pop(name)["at"]:
                _remove(self.folder / place)
        account = {"files": self.now, "groups": self._groups}
        self._store.put(self._name, "1", json.dumps(account).encode())

    def _see(self, path: str, name: str) -> None:
        found = _stat(f"{self._root}/{path}")
        assert found
        self.now[path] = (name, *found)


def _stat(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _stats(root: str, places: Iterable[str]) -> dict[str, list[int]]:
    """Size and time of all files of a group; JSON gives it back the same."""
    found: dict[str, list[int]] = {}
    for place in places:
        path = f"{root}/{place}"
        if os.path.isdir(path):
            for entry in os.scandir(path):
                state = entry.stat()
                found[f"{place}/{entry.name}"] = [state.st_size, state.st_mtime_ns]
        elif state_of := _stat(path):
            found[place] = [*state_of]
    return found


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        import shutil  # slow to import, and seldom needed

        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _prune(root: Path, folder: Path) -> None:
    """Remove folders that have become empty."""
    while folder != Path():
        try:
            (root / folder).rmdir()
        except OSError:
            return
        folder = folder.parent


def _empty(folder: Path) -> None:
    if folder.is_dir():
        for entry in folder.iterdir():
            _remove(entry)
