"""The timetable in Chromium: the script gives the rows of Python, and the page shows them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser, Locator, Page, expect

from handbook.render.context import Library, PageContext
from handbook.render.timetable import timetable_form
from handbook.timetable import Choice, TimetableError, first_day, summary, timetable
from tests.conftest import ROOT
from tests.timetables import FORMATS, MONDAY, words

pytestmark = pytest.mark.browser

LOCALES = ("en", "hu", "sr", "lv", "bg")
PATH = "train/overview"
STARTS = (None, 0, 7 * 60 + 45, 9 * 60, 9 * 60 + 30, 10 * 60, 12 * 60 + 30, 13 * 60, 14 * 60)
PEOPLE = (2, 7, 8, 12, 13, 14, 16)
CALL = """choice => handbookTimetable.timetable(data, choice).map(
    s => ({...s, summary: handbookTimetable.summary(s, data.words)}))"""


@pytest.fixture(scope="module")
def script(browser: Browser) -> Iterator[Page]:
    """An empty page with the script, as it is published."""
    page = browser.new_page()
    page.add_script_tag(path=ROOT / "docs/assets/timetable.js")
    yield page
    page.close()


def rows(library: Library, form: str, choice: Choice, locale: str) -> list[dict[str, Any]]:
    word = words(library, locale)
    found = timetable(library.course, library.course.format(form), choice, word, locale)
    made = [{**asdict(sitting), "summary": summary(sitting, word)} for sitting in found]
    read: list[dict[str, Any]] = json.loads(json.dumps(made, default=date.isoformat))
    return read


def asked(form: str, choice: Choice) -> dict[str, Any]:
    values = {**asdict(choice), "format": form, "first": choice.first.isoformat()}
    values["days"] = {index: day.isoformat() for index, day in choice.days.items()}
    return values


def give(script: Page, page: Callable[..., PageContext], locale: str) -> None:
    """Put the data of an edition into the page."""
    tree = html.fragment_fromstring(timetable_form(page(locale, PATH)), create_parent="div")
    script.evaluate("text => { window.data = JSON.parse(text); }", tree[0].get("data-timetable"))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("form", FORMATS)
def test_python_and_javascript_give_the_same_rows(
    script: Page, page: Callable[..., PageContext], library: Library, form: str, locale: str
) -> None:
    give(script, page, locale)
    first = first_day(library.course.format(form), MONDAY)
    for number, start in enumerate(STARTS):
        choice = Choice(first, start, PEOPLE[number % len(PEOPLE)])
        assert script.evaluate(CALL, asked(form, choice)) == rows(library, form, choice, locale)


def test_every_size_of_group_and_moved_blocks(
    script: Page, page: Callable[..., PageContext], library: Library
) -> None:
    give(script, page, "en")
    for form in FORMATS:
        first = first_day(library.course.format(form), MONDAY)
        for people in range(2, 17):
            choice = Choice(first, None, people, {1: date(2027, 3, 28)}, {0: 600, 2: 0})
            assert script.evaluate(CALL, asked(form, choice)) == rows(library, form, choice, "en")


@pytest.mark.parametrize(
    ("form", "choice"),
    [
        ("weekend", Choice(MONDAY)),
        ("evenings", Choice(MONDAY, people=17)),
        ("evenings", Choice(MONDAY, start=22 * 60)),
        ("weekend", Choice(date(2027, 1, 15), start=14 * 60 + 1)),
    ],
)
def test_both_refuse_the_same(
    script: Page, page: Callable[..., PageContext], library: Library, form: str, choice: Choice
) -> None:
    give(script, page, "en")
    caught = f"choice => {{ try {{ ({CALL})(choice); }} catch (e) {{ return e.name; }} }}"
    assert script.evaluate(caught, asked(form, choice)) == "RangeError"
    with pytest.raises(TimetableError):
        rows(library, form, choice, "en")


@pytest.fixture
def overview(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open the course page of an edition."""
    contexts = []

    def open_page(edition: str = "", **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}{edition}{PATH}/")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("edition", ["", "hu/", "sr/", "lv/", "bg/"])
def test_a_trainer_chooses_and_sees_the_timetable(
    overview: Callable[..., Page], library: Library, edition: str
) -> None:
    locale = edition.strip("/") or "en"
    page = overview(edition)
    box = page.locator(".timetable")
    expect(box).to_be_visible()
    box.locator("select").select_option("evenings")
    box.locator("input[type=date]").first.fill("2027-01-12")
    box.locator("input[type=time]").first.fill("17:30")
    box.locator("input[type=number]").fill("16")
    wanted = rows(library, "evenings", Choice(date(2027, 1, 12), 1050, 16), locale)
    shown = [row.locator("td:first-child, span").all_inner_texts() for row in lines(box)]
    assert shown == [
        [f"{row['start']}–{row['end']}", row["title"], row["note"]]
        for sitting in wanted
        for row in sitting["rows"]
    ]
    days = [time.get_attribute("datetime") for time in box.locator("caption time").all()]
    assert days == [sitting["rows"][0]["day"] for sitting in wanted]


def lines(box: Locator) -> list[Locator]:
    return box.locator("tbody tr").all()


def test_a_wrong_day_is_said_with_the_nearest_right_ones(
    overview: Callable[..., Page], library: Library
) -> None:
    page = overview("lv/")
    page.locator(".timetable select").select_option("weekend")
    page.locator(".timetable input[type=date]").first.fill("2027-01-12")
    problem = page.locator(".timetable [role=alert]")
    days = {
        "before": "piektdiena, 2027. gada 8. janvāris",
        "after": "piektdiena, 2027. gada 15. janvāris",
    }
    expect(problem).to_have_text(library.words["lv"]["timetable.wrong_day"].format(**days))
    expect(page.locator(".timetable table")).to_have_count(0)


def test_without_scripts_the_tables_stay(overview: Callable[..., Page]) -> None:
    page = overview("", java_script_enabled=False)
    expect(page.locator(".timetable")).to_be_hidden()
    expect(page.locator("#format-evenings")).to_be_visible()


def test_it_works_without_a_server(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "bg" / PATH / "index.html").resolve().as_uri())
    expect(page.locator(".timetable table").first).to_be_visible()
    page.close()


def test_only_the_timetable_is_printed(overview: Callable[..., Page]) -> None:
    page = overview()
    page.evaluate("window.print = () => {}")
    page.locator(".timetable button").click()
    page.emulate_media(media="print")
    expect(page.locator(".timetable table").first).to_be_visible()
    expect(page.locator("#at-a-glance")).to_be_hidden()
    expect(page.locator(".timetable select")).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#at-a-glance")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_accessible_and_narrow_enough(
    overview: Callable[..., Page], width: int, scheme: str
) -> None:
    page = overview("hu/", viewport={"width": width, "height": 844}, color_scheme=scheme)
    page.locator(".timetable details summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    found = [violation["id"] for violation in results.response["violations"]]
    assert found == []
