"""Sections of the real book, cut so that they can be put together anew in every language alike.

A unit is one section (heading and what follows, up to the next heading) that has the same shape
in every edition. Units are what `benchmarks/book.py` builds pages from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.book import Book, Page, read

ROOT = Path(__file__).parent.parent
HEADING = re.compile(r"^(#{2,3}) (.+?) \{ #([a-z0-9-]+) \}\n", re.MULTILINE)
INNER = re.compile(r"^#{4,} ", re.MULTILINE)
BADGE = re.compile(r"\[\w+\]\(ref:(\w+)\)")
COMMENT = re.compile(r"^<!--.*-->\n?", re.MULTILINE)
GAP = re.compile(r"\n{3,}")
WORDS = (30, 450)
"""A section shorter or longer than this (in source words) makes no unit."""
TELLING = 15
"""A line this long must not stand twice on a page, or it would look copied by mistake."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One section in every language; ``texts`` have no heading line, ``heads`` are its words."""

    number: int
    id: str
    level: int
    page: str
    heads: dict[str, str]
    texts: dict[str, str]
    words: int
    lines: frozenset[str]
    """What must not stand twice on one page: its heads and telling lines in all languages."""


def real_book(config: Path = ROOT / "mkdocs.yml") -> Book:
    """Read the book of this project."""
    return read(config)


def units(book: Book, languages: tuple[str, ...]) -> list[Unit]:
    """All sections with the same shape in all ``languages``, in the book's order."""
    found: list[Unit] = []
    for page_id in book.nav:
        pages = {language: book.page(language, page_id) for language in languages}
        if all(pages.values()):
            found += _page_units({k: page for k, page in pages.items() if page}, len(found))
    return found


def _page_units(pages: dict[str, Page], first: int) -> Iterator[Unit]:
    cut = {language: dict(_sections(page.text)) for language, page in pages.items()}
    source = next(iter(cut))
    for heading_id, (level, _, text) in cut[source].items():
        if any(heading_id not in sections for sections in cut.values()):
            continue
        texts = {language: sections[heading_id][2] for language, sections in cut.items()}
        if len({_shape(text) for text in texts.values()}) > 1 or not _usable(text):
            continue
        heads = {language: sections[heading_id][1] for language, sections in cut.items()}
        lines = frozenset(_telling([*heads.values(), *texts.values()]))
        words = len(text.split())
        page_id = pages[source].id
        yield Unit(first, heading_id, level, page_id, heads, texts, words, lines)
        first += 1


def _sections(text: str) -> Iterator[tuple[str, tuple[int, str, str]]]:
    """Heading id → level, words of the heading, text below it made fit for stock MkDocs."""
    heads = list(HEADING.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=False):
        body = text[head.end() : end]
        body = BADGE.sub(r"[\1](https://sources.example/\1)", COMMENT.sub("", body))
        yield head[3], (len(head[1]), head[2], GAP.sub("\n\n", body.strip("\n")) + "\n")


def _usable(text: str) -> bool:
    words = len(text.split())
    return WORDS[0] <= words <= WORDS[1] and not INNER.search(text) and "<div" not in text


def _shape(text: str) -> str:
    """One letter a line: what kind of line it is, and how deep."""
    marks = []
    for line in text.split("\n"):
        bare = line.lstrip()
        kind = bare[:1] if bare[:1] in "|-!#<" else "1" if re.match(r"\d+\. ", bare) else "p"
        cells = line.count("|") if kind == "|" else ""
        marks.append(f"{len(line) - len(bare)}{kind}{cells}" if bare else ".")
    return " ".join(marks)


def _telling(texts: Iterable[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        for line in text.split("\n"):
            bare = line.strip().lower()
            if len(bare) >= TELLING or (bare and "\n" not in text):
                yield f"{number}:{bare}"
