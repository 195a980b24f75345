"""CPU time of rendering beside the stock stack, on the same generated book in the same run.

    python -m benchmarks.build [--pages 200,2000] [--write]

The stock stack is MkDocs with Material, mkdocs-static-i18n and its search, as anyone would set it
up; ours is `render_site` with its search: a process of its own each time, start and imports
included. The text is the same; ours has this project's templates, data, badges and crisis card on
top. Cold means that nothing of the book is kept; the fonts are there, which set-up makes once for
an environment, and a further row makes them, too. One edit adds a word to one page. Numbers are
CPU seconds of all processes (user and system), the least of ``--runs``, the stacks in turn.
The other stages of the pipeline (`benchmarks/stages.py`) are beside them, paper apart
(`printing.md`). ``--write`` keeps the table in `build.md`; what is written there below the line
stays.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.book import LANGUAGES, make
from handbook.build.pipeline import kind
from handbook.data import load_sources
from handbook.site.fonts import font_store

ROOT = Path(__file__).parent.parent
_OURS = (
    "import sys; from pathlib import Path; from handbook.site.engine import render_site\n"
    "render_site(Path(sys.argv[1]), Path(sys.argv[2]), cache=Path(sys.argv[3]))"
)
_PIPELINE = (sys.executable, "-m", "benchmarks.stages")
_PLAIN_BADGE = re.compile(r"\[(\w+)\]\(https://sources\.example/\1\)")


@dataclass(frozen=True)
class Times:
    """CPU seconds for a book of so many pages, and what comes out."""

    pages: int
    stock: float
    cold: float
    with_fonts: float
    """Cold, and the fonts made as well."""
    edit: float
    unchanged: float
    whole: float
    """The whole pipeline with nothing changed."""
    stages: dict[str, float]
    """The other stages, cold."""
    edited: dict[str, float]
    """The other stages after one edit."""
    page_bytes: int
    """HTML of a page of 900 words, gzip: the median of the source's pages."""
    sizes: dict[str, int]
    """Bytes by kind of file."""

    def rows(self) -> list[str]:
        """Return the rows of the table."""
        n = f"{self.pages:,}"
        return [
            f"| stock, {n} pages | {self.stock:.2f} | |",
            *(
                f"| ours, {n} pages, {what} | {seconds:.2f} | {self.stock / seconds:.1f} × |"
                for what, seconds in (
                    ("cold", self.cold),
                    ("cold, fonts too", self.with_fonts),
                    ("one edit", self.edit),
                    ("nothing changed", self.unchanged),
                    ("nothing changed, whole pipeline", self.whole),
                )
            ),
        ]

    def beside(self) -> list[str]:
        """Return the rows of the other stages."""
        return [
            f"| {name}, {self.pages:,} pages | {self.stages[name]:.2f} | "
            f"{self.edited.get(name, 0):.2f} |"
            for name in self.stages
            if name not in ("render", "search")
        ]

    def words(self) -> str:
        """Say how much a page costs, and how much comes out."""
        sizes = " · ".join(f"{kind} {count / 1e6:.1f} MB" for kind, count in self.sizes.items())
        return (
            f"{self.pages:,} pages: {1000 * self.cold / self.pages:.1f} ms a page cold; HTML of a "
            f"900-word page {self.page_bytes / 1000:.1f} kB gzip; {sizes}."
        )


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
    for language in LANGUAGES:
        shutil.copy(ROOT / "docs" / language / "crisis-card.md", docs / language)
    text = text[: text.index("\nnav:") + 1] + yaml.safe_dump({"nav": [*nav, "crisis-card.md"]})
    overrides = "handbook/site/overrides"
    config = folder / "mkdocs.yml"
    config.write_text(text.replace(f"custom_dir: {overrides}", f"custom_dir: {ROOT / overrides}"))
    return config


def _environment() -> dict[str, str]:
    """Return the environment of both stacks; byte code is kept, as Python does by itself."""
    ours = {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}
    return {**os.environ, **ours}


def cpu(*command: object) -> float:
    """Run a command; return the CPU seconds of it and its processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    given = [str(part) for part in command]
    done = subprocess.run(given, capture_output=True, text=True, check=False, env=_environment())
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
        page = sorted((config.parent / "docs" / "hu").rglob("page-*.md"))[pages // 20]

        def cold() -> float:
            for each in (site, cache, config.parent / ".build"):
                shutil.rmtree(each, ignore_errors=True)
            return cpu(*ours)

        def edited() -> float:
            edit(page)
            return cpu(*ours)

        def with_fonts() -> float:
            shutil.rmtree(font_store(config.parent))
            return cold()

        times = 2 if pages > 500 else runs
        in_turn = [(cpu(*plain), cold(), with_fonts()) for _ in range(times)]
        changed = _least(runs, edited)
        unchanged = _least(runs, lambda: cpu(*ours))
        stages = _stages(config)
        edit(page)
        after = _stages(config)
        whole = _least(runs, lambda: cpu(*_PIPELINE, config))
        return Times(
            pages,
            *map(min, zip(*in_turn, strict=True)),
            changed,
            unchanged,
            whole,
            stages,
            after,
            _median_page(site, config.parent / "docs" / "en"),
            _sizes((config.parent / "site").resolve()),
        )


def _stages(config: Path) -> dict[str, float]:
    """Build as a whole; return the CPU seconds of each stage that was run."""
    command = [str(part) for part in (*_PIPELINE, config)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment())
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _sizes(site: Path) -> dict[str, int]:
    """Return the bytes of a site by kind of file, as a build sums them up."""
    counted: Counter[str] = Counter()
    for file in site.rglob("*"):
        if file.is_file():
            counted[kind(file.relative_to(site).as_posix())] += file.stat().st_size
    names = {"pages": "HTML"}
    return {names.get(each, each): counted[each] for each in sorted(counted)}


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
        "| other stages of `handbook build`, CPU s | cold | one edit |",
        "| --- | ---: | ---: |",
        *(row for each in times for row in each.beside()),
        "",
        *(line for each in times for line in (each.words(), "")),
    ]
    return "\n".join(lines)


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
        file = Path(__file__).with_suffix(".md")
        _, line, below = file.read_text("utf-8").partition("\n---\n")
        file.write_text(f"{text}{line}{below}", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
