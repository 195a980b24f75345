"""MiniSearch fed by our own analyser: the library our engine is measured against."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tarfile
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.search.ask import Outcome, Wire
from benchmarks.search.queries import Query
from benchmarks.search.serve import serving
from handbook.book import Book, Edition
from handbook.search.analyse import browser_stemmer, browser_tables
from handbook.search.publish import browser_code, read_pages

PACKAGE = "https://registry.npmjs.org/minisearch/-/minisearch-7.2.0.tgz"
INTEGRITY = (
    "dqT2XBYUOZOiC5t2HRnwADjhNS2cecp9u+TJRiJ1Qp/f5qjkeT5APcGPjHw+bz89Ms8Jp+cG4AlE+QZ/QnDglg=="
)

_OPTIONS = """{
  fields: ["heading", "keywords", "text"], storeFields: ["page", "anchor", "heading"],
  tokenize: text => analyser.tokens(text.normalize("NFC")).map(token => token.forms),
  processTerm: forms => [...new Set(forms)],
  searchOptions: { boost: { heading: 4, keywords: 3 }, prefix: true, fuzzy: 0.2 },
}"""
_BUILD = """docs => {
  const made = new MiniSearch(options);
  made.addAll(docs);
  return JSON.stringify(made);
}"""
_ASK = """query => {
  const from = performance.now();
  const pages = [...new Set(index.search(query).map(hit => hit.page))].slice(0, 3);
  return [performance.now() - from, pages];
}"""


def ask_minisearch(
    browser: Browser, site: Path, work: Path, book: Book, asked: list[Query]
) -> Outcome | str:
    """Index each edition's sections with MiniSearch and ask it; or say why that cannot be."""
    try:
        library = _fetch()
    except OSError as error:
        return f"left out: MiniSearch could not be fetched ({error})"
    outcome = Outcome()
    for edition in book.editions:
        mine = [query for query in asked if query.locale == edition.locale]
        _one(browser, site, work, book, edition, mine, library, outcome)
    return outcome


def _fetch() -> str:
    with urllib.request.urlopen(PACKAGE, timeout=30) as answer:
        archive = answer.read()
    if base64.b64encode(hashlib.sha512(archive).digest()).decode() != INTEGRITY:
        raise OSError("the package is not the one that was pinned")
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        file = files.extractfile("package/dist/umd/index.js")
        assert file is not None
        return file.read().decode("utf-8")


def _one(
    browser: Browser,
    site: Path,
    work: Path,
    book: Book,
    edition: Edition,
    asked: list[Query],
    library: str,
    outcome: Outcome,
) -> None:
    locale = edition.locale
    analyser = f"makeAnalyser({browser_tables(locale)},{browser_stemmer(locale)})"
    code = f"{library}\n{browser_code('snowball', 'analyse')}\nvar analyser = {analyser};"
    code += f"\nvar options = {_OPTIONS};"
    folder = work / "minisearch" / locale
    folder.mkdir(parents=True)
    context = browser.new_context()
    page = context.new_page()
    page.add_script_tag(content=code)
    index = page.evaluate(_BUILD, _documents(site, book, edition))
    script = f"{code}\nvar index = MiniSearch.loadJSON({json.dumps(index)}, options);"
    (folder / "index.js").write_text(script, "utf-8")
    (folder / "index.html").write_text(
        "<!doctype html><meta charset=utf-8><script src=index.js></script>", "utf-8"
    )
    with serving(folder) as host:
        cdp = context.new_cdp_session(page)
        wire = Wire(cdp)
        page.goto(host.address)
        page.wait_for_load_state("networkidle")
        outcome.load_bytes[locale] = 0
        outcome.first_bytes[locale] = wire.total("index.js")
        cdp.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        for query in asked:
            milliseconds, pages = page.evaluate(_ASK, query.text)
            outcome.pages[query] = pages
            outcome.hits += len(pages)
            outcome.times.append(milliseconds)
    context.close()


def _documents(site: Path, book: Book, edition: Edition) -> list[dict[str, object]]:
    root = book.url(edition.locale, "index")
    ids = {book.url(edition.locale, page_id).removeprefix(root): page_id for page_id in book.nav}
    sections = [
        (ids[page.url], section)
        for page in read_pages(site, book, edition)
        for section in page.sections
    ]
    return [
        {
            "id": number,
            "page": page_id,
            "anchor": section.anchor,
            "heading": section.heading,
            "keywords": section.keywords,
            "text": section.text,
        }
        for number, (page_id, section) in enumerate(sections)
    ]
