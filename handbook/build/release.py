"""Releases: finished sites side by side, one of which the link ``site`` points at.

    .build/releases/<key>/20261122-061739-1a2b3c4d/     the files a web server sends
    .build/releases/<key>/20261122-061739-1a2b3c4d.json its files with their hashes, written last
    .build/releases/<key>/history.json                  names in the order they were published

Nothing is ever written into a release once it has its name. Files that are as in the release
before are hard links to it, so that they keep the time a web server tells browsers. What the
release before had under a name with a hash in it, and this one has not, is kept for one
generation: a page opened before the swap still finds its styles.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.build.errors import BuildError
from handbook.build.stage import File, Tree, tree_digest
from handbook.files import Fingerprints, read_json, write_json

HASHED = re.compile(r"(?:^|[/._-])(?=[0-9a-f]*[0-9])[0-9a-f]{8,64}\.(?:[\w]+\.)*\w+$")
"""A name that changes with what is in the file: `main.484c7ddc.min.css`, `search/1a2b3c4d.js`."""
_SHORT = 8
_PARTIAL, _GOING = ".new-", ".old-"


@dataclass(frozen=True)
class Release:
    """A finished site: its folder, the hash of all of it, its files by path with hash and size."""

    folder: Path
    digest: str
    files: Mapping[str, tuple[str, int]]
    kept: tuple[str, ...]
    """Files of the release before, kept for pages that are still open."""

    @property
    def size(self) -> int:
        """Bytes of the site, without what is kept of the one before."""
        return sum(size for _, size in self.files.values())


class Releases:
    """The releases of one published address."""

    def __init__(self, work: Path, site: Path, prints: Fingerprints) -> None:
        name = os.path.relpath(site.absolute(), work.parent.absolute())
        key = hashlib.sha256(os.fsencode(name)).hexdigest()[:_SHORT]
        self.folder = work / "releases" / key
        self.site = site
        self._prints = prints

    def refuse_folder(self) -> None:
        """Stop before a folder that is not ours is replaced.

        Raises:
            BuildError: when the address is taken by something that is no link.

        """
        if self.site.exists() and not self.site.is_symlink():
            what = "a folder, not a link to a release; move it away and build again"
            raise BuildError(f"{self.site}: {what}")

    @property
    def current(self) -> Release | None:
        """The release being served; None when there is none, or it is not of our making."""
        if not self.site.is_symlink():
            return None
        target = Path(os.path.realpath(self.site))
        ours = target.parent == Path(os.path.realpath(self.folder))
        return self._read(target.name) if ours else None

    @property
    def history(self) -> list[str]:
        """Names of the finished releases, in the order they were published."""
        names = read_json(self.folder / "history.json").get("names", [])
        return [name for name in names if self._is_whole(name)]

    def _is_whole(self, name: str) -> bool:
        return (self.folder / f"{name}.json").is_file() and (self.folder / name).is_dir()

    def _read(self, name: str) -> Release | None:
        found = read_json(self.folder / f"{name}.json")
        if not found or not (self.folder / name).is_dir():
            return None
        files = {path: (digest, size) for path, (digest, size) in found["files"].items()}
        return Release(self.folder / name, found["digest"], files, tuple(found["kept"]))

    def is_intact(self, release: Release) -> bool:
        """Whether every file of a release is as it was published."""
        return all(
            self._prints.of(release.folder / path) == digest
            for path, (digest, _size) in release.files.items()
        )

    def publish(self, tree: Tree) -> tuple[Release, bool]:
        """Make a site the one being served, in one step; return it and whether it is a new one.

        Raises:
            BuildError: when the address is taken by something that is no link.
            OSError: when the disk is full, say; what is served stays as it was.

        """
        self.refuse_folder()
        current = self.current
        self.tidy()
        if current and current.digest == tree_digest(tree) and self.is_intact(current):
            return current, False
        release = self._make(tree, current)
        self._point_at(release.folder.name)
        self.tidy()
        return release, True

    def roll_back(self) -> tuple[str, Release]:
        """Publish the release before once more; return the name of the one left, and the new one.

        What is served now is then the one before: a second call comes back to it.

        Raises:
            BuildError: when there is no other release, or it is damaged.

        """
        self.refuse_folder()
        current = self.current
        now = current.folder.name if current else ""
        earlier = self._before(now)
        target = self._read(earlier[-1]) if earlier else None
        if target is None:
            raise BuildError(f"{self.site}: there is no release before this one to go back to")
        if not self.is_intact(target):
            raise BuildError(f"{target.folder}: files are missing or changed; build again instead")
        tree = {path: File(target.folder / path, *facts) for path, facts in target.files.items()}
        release = self._make(tree, current, target)
        self._point_at(release.folder.name)
        self.tidy()
        return now, release

    def _before(self, name: str) -> list[str]:
        """Return the releases published before one; all when it is none of them."""
        names = self.history
        return names[: names.index(name)] if name in names else names

    def _make(self, tree: Tree, *before: Release | None) -> Release:
        """Put a site together beside the others, safe on the disk, and give it its name.

        ``before`` are releases to share files with, the one being served first.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        digest = tree_digest(tree)
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-{digest[:_SHORT]}"
        while (self.folder / name).exists():
            name += "+"
        part = self.folder / f"{_PARTIAL}{os.getpid()}"
        try:
            part.mkdir()
            part.chmod(0o755)
            kept = _fill(part, tree, [release for release in before if release])
            part.rename(self.folder / name)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        files = {path: (file.digest, file.size) for path, file in sorted(tree.items())}
        release = Release(self.folder / name, digest, files, kept)
        about = {"digest": digest, "files": files, "kept": kept, "site": str(self.site)}
        write_json(self.folder / f"{name}.json", about)
        return release

    def _point_at(self, name: str) -> None:
        """Write the name down, move the link, then forget all but it and the one before."""
        current = self.current
        before = [current.folder.name] if current else []
        write_json(self.folder / "history.json", {"names": [*self.history, name]})
        _to_disk(self.folder)
        self._swing(name)
        write_json(self.folder / "history.json", {"names": [*before, name]})

    def _swing(self, name: str) -> None:
        link = self.site.with_name(f".{self.site.name}.next")
        link.unlink(missing_ok=True)
        self.site.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(os.path.relpath(self.folder / name, os.path.realpath(self.site.parent)))
        link.replace(self.site)
        _to_disk(self.site.parent)

    def tidy(self) -> None:
        """Remove what killed builds and older releases left; never what is served or its other."""
        if not self.folder.is_dir():
            return
        served = self.site.readlink().name if self.site.is_symlink() else ""
        needed = {served, *(self._before(served)[-1:] if served else self.history)}
        for entry in list(self.folder.iterdir()):
            name = entry.name
            if name == "history.json" or name.removesuffix(".json") in needed:
                continue
            if entry.is_dir() and not entry.is_symlink():
                going = self.folder / f"{_GOING}{name}"
                if not name.startswith((_PARTIAL, _GOING)):
                    self.folder.joinpath(f"{name}.json").unlink(missing_ok=True)
                    entry = entry.rename(going)
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)


