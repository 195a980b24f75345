"""Make a book of any size: a folder-structured mkdocs-static-i18n site with real-looking pages.

    python benchmarks/book.py --pages 2000 --out DIR [--languages en,hu,sr,lv,bg] [--seed N]
                              [--words N]

``--pages`` counts Markdown files in all languages together: 2,000 are 400 pages in each of five
languages. A page has about 900 words, or ``--words`` (counted in the source language): whole
sections of this project's own pages, put together anew, the same sections in the same order in
every language, so that a parity checker has nothing to find. Every section stands at most once on
a page; heading ids and footnote labels carry the section's number; links lead to pages and
headings of the new book; badges become plain links. Glossary and numbers to call are the real
ones. The same seed gives the same bytes.

Plain ``mkdocs build --strict -f DIR/mkdocs.yml`` builds it with the stock plugins alone.
Sections recur on many pages: a cache keyed by block, not by page, looks better here than on a
book whose every paragraph is new.
"""

from __future__ import annotations

import argparse
import hashlib
import posixpath
import re
import sys
import zlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.units import Unit, real_book, units
from handbook.book import Book

LANGUAGES = ("en", "hu", "sr", "lv", "bg")
PARTS = ("understand", "design", "run", "groups", "ref", "evaluate", "sustain", "tools")
PAGE_WORDS = 900
LINK = re.compile(r"(?<=\]\()([^)\s]+)(?=\))")
FOOTNOTE = re.compile(r"\[\^(\w+)\]")
DATA = ("glossary.yml", "helplines.yml")
"""Data files that rules of the checker read; the site does not publish them."""
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><title>{0}</title>'
    '<rect width="96" height="46" x="2" y="2" fill="none" stroke="#000"/>'
    '<text x="50" y="30" text-anchor="middle">{0}</text></svg>\n'
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What one page is made of, in every language alike; ``number`` counts from 0."""

    id: str
    number: int
    part: str
    units: tuple[Unit, ...]

    @property
    def anchors(self) -> list[str]:
        """Its heading ids."""
        return [_anchor(unit) for unit in self.units]


def make(
    out: Path,
    files: int,
    languages: tuple[str, ...] = LANGUAGES,
    seed: int = 0,
    words: int = PAGE_WORDS,
) -> Path:
    """Write a book of about ``files`` Markdown files into ``out``; return its configuration.

    ``words`` is the length of a page in the first language.

    Raises:
        FileExistsError: when ``out`` holds anything already.

    """
    if out.exists() and any(out.iterdir()):
        raise FileExistsError(f"{out} is not empty; name a new folder")
    real = real_book()
    stock = units(real, languages)
    plans = _plans(stock, max(2, files // len(languages)), Random(seed), words)
    for plan in plans:
        source = ""
        for language in languages:
            text = _page(plan, plans, real, language, source)
            source = source or text
            _write(out / "docs" / language / f"{plan.id}.md", text)
    for name in DATA:
        _write(out / "docs" / name, (real.docs / name).read_text("utf-8"))
    _pictures(out / "docs" / "assets", plans, languages[0])
    _write(out / "mkdocs.yml", _config(plans, real, languages))
    return out / "mkdocs.yml"


def _plans(stock: list[Unit], count: int, rng: Random, words: int) -> list[Plan]:
    ids = ["index"]
    for number in range(1, count):
        part = PARTS[(number - 1) * len(PARTS) // max(1, count - 1)]
        ids.append(f"{part}/page-{number:04d}")
    pile: list[Unit] = []
    plans = []
    for number, page_id in enumerate(ids):
        part = posixpath.dirname(page_id) or "start"
        plans.append(Plan(page_id, number, part, _draw(pile, stock, rng, words)))
    return plans


def _draw(pile: list[Unit], stock: list[Unit], rng: Random, length: int) -> tuple[Unit, ...]:
    """Take units from the shuffled pile up to the length of a page, none like another."""
    taken: list[Unit] = []
    passed: list[Unit] = []
    seen: set[str] = set()
    words = 0
    while words < length - 60:
        if not pile:
            pile += rng.sample(stock, len(stock))
        unit = pile.pop()
        if seen & unit.lines:
            passed.append(unit)
            continue
        taken.append(unit)
        seen |= unit.lines
        words += unit.words
    pile.extend(passed)
    return tuple(taken)


def _anchor(unit: Unit) -> str:
    return f"{unit.id}-{unit.number:03d}"


def _page(plan: Plan, plans: list[Plan], real: Book, language: str, source: str) -> str:
    model = real.pages[language, plan.units[0].page]
    title = f"{model.title} {plan.number + 1}"
    meta: dict[str, Any] = {
        "title": title,
        "description": str(model.meta["description"]),
        "part": plan.part,
        "last_reviewed": date(2026, 11, 21),
    }
    if source:
        meta |= {"source_blob": _blob(source), "status": "draft"}
    front = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=1000)
    body = "\n".join(
        _section(unit, plan, plans, language, first=unit is plan.units[0]) for unit in plan.units
    )
    return f"---\n{front}---\n\n# {title}\n\n{body}"


def _section(unit: Unit, plan: Plan, plans: list[Plan], language: str, first: bool) -> str:
    """Head and text of a unit on its new page, ids and links fitted to it."""
    text = FOOTNOTE.sub(rf"[^\g<1>{unit.number}]", unit.texts[language])
    text = LINK.sub(lambda link: _target(link[1], unit, plan, plans), text)
    level = 2 if first else unit.level
    return f"{'#' * level} {unit.heads[language]} {{ #{_anchor(unit)} }}\n\n{text}"


def _target(old: str, unit: Unit, plan: Plan, plans: list[Plan]) -> str:
    """Where a link of the real page leads in the new book: the same in every language."""
    scheme, _, name = old.partition(":")
    folder = posixpath.dirname(plan.id)
    if scheme == "diagram":
        return posixpath.relpath(f"assets/{name.lower()}.svg", f"en/{folder}")
    if name:
        return old
    dice = Random(zlib.crc32(f"{plan.id} {unit.number} {old}".encode()))
    if old.startswith("#"):
        return f"#{dice.choice(plan.anchors)}"
    goal = dice.choice(plans)
    if goal is plan:
        return f"#{dice.choice(plan.anchors)}"
    path = posixpath.relpath(f"{goal.id}.md", folder or ".")
    return f"{path}#{dice.choice(goal.anchors)}" if "#" in old else path


def _blob(text: str) -> str:
    """Git's id of a file with this text."""
    data = text.encode()
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _pictures(folder: Path, plans: list[Plan], language: str) -> None:
    for plan in plans:
        for unit in plan.units:
            for name in re.findall(r"\(diagram:(\w+)\)", unit.texts[language]):
                _write(folder / f"{name.lower()}.svg", PICTURE.format(name))


