"""CPU time of the press beside a plain WeasyPrint run over the whole book.

    python -m benchmarks.printing [--pages 45] [--write]

Makes a generated book in one language, prints it cold, again with nothing changed, and again after
one word of one chapter was edited; then sets the same articles as one document with WeasyPrint
alone, page numbers of the contents by ``target-counter`` as anyone would write it. Numbers are CPU
seconds of the processes (user and system), joining, gates and EPUB included on our side; the
largest worker's memory is its peak resident size. ``--write`` keeps the table in `printing.md`.
The issue asks for one edited chapter at least 15 times faster than the plain run, nothing set
again when nothing changed, and at most 130 MB a worker.
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
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.book import make
from handbook.site.engine import render_site

ROOT = Path(__file__).parent.parent
_PRESS = """
import json, sys
from pathlib import Path
from handbook.book import load
from handbook.press.press import run
from handbook.press.version import versions
from handbook.render.context import Library
config, site, work = map(Path, sys.argv[1:4])
if __name__ == "__main__":
    library = Library(load(config))
    report = run(site, library, work, "https://book.example/", versions(library))
    book = next(p for p in report.papers if p.name == "handbook")
    print(json.dumps({"made": report.made, "reused": report.reused, "pages": book.pages}))
"""
_PLAIN = """
import sys
from pathlib import Path
import weasyprint
from lxml import html
from handbook.book import load
from handbook.press.article import paper_pages, read_article
from handbook.press.fonts import font_css
from handbook.press.furniture import _STYLE
from handbook.press.notes import make_notes
from handbook.press.tidy import tidy
config, site, work, out = map(Path, sys.argv[1:5])
book = load(config)
edition = book.source
bodies, entries = [], []
for number, page_id in enumerate(paper_pages(book, edition)):
    article = read_article(site, book, edition, page_id)
    make_notes(article.tree, page_id)
    tidy(article.tree)
    for element in article.tree.xpath(".//*[@id]"):
        element.set("id", f"c{number}-{element.get('id')}")
    for link in article.tree.iter("a"):
        link.set("href", "#c0")
    bodies.append(f"<section id='c{number}' style='break-before:right'>"
                  f"{html.tostring(article.tree, encoding='unicode')}</section>")
    entries.append(f"<li><a class='toc' href='#c{number}'>{article.page.title}</a></li>")
style = (font_css(work / "fonts") + _STYLE
         + ".toc::after{content:' ' target-counter(attr(href url), page)}"
         + "@page{@bottom-right{content:counter(page)}}")
text = (f"<html lang='{edition.tag}'><head><title>Book</title><style>{style}</style></head>"
        f"<body><ol>{''.join(entries)}</ol>{''.join(bodies)}</body></html>")
weasyprint.HTML(string=text).write_pdf(str(out), pdf_variant="pdf/ua-1")
"""


def cpu(code: str, *arguments: object) -> tuple[float, int, str]:
    """Run a script; return its CPU seconds, the peak memory of its largest process (MB), output."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    script = Path(tempfile.mkdtemp()) / "run.py"
    script.write_text(code, "utf-8")
    watch = ["/usr/bin/env", sys.executable, str(script), *map(str, arguments)]
    done = subprocess.run(
        watch, capture_output=True, text=True, check=False, cwd=ROOT, env=_environment()
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    seconds = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return seconds, after.ru_maxrss // 1024, done.stdout


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}


def make_site(folder: Path, pages: int) -> tuple[Path, Path]:
    """Make a generated book and build it with stock MkDocs; return configuration and site."""
    config = make(folder / "book", pages, ("en",))
    for file in (ROOT / "docs").glob("*.yml"):
        (config.parent / "docs" / file.name).write_text(file.read_text("utf-8"), "utf-8")
    (config.parent / "docs" / "diagrams").symlink_to(ROOT / "docs" / "diagrams")
    site = folder / "site"
    render_site(config, site)
    return config, site


def table(rows: Sequence[tuple[str, float, float, int, str]], pages: int) -> str:
    """Write the table in Markdown."""
    lines = [
        f"# CPU time of the press on a generated book of {pages} printed pages",
        "",
        "| what | CPU s | of the plain run | largest process, MB | set again |",
        "| --- | ---: | ---: | ---: | --- |",
    ]
    lines += [f"| {w} | {s:.1f} | {r:.3f} | {m} | {n} |" for w, s, r, m, n in rows]
    return "\n".join([*lines, ""])


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description="CPU time of the press beside plain WeasyPrint.")
    parser.add_argument("--pages", type=int, default=45, help="Markdown files of the book")
    parser.add_argument("--write", action="store_true", help="keep the table in printing.md")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config, site = make_site(folder, options.pages)
        work = folder / "press"
        runs = [("press, cold", cpu(_PRESS, config, site, work))]
        runs.append(("press, nothing changed", cpu(_PRESS, config, site, work)))
        chapters = sorted(site.rglob("page-*/index.html"))
        page = chapters[len(chapters) // 2]
        text = page.read_text("utf-8")
        page.write_text(text.replace("<p>", "<p>Edited. ", 1), "utf-8")
        runs.append(("press, one chapter edited", cpu(_PRESS, config, site, work)))
        plain = cpu(_PLAIN, config, site, work, folder / "plain.pdf")
    said = [json.loads(out) for _, (_, _, out) in runs]
    rows = [
        (what, seconds, seconds / plain[0], memory, f"{each['made']} of {_all(said)}")
        for (what, (seconds, memory, _)), each in zip(runs, said, strict=True)
    ]
    rows.append(("WeasyPrint alone, whole book", plain[0], 1.0, plain[1], ""))
    text = table(rows, said[0]["pages"])
    print(text)
    if options.write:
        Path(__file__).with_suffix(".md").write_text(text, "utf-8")
    return 0


def _all(said: Sequence[dict[str, int]]) -> int:
    return said[0]["made"] + said[0]["reused"]


if __name__ == "__main__":
    sys.exit(main())
