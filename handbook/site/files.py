"""Files that are published as they are: the theme's, and pictures and the like of the book."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from handbook.site.inputs import Inputs, digest
from handbook.site.settings import Settings

_NO_ASSET = (
    "*.py", "*.pyc", "*.html", "*readme*", "mkdocs_theme.yml", "locales/*",
    "*.md", "*.markdown", "*.mdown", "*.mkdn", "*.mkd",
)  # fmt: skip


@dataclass(frozen=True)
class Asset:
    """One file: where it lies, its path in the site, and what it is known by."""

    file: Path
    path: str
    name: str


def theme_files(settings: Settings) -> list[tuple[str, str]]:
    """Return folder and path of each file of the theme that is published, the first that counts.

    Folders that begin with a dot are not entered: the theme's thirteen thousand icons are there.
    """
    left_out = (*_NO_ASSET, *settings["templates"])
    found: dict[str, str] = {}
    for folder in settings["folders"]:
        for path in _below(folder):
            if path.startswith("assets/") and path != settings["theme"]["favicon"]:
                continue  # handbook/site/assets.py stands for them
            if not any(fnmatch(path.lower(), pattern) for pattern in left_out):
                found.setdefault(path, folder)
    return sorted((folder, path) for path, folder in found.items())


def _below(root: str, below: str = "") -> Iterator[str]:
    for entry in os.scandir(os.path.join(root, below)):
        path = f"{below}/{entry.name}" if below else entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _below(root, path)
        else:
            yield path


def book_files(inputs: Inputs, settings: Settings) -> list[str]:
    """Return paths below docs/ of the book's own pictures, sheets and scripts."""
    from handbook.site.publishable import publishable

    styles, scripts = joined(settings)
    allowed = publishable(inputs.book)
    names = [
        path
        for path in inputs.files
        if path in allowed
        and not path.endswith((".md", ".markdown", ".mdown", ".mkdn", ".mkd"))
        and not any(part.startswith(".") for part in path.split("/"))
        and not path.startswith("templates/")
        and path not in styles
        and path not in scripts
    ]
    if not settings["excluded"]:
        return names
    from pathspec.gitignore import GitIgnoreSpec

    excluded = GitIgnoreSpec.from_lines(settings["excluded"])
    return [path for path in names if not excluded.match_file(path)]


def joined(settings: Settings) -> tuple[list[str], list[str]]:
    """Return paths below docs/ of the style sheets and the scripts that become one of each."""
    scripts = settings["extra_javascript"]
    paths = [each["path"] if isinstance(each, dict) else each for each in scripts]
    return settings["extra_css"], paths


def address(path: str, source: str) -> str:
    """Where a file below docs/ is published: the source's folder is the root."""
    return path.removeprefix(f"{source}/")


def assets(inputs: Inputs, theme: list[tuple[str, str]], own: list[str]) -> dict[str, Asset]:
    """Return what is published, by its path in the site; the book's files come before the theme's.

    Files of a package are known by its version, all others by what is in them.
    """
    book, code = inputs.book, digest(inputs.code, inputs.overrides)
    found = {
        path: Asset(Path(folder, path), path, digest(code, folder, path)) for folder, path in theme
    }
    for path in own:
        goal = address(path, book.source.locale)
        found[goal] = Asset(book.docs / path, goal, inputs.files[path])
    return found