def _config(plans: list[Plan], real: Book, languages: tuple[str, ...]) -> str:
    nav: list[Any] = ["index.md"]
    for part in PARTS:
        pages = [f"{plan.id}.md" for plan in plans if plan.part == part]
        nav += [{part: pages}] if pages else []
    config = {
        "site_name": "A generated book",
        "site_url": "https://book.example/",
        "docs_dir": "docs",
        "site_dir": "site",
        "exclude_docs": "/*.yml\n",
        "validation": {
            "nav": {"omitted_files": "warn", "not_found": "warn", "absolute_links": "warn"},
            "links": {"not_found": "warn", "anchors": "warn", "unrecognized_links": "warn"},
        },
        "theme": {"name": "material", "language": languages[0], "font": False},
        "markdown_extensions": [
            *("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"),
            {"pymdownx.escapeall": {"hardbreak": True}},
            {"toc": {"permalink": True, "toc_depth": 3}},
        ],
        "plugins": [
            "search",
            {"i18n": {"docs_structure": "folder", "languages": _editions(real, languages)}},
        ],
        "nav": nav,
    }
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=1000)


def _editions(real: Book, languages: tuple[str, ...]) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    for language in languages:
        edition = real.edition(language)
        entry: dict[str, Any] = {"locale": language, "name": edition.name}
        entry |= {"default": True} if language == languages[0] else {}
        # stock Material has no Latin Serbian: its words are Cyrillic there, its size the same
        entry |= {"theme": {"language": edition.tag.split("-")[0]}}
        entries.append(entry | {"nav_translations": dict(edition.sections)})
    return entries


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def main() -> None:
    """Read the command line, make the book, say where it is."""
    parser = argparse.ArgumentParser(description="Make a book of any size.")
    what = "Markdown files in all languages together (400 ids in five languages are 2000)"
    parser.add_argument("--pages", type=int, required=True, help=what)
    parser.add_argument("--out", type=Path, required=True, help="a new or empty folder")
    parser.add_argument("--languages", default=",".join(LANGUAGES), help="the first is the source")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--words", type=int, default=PAGE_WORDS, help="words a page")
    options = parser.parse_args()
    try:
        languages = tuple(options.languages.split(","))
        print(make(options.out, options.pages, languages, options.seed, options.words))
    except (FileExistsError, KeyError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