def _fill(part: Path, tree: Tree, before: list[Release]) -> tuple[str, ...]:
    """Write a site's files into an empty folder, down to the disk."""
    made = {part}
    for path, file in tree.items():
        _folders(part / path, made)
        same = [each for each in before if each.files.get(path) == (file.digest, file.size)]
        if not any(_link(each.folder / path, part / path, file.size) for each in same):
            _copy(file.place, part / path)
    kept = tuple(_still_reachable(part, tree, before[0], made)) if before else ()
    for folder in sorted(made, reverse=True):
        _to_disk(folder)
    return kept


def _still_reachable(part: Path, tree: Tree, before: Release, made: set[Path]) -> Iterator[str]:
    for path, (_digest, size) in before.files.items():
        if path not in tree and HASHED.search(path):
            _folders(part / path, made)
            if _link(before.folder / path, part / path, size):
                yield path


def _folders(file: Path, made: set[Path]) -> None:
    missing = []
    folder = file.parent
    while folder not in made:
        missing.append(folder)
        folder = folder.parent
    for folder in reversed(missing):
        folder.mkdir()
        folder.chmod(0o755)
        made.add(folder)


def _link(source: Path, target: Path, size: int) -> bool:
    """Link to a file of a release; say no when it is not whole or links cannot be made here."""
    try:
        if source.stat().st_size != size:
            return False
        os.link(source, target)
    except OSError:
        return False
    return True


def _copy(source: Path, target: Path) -> None:
    """Copy a file so that a web server may read it, down to the disk."""
    shutil.copyfile(source, target)
    target.chmod(0o644)
    _to_disk(target)


def _to_disk(path: Path) -> None:
    """Have the system write a file or folder out, so that the link never leads to less."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
