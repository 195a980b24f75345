"""What the press costs beside a plain WeasyPrint run and beside mkdocs-with-pdf.

    python -m benchmarks.printing [--pages 41] [--peer [DIR]] [--peer-pages 8] [--write]

One edition: a generated book is printed cold, again with nothing changed, and again after one
paragraph of one chapter was edited in Markdown, and then edited once more; between these two runs
WeasyPrint alone sets the same book as one document, with page numbers as stock CSS makes them
(and, at the end, without any; `benchmarks.plain` says what is in it). The HTML of the plain run is
made beforehand and not counted. On our side everything counts from the start of Python: reading
the book, joining, gates, EPUB.

With ``--peer``, five editions: every chapter and book printed cold, beside the books alone of
mkdocs-with-pdf (`benchmarks.peer`; ``DIR`` keeps its environment), over the same Markdown.

CPU seconds are those of all processes, user and system; memory is the largest resident size any
one process reached. ``--write`` keeps the tables in `printing.md`. The issue asks for one edited
chapter at least 15 times faster than the plain run, five editions cold no slower than the
peer's books, nothing set again when nothing changed, and at most 130 MB a worker.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import peer
from benchmarks.book import LANGUAGES, make
from benchmarks.measured import Run, measure

ROOT = Path(__file__).parent.parent
_ENV = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": ""}
"""Modules are compiled once, as they are wherever a program is installed."""
_PRESS = """
if __name__ == "__main__":
    import json, sys
    from pathlib import Path
    from handbook.book import load
    from handbook.press.press import run
    from handbook.press.version_cache import kept_versions
    from handbook.render.context import Library
    config, site, work = map(Path, sys.argv[1:4])
    library = Library(load(config))
    versions = kept_versions(library, work / "versions.json")
    report = run(site, library, work, "https://book.example/", versions)
    pages = [paper.pages for paper in report.papers if paper.name == "handbook"]
    print(json.dumps({"made": report.made, "reused": report.reused, "pages": pages}))
