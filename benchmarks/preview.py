"""Time from saving a page to its being served, by the clock, as `scripts/serve` does it.

    python -m benchmarks.preview [--pages 200] [--saves 30] [--write]

A generated book is served by `handbook serve` in a process of its own. Each save adds a line to a
page; the clock runs from before the file is written until the new page has been fetched, as the
browser does it that waits for the next version. Between two saves the search catches up.
``--write`` keeps the line in `preview.md`, with the load of the machine.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.book import make
from benchmarks.build import ROOT, ours_of

_REST = 1.0
"""Seconds between two saves, after the page has been served."""
_ASK = "/.handbook/version"


def get(address: str) -> str:
    """Return what is served at an address."""
    with urllib.request.urlopen(address, timeout=120) as answer:
        return str(answer.read().decode())


def saved(page: Path, address: str, base: str, number: int) -> float:
    """Save a page with a new word; return the seconds until it is served."""
    known = int(re.findall(r'"version": (\d+)', get(f"{base}{_ASK}?none"))[0])
    word = f"Saved{number}word"
    text = f"{page.read_text('utf-8').rstrip()}\n\n{word}.\n"
    started = time.monotonic()
    page.write_text(text, "utf-8")
    while word not in get(address):
        get(f"{base}{_ASK}?{known}")
    return time.monotonic() - started


def measure(pages: int, saves: int) -> list[float]:
    """Serve a book of so many pages and save some of them, one after the other."""
    with tempfile.TemporaryDirectory() as name:
        config = ours_of(make(Path(name) / "book", pages))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "handbook.cli", "serve", "-f", str(config)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        with subprocess.Popen(
            [*command, "--address", f"127.0.0.1:{port}"],
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        ) as server:
            assert server.stdout
            next(line for line in server.stdout if line.startswith("http://"))
            base = f"http://127.0.0.1:{port}"
            found = sorted((config.parent / "docs" / "hu").rglob("page-*.md"))
            taken = []
            for number in range(saves):
                page = found[number % len(found)]
                place = page.relative_to(config.parent / "docs").with_suffix("").as_posix()
                taken.append(saved(page, f"{base}/{place}/", base, number))
                time.sleep(_REST)
            server.terminate()
        return taken


def line(pages: int, taken: Sequence[float], load: str) -> str:
    """Say it in a line of Markdown."""
    ordered = sorted(taken)
    late = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return (
        f"From saving a page to its being served, {pages:,} pages, {len(taken)} saves: median "
        f"{statistics.median(ordered):.2f} s, 95 of 100 within {late:.2f} s (asked for: 0.3 s); "
        f"load of two cores before and after: {load}."
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description="Time from saving a page to its being served.")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--saves", type=int, default=30)
    parser.add_argument("--write", action="store_true", help="keep the line in preview.md")
    options = parser.parse_args(arguments)
    before = os.getloadavg()[0]
    taken = measure(options.pages, options.saves)
    text = line(options.pages, taken, f"{before:.1f} and {os.getloadavg()[0]:.1f}")
    print(text)
    if options.write:
        head = "# The live preview\n\n`python -m benchmarks.preview --write`\n\n"
        Path(__file__).with_suffix(".md").write_text(f"{head}{text}\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
