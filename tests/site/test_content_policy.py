"""The Content-Security-Policy in Chromium: everything works, and nothing is refused on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from handbook.render.content_policy import content_policy, header_policy

browser_test = pytest.mark.browser
LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", function (event) {
  window.refused.push(event.effectiveDirective + " " + (event.blockedURI || event.sourceFile));
});
"""
Use = Callable[[Page], None]


def search(page: Page) -> None:
    page.locator(".md-search__input").fill("mentor")
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=20_000)
    expect(page.locator(".search-excerpt:not(:empty)").first).to_be_attached()


def switch_scheme(page: Page) -> None:
    page.locator(".scheme").click()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


def open_languages(page: Page) -> None:
    page.locator(".languages summary").click()
    expect(page.locator(".languages a").first).to_be_visible()


def filter_glossary(page: Page) -> None:
    page.locator("#glossary-filter").fill("qqqq")
    expect(page.locator(".term:visible")).to_have_count(0)


def show_timetable(page: Page) -> None:
    box = page.locator(".timetable")
    box.locator("select").select_option("evenings")
    box.locator("input[type=date]").first.fill("2027-01-12")
    box.locator("input[type=time]").first.fill("17:30")
    box.locator("input[type=number]").fill("16")
    expect(box.locator("table").first).to_be_visible()


def read_drawing(page: Page) -> None:
    drawing = page.locator(".diagram svg").first
    assert drawing.evaluate("e => getComputedStyle(e).maxWidth") == "430px", "its style applies"


def read_card(page: Page) -> None:
    box = page.locator(".emergency")
    assert box.evaluate("e => getComputedStyle(e).borderTopWidth") == "3px", "its style applies"


def read_missing(page: Page) -> None:
    assert page.evaluate("document.documentElement.lang") == "hu", "its script runs"


def look(page: Page) -> None:
    expect(page.locator("h1").first).to_be_visible()


USES: dict[str, tuple[str, Use]] = {
    "start": ("hu/", look),
    "search": ("hu/", search),
    "colours": ("hu/", switch_scheme),
    "chapter with a drawing": ("hu/run/match-start/", read_drawing),
    "languages": ("hu/run/match-start/", open_languages),
    "glossary": ("hu/ref/glossary/", filter_glossary),
    "timetable": ("hu/train/overview/", show_timetable),
    "crisis card": ("hu/crisis-card/", read_card),
    "list of pages": ("hu/search/", look),
    "changes": ("hu/run/match-start/changes/", look),
}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="hu", color_scheme="light")
    context.add_init_script(LISTEN)
    yield context
    context.close()


@browser_test
@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("how", ["server", "file"])
def test_works_and_nothing_is_refused(
    context: BrowserContext, address: str, site: Path, how: str, use: str
) -> None:
    path, act = USES[use]
    page = context.new_page()
    start = address if how == "server" else f"{site.resolve().as_uri()}/"
    page.goto(start + path + ("index.html" if how == "file" else ""))
    act(page)
    assert page.evaluate("window.refused") == []


@browser_test
def test_page_that_is_not_there_and_leaving_quickly(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "hu/nowhere/")
    read_missing(page)
    assert page.evaluate("window.refused") == []
    context.route("https://*.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    page.goto(address + "hu/design/safeguarding/")
    page.locator(".quick-exit").click()
    page.wait_for_url("https://hu.wikipedia.org/**")


@browser_test
def test_what_gets_onto_a_page_does_not_run(context: BrowserContext, address: str) -> None:
    """The policy alone, with gate and sanitiser out of the way."""
    asked: list[str] = []
    stopped: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("requestfailed", lambda r: stopped.append(r.url if r.failure == "csp" else ""))
    context.add_init_script("window.ran = []")

    def poison(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]
        body = answer.text().replace("<article", f"{POISON}<article", 1)
        route.fulfill(response=answer, body=body)  # type: ignore[attr-defined]

    page = context.new_page()
    page.route("**/hu/run/match-start/", poison)
    page.goto(address + "hu/run/match-start/")
    page.evaluate("document.querySelectorAll('[onclick]').forEach(e => e.click())")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") == []
    foreign = [url for url in asked if not url.startswith(address)]
    assert [url for url in foreign if url not in stopped] == []
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).display") != "none"
    found = " ".join(page.evaluate("window.refused"))
    for directive in ("script-src-elem", "script-src-attr", "style-src-elem", "style-src-attr",
                      "img-src", "frame-src", "object-src", "base-uri"):  # fmt: skip
        assert directive in found


POISON = """
<script>ran.push("script")</script><script src="https://x.example/a.js"></script>
<img src="https://x.example/a.png" onerror="ran.push('error')"><i onclick="ran.push('click')">x</i>
<style>h1{display:none}</style><p style="color:red">x</p><iframe src="https://x.example/"></iframe>
<object data="https://x.example/o"></object><base href="https://x.example/">
<iframe srcdoc="<script>parent.ran.push('frame')</script>"></iframe>
<a href="javascript:ran.push('link')" onclick="0">x</a>
<svg><script>ran.push("svg")</script></svg><link rel="stylesheet" href="https://x.example/a.css">
"""


def test_the_policy_names_what_is_allowed_and_nothing_more() -> None:
    rules = dict(rule.split(" ", 1) for rule in content_policy().split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["object-src"] == "'none'"
    assert "unsafe" not in header_policy()
    assert "http" not in header_policy()
    assert all(not set(sources) & {"*"} for sources in rules.values())
    assert [name for name, sources in rules.items() if "data:" in sources] == ["img-src"]
    assert header_policy().endswith("; frame-ancestors 'none'")
