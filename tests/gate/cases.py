"""The corpus: what strangers may send, and what the gate must say of it.

Each case has an id, and either `rule` (it must be refused by that rule, on `line`) or none (it
must pass). ``body`` cases are one English page below a fixed front matter; lines count from the
body's first. Others are files, or lines of the configuration.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "corpus"
FRONT = """---
title: Page
description: A page.
part: run
last_reviewed: 2026-11-21
---
"""
CONFIG = """site_name: Book
plugins:
  - handbook
  - i18n: {languages: [{locale: en, name: English, default: true}, {locale: hu, name: Magyar}]}
"""
PAGE = "run/page"
LOCALES = ("en", "hu", "bg")


@dataclass(frozen=True)
class Case:
    """One input with its verdict; ``given`` is the entry as written."""

    id: str
    given: dict[str, Any] = field(hash=False)

    @property
    def rule(self) -> str | None:
        """Rule that refuses it; None when it must pass."""
        rule = self.given.get("rule")
        return "configuration" if rule is None and self.id.startswith("configuration/") else rule

    @property
    def is_text(self) -> bool:
        """Whether it is one page, as text."""
        return bool({"page", "file", "repeat"} & self.given.keys())

    @property
    def text(self) -> str:
        """The page, with its front matter."""
        if "file" in self.given:
            return str(self.given["file"])
        return FRONT + self.body

    @property
    def body(self) -> str:
        """The page below its front matter."""
        parts = [self.given.get("page", "")]
        for key in ("repeat", "after"):
            piece, times = self.given.get(key, ("", 0))
            parts.append(piece * times)
        return "".join(parts) + ("" if parts[-1].endswith("\n") else "\n")

    @property
    def line(self) -> int:
        """Line of the file on which the refusal must stand."""
        line = int(self.given.get("line", 1))
        if self.is_text and "file" not in self.given:
            line += FRONT.count("\n")
        return line + CONFIG.count("\n") if "more" in self.given else line

    @property
    def path(self) -> str:
        """Path of the file that is refused."""
        if "more" in self.given:
            return "mkdocs.yml"
        return str(self.given.get("path", f"docs/en/{PAGE}.md"))

    def write(self, root: Path) -> Path:
        """Write the case as a small book; return its root."""
        docs = root / "docs"
        for locale in LOCALES[: 2 if {"more", "config"} & self.given.keys() else None]:
            (docs / locale).mkdir(parents=True)
        (root / "secret.txt").write_text("SECRET\n", "utf-8")
        if self.is_text:
            _put(docs / "en" / f"{PAGE}.md", self.text.encode())
        for path, text in self.given.get("at", {}).items():
            _put(docs / path, text.encode())
        for path, numbers in self.given.get("hex", {}).items():
            _put(docs / path, bytes.fromhex(numbers))
        for path, depth in self.given.get("json", {}).items():
            _put(docs / path, b"[" * depth)
        self._link(docs, root)
        if "more" in self.given or "config" in self.given:
            (root / "mkdocs.yml").write_text(CONFIG + self.given.get("more", ""), "utf-8")
        return root

    def _link(self, docs: Path, root: Path) -> None:
        for path, target in self.given.get("link", {}).items():
            (docs / path).parent.mkdir(parents=True, exist_ok=True)
            (docs / path).symlink_to(target)
        for path, name in self.given.get("hard", {}).items():
            (docs / path).parent.mkdir(parents=True, exist_ok=True)
            os.link(root / name, docs / path)
        for path in self.given.get("pipe", ()):
            (docs / path).parent.mkdir(parents=True, exist_ok=True)
            os.mkfifo(docs / path)


def _put(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def cases(name: str) -> Iterator[Case]:
    """Cases of one file of the corpus."""
    for entry in yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8")):
        yield Case(f"{name}/{entry['id']}", entry)


REFUSED = [
    case for name in ("markup", "values", "cost", "files", "configuration") for case in cases(name)
]
PASSING = list(cases("honest"))
CONTENT = list(cases("content"))
