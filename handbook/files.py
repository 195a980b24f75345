"""What files hold, told by their SHA-256, and read again only when their status has changed.

The status is size, times of change and inode. A file that was changed within the clock's grain of
being read could change once more and look the same; its hash is not kept (git does likewise).
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

_FINE = 50_000_000
_COARSE = 2_000_000_000
"""Grain of the clock in ns: of file systems that count fractions of a second, and of others."""
_MOST = 200_000
_PASSED_OVER = frozenset({"__pycache__", ".git", ".venv"})


class Fingerprints:
    """Hashes of files, kept in ``file`` between runs; each file is looked at once a run."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._kept = _read(file)
        self._known: dict[str, tuple[str, int]] = {}
        self._changed = False

    def of(self, path: str | Path) -> str:
        """Return the hash of a file; empty when there is none."""
        return self.facts(path)[0]

    def facts(self, path: str | Path) -> tuple[str, int]:
        """Return hash and size of a file; an empty hash when there is none."""
        name = os.fspath(path)
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._look(name)
        return found

    def folder(self, root: Path) -> dict[str, str]:
        """Return every file below a folder with its hash: relative path, with slashes → hash."""
        return {name: self.of(path) for name, path in sorted(walk(root))}

    def forget(self) -> None:
        """Look at every file afresh from here on."""
        self._known.clear()

    def forget_below(self, folder: Path) -> None:
        """Look at the files of one folder afresh."""
        start = f"{folder}{os.sep}"
        for name in [name for name in self._known if name.startswith(start)]:
            del self._known[name]

    def save(self) -> None:
        """Keep what is known; without it the next run only takes longer."""
        if self._changed:
            if len(self._kept) > _MOST:
                self._kept = {name: self._kept[name] for name in self._known if name in self._kept}
            with suppress(OSError):
                write_json(self._file, self._kept)

    def _look(self, name: str) -> tuple[str, int]:
        try:
            before = os.stat(name)
            status = _status(before)
            kept = self._kept.get(name)
            if kept and kept[:-1] == status:
                return kept[-1], before.st_size
            now = time.time_ns()
            digest = _sha256(name)
        except OSError:
            return "", 0
        self._changed = True
        if _settled(before, now):
            self._kept[name] = [*status, digest]
        else:
            self._kept.pop(name, None)
        return digest, before.st_size


def _status(status: os.stat_result) -> list[Any]:
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def _settled(status: os.stat_result, now: int) -> bool:
    """Whether the last change is longer ago than the clock's grain."""
    latest = max(status.st_mtime_ns, status.st_ctime_ns)
    fine = status.st_ctime_ns % 1_000_000_000
    return latest < now - (_FINE if fine else _COARSE)


def _sha256(name: str) -> str:
    with Path(name).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(file: Path) -> dict[str, list[Any]]:
    found = read_json(file)
    return {
        name: entry
        for name, entry in found.items()
        if isinstance(entry, list) and len(entry) == 5 and isinstance(entry[-1], str)
    }


def walk(root: Path) -> Iterator[tuple[str, str]]:
    """Yield relative path, with slashes, and path of every file below a folder; links are followed.

    What Python and git keep for themselves is passed over.
    """
    yield from _walk(os.fspath(root), "", frozenset())


def _walk(folder: str, before: str, above: frozenset[str]) -> Iterator[tuple[str, str]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        name = before + entry.name
        if not entry.is_dir():
            yield name, entry.path
        elif entry.name not in _PASSED_OVER:
            inside = above
            if entry.is_symlink():
                real = os.path.realpath(entry.path)
                if real in above:
                    continue
                inside = above | {real}
            yield from _walk(entry.path, f"{name}/", inside)


def digest(parts: Mapping[str, str] | Iterable[str]) -> str:
    """Return one hash for many strings, or for a mapping in whatever order."""
    if isinstance(parts, Mapping):
        parts = [f"{name}\0{value}" for name, value in sorted(parts.items())]
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part.encode("utf-8", "surrogateescape") + b"\n")
    return whole.hexdigest()


def read_json(file: Path) -> dict[str, Any]:
    """Read an object; an empty one when the file is absent, half written or something else."""
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def write_json(file: Path, value: Mapping[str, Any]) -> None:
    """Write an object in one step, and the folder it goes into."""
    file.parent.mkdir(parents=True, exist_ok=True)
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    write_whole(file, data.encode())


def write_whole(file: Path, data: bytes) -> None:
    """Write a file in one step, its mode kept: a reader meets the old one or the new one."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        part.write_bytes(data)
        with suppress(FileNotFoundError):
            part.chmod(stat.S_IMODE(file.stat().st_mode))
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
