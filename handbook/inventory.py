"""What lies below a folder: every file, link and folder, looked at without following or opening."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_DEEPEST = 40
MOST = 100_000
"""Entries looked at; a book of 2,000 pages has some 5,000."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a folder; ``path`` is relative to where the walk began."""

    path: str
    file: Path
    kind: str
    """file | folder | link | other (a device, a pipe, a socket)."""
    size: int = 0
    inode: tuple[int, int] = (0, 0)
    links: int = 1
    """Names that the same file has, here or elsewhere."""

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rpartition("/")[2]


def walk(folder: Path) -> list[Entry]:
    """List what lies below a folder, sorted by path; nothing when it is a link or none."""
    if folder.is_symlink() or not folder.is_dir():
        return []
    found: list[Entry] = []
    for entry in _below(str(folder), "", 0):
        found.append(entry)
        if len(found) >= MOST:
            break
    return sorted(found, key=lambda entry: entry.path)


def _below(folder: str, prefix: str, depth: int) -> Iterator[Entry]:
    with os.scandir(folder) as opened:
        for each in opened:
            entry = _entry(each, prefix + each.name)
            yield entry
            if entry.kind == "folder" and depth < _DEEPEST:
                yield from _below(each.path, f"{entry.path}/", depth + 1)


def _entry(each: os.DirEntry[str], path: str) -> Entry:
    """Look at one entry itself, not at what it may lead to."""
    if each.is_symlink():
        return Entry(path, Path(each.path), "link")
    if each.is_dir(follow_symlinks=False):
        return Entry(path, Path(each.path), "folder")
    state = each.stat(follow_symlinks=False)
    kind = "file" if stat.S_ISREG(state.st_mode) else "other"
    inode = (state.st_dev, state.st_ino)
    return Entry(path, Path(each.path), kind, state.st_size, inode, state.st_nlink)
