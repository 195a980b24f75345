"""What the gate refuses of public documentation of other projects.

    python -m benchmarks.honest DIR …

Each folder is a checkout with Markdown files somewhere below it. Every file is judged as one page
of a plain tree by the rules on text (`markup`, `page-cost`, `include`, `plain-values`); printed are
files, lines, refusals by kind and each refusal with its place. No documentation is stored here.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from handbook.book import Book, Edition, Page
from handbook.check.context import Context
from handbook.check.rules import RULES
from handbook.documents import read_text
from handbook.inventory import walk

JUDGES = ("markup", "page-cost", "include", "plain-values")
LARGEST = 1_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, judge, print."""
    parser = argparse.ArgumentParser(description="What the gate refuses of other documentation.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--quiet", action="store_true", help="print the table only")
    options = parser.parse_args(arguments)
    print("| documentation | files | lines | refused | ms a page |")
    print("| --- | ---: | ---: | ---: | ---: |")
    kinds: Counter[str] = Counter()
    for folder in options.folders:
        kinds += judged(folder, options.quiet)
    for message, count in kinds.most_common(30):
        print(f"{count:5} {message}")
    return 0


def judged(folder: Path, quiet: bool) -> Counter[str]:
    """Judge all pages of a folder; count the refusals by what they say."""
    book = Book(folder, folder, (Edition("en", "en", "en", "", True),), (), {})
    context = Context(book, spelling=False)
    rules = [rule for rule in RULES if rule.id in JUDGES]
    files = [e for e in walk(folder) if e.kind == "file" and e.name.endswith((".md", ".markdown"))]
    lines, kinds, places = 0, Counter[str](), []
    started = time.perf_counter()
    for entry in files:
        raw, flaw = read_text(entry.file, LARGEST)
        page = Page(entry.path, "en", entry.file, entry.path, raw, True, flaw)
        lines += raw.count("\n") + 1
        for rule in rules:
            for fault in rule.check(page, context):
                kinds[f"{rule.id}: {fault.message}"] += 1
                places.append(f"{folder.name}/{entry.path}:{fault.line}: {fault.message}")
    each = (time.perf_counter() - started) * 1000 / max(1, len(files))
    print(f"| {folder.name} | {len(files)} | {lines} | {len(places)} | {each:.1f} |")
    if not quiet:
        print(*places, sep="\n")
    return kinds


if __name__ == "__main__":
    sys.exit(main())
