"""What is kept from one rendering to the next: files that prove what they are.

Each file begins with a line that names what it was made of (its key) and what is in it. A file
that is missing, damaged or made of something else is no file: what it held is made anew. A file
is replaced in one step, so that a rendering killed at any moment leaves either the old or the new.
"""

from __future__ import annotations

import os
from pathlib import Path

from handbook.site.inputs import digest_of


class Store:
    """A folder of such files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: set[str] = set()

    def get(self, name: Path, key: str) -> bytes | None:
        """Return what is kept under a name, if it was made of ``key`` and is whole."""
        try:
            head, _, data = (self.folder / name).read_bytes().partition(b"\n")
        except OSError:
            return None
        return data if head == _head(key, data) else None

    def put(self, name: Path, key: str, data: bytes, digest: str = "") -> None:
        """Keep data under a name; ``digest`` is that of the data, where it is known already."""
        write(self.folder / name, _head(key, data, digest) + b"\n" + data, self._made)

    def drop(self, name: Path) -> None:
        """Keep nothing under a name."""
        (self.folder / name).unlink(missing_ok=True)

    def names(self, folder: str) -> set[Path]:
        """Return all names kept below a folder."""
        root = self.folder / folder
        return {
            Path(place, file).relative_to(self.folder)
            for place, _, files in os.walk(root)
            for file in files
        }


def _head(key: str, data: bytes, digest: str = "") -> bytes:
    return f"{key} {digest or digest_of(data)}".encode()


def write(file: Path, data: bytes, made: set[str] | None = None) -> None:
    """Put a file in its place in one step, folders included.

    ``made`` remembers folders known to be there.
    """
    path = make_room(file, made)
    part = f"{path}.{os.getpid()}.part"
    with open(part, "wb", buffering=0) as handle:
        write_all(handle.fileno(), data)
    os.replace(part, path)


def make_room(file: Path, made: set[str] | None = None) -> str:
    """Make the folders a file needs; return its path as text."""
    path = os.fspath(file)
    folder = os.path.dirname(path)
    if made is None or folder not in made:
        try:
            os.mkdir(folder)
        except OSError:  # it is there, or what it stands in is not
            os.makedirs(folder, exist_ok=True)
        if made is not None:
            made.add(folder)
    return path


def write_all(handle: int, data: bytes) -> None:
    """Write data to an open file, in as many steps as it takes."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]
