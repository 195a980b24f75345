"""A small book that passes every gate: two pages in as many of the five languages as wanted."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from handbook.build import Result, build
from tests.conftest import SmallBook

DAY = date(2026, 11, 21)
WORDS = {
    "en": (
        "Welcome",
        "What a mentor does.",
        "First meeting",
        "How the first meeting goes.",
        "At the table",
        "A mentor listens first and speaks later.",
    ),
    "hu": (
        "Üdvözöljük",
        "Mit tesz a mentor.",
        "Az első találkozás",
        "Hogyan zajlik az első találkozás.",
        "Az asztalnál",
        "A mentor először figyel, és csak azután beszél.",
    ),
    "sr": (
        "Dobro došli",
        "Šta mentor radi.",
        "Prvi susret",
        "Kako teče prvi susret.",
        "Za stolom",
        "Mentor najpre sluša, pa tek onda govori.",
    ),
    "lv": (
        "Laipni lūdzam",
        "Ko dara mentors.",
        "Pirmā tikšanās",
        "Kā norit pirmā tikšanās.",
        "Pie galda",
        "Mentors vispirms klausās un tikai pēc tam runā.",
    ),
    "bg": (
        "Добре дошли",
        "Какво прави менторът.",
        "Първата среща",
        "Как протича първата среща.",
        "На масата",
        "Менторът първо слуша и едва после говори.",
    ),
}


class SoundBook(SmallBook):
    """Right in every language, so that each fault of a test is the only one."""

    def __init__(self, root: Path, locales: tuple[str, ...] = tuple(WORDS)) -> None:
        root.mkdir(parents=True, exist_ok=True)
        super().__init__(root)
        self.site = root / "site"
        self._keep(locales)
        for locale in locales:
            self.fill(locale)

    @classmethod
    def at(cls, root: Path) -> SoundBook:
        """Return the book that stands in a folder."""
        book = cls.__new__(cls)
        book.root, book.config_file, book.site = root, root / "mkdocs.yml", root / "site"
        return book

    def fill(self, locale: str, **given: str) -> None:
        """Write both pages of a language; ``sentence`` replaces the one on the second."""
        start, what, title, how, head, sentence = WORDS[locale]
        sentence = given.get("sentence", sentence)
        title = given.get("title", title)
        self._page(
            locale, "index", start, what, f"[{title}](run/match-start.md#table)\n\n{sentence}"
        )
        text = f"## {head} {{ #table }}\n\n{sentence}"
        self._page(locale, "run/match-start", title, how, text)

    def _page(self, locale: str, page_id: str, title: str, what: str, text: str) -> None:
        source = self.file("en", page_id)
        given: dict[str, object] = {"title": title, "description": what}
        if locale != "en":
            data = source.read_bytes()
            given["source_blob"] = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
        self.write(locale, page_id, f"# {title}\n\n{text}\n", **given, last_reviewed=DAY)

    def _keep(self, locales: tuple[str, ...]) -> None:
        """Declare these languages only."""
        lines = self.config_file.read_text("utf-8").splitlines(keepends=True)
        kept, here = [], ""
        for line in lines:
            if line.startswith("        - locale:"):
                here = line.split(":")[1].strip()
            elif line.startswith("nav:"):
                here = ""
            if not here or here in locales:
                kept.append(line)
        self.config_file.write_text("".join(kept), "utf-8")
        for locale in WORDS:
            if locale not in locales:
                shutil.rmtree(self.root / "docs" / locale)

    def built(self, **given: object) -> Result:
        """Build without paper unless told otherwise."""
        options = {"paper": False, **given}
        return build(self.config_file, self.site, lambda _line: None, **options)  # type: ignore[arg-type]

    def command(self, *options: str, **env: str) -> subprocess.Popen[str]:
        """Start `handbook build` in a process of its own."""
        call = [sys.executable, "-m", "handbook.cli", "build", "-f", str(self.config_file)]
        return subprocess.Popen(
            [*call, *options],
            env={**os.environ, **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


def tree(folder: Path) -> dict[str, str]:
    """Every file of a folder with the hash of what is in it."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
