"""Ask our search, stock Material and Pagefind the same in Chromium; print them side by side.

    python -m benchmarks.search [--only ours,stock,pagefind,minisearch] [--pages 300 [--words 2000]]

The queries are `queries.yml`; a third of them is held out. Bytes are counted on the wire from a
host that compresses; latencies are taken at 4× CPU throttle, from key to list. MiniSearch (npm,
for comparison only) gets the tokens of our own analyser. What cannot be had is named, not hidden.
``--pages`` instead prints what our search weighs in a generated book of so many pages.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from playwright.sync_api import sync_playwright

from benchmarks.search.ask import Outcome, ask_box, ask_pagefind
from benchmarks.search.minisearch import ask_minisearch
from benchmarks.search.queries import queries, shares
from benchmarks.search.serve import serving
from benchmarks.search.sites import ROOT, add_pagefind, build_ours, build_stock
from benchmarks.search.sizes import sizes
from handbook.book import load

NAMES = ("ours", "stock", "pagefind", "minisearch")


def main() -> int:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--only", default=",".join(NAMES), help="which, with commas between")
    parser.add_argument("--pages", type=int, help="pages of a generated book, in all languages")
    parser.add_argument("--words", type=int, default=900, help="words of such a page")
    options = parser.parse_args()
    if options.pages:
        for locale, size in sizes(options.pages, options.words).items():
            print(
                f"{locale}  core {size.core:,}   {len(size.shards)} shards of up to"
                f" {size.shards[0]:,}   {len(size.texts)} texts of up to {size.texts[0]:,}"
                f"   one word with four excerpts {size.first_query(1, 4):,}"
                f"   three shards with eight {size.first_query():,}"
            )
        return 0
    chosen = options.only.split(",")
    chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if chromium is None:
        print("benchmarks/search: needs Chromium: apt-get install chromium", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name in chosen:
            outcome = _run(name, Path(folder), browser)
            print(f"{name:11}{outcome}" if isinstance(outcome, str) else _table(name, outcome))
        browser.close()
    return 0


def _run(name: str, work: Path, browser: object) -> Outcome | str:
    book, asked = load(ROOT / "mkdocs.yml"), queries()
    site = work / ("stock" if name == "stock" else "ours")
    if not site.exists():
        build_stock(site, work) if name == "stock" else build_ours(site)
    if name == "pagefind":
        problem = add_pagefind(site, work)
        if problem:
            return f"left out: {problem}"
    if name == "minisearch":
        return ask_minisearch(browser, site, work, book, asked)  # type: ignore[arg-type]
    ask = ask_pagefind if name == "pagefind" else ask_box
    with serving(site) as host:
        return ask(browser, host, book, asked)  # type: ignore[arg-type]


def _table(name: str, outcome: Outcome) -> str:
    found = shares((query, query.is_found(pages)) for query, pages in outcome.pages.items())
    empty = sum(not pages for pages in outcome.pages.values()) / len(outcome.pages)
    lines = [
        f"{name:11}recall@3  " + "  ".join(f"{key} {share:.3f}" for key, share in found.items()),
        f"{'':11}no result {empty:.3f}"
        f"   hits in another language {outcome.foreign} of {outcome.hits}",
        f"{'':11}bytes on page load  {_list(outcome.load_bytes)}",
        f"{'':11}bytes, first query  {_list(outcome.first_bytes)}",
        f"{'':11}requests for that   {_list(outcome.first_requests)}",
    ]
    for label, times in (
        ("ms at 4× throttle", outcome.times),
        ("… postings there", outcome.stocked),
    ):
        if times:
            lines.append(f"{'':11}{label:20}{_times(sorted(times))}")
    return "\n".join(lines)


def _times(times: list[float]) -> str:
    middle, late = times[len(times) // 2], times[int(len(times) * 0.95)]
    return f"median {middle:.0f}  p95 {late:.0f}  most {times[-1]:.0f}"


def _list(bytes_of: dict[str, int]) -> str:
    return "  ".join(f"{locale} {size:,}" for locale, size in bytes_of.items())


if __name__ == "__main__":
    raise SystemExit(main())
