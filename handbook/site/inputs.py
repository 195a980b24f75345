"""Everything a rendering depends on, named by what is in it: nothing is taken on trust of a date.

    docs/          every file, hidden ones (stamps) too
    mkdocs.yml     with the values of the environment variables it names
    packages       names and versions of all that is installed, and Python's own
    code           this package, templates and data included, and the theme's overrides

Reading is cheap (two thousand pages: a twentieth of a second), so that it is done each time and
nothing can be forgotten: whether anything changed is decided here, before MkDocs is imported.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from handbook.book import Book, declared
from handbook.page import Page
from handbook.site.undecoded import UndecodedPage

_PACKAGE = Path(__file__).parents[1]
_NAVIGATION = ("nav", "nav_translations")
"""Keys of the configuration that only some pages show: they are accounted for page by page."""


def digest(*parts: object) -> str:
    """Name a sequence of values by what it is: 32 hexadecimal digits."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return digest_of(text.encode("utf-8", "surrogatepass"))


def digest_of(data: bytes) -> str:
    """Name bytes by what they are."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


@dataclass
class Inputs:
    """The book as it lies on the disk, with the names of all that goes into its pages."""

    config_file: Path
    config: dict[str, Any]
    book: Book
    files: dict[str, str]
    """Path below docs/ → digest."""
    code: str = ""
    """Digest of this package, of the packages installed and of Python."""
    overrides: str = ""
    """Digest of the templates the configuration adds to the theme's."""
    links: dict[str, str] = field(default_factory=dict)

    @cached_property
    def declared(self) -> str:
        """Digest of the configuration without the navigation."""
        return digest(_without(self.config, _NAVIGATION), _environment(self.config))

    @cached_property
    def whole(self) -> str:
        """Digest of everything: the same digest, the same site."""
        return digest(
            self.config, self.declared, self.code, self.overrides, sorted(self.files.items())
        )

    def source(self, edition: str, page_id: str) -> str:
        """Digest of a page's file; empty when the edition lacks it."""
        return self.files.get(f"{edition}/{page_id}.md", "")

    @cached_property
    def shape(self) -> str:
        """Digest of the navigation, and of which pages there are."""
        return digest(self.book.menu, sorted(self.book.pages))

    @cached_property
    def parts(self) -> dict[str, str]:
        """Digest of each file and folder that lies in docs/ itself."""
        found: dict[str, list[tuple[str, str]]] = {}
        for item in sorted(self.files.items()):
            found.setdefault(item[0].partition("/")[0], []).append(item)
        return {name: digest(items) for name, items in found.items()}

    def below(self, *names: str) -> str:
        """Digest of files and folders of docs/ itself: what is there and what is in it."""
        return digest([(name, self.parts.get(name, "")) for name in sorted(names)])


def read_inputs(config_file: Path) -> Inputs:
    """Read a book and all its pages depend on.

    Raises:
        BookError: when the configuration is missing, malformed or declares no editions.

    """
    book = declared(config_file)
    config = dict(book.settings)
    folders = {edition.locale: edition.is_source for edition in book.editions}
    files: dict[str, str] = {}
    pages: dict[tuple[str, str], Page] = {}
    docs = os.fspath(book.docs)
    place = os.path.relpath(docs, book.root)
    for path in _files(docs):
        with open(f"{docs}/{path}", "rb", buffering=0) as handle:
            data = handle.readall()
        files[path] = digest_of(data)
        locale, _, rest = path.partition("/")
        if locale in folders and rest.endswith(".md"):
            file, shown, page_id = Path(docs, path), f"{place}/{path}", rest[:-3]
            page = UndecodedPage.of(data, page_id, locale, file, shown, folders[locale])
            pages[locale, page_id] = page
    order = {locale: number for number, locale in enumerate(folders)}
    ordered = dict(
        sorted(pages.items(), key=lambda item: (order[item[0][0]], f"{item[0][1]}.md".split("/")))
    )
    overrides = (config.get("theme") or {}).get("custom_dir")
    return Inputs(
        config_file,
        config,
        replace(book, pages=ordered),
        files,
        code_digest(),
        tree_digest(book.root / str(overrides)) if overrides else "",
    )


def code_digest() -> str:
    """Digest of what turns pages into HTML: this package, all packages, Python."""
    return digest(tree_digest(_PACKAGE), installed(), sys.version)


def installed() -> list[str]:
    """Names and versions of all packages that can be imported, as their folders say."""
    folders = dict.fromkeys(entry for entry in sys.path if entry and os.path.isdir(entry))
    return sorted(
        entry.name
        for folder in folders
        for entry in os.scandir(folder)
        if entry.name.endswith((".dist-info", ".egg-info"))
    )


def tree_digest(folder: Path) -> str:
    """Digest of all files below a folder; byte code does not count."""
    root = os.fspath(folder)
    return digest([(path, digest_of(Path(root, path).read_bytes())) for path in _files(root)])


def _files(root: str, below: str = "") -> Iterator[str]:
    """Yield paths of all files below a folder, with slashes, sorted; links are left out."""
    for entry in sorted(os.scandir(os.path.join(root, below)), key=lambda entry: entry.name):
        path = f"{below}/{entry.name}" if below else entry.name
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _files(root, path)
        elif entry.is_file(follow_symlinks=False):
            yield path


def _without(value: Any, keys: Iterable[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(each, keys) for key, each in value.items() if key not in keys}
    if isinstance(value, list):
        return [_without(each, keys) for each in value]
    return value


def _environment(value: Any) -> list[tuple[str, str]]:
    """Values of the environment variables that words of the configuration may name."""
    if isinstance(value, dict):
        return [pair for each in value.values() for pair in _environment(each)]
    if isinstance(value, list):
        return [pair for each in value for pair in _environment(each)]
    known = isinstance(value, str) and value in os.environ
    return [(str(value), os.environ[str(value)])] if known else []