"""
_PARAGRAPH = re.compile(r"^(?=[A-Z][a-z]+ )", re.MULTILINE)


@dataclass(frozen=True)
class Bench:
    """A generated book, its built site, and the folder its press works in."""

    folder: Path
    config: Path

    @classmethod
    def made(cls, folder: Path, pages: int, languages: tuple[str, ...]) -> Bench:
        """Make a book of so many Markdown files a language and build its site."""
        config = make(folder / "book", pages * len(languages), languages)
        for file in (ROOT / "docs").glob("*.yml"):
            (config.parent / "docs" / file.name).write_text(file.read_text("utf-8"), "utf-8")
        (config.parent / "docs" / "diagrams").symlink_to(ROOT / "docs" / "diagrams")
        bench = cls(folder, config)
        bench.render()
        return bench

    @property
    def site(self) -> Path:
        """The built site."""
        return self.folder / "site"

    @property
    def work(self) -> Path:
        """What the press keeps."""
        return self.folder / "press"

    def render(self) -> None:
        """Build the site anew, with stock MkDocs."""
        rmtree(self.site, ignore_errors=True)
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", self.config]
        measure([*command, "-d", self.site], ROOT, _ENV)

    def press(self) -> Run:
        """Print what changed."""
        script = self.folder / "press.py"
        script.write_text(_PRESS, "utf-8")
        command = [sys.executable, script, self.config, self.site, self.work]
        return measure(command, ROOT, _ENV)

    def edit(self) -> None:
        """Add a sentence to a chapter in the middle of the book."""
        chapters = sorted(self.config.parent.glob("docs/en/**/page-*.md"))
        page = chapters[len(chapters) // 2]
        head, mark, body = page.read_text("utf-8").partition("\n# ")
        changed = _PARAGRAPH.sub("This sentence is new. ", body, count=1)
        page.write_text(f"{head}{mark}{changed}", "utf-8")
        self.render()

    def plain(self, *options: str) -> Run:
        """Set the book as one document with WeasyPrint alone."""
        document = self.folder / "plain.html"
        module = [sys.executable, "-m", "benchmarks.plain"]
        measure([*module, self.config, self.site, self.work, document, *options], ROOT, _ENV)
        command = [sys.executable, "-m", "weasyprint", "-q", "--pdf-variant", "pdf/ua-1"]
        return measure([*command, document, document.with_suffix(".pdf")], ROOT, _ENV)


def one_edition(folder: Path, pages: int) -> Iterator[str]:
    """Yield the lines of the first table."""
    bench = Bench.made(folder, pages, ("en",))
    runs = [("press, cold", bench.press()), ("press, nothing changed", bench.press())]
    bench.edit()
    runs.append(("press, one chapter edited", bench.press()))
    plain = bench.plain()
    bench.edit()
    runs.append(("press, the same chapter edited again", bench.press()))
    said = [json.loads(run.out) for _, run in runs]
    yield f"## One edition, {said[0]['pages'][0]} printed pages"
    yield ""
    yield "| what | CPU s | of the plain run | s by the clock | largest process, MB | set |"
    yield "| --- | ---: | ---: | ---: | ---: | --- |"
    for (what, run), each in zip(runs, said, strict=True):
        yield _row(what, run, plain, f"{each['made']} of {each['made'] + each['reused']}")
    yield _row("WeasyPrint alone, page numbers by `target-counter`", plain, plain, "")
    yield _row("WeasyPrint alone, no page numbers", bench.plain("--no-numbers"), plain, "")


def _row(what: str, run: Run, plain: Run, made: str) -> str:
    ratio = run.cpu / plain.cpu
    return f"| {what} | {run.cpu:.2f} | {ratio:.3f} | {run.clock:.1f} | {run.peak} | {made} |"


def five_editions(folder: Path, pages: int, environment: Path) -> Iterator[str]:
    """Yield the lines of the second table."""
    python = peer.install(environment)
    bench = Bench.made(folder, pages, LANGUAGES)
    ours = bench.press()
    said = json.loads(ours.out)
    theirs = peer.run(bench.config, LANGUAGES, python, folder / "peer")
    yield f"## Five editions, cold, {pages} pages of Markdown each"
    yield ""
    yield "| what | CPU s | s by the clock | largest process, MB | pages of the books |"
    yield "| --- | ---: | ---: | ---: | --- |"
    yield (
        f"| press: every chapter, five books, five EPUBs, all gates | {ours.cpu:.1f} | "
        f"{ours.clock:.1f} | {ours.peak} | {' '.join(map(str, said['pages']))} |"
    )
    yield (
        f"| mkdocs-with-pdf (WeasyPrint {theirs.weasyprint}): five books | {theirs.cpu:.1f} | "
        f"{theirs.clock:.1f} | {theirs.peak} | {' '.join(map(str, theirs.pages))} |"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description="What the press costs beside its peers.")
    parser.add_argument("--pages", type=int, default=41, help="Markdown files of one edition")
    few = "Markdown files a language beside the peer"
    parser.add_argument("--peer-pages", type=int, default=8, help=few)
    kept = parser.add_argument("--peer", nargs="?", type=Path, const=Path(), metavar="DIR")
    kept.help = "also run mkdocs-with-pdf, from an environment made in DIR"
    parser.add_argument("--write", action="store_true", help="keep the tables in printing.md")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = list(one_edition(folder / "one", options.pages))
        if options.peer is not None:
            environment = folder / "venv" if options.peer == Path() else options.peer.resolve()
            lines += ["", *five_editions(folder / "five", options.peer_pages, environment)]
    print("\n".join(lines))
    if options.write:
        file = Path(__file__).with_suffix(".md")
        head = file.read_text("utf-8").partition("\n## ")[0].rstrip()
        file.write_text("\n".join([head, "", *lines, ""]), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
