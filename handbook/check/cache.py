"""Findings kept between runs, one file a book in the user's cache folder."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook.book import Book, Page
from handbook.check.allow import Allowance
from handbook.check.model import Edit, Finding, Place, Severity
from handbook.documents import LARGEST_DATA
from handbook.files import write_whole
from handbook.translate.sidecar import sidecar_file

if TYPE_CHECKING:
    from handbook.check.engine import Entry

_PACKAGE = Path(__file__).parents[1]
_CODE = ("*.py", "check/**/*.py", "policy/*.py", "language/**/*", "translate/*.py", "render/*.py")


def cache_file(book: Book) -> Path:
    """Where a book's findings are kept: below $XDG_CACHE_HOME or ~/.cache."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    name = hashlib.sha1(str(book.docs).encode()).hexdigest()
    return home / "handbook" / f"check-{name}.json"


class Cache:
    """Entries by path, each under a key of all it was made from."""

    def __init__(self, file: Path, book: Book) -> None:
        self._file = file
        self._book = book
        kind = f"{book.is_handbook} {book.config_file}"
        self.base = hashlib.sha1(f"{kind} {_digest(_inputs(book))}".encode()).hexdigest()
        """Key of what is found from the configuration and the data files alone."""
        self._hashes: dict[str, str] = {}
        self._new: dict[str, Any] = {}
        try:
            kept = json.loads(file.read_text("utf-8"))
        except (OSError, ValueError):
            kept = None
        self._kept = kept if isinstance(kept, dict) else {}

    def key(self, page: Page, source: Page | None) -> str:
        """Key of what is found on a page beside its source."""
        stamp = sidecar_file(self._book, page)
        parts = [self.base, page.path, self._hash(page), self._hash(source) if source else ""]
        parts.append(_digest([stamp]) if source and stamp.is_file() else "")
        return hashlib.sha1("\n".join(parts).encode()).hexdigest()

    def _hash(self, page: Page) -> str:
        if page.path not in self._hashes:
            raw = page.raw.encode("utf-8", "surrogatepass")
            self._hashes[page.path] = hashlib.sha1(raw).hexdigest()
        return self._hashes[page.path]

    def get(self, path: str, key: str) -> Entry | None:
        """Return the entry of a page if it was made from the same inputs."""
        found = self._kept.get(path)
        if not isinstance(found, dict) or found.get("key") != key:
            return None
        self._new[path] = found
        return _entry(found)

    def put(self, path: str, key: str, entry: Entry) -> None:
        """Keep an entry."""
        self._new[path] = {
            "key": key,
            "facts": entry.facts,
            "findings": [_plain(finding) for finding in entry.findings],
            "allowances": [list(allowance) for allowance in entry.allowances],
        }

    def save(self) -> None:
        """Write the file in one step; a cache that cannot be written is no error."""
        if self._new == self._kept:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, json.dumps(self._new).encode())
        except OSError:
            return


def _inputs(book: Book) -> list[Path]:
    files = [file for pattern in _CODE for file in sorted(_PACKAGE.glob(pattern))]
    files += [*sorted(book.docs.glob("*.yml")), *sorted(book.docs.glob("words/*"))]
    files += [*sorted(book.root.glob("mkdocs.y*ml")), book.root / ".git" / "shallow"]
    return [file for file in files if _is_plain(file) and file.suffix != ".pyc"]


def _is_plain(file: Path) -> bool:
    """Whether a file may be read: no link, which may lead anywhere, and not without end."""
    return not file.is_symlink() and file.is_file() and file.stat().st_size <= LARGEST_DATA


def _digest(files: list[Path]) -> str:
    digest = hashlib.sha1()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _plain(finding: Finding) -> list[Any]:
    return list(_values(finding))


def _values(finding: Finding) -> Iterator[Any]:
    for name in ("rule", "severity", "edition", "path", "line", "column", "message", "fix"):
        yield getattr(finding, name)
    place, edit = finding.source, finding.edit
    yield [place.path, place.line, place.column] if place else None
    yield [edit.line, edit.column, edit.length, edit.text] if edit else None


def _entry(kept: dict[str, Any]) -> Entry:
    from handbook.check.engine import Entry

    findings = []
    for values in kept["findings"]:
        rule, severity, edition, path, line, column, message, fix, place, edit = values
        beside, mend = Place(*place) if place else None, Edit(*edit) if edit else None
        weight = Severity(severity)
        findings.append(
            Finding(rule, weight, edition, path, line, column, message, fix, beside, mend)
        )
    return Entry(findings, kept["facts"], [Allowance(*item) for item in kept["allowances"]])
