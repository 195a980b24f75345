"""The search box in Chromium, as a reader with a phone meets it, in all five editions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from benchmarks.search.ask import Wire
from handbook.book import Book
from handbook.render.context import Library

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
Visit = Callable[..., Page]

EDITIONS = [
    ("en", "", "supervising", "run/supervision/"),
    ("hu", "hu/", "szuperviziot", "run/supervision/"),
    ("sr", "sr/", "супервизију", "run/supervision/"),
    ("lv", "lv/", "superviziju", "run/supervision/"),
    ("bg", "bg/", "superviziyata", "run/supervision/"),
]


@pytest.fixture
def visit(browser: Browser, host: str) -> Iterator[Visit]:
    contexts = []

    def open_page(path: str, **options: Any) -> Page:
        options = {"viewport": PHONE, "locale": "en-GB", **options}
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.goto(path if "://" in path else host + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


FILLED = "document.querySelectorAll('.search-excerpt:not(:empty)').length"
EMPTY = """[...document.querySelectorAll('.search-excerpt:empty')].filter(one =>
  one.checkVisibility() && one.getBoundingClientRect().top < innerHeight).length"""
SHARDS = (
    "performance.getEntriesByType('resource')"
    ".filter(one => /search.w-/.test(one.name) && one.responseEnd).length"
)
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}


@contextmanager
def counted(
    browser: Browser, url: str, net: dict[str, Any] | None = None
) -> Iterator[tuple[Page, Wire]]:
    """Open a page on a phone that counts what it fetches, over a net like this once it is there."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    wire = Wire(cdp)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    if net:
        cdp.send("Network.emulateNetworkConditions", net)
    yield page, wire
    context.close()


def until(page: Page, condition: str) -> None:
    """Wait for what a script says; the policy of the page forbids Playwright's own way."""
    for _ in range(150):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(condition)


def open_search(page: Page) -> None:
    page.locator("label.md-header__button[for='__search']").click()


def ask(page: Page, query: str) -> None:
    box = page.locator(".md-search__input")
    box.fill("")
    box.press_sequentially(query)
    expect(page.locator(".md-search-result__item").first).to_be_visible()


@pytest.mark.parametrize(("locale", "root", "query", "path"), EDITIONS)
class TestEveryEdition:
    def test_the_right_page_and_section_with_the_words_marked(
        self, visit: Visit, host: str, locale: str, root: str, query: str, path: str
    ) -> None:
        page = visit(root)
        open_search(page)
        ask(page, query)
        first_three = page.locator(".md-search-result__item:nth-child(-n+3) > a:first-child")
        addresses = first_three.evaluate_all("links => links.map(link => link.href)")
        assert f"{host}{root}{path}" in addresses
        sections = page.locator(".md-search-result__link[href*='#']")
        assert sections.count()
        for link in page.locator(".md-search-result__link").all():
            address = str(link.evaluate("link => link.href"))
            found = re.match(r"/(hu|sr|lv|bg)/", urlsplit(address).path)
            assert (found[1] if found else "en") == locale
        marks = page.locator(".search-excerpt mark:visible")
        expect(marks.first).to_be_visible()
        assert re.match("(?i)s[zu]+perv|суперв", marks.first.inner_text())

    def test_number_of_pages_is_announced_in_the_language_of_the_reader(
        self, visit: Visit, library: Library, locale: str, root: str, query: str, path: str
    ) -> None:
        page = visit(root)
        open_search(page)
        status = page.locator(".md-search-result__meta[role=status]")
        expect(status).to_have_text(library.words[locale]["theme.search.result.placeholder"])
        ask(page, query)
        number = page.locator(".md-search-result__item").count()
        key = "one" if number == 1 else "other"
        text = library.words[locale][f"theme.search.result.{key}"].replace("#", str(number))
        expect(status).to_have_text(text)
        page.locator(".md-search__input").fill("qqqqxxxx")
        expect(status).to_have_text(library.words[locale]["theme.search.result.none"])

    def test_bytes_on_the_wire(
        self, browser: Browser, host: str, locale: str, root: str, query: str, path: str
    ) -> None:
        """With every excerpt in sight, and before the rest is fetched for later."""
        with counted(browser, host + root) as (page, wire):
            assert wire.total("search") == 0
            open_search(page)
            ask(page, query)
            page.wait_for_timeout(2_000)
            assert not page.evaluate(EMPTY)
            assert 10_000 < wire.total("/search/") < 85_000

    def test_few_requests_on_a_slow_phone(
        self, browser: Browser, host: str, locale: str, root: str, query: str, path: str
    ) -> None:
        """Core, postings of the word, text for the first results; more when the list is moved."""
        with counted(browser, host + root, SLOW) as (page, wire):
            open_search(page)
            ask(page, query)
            until(page, f"{FILLED} > 1")
            page.wait_for_timeout(2_000)
            asked = [url.rsplit("/", 1)[1] for url, _ in wire.sizes if "/search/" in url]
            assert [name[0] for name in asked] == ["i", "w", "t", "t"]
            assert wire.total("/search/") < 65_000
            empty = page.evaluate(EMPTY)
            assert empty > 0
            page.mouse.move(200, 600)
            page.mouse.wheel(0, 5)
            until(page, f"{EMPTY} < {empty}")

    def test_opened_from_the_file_system(
        self, visit: Visit, site: Path, locale: str, root: str, query: str, path: str
    ) -> None:
        page = visit(f"file://{site.resolve()}/{root}index.html")
        open_search(page)
        ask(page, query)
        expect(page.locator(".search-excerpt mark:visible").first).to_be_visible()
        link = page.locator(f".md-search-result__link[href*='{path}index.html']").first
        link.click()
        page.wait_for_url(f"file://**/{root}{path}index.html*")

    def test_without_javascript_a_link_leads_to_all_pages(
        self, visit: Visit, book: Book, locale: str, root: str, query: str, path: str
    ) -> None:
        page = visit(root + path, java_script_enabled=False)
        page.locator("header a[href$='search/']").click()
        assert page.url.endswith(f"/{root}search/")
        assert page.locator("html").get_attribute("lang") == book.edition(locale).tag
        assert page.locator("main li a").count() == len(book.nav)
        page.locator(f"main a[href$='{path}']").click()
        assert page.url.endswith(f"/{root}{path}")


