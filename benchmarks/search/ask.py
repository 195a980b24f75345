"""Puts the queries to a search in Chromium, at phone width, and takes down what comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from benchmarks.search.queries import Query
from benchmarks.search.serve import Host
from handbook.book import Book

PHONE = {"width": 390, "height": 844}
SLOWER = 4
"""CPU throttle while latencies are taken."""
_SETTLED = 3_000
"""Milliseconds until the excerpts in sight are there; ours fetches more after five seconds."""
_STOCKED = 12_000
"""Milliseconds after which it has fetched all postings."""

_TYPE = """query => new Promise(done => {
  const box = document.querySelector(".md-search__input");
  const meta = document.querySelector(".md-search-result__meta");
  const list = document.querySelector(".md-search-result__list");
  const ask = text => { // ours listens to the one, stock Material to the other
    box.value = text;
    ["input", "keyup"].forEach(kind => box.dispatchEvent(new Event(kind)));
  };
  const pages = () => [...list.children].map(item => item.querySelector("a").href);
  ask("");
  setTimeout(() => {
    const from = performance.now();
    let quiet = setTimeout(() => finish(null), 3000);
    const watch = new MutationObserver(() => finish(performance.now() - from));
    const finish = ms => {
      if (ms !== null && meta.textContent === meta.dataset.loading) return;
      watch.disconnect();
      clearTimeout(quiet);
      setTimeout(() => done([ms, pages()]), 30);
    };
    watch.observe(list, { childList: true });
    watch.observe(meta, { childList: true, characterData: true, subtree: true });
    ask(query);
  }, 30);
})"""

_PAGEFIND = """async query => {
  window.pagefind ??= await import("/pagefind/pagefind.js");
  const from = performance.now();
  const found = await window.pagefind.search(query);
  const pages = await Promise.all(found.results.slice(0, 5).map(one => one.data()));
  return [performance.now() - from, pages.map(page => new URL(page.url, location).href)];
}"""


@dataclass
class Outcome:
    """What one search did: pages found for each query, bytes and milliseconds."""

    pages: dict[Query, list[str]] = field(default_factory=dict)
    foreign: int = 0
    """Hits among the first three that lie in another edition."""
    hits: int = 0
    load_bytes: dict[str, int] = field(default_factory=dict)
    first_bytes: dict[str, int] = field(default_factory=dict)
    first_requests: dict[str, int] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)
    """Milliseconds from key to list, whatever had to be fetched from the same machine included."""
    stocked: list[float] = field(default_factory=list)
    """The same when all postings had come before the first query of these."""


class Wire:
    """Counts what comes over the network, headers included."""

    def __init__(self, cdp: CDPSession) -> None:
        self._urls: dict[str, str] = {}
        self.sizes: list[tuple[str, int]] = []
        cdp.send("Network.enable")
        cdp.on("Network.requestWillBeSent", self._asked)
        cdp.on("Network.loadingFinished", self._finished)

    def _asked(self, event: Any) -> None:
        self._urls[event["requestId"]] = event["request"]["url"]

    def _finished(self, event: Any) -> None:
        url = self._urls.get(event["requestId"], "")
        self.sizes.append((url, int(event["encodedDataLength"])))

    def total(self, part: str = "") -> int:
        """Bytes of everything whose address holds ``part``."""
        return sum(size for url, size in self.sizes if part in url)


@contextmanager
def opened(browser: Browser, url: str) -> Iterator[tuple[Page, CDPSession, Wire]]:
    """Open a page in a fresh context, with its wire counted."""
    context = browser.new_context(viewport=PHONE, locale="en-GB")  # type: ignore[arg-type]
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    wire = Wire(cdp)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    yield page, cdp, wire
    context.close()


def ask_box(browser: Browser, host: Host, book: Book, asked: list[Query]) -> Outcome:
    """Ask through Material's search box (ours and stock)."""
    outcome = Outcome()
    for edition in book.editions:
        address = host.address
        root = address + book.url(edition.locale, "index")
        with opened(browser, root) as (page, cdp, wire):
            outcome.load_bytes[edition.locale] = wire.total("search")
            before, count = wire.total(), len(wire.sizes)
            page.locator("label.md-header__button[for='__search']").click()
            mine = [query for query in asked if query.locale == edition.locale]
            page.locator(".md-search__input").press_sequentially(mine[0].text, delay=30)
            page.locator(".md-search-result__item, .md-search-result__meta").first.wait_for()
            page.wait_for_timeout(_SETTLED)
            late = outcome.load_bytes[edition.locale]
            outcome.first_bytes[edition.locale] = wire.total() - before + late
            outcome.first_requests[edition.locale] = len(wire.sizes) - count
            cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            for query in mine:
                _take_down(outcome, query, page.evaluate(_TYPE, query.text), root, address, book)
        outcome.stocked += _stocked_times(browser, root, mine)
    return outcome


def _stocked_times(browser: Browser, root: str, asked: list[Query]) -> list[float]:
    with opened(browser, root) as (page, cdp, _wire):
        page.locator("label.md-header__button[for='__search']").click()
        page.locator(".md-search__input").press_sequentially("x")
        page.wait_for_timeout(_STOCKED)
        cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        answers = [page.evaluate(_TYPE, query.text) for query in asked]
    return [float(milliseconds) for milliseconds, _ in answers if milliseconds is not None]


def ask_pagefind(browser: Browser, host: Host, book: Book, asked: list[Query]) -> Outcome:
    """Ask Pagefind’s own interface for scripts."""
    outcome = Outcome()
    for edition in book.editions:
        address = host.address
        root = address + book.url(edition.locale, "index")
        with opened(browser, root) as (page, cdp, _wire):
            outcome.load_bytes[edition.locale] = 0
            before, count = (
                sum(host.sent),
                len(host.sent),
            )  # its worker asks past the page: count at the host
            mine = [query for query in asked if query.locale == edition.locale]
            page.evaluate(_PAGEFIND, mine[0].text)
            page.wait_for_timeout(500)
            outcome.first_bytes[edition.locale] = sum(host.sent) - before
            outcome.first_requests[edition.locale] = len(host.sent) - count
            cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            for query in mine:
                answer = page.evaluate(_PAGEFIND, query.text)
                _take_down(outcome, query, answer, root, address, book)
    return outcome


def _take_down(
    outcome: Outcome, query: Query, answer: Any, root: str, address: str, book: Book
) -> None:
    milliseconds, urls = json.loads(json.dumps(answer))
    known = {address + book.url(query.locale, page_id): page_id for page_id in book.nav}
    top = list(dict.fromkeys(str(url).split("#")[0].split("?")[0] for url in urls))[:3]
    outcome.pages[query] = [known[url] for url in top if url in known]
    others = {
        address + book.url(edition.locale, page_id)
        for edition in book.editions
        for page_id in book.nav
        if edition.locale != query.locale
    }
    outcome.foreign += sum(url in others for url in top)
    outcome.hits += len(top)
    if milliseconds is not None:
        outcome.times.append(float(milliseconds))
