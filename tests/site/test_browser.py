"""The built site in Chromium, at phone and desktop width, as its readers use it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from handbook.render.context import Library

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
Visit = Callable[..., Page]

CHAPTER = "run/match-start/"
WITH_DRAWINGS = [
    "",
    "understand/what-is/",
    "understand/transitions/",
    "design/choose-model/",
    "design/safeguarding/",
    "run/match-start/",
    "run/supervision/",
    "run/closure/",
    "train/overview/",
    "evaluate/plan/",
    "easy/mentor-for-me/",
]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Open a page of the site in a fresh context: visit("hu/", PHONE, locale="hu")."""
    contexts = []

    def open_page(path: str, size: dict[str, int] | None = None, **options: Any) -> Page:
        options.setdefault("locale", "en-GB")
        context = browser.new_context(viewport=size or DESKTOP, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
class TestBothWidths:
    def test_nothing_is_wider_than_the_screen(self, visit: Visit, size: dict[str, int]) -> None:
        for path in (
            "",
            "hu/design/safeguarding/",
            "sr/train/module-1/",
            "lv/ref/bibliography/",
            "bg/ref/glossary/",
            "bg/crisis-card/",
            "hu/easy/my-rights-safety/",
        ):
            page = visit(path, size)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path

    def test_only_our_own_host_is_asked(
        self, browser: Browser, address: str, size: dict[str, int]
    ) -> None:
        context = browser.new_context(viewport=size)  # type: ignore[arg-type]
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        for path in ("", CHAPTER, "hu/", "bg/ref/glossary/", "sr/train/module-1/", "nowhere/"):
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
        context.close()
        assert len(asked) > 20
        assert {urlsplit(url).netloc for url in asked} == {urlsplit(address).netloc}

    def test_pages_throw_no_errors(
        self, browser: Browser, address: str, size: dict[str, int]
    ) -> None:
        page = browser.new_page(viewport=size)  # type: ignore[arg-type]
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        for path in ("", "lv/" + CHAPTER, "bg/ref/glossary/", "hu/easy/my-rights-safety/"):
            page.goto(address + path)
        page.close()
        assert errors == []

    def test_the_language_menu_keeps_page_and_section(
        self, visit: Visit, size: dict[str, int]
    ) -> None:
        page = visit(CHAPTER, size)
        page.locator("#contact-checks").scroll_into_view_if_needed()
        page.evaluate("document.getElementById('contact-checks').scrollIntoView()")
        page.locator(".languages summary").click()
        page.locator(".languages a", has_text="Magyar").click()
        page.wait_for_url("**/hu/run/match-start/#contact-checks")
        assert page.evaluate("document.documentElement.lang") == "hu"
        expect(page.locator("#contact-checks")).to_be_in_viewport()

    def test_a_footnote_leads_there_and_back(self, visit: Visit, size: dict[str, int]) -> None:
        page = visit("lv/" + CHAPTER, size)
        page.locator("a.footnote-ref").first.click()
        expect(page.locator("div.footnote li").first).to_be_in_viewport()
        page.locator("a.footnote-backref").first.click()
        expect(page.locator("a.footnote-ref").first).to_be_in_viewport()

    def test_help_is_one_tap_away_from_anywhere(self, visit: Visit, size: dict[str, int]) -> None:
        page = visit("sr/train/module-1/", size)
        page.evaluate("window.scrollTo(0, 9000)")
        page.locator("a.help-now").click()
        expect(page.locator("#emergency")).to_be_in_viewport()
        assert page.locator("#emergency a[href='tel:192']").count() == 1

    def test_dark_mode_by_switch(self, visit: Visit, size: dict[str, int]) -> None:
        page = visit("hu/", size)
        background = "getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(background)
        page.locator("button.scheme").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        assert page.evaluate(background) != light
        page.reload()
        assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


def test_dark_mode_follows_the_device(visit: Visit) -> None:
    page = visit("", PHONE, color_scheme="dark")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


def test_the_menu_opens_on_a_phone_with_finger_and_keyboard(visit: Visit) -> None:
    page = visit("bg/" + CHAPTER, PHONE)
    link = page.locator(".md-nav--primary a", has_text="Речник").first
    expect(link).not_to_be_in_viewport()
    page.locator("label.md-header__button[for='__drawer']").click()
    expect(page.locator("#__drawer")).to_be_checked()
    page.keyboard.press("Escape")
    page = visit("bg/" + CHAPTER, PHONE)
    for key, opened in (("Enter", True), ("Space", False)):
        page.locator("label.md-header__button[for='__drawer']").press(key)
        expect(page.locator("#__drawer")).to_be_checked(checked=opened)


def test_a_wide_table_reads_as_cards_on_a_phone(visit: Visit) -> None:
    page = visit("hu/" + CHAPTER, PHONE)
    cell = page.locator("table.table--stack td[data-label]").nth(1)
    label = cell.get_attribute("data-label")
    assert label
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == f'"{label}"'
    box = cell.bounding_box()
    assert box
    assert box["width"] > 250
    page = visit("hu/" + CHAPTER, DESKTOP)
    cell = page.locator("table.table--stack td[data-label]").nth(1)
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == "none"


@pytest.mark.parametrize(("size", "columns"), [(PHONE, 1), (DESKTOP, 2)])
def test_the_doors_of_the_start_page_fill_the_column(
    visit: Visit, size: dict[str, int], columns: int
) -> None:
    page = visit("hu/", size)
    doors = [box for door in page.locator(".grid.cards li").all() if (box := door.bounding_box())]
    assert len(doors) == 5
    assert len([door for door in doors if door["y"] == doors[0]["y"]]) >= columns
    text = page.locator(".md-content p").first.bounding_box()
    assert text
    assert max(door["x"] + door["width"] for door in doors) > 0.95 * (text["x"] + text["width"])


def test_under_a_finger_headings_have_no_mark_that_nobody_sees(visit: Visit) -> None:
    marks = ".headerlink"
    assert visit("bg/", PHONE, has_touch=True, is_mobile=True).locator(marks).first.is_hidden()
    assert visit("bg/", DESKTOP).locator(marks).first.is_visible()


def test_only_the_drawer_of_a_phone_has_the_name_of_the_book_as_its_title(visit: Visit) -> None:
    for size in (PHONE, DESKTOP):
        page = visit("", size)
        if size == PHONE:
            page.locator("label.md-header__button[for=__drawer]").click()
        name = page.locator("h1").evaluate("e => e.firstChild.textContent")
        menu = page.locator(".md-nav--primary")
        shown = [each for each in menu.get_by_text(name, exact=True).all() if each.is_visible()]
        assert len(shown) == (1 if size == DESKTOP else 2), size


def test_an_admonition_has_a_title_in_the_language_of_the_page(visit: Visit) -> None:
    page = visit("bg/design/safeguarding/", PHONE)
    titles = page.locator(".admonition-title").all_inner_texts()
    assert titles
    for title in titles:
        assert re.search("[а-я]", title), title


@pytest.mark.parametrize(
    ("path", "tag"),
    [("hu/nincs/", "hu"), ("sr/nema", "sr-Latn"), ("bg/x/y/", "bg"), ("no/", "en"), ("x", "en")],
)
def test_404_speaks_the_language_of_the_address(visit: Visit, path: str, tag: str) -> None:
    page = visit(path, PHONE, locale="lv")
    assert page.evaluate("document.documentElement.lang") == tag
    visible = page.locator("section:visible")
    assert visible.count() == 1
    assert visible.get_attribute("lang") == tag
    visible.locator("a").click()
    assert page.evaluate("document.documentElement.lang") == tag


def test_404_lists_all_editions_without_scripts(visit: Visit) -> None:
    page = visit("hu/nincs/", PHONE, java_script_enabled=False)
    assert page.locator("section:visible").count() == 5


@pytest.mark.parametrize("how", ["click", "escape"])
def test_leave_quickly(visit: Visit, how: str, address: str) -> None:
    page = visit("hu/", PHONE)
    page.goto(address + "hu/easy/my-rights-safety/")
    page.route("https://hu.wikipedia.org/**", lambda route: route.fulfill(body="neutral"))
    if how == "click":
        page.locator("a.quick-exit").click()
    else:
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url("https://hu.wikipedia.org/")
    page.go_back()
    assert page.url == address + "hu/"  # the page left quickly is not in the way back


def test_another_edition_is_offered_but_never_forced(visit: Visit, library: Library) -> None:
    page = visit(CHAPTER, PHONE, locale="lv-LV")
    offer = page.locator(".offer")
    expect(offer).to_contain_text(library.words["lv"]["page.offer"])
    assert offer.get_attribute("lang") == "lv"
    assert page.url.endswith("/" + CHAPTER)
    offer.locator("button").click()
    expect(offer).to_be_hidden()
    page.reload()
    expect(page.locator(".offer")).to_be_hidden()


def test_no_offer_to_a_reader_of_this_edition(visit: Visit) -> None:
    expect(visit("hu/" + CHAPTER, PHONE, locale="hu-HU").locator(".offer")).to_be_hidden()


def test_the_glossary_filter_forgives_accents(visit: Visit) -> None:
    page = visit("sr/ref/glossary/")
    everything = page.locator(".term").count()
    page.locator("#glossary-filter").fill("vrsnjack")
    shown = page.locator(".term:visible")
    assert 0 < shown.count() < everything
    page.locator("#glossary-filter").fill("qqqq")
    expect(page.locator(".glossary-filter__count")).not_to_be_empty()


@pytest.mark.parametrize(
    ("edition", "query", "title"),
    [("hu", "párosítás", "Jó párosítás"), ("bg", "речник", "Речник"), ("lv", "drošība", "drošība")],
)
def test_search_finds_pages_of_this_edition_only(
    visit: Visit, edition: str, query: str, title: str
) -> None:
    page = visit(f"{edition}/", PHONE)
    page.locator("label.md-header__button[for='__search']").click()
    page.locator("input.md-search__input").press_sequentially(query)
    results = page.locator("a.md-search-result__link")
    expect(results.first).to_be_visible()
    assert any(title.lower() in text.lower() for text in results.all_inner_texts())
    for link in results.all():
        assert urlsplit(link.evaluate("link => link.href")).path.startswith(f"/{edition}/")


@pytest.mark.parametrize("edition", ["", "hu/", "sr/", "lv/", "bg/"])
def test_words_of_a_drawing_stay_inside_it(visit: Visit, edition: str) -> None:
    drawings = 0
    for path in WITH_DRAWINGS:
        page = visit(edition + path, PHONE)
        outside = page.evaluate(
            """() => [...document.querySelectorAll("figure.diagram svg")].flatMap(svg => {
                const frame = svg.viewBox.baseVal;
                return [...svg.querySelectorAll("text")].filter(text => {
                    const box = text.getBBox();
                    return box.x < frame.x || box.x + box.width > frame.x + frame.width
                        || box.y < frame.y || box.y + box.height > frame.y + frame.height;
                }).map(text => text.textContent);
            })"""
        )
        assert outside == [], path
        drawings += page.locator("figure.diagram svg").count()
    assert drawings == 13


def test_the_crisis_card_opens_on_a_slow_connection(browser: Browser, address: str) -> None:
    """400 kbit/s and 400 ms, nothing in the cache: text within 3 seconds."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    slow = {
        "offline": False,
        "latency": 400,
        "downloadThroughput": 50_000,
        "uploadThroughput": 50_000,
    }
    wire.send("Network.emulateNetworkConditions", slow)
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address + "bg/crisis-card/")
    expect(page.locator("a[href='tel:112']").first).to_be_visible()
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    assert painted < 3000


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize(
    "path",
    [
        "",
        "hu/design/safeguarding/",
        "sr/run/match-start/",
        "lv/train/module-1/",
        "bg/easy/my-rights-safety/",
        "hu/ref/glossary/",
        "sr/ref/bibliography/",
        "lv/crisis-card/",
        "bg/train/overview/",
        "sr/evaluate/plan/",
        "lv/tools/agreements-safety/",
        "hu/easy/mentor-for-me/",
        "nowhere/",
    ],
)
def test_accessible(visit: Visit, path: str, size: dict[str, int], scheme: str) -> None:
    page = visit(path, size, color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}})
    found = [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
    assert found == []


def test_accessible_with_menu_and_search_open(visit: Visit) -> None:
    page = visit("hu/" + CHAPTER, PHONE)
    page.locator("label.md-header__button[for='__search']").click()
    page.locator("input.md-search__input").fill("mentor")
    page.wait_for_timeout(800)
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}})
    assert [violation["id"] for violation in results.response["violations"]] == []
