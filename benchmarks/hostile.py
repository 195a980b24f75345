"""How long 100 kB of hostile text takes through the whole checker: python benchmarks/hostile.py.

Prints CPU seconds for each kind of page beside a real source and, next to it, for a quarter of it:
about four times is linear, sixteen quadratic. The goal is under one second a page.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

from handbook.book import Page, read
from handbook.check.context import Context
from handbook.check.engine import judge
from handbook.check.pair import Side

ROOT = Path(__file__).parents[1]
SIZE = 100_000
PIECES = {
    "brackets": "[",
    "open links": "[a](b ",
    "open images": "![](",
    "backticks of all lengths": "".join("`" * n + " " for n in range(1, 440)),
    "open comments": "<!--",
    "open tags": "<a",
    "asterisks and underscores": "*_",
    "bold left open": "**a ",
    "backslashes": "\\",
    "ampersands": "&",
    "braces": "{#",
    "one-letter list items": "- a\n",
    "numbered items": "1. a\n",
    "quotations": "> ",
    "deep indentation": "    ",
    "cells in one row": "|a",
    "rows": "| a | b |\n",
    "boxes": "!!! a\n    ",
    "notes": "[^a]: b\n\n",
    "references to notes": "[^a]",
    "headings": "## a\n\n",
    "headings with one id": "## a { #a }\n\n",
    "digits": "1",
    "digits and commas": "1,",
    "dots": "1.",
    "dashes": "1 - ",
    "spaces": " ",
    "straight quotes": '"a ',
    "opening quotes": "„a ",
    "closing quotes": "a” ",
    "one long word": "á",
    "words": "fiatal mentor ",
    "short paragraphs": "Egy.\n\n",
    "Cyrillic and Latin": "аa",
    "combining marks": "a\u0301",
    "zero-width spaces": "\u200b",
    "mojibake": "Ã¡",
    "helpline digits": "116 11",
    "percent": "5%",
    "TODO": "TODO ",
    "addresses": "https://a ",
    "at signs": "a@",
}


def seconds(page: Page, source: Page, context: Context) -> float:
    """CPU seconds of judging one page beside its source."""
    started = time.process_time()
    judge(page, Side(page), Side(source), context)
    return time.process_time() - started


def main() -> None:
    """Print the table, the slowest first."""
    book = read(ROOT / "mkdocs.yml")
    context = Context(book, spelling=False)
    page, source = (book.pages[locale, "run/match-start"] for locale in ("hu", "en"))
    seconds(page, source, context)  # tables are loaded once
    rows = []
    for name, piece in PIECES.items():
        print(name, end="\r", file=sys.stderr, flush=True)
        whole = (piece * (SIZE // len(piece) + 1))[:SIZE]
        took = [
            seconds(replace(page, raw=text), source, context)
            for text in (whole[: SIZE // 4], whole)
        ]
        rows.append((took[1], took[0], name))
    print("| 100 kB of | seconds | a quarter | ratio |\n| --- | ---: | ---: | ---: |")
    for long, short, name in sorted(rows, reverse=True):
        print(f"| {name} | {long:.2f} | {short:.2f} | {long / max(short, 0.001):.1f} |")


if __name__ == "__main__":
    main()
