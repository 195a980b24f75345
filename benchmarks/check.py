"""CPU time of `handbook check` beside that of stock `mkdocs build` of the same pages.

    python benchmarks/check.py [--pages 200] [--write]

Makes two generated books, of so many Markdown files and of twice as many, and runs over each in
turn: the checker cold (an empty cache, spelling off), the checker again with nothing changed, and
stock `mkdocs build`. All numbers are CPU seconds of the processes (user and system), so that they
may be compared on a busy machine; only the ratios mean something elsewhere. ``--write`` keeps the
table in `benchmarks/check.md`. The issue's targets (cold at most a fifth of the build, unchanged
at most a tenth of cold, growth linear) are for 2,000 files: ``--pages 1000`` or more.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.book import make

BIN = Path(sys.executable).parent
COLD, UNCHANGED, GROWTH = 1 / 5, 1 / 10, 2.2
"""Targets: cold to build, unchanged to cold, twice the files to once (2 is linear)."""
HEAD = (
    "| files | check, cold | files a second | unchanged | of cold | mkdocs build "
    "| cold of build | findings |"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU seconds for one book, and how many errors and warnings the checker reported."""

    files: int
    cold: float
    unchanged: float
    build: float
    findings: int

    def row(self) -> str:
        """One line of the table."""
        return (
            f"| {self.files} | {self.cold:.2f} s | {self.files / self.cold:.0f} "
            f"| {self.unchanged:.2f} s | {self.unchanged / self.cold:.0%} | {self.build:.1f} s "
            f"| {self.cold / self.build:.0%} | {self.findings} |"
        )


def cpu(command: Sequence[str | Path], cache: Path) -> tuple[float, str]:
    """Run a command; return its CPU seconds and what it printed.

    Raises:
        SystemExit: when it fails other than by finding errors.

    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode > 1:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stderr[-2000:]}")
    seconds = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return seconds, done.stdout


def measure(folder: Path, files: int) -> Measured:
    """Make a book and measure on it."""
    config = make(folder / f"book-{files}", files)
    made = sum(1 for _ in config.parent.rglob("docs/*/**/*.md"))
    cache = folder / f"cache-{files}"
    check: list[str | Path] = [
        BIN / "handbook",
        "check",
        "--no-spelling",
        "--format",
        "json",
        "-f",
        config,
    ]
    cold, report = cpu(check, cache)
    unchanged, again = cpu(check, cache)
    if report != again:
        raise SystemExit("the second run reports something else than the first")
    build, _ = cpu([BIN / "mkdocs", "build", "--strict", "-q", "-f", config], cache)
    findings = [f for f in json.loads(report)["findings"] if f["severity"] != "info"]
    return Measured(made, cold, unchanged, build, len(findings))


def table(rows: Sequence[Measured]) -> str:
    """Write the table in Markdown, with the growth between its rows."""
    rule = "| ---: " * (HEAD.count("|") - 1) + "|"
    first, last = rows[0], rows[-1]
    growth = f"{last.files / first.files:.1f} times the files"
    words = (
        f"{growth}: cold check {last.cold / first.cold:.1f} times, "
        f"mkdocs build {last.build / first.build:.1f} times the CPU time."
    )
    head = ["# CPU time of the checker beside stock MkDocs", "", HEAD, rule]
    return "\n".join([*head, *(row.row() for row in rows), "", words, ""])


def missed_targets(rows: Sequence[Measured]) -> list[str]:
    """Say what falls short of the issue's targets, on the largest book."""
    first, last = rows[0], rows[-1]
    growth = last.cold / first.cold / (last.files / first.files) * 2
    checks = [
        (last.cold / last.build, COLD, "cold check to build"),
        (last.unchanged / last.cold, UNCHANGED, "unchanged to cold"),
        (growth, GROWTH, "growth for twice the files"),
    ]
    return [f"{what}: {is_:.2f}, target {most:.2f}" for is_, most, what in checks if is_ > most]


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description="CPU time of the checker beside stock MkDocs.")
    parser.add_argument("--pages", type=int, default=200, help="Markdown files of the first book")
    parser.add_argument("--write", action="store_true", help="keep the table in check.md")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        rows = [measure(Path(folder), files) for files in (options.pages, 2 * options.pages)]
    text = table(rows)
    print(text)
    if options.write:
        Path(__file__).with_suffix(".md").write_text(text, "utf-8")
    missed = missed_targets(rows)
    print("\n".join(["Targets missed:", *missed] if missed else ["All targets met."]))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