def test_it_says_that_it_is_loading(visit: Visit, library: Library) -> None:
    page = visit("hu/")
    held: list[Route] = []
    page.route("**/search/index.js", lambda route: held.append(route))
    open_search(page)
    page.locator(".md-search__input").press_sequentially("párosítás")
    status = page.locator(".md-search-result__meta")
    expect(status).to_have_text(library.words["hu"]["theme.search.result.initializer"])
    page.wait_for_timeout(100)
    held[0].continue_()
    expect(page.locator(".md-search-result__item").first).to_contain_text("párosítás")


def test_it_says_that_it_could_not_be_loaded_and_tries_again(
    visit: Visit, library: Library
) -> None:
    page = visit("bg/")
    page.route("**/search/index.js", lambda route: route.abort())
    open_search(page)
    status = page.locator(".md-search-result__meta")
    expect(status).to_have_text(library.words["bg"]["search.failed"])
    page.unroute("**/search/index.js")
    ask(page, "речник")


def test_it_says_that_it_is_loading_the_words_too(visit: Visit, library: Library) -> None:
    page = visit("hu/")
    held: list[Route] = []
    page.route("**/search/w-*.js", lambda route: held.append(route))
    open_search(page)
    page.locator(".md-search__input").press_sequentially("párosítás")
    status = page.locator(".md-search-result__meta")
    expect(status).to_have_text(library.words["hu"]["theme.search.result.initializer"])
    expect(page.locator(".md-search-result__item")).to_have_count(0)
    page.wait_for_timeout(400)
    for route in held:
        route.continue_()
    expect(page.locator(".md-search-result__item").first).to_contain_text("párosítás")


def test_it_works_without_a_network_once_the_rest_has_been_fetched(
    visit: Visit, site: Path
) -> None:
    """When the reader has been quiet for some seconds, the other words come by themselves."""
    page = visit("lv/")
    open_search(page)
    ask(page, "drošība")
    everything = len(list(site.glob("lv/search/w-*.js")))
    until(page, f"{SHARDS} === {everything}")
    page.context.set_offline(True)
    ask(page, "atvadas")
    assert page.locator(".md-search-result__link[href*='run/closure/']").count()
    ask(page, "pašnāvība")
    assert page.locator(".md-search-result__link[href*='run/difficult-situations/']").count()


def test_without_a_network_before_that_headings_answer(visit: Visit, library: Library) -> None:
    page = visit("lv/")
    open_search(page)
    ask(page, "drošība")
    page.context.set_offline(True)
    ask(page, "atvadas")
    assert page.locator(".md-search-result__link[href*='run/closure/']").count()
    page.locator(".md-search__input").fill("aizlīmēt")  # in no heading
    status = page.locator(".md-search-result__meta")
    expect(status).to_have_text(library.words["lv"]["search.failed"])
    page.context.set_offline(False)
    page.locator(".md-search__input").fill("uzticēšanās")
    expect(page.locator(".search-excerpt mark:visible").first).to_be_visible()


def test_a_link_with_a_query_opens_the_answer(visit: Visit) -> None:
    page = visit("sr/?q=oproštaj")
    expect(page.locator("#__search")).to_be_checked()
    expect(page.locator(".md-search-result__link[href*='run/closure/']").first).to_be_visible()


def test_keyboard_alone(visit: Visit) -> None:
    page = visit("", viewport={"width": 1280, "height": 900})
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("photo consent")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tools/agreements-safety/#t24")


LATE = """items => {
  handbookSearch.dispatchEvent(new MessageEvent("message", { data: { type: 3, data: { items } } }));
  return document.activeElement.textContent || document.activeElement.name;
}"""


def test_an_answer_that_comes_late_leaves_the_keyboard_in_the_list(visit: Visit) -> None:
    page = visit("", viewport={"width": 1280, "height": 900})
    page.keyboard.press("/")
    ask(page, "photo")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link").first).to_be_focused()
    other = {"location": "crisis-card/", "title": "Another", "text": "", "score": 1}
    assert page.evaluate(LATE, [[other]]) == "Another"
    assert page.evaluate(LATE, []) == "query"


def test_touch_alone(visit: Visit) -> None:
    page = visit("hu/", has_touch=True, is_mobile=True)
    page.locator("label.md-header__button[for='__search']").tap()
    ask(page, "fotóhozzájárulás")
    page.locator(".md-search-result__link[href$='agreements-safety/#t24']").first.tap()
    page.wait_for_url("**/hu/tools/agreements-safety/#t24")
    expect(page.locator("#t24")).to_be_in_viewport()


def test_words_are_found_however_they_get_into_the_box(visit: Visit) -> None:
    """Pasted or dictated text comes without keys."""
    page = visit("bg/")
    open_search(page)
    page.locator(".md-search__input").fill("сбогуване")
    expect(page.locator(".md-search-result__link[href*='run/closure/']").first).to_be_visible()


def test_text_of_a_page_cannot_break_into_the_page(visit: Visit) -> None:
    page = visit("")
    open_search(page)
    ask(page, "mentor <img src=x onerror=document.title='broken'>")
    assert page.locator(".md-search-result img").count() == 0
    assert page.title() != "broken"
