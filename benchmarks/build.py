"""CPU time of rendering beside the stock stack, on the same generated book in the same run.

    python -m benchmarks.build [--pages 200,2000] [--write]

The stock stack is MkDocs with Material, mkdocs-static-i18n and its search, as anyone would set it
up; ours is `render_site` with its search: a process of its own each time, start and imports
included. The text is the same; ours has this project's templates, data and badges on top, and
pages the badges lead to. One edit adds a word to one page. Numbers are CPU seconds of all processes
(user and system), the least of ``--runs``. Check, press and verify are other stages
(`handbook build` tells each one's time). ``--write`` keeps the table in `build.md`.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.book import LANGUAGES, make
from handbook.data import load_sources

ROOT = Path(__file__).parent.parent
_OURS = (
    "import sys; from pathlib import Path; from handbook.site.engine import render_site\n"
    "render_site(Path(sys.argv[1]), Path(sys.argv[2]), cache=Path(sys.argv[3]))"
)
_PLAIN_BADGE = re.compile(r"\[(\w+)\]\(https://sources\.example/\1\)")


@dataclass(frozen=True)
class Times:
    """CPU seconds for a book of so many pages, and what comes out."""

    pages: int
    stock: float
    cold: float
    edit: float
    unchanged: float
    page_bytes: int
    """HTML of a page of 900 words, gzip: the median of the source's pages."""
    megabytes: float

    def rows(self) -> list[str]:
        """Return the rows of the table."""
        n = f"{self.pages:,}"
        return [
            f"| stock, {n} pages | {self.stock:.2f} | |",
            *(
                f"| ours, {n} pages, {what} | {seconds:.2f} | {self.stock / seconds:.1f} × |"
                for what, seconds in (
                    ("cold", self.cold),
                    ("one edit", self.edit),
                    ("nothing changed", self.unchanged),
                )
            ),
        ]


def ours_of(stock: Path) -> Path:
    """Make the book ours: this project's configuration, data and badges; return its file."""
    folder, docs = stock.parent / "ours", stock.parent / "ours" / "docs"
    shutil.copytree(stock.parent / "docs", docs)
    for file in (ROOT / "docs").glob("*.yml"):
        shutil.copy(file, docs)
    for name in ("diagrams", "assets"):
        shutil.copytree(ROOT / "docs" / name, docs / name, dirs_exist_ok=True)
    sources = load_sources(docs / "sources.yml", LANGUAGES)

    def badge(match: re.Match[str]) -> str:
        source = sources.get(match[1])
        return f"[{source.kind}](ref:{source.id})" if source else match[0]

    for page in docs.rglob("*.md"):
        page.write_text(_PLAIN_BADGE.sub(badge, page.read_text("utf-8")), "utf-8")
    nav = yaml.safe_load(stock.read_text("utf-8"))["nav"]
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    text = text[: text.index("\nnav:") + 1] + yaml.safe_dump({"nav": nav})
    overrides = "handbook/site/overrides"
    config = folder / "mkdocs.yml"
    config.write_text(text.replace(f"custom_dir: {overrides}", f"custom_dir: {ROOT / overrides}"))
    return config


def cpu(*command: object) -> float:
    """Run a command; return the CPU seconds of it and its processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    given = [str(part) for part in command]
    done = subprocess.run(given, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def edit(page: Path) -> None:
    """Add a word to the first plain paragraph."""
    text = page.read_text("utf-8")
    changed = re.sub(r"(\n\n[^\W\d_][^\n]*)", r"\1 Edited.", text, count=1)
    if changed == text:
        raise SystemExit(f"{page}: no plain paragraph to edit")
    page.write_text(changed, "utf-8")


def measure(pages: int, runs: int) -> Times:
    """Build a book of so many pages with both."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stock = make(folder / "book", pages)
        config = ours_of(stock)
        site, cache = folder / "site", folder / "cache"
        ours = (sys.executable, "-c", _OURS, config, site, cache)
        plain = (sys.executable, "-m", "mkdocs", "build", "-q", "-f", stock, "-d", folder / "stock")

        def cold() -> float:
            for each in (site, cache):
                shutil.rmtree(each, ignore_errors=True)
            return cpu(*ours)

        def edited() -> float:
            edit(sorted((config.parent / "docs" / "hu").rglob("page-*.md"))[pages // 20])
            return cpu(*ours)

        few = 1 if pages > 500 else runs
        return Times(
            pages,
            _least(few, lambda: cpu(*plain)),
            _least(few, cold),
            _least(runs, edited),
            _least(runs, lambda: cpu(*ours)),
            _median_page(site, config.parent / "docs" / "en"),
            sum(file.stat().st_size for file in site.rglob("*") if file.is_file()) / 1e6,
        )


def _least(runs: int, run: Callable[[], float]) -> float:
    return min(run() for _ in range(runs))


def _median_page(site: Path, docs: Path) -> int:
    sizes = []
    for page in docs.rglob("page-*.md"):
        built = site / page.relative_to(docs).with_suffix("") / "index.html"
        if 850 <= len(page.read_text("utf-8").split()) <= 950:
            sizes.append(len(gzip.compress(built.read_bytes())))
    return sorted(sizes)[len(sizes) // 2] if sizes else 0


def table(times: Sequence[Times]) -> str:
    """Write the table in Markdown."""
    lines = [
        "# Rendering beside the stock stack",
        "",
        "CPU seconds of render and search stages, start of the process included; how many times",
        "less than MkDocs + Material + mkdocs-static-i18n with its search on the same text in the",
        "same run (`python -m benchmarks.build --write`).",
        "",
        "| what | CPU s | stock / ours |",
        "| --- | ---: | ---: |",
        *(row for each in times for row in each.rows()),
        "",
    ]
    for each in times:
        lines.append(
            f"{each.pages:,} pages: {1000 * each.cold / each.pages:.1f} ms a page cold; HTML of a "
            f"900-word page {each.page_bytes / 1000:.1f} kB gzip; whole output "
            f"{each.megabytes:.0f} MB."
        )
    return "\n".join([*lines, ""])


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description="CPU time of rendering beside the stock stack.")
    parser.add_argument("--pages", default="200,2000", help="sizes of book, with commas")
    parser.add_argument("--runs", type=int, default=3, help="runs of what is quick; least counts")
    parser.add_argument("--write", action="store_true", help="keep the table in build.md")
    options = parser.parse_args(arguments)
    text = table([measure(int(size), options.runs) for size in options.pages.split(",")])
    print(text)
    if options.write:
        Path(__file__).with_suffix(".md").write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
