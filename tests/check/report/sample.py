"""A small tree of pages and a report over it: every shape a finding can have."""

from __future__ import annotations

import random
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from handbook.book import Edition
from handbook.check.model import Edit, Finding, Place, Rule, Severity
from handbook.check.report import Matrix, Report, file_lines

PAGES = {
    "docs/en/run/match-start.md": """# Match and start { #page-title }

The first meeting takes 45 minutes. In 2021, 4.7 million young people were asked, and most of \
them said that they would rather talk to somebody of their own age than to an adult; this is why \
a peer is there from the first day on.

| When | Who |
| --- | --- |
| Day 1 | mentor |
""",
    "docs/hu/run/match-start.md": """# Párosítás és kezdés { #page-title }

Az első találkozó 54 perc. 2021-ben 4,7 millió fiatalt kérdeztek meg, és a legtöbben azt mondták, \
hogy szívesebben beszélnek valakivel a saját korosztályukból, mint egy felnőttel; ezért van ott \
az első naptól egy „kortárs" is.

| Mikor | Ki |
| --- | --- |
| 1. nap | |
""",
    "docs/bg/run/match-start.md": """# Начало { #page-title }

Това e едно начало.
\tНула\u200bширина и 100% <b>текст</b>.
""",
    "docs/bg/run/a b#c.md": "# Път\n",
    "docs/glossary.yml": "- id: peer\n  bg: връстник\n",
}

EDITIONS = (
    Edition("en", "English", "en", "Handbook", True),
    Edition("hu", "Magyar", "hu", "Kézikönyv", False),
    Edition("lv", "Latviešu", "lv", "Rokasgrāmata", False),
    Edition("bg", "Български", "bg", "Наръчник", False),
)


def rule(name: str, severity: Severity, summary: str, text: str = "") -> Rule:
    return Rule(name, severity, "pair", summary, text, lambda _pair, _context: iter(()))


RULES = (
    rule("figures", Severity.ERROR, "Numbers agree with the source.", "Why: a wrong number harms."),
    rule("mixed-script", Severity.ERROR, "Letters of a word are of one script."),
    rule("quotes", Severity.WARNING, "Quotation marks follow the language."),
    rule("page-missing", Severity.WARNING, "Every page is in every edition."),
    rule("glossary", Severity.INFO, "Entries are complete."),
)

EN, HU, BG = (f"docs/{locale}/run/match-start.md" for locale in ("en", "hu", "bg"))

KORTARS = PAGES[HU].split("\n")[2].index("„") + 1


def _finding(rule: str, severity: str, path: str, line: int, column: int, **more: Any) -> Finding:
    edition = path.split("/")[1] if path.count("/") > 1 else ""
    return Finding(rule, Severity(severity), edition, path, line, column, **more)


FINDINGS = (
    _finding(
        "page-missing",
        "warning",
        "docs/lv/run/match-start.md",
        1,
        1,
        message="The page is missing in Latviešu.",
        fix="Translate docs/en/run/match-start.md.",
        source=Place(EN),
    ),
    _finding(
        "figures",
        "error",
        HU,
        3,
        19,
        message="“54” stands here; English has “45”.",
        fix="Write “45”.",
        source=Place(EN, 3, 25),
    ),
    _finding(
        "quotes",
        "warning",
        HU,
        3,
        KORTARS,
        message='“„kortárs"” ends with a straight mark.',
        fix="Write „kortárs”.",
        edit=Edit(3, KORTARS, 9, "„kortárs”"),
    ),
    _finding("table-cell", "error", HU, 7, 1, message="A cell is empty.", source=Place(EN, 7)),
    _finding(
        "mixed-script",
        "error",
        BG,
        3,
        6,
        message="“e” is a Latin letter.",
        fix="Write the Cyrillic “е”.",
        edit=Edit(3, 6, 1, "е"),
    ),
    _finding(
        "zero-width",
        "error",
        BG,
        4,
        6,
        message="An unseen character, 100% unwanted: <b>\u200b</b>, between “Нула” and “ширина”.",
    ),
    _finding("title", "info", "docs/bg/run/a b#c.md", 1, 3, message="Path: odd, 50%."),
    _finding("glossary", "info", "docs/glossary.yml", 2, 7, message="No “hu” for “връстник”."),
)

MATRIX: Matrix = {
    "run/match-start": {
        "en": {"state": "source"},
        "hu": {"state": "stale", "stale": 3, "blocks": 41, "errors": 2, "warnings": 1},
        "lv": {"state": "missing", "warnings": 1},
        "bg": {"state": "draft", "errors": 2},
    },
    "run/a b#c": {"bg": {"state": "reviewed"}, "en": {"state": "source"}},
    "index": {"en": {"state": "source"}, "hu": {"state": "unheard-of"}, "bg": {"state": "fresh"}},
}


def write(root: Path) -> None:
    """Write the pages below ``root``."""
    for path, text in PAGES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


def sample(root: Path, **changes: Any) -> Report:
    """Make the report over the pages in ``root``."""
    parts: dict[str, Any] = {
        "findings": FINDINGS,
        "pages": 90,
        "rules": RULES,
        "line_of": file_lines(root),
        "matrix": MATRIX,
        "editions": EDITIONS,
    }
    return Report(**{**parts, **changes})


WORDS = (
    *("а", "peer", "talks", "to", "mentor", "párosítás", "свързване", "biedrs"),
    *("12", "4,7", "%", "and", "the", "week", "“so”", "(és)"),
)


def many(count: int, pages: int = 60) -> Report:
    """Make a report with ``count`` findings on pages that exist only in memory."""
    dice = random.Random(7)
    texts: dict[str, list[str]] = {}

    def line_of(path: str, number: int) -> str | None:
        if path not in texts:
            sizes = dice.choices((0, 6, 90), k=80)
            texts[path] = [" ".join(dice.choices(WORDS, k=size)) for size in sizes]
        return texts[path][number - 1] if 0 < number <= 80 else None

    found = []
    for _ in range(count):
        locale, page = dice.choice(("hu", "lv", "bg")), f"part/page-{dice.randrange(pages)}"
        line, chosen = dice.randrange(1, 80), dice.choice(RULES)
        found.append(
            _finding(
                chosen.id,
                chosen.severity,
                f"docs/{locale}/{page}.md",
                line,
                dice.randrange(1, 200),
                message="“és” and “week” do not agree with what stands in English.",
                fix=dice.choice((None, "Write what the English page says, in your own words.")),
                source=dice.choice((None, Place(f"docs/en/{page}.md", line))),
            )
        )
    states = SimpleNamespace(all=("missing", "stale", "draft", "reviewed"))
    matrix: Matrix = {
        f"part/page-{number}": {
            "en": {"state": "source"},
            **{
                locale: {
                    "state": dice.choice(states.all),
                    "errors": sum(
                        f.severity == Severity.ERROR
                        and f.path == f"docs/{locale}/part/page-{number}.md"
                        for f in found
                    ),
                }
                for locale in ("hu", "lv", "bg")
            },
        }
        for number in range(pages)
    }
    return Report(tuple(found), 4 * pages, RULES, line_of, matrix, EDITIONS)
