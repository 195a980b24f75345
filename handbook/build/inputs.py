"""What a build is made from, each part as one hash: nothing that decides a page may be left out.

Python packages count by their names and versions, as they are installed; our own by its files.
"""

from __future__ import annotations

import os
import platform
import re
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from handbook.config import docs_folder, settings
from handbook.files import Fingerprints, digest
from handbook.libraries import type_libraries

_ENV = re.compile(r"!ENV\s+(?:\[([^\]]*)\]|([\w]+))")
_NAME = re.compile(r"[A-Za-z_]\w*")
_VARIABLES = ("SOURCE_DATE_EPOCH",)
_PACKAGE = Path(__file__).parents[1]


@dataclass
class Inputs:
    """The parts of one book, hashed when first asked for."""

    config_file: Path
    prints: Fingerprints

    @cached_property
    def root(self) -> Path:
        """The folder of the book."""
        return self.config_file.resolve().parent

    @cached_property
    def settings(self) -> dict[str, Any]:
        """The book's configuration as it stands, nothing filled in."""
        return settings(self.config_file)

    @property
    def docs_folder(self) -> Path:
        """Where the pages are."""
        return docs_folder(self.settings, self.config_file)

    @cached_property
    def docs(self) -> dict[str, str]:
        """Every file of `docs/` with its hash."""
        return self.prints.folder(self.docs_folder)

    @cached_property
    def config(self) -> str:
        """The configuration, those it inherits from, and what it takes from the environment."""
        files = list(_chain(self.config_file.resolve(), self.settings))
        texts = [file.read_text("utf-8", "replace") for file in files if file.is_file()]
        names = {name for text in texts for name in variables(text)} | {*_VARIABLES}
        given = {name: os.environ.get(name, "\0") for name in sorted(names)}
        return digest([*(self.prints.of(file) for file in files), digest(given)])

    @cached_property
    def theme(self) -> str:
        """Templates and hooks of the book."""
        theme = self.settings.get("theme")
        folder = theme.get("custom_dir") if isinstance(theme, dict) else None
        found = self.prints.folder(self.root / str(folder)) if folder else {}
        hooks = self.settings.get("hooks") or []
        return digest({**found, **{str(hook): self.prints.of(self.root / hook) for hook in hooks}})

    @cached_property
    def code(self) -> str:
        """Hash the files of our own package."""
        return digest(self.prints.folder(_PACKAGE))

    @cached_property
    def packages(self) -> str:
        """Python, the machine's kind, and every package installed beside this one."""
        return digest([sys.version, platform.machine(), sys.platform, *_installed()])

    @cached_property
    def history(self) -> str:
        """Whether old texts can be read from git, which says how stale a translation is."""
        places = [folder / ".git" for folder in (self.root, *self.root.parents)]
        found = next((place for place in places if place.exists()), None)
        return digest([str(found is not None), self.prints.of(found / "shallow") if found else ""])

    @cached_property
    def libraries(self) -> str:
        """The system's libraries that set type."""
        return digest(type_libraries())

    def part(self, *starts: str, without: tuple[str, ...] = ()) -> str:
        """Return the hash of those files of `docs/` whose paths start so (all when none given)."""
        return digest(
            {
                name: value
                for name, value in self.docs.items()
                if (not starts or name.startswith(starts)) and not name.startswith(without or "\0")
            }
        )

    @property
    def base(self) -> dict[str, str]:
        """What every stage depends on."""
        return {
            "mkdocs.yml": self.config,
            "the theme": self.theme,
            "the program": self.code,
            "the packages": self.packages,
        }

    @property
    def parts(self) -> dict[str, str]:
        """Everything a build reads that is the same on every machine it may run on."""
        return {**self.base, "docs": self.part()}

    @property
    def whole(self) -> str:
        """One hash of everything a build reads."""
        return digest({**self.parts, "git": self.history})


def variables(text: str) -> Iterator[str]:
    """Yield the environment variables that a configuration names."""
    for match in _ENV.finditer(text):
        names = _NAME.findall(match[2]) if match[2] else match[1].split(",")
        for name in names:
            if _NAME.fullmatch(name.strip()):
                yield name.strip()


def _chain(file: Path, found: dict[str, Any]) -> Iterator[Path]:
    """Yield a configuration and those it inherits from."""
    seen = set()
    while file not in seen:
        seen.add(file)
        yield file
        parent = found.get("INHERIT")
        if not isinstance(parent, str):
            return
        file = (file.parent / parent).resolve()
        found = settings(file)


def _installed() -> list[str]:
    """Names of the folders that describe installed packages: name and version each."""
    paths = {Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib")}
    return sorted(
        entry.name
        for path in paths
        if path.is_dir()
        for entry in os.scandir(path)
        if entry.name.endswith((".dist-info", ".egg-info"))
    )
