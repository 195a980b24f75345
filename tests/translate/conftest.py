"""A git repository with one English page and its Hungarian translation."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from handbook.book import Book, Page, read
from handbook.translate.stale import State
from handbook.translate.stamp import stamp
from handbook.translate.stamps import StampStore

CONFIG = """\
site_name: A book # this comment stays
plugins:
  - handbook
  - i18n:
      docs_structure: folder
      languages:
        - locale: en
          name: English
          default: true
          nav_translations:
            run: Run
        - locale: hu
          name: Magyar
          nav_translations:
            run: Megvalósítás # and this one
        - locale: lv
          name: Latviešu

nav:
  - index.md
  - run:
      - run/page.md # the page of these tests
"""

ENGLISH = """\
---
title: Match and start
description: How a pair meets.
part: run
last_reviewed: 2026-11-21
---

# Match and start

## In short { #in-short }

Ask the young person first, then ask the mentor.
Both of them decide [some](ref:R10).

## How { #how }

- Phone *both* within 2 days.
- Write it into the [meeting log](log.md).
- Phone *both* within 2 days.

| Week | Who |
| --- | --- |
| 1 | Coordinator |
| 2 | Mentor |

!!! danger "If it is red"
    The lead stops the meetings.

A note.[^one]

[^one]: Six studies only.

<!-- handbook:sources -->
"""

HUNGARIAN = """\
---
title: Párosítás és kezdet
description: Hogyan ismerkedik meg egy pár?
part: run
last_reviewed: 2026-11-21
status: draft
---

# Párosítás és kezdet

## Röviden { #in-short }

Előbb a fiatalt kérdezzük meg, azután a mentort. Mindketten döntenek [some](ref:R10).

## Hogyan { #how }

- Hívjuk fel *mindkettőjüket* 2 napon belül.
- Írjuk be a [naplóba](log.md).
- Hívjuk fel *mindkettőjüket* 2 napon belül.

| Hét | Ki |
| --- | --- |
| 1 | A koordinátor |
| 2 | A mentor |

!!! danger "Ha piros"
    A felelős leállítja a találkozókat.

Megjegyzés.[^one]

[^one]: Csak hat kutatás.

<!-- handbook:sources -->
"""


class Site:
    """The book on disk; ``edit`` changes the English page as an author would."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.config = root / "mkdocs.yml"
        self.config.write_text(CONFIG, "utf-8")
        for locale, text in (("en", ENGLISH), ("hu", HUNGARIAN)):
            for page_id in ("index", "run/page"):
                file = self.file(locale, page_id)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text.replace("R10", "R12") if page_id == "index" else text, "utf-8")
        self.git("init", "-q", "-b", "main")
        self.commit()

    def file(self, locale: str, page_id: str = "run/page") -> Path:
        return self.root / "docs" / locale / f"{page_id}.md"

    @property
    def sidecar(self) -> Path:
        return self.root / "docs" / "hu" / ".stamps" / "run" / "page.json"

    def git(self, *command: str) -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        done = subprocess.run(
            ["git", "-C", str(self.root), *who, *command],
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")

    def edit(self, *changes: tuple[str, str]) -> None:
        text = self.file("en").read_text("utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        self.file("en").write_text(text, "utf-8")

    def book(self) -> Book:
        return read(self.config)

    def page(self, locale: str = "hu") -> Page:
        page = self.book().page(locale, "run/page")
        assert page
        return page

    def store(self, git: bool = True) -> StampStore:
        return StampStore(self.book(), git)

    def state(self, git: bool = True) -> State:
        return self.store(git).state(self.page())

    def names(self, git: bool = True) -> list[tuple[str, str]]:
        """What happened to which passage: ``("changed", "Phone both within 2 days.")``."""
        return [
            (change.kind, (change.now or change.was).words)  # type: ignore[union-attr]
            for change in self.state(git).changes
        ]

    def stamp(self, *blocks: str) -> None:
        stamp(self.store(), self.page(), blocks)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A stamped translation, committed together with its source."""
    made = Site(tmp_path)
    made.stamp()
    made.commit()
    return made
