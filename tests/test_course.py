from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from handbook.course import load_course
from handbook.data import DataError
from handbook.render.context import Library, PageContext
from handbook.render.course import course_formats, course_table
from tests.conftest import ROOT

LOCALES = ["en", "hu", "sr", "lv", "bg"]


def changed(tmp_path: Path, edit: Callable[[Any], None]) -> Path:
    content = yaml.safe_load((ROOT / "docs/course.yml").read_text("utf-8"))
    edit(content)
    file = tmp_path / "course.yml"
    file.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return file


def test_five_modules_of_240_minutes_and_30_sessions(library: Library) -> None:
    course = library.course
    assert [module.minutes for module in course.modules] == [240] * 5
    assert len(course.sessions) == 30
    assert course.minutes == 1200
    assert sum(session.minutes for session in course.sessions if session.optional) == 90


def test_every_format_holds_the_whole_course(library: Library) -> None:
    course = library.course
    assert [form.id for form in course.formats] == ["weekend", "half-days", "evenings", "hybrid"]
    for form in course.formats:
        assert [s for block in form.blocks for s in block.sessions] == course.sessions
    evenings = next(form for form in course.formats if form.id == "evenings")
    minutes = [block.minutes for block in evenings.blocks]
    assert minutes == [135, 105, 130, 110, 140, 100, 130, 110, 140, 100]
    assert all(90 <= length <= 140 for length in minutes)


def test_no_module_can_be_cut_at_120_minutes(library: Library) -> None:
    for module in library.course.modules:
        ends = [
            sum(session.minutes for session in module.sessions[:count])
            for count in range(1, len(module.sessions))
        ]
        assert 120 not in ends


def test_a_format_that_forgets_a_session(tmp_path: Path) -> None:
    file = changed(tmp_path, lambda raw: raw["formats"][2]["blocks"][0]["sessions"].pop())
    with pytest.raises(DataError, match=r"evenings: session 1\.3 stands 0 times"):
        load_course(file, LOCALES)


def test_a_format_out_of_order(tmp_path: Path) -> None:
    file = changed(tmp_path, lambda raw: raw["formats"][0]["blocks"].reverse())
    with pytest.raises(DataError, match="sessions are out of order"):
        load_course(file, LOCALES)


def test_a_session_without_a_title_in_a_language(tmp_path: Path) -> None:
    def edit(raw: Any) -> None:
        del raw["modules"][0]["sessions"][0]["title"]["lv"]

    with pytest.raises(DataError, match=r"train/module-1 › 1\.1 › title: no text for lv"):
        load_course(changed(tmp_path, edit), LOCALES)


@pytest.mark.parametrize("locale", LOCALES)
def test_tables_say_what_the_data_says(page: Callable[..., PageContext], locale: str) -> None:
    context = page(locale, "train/overview")
    course = context.library.course
    tree = html.fromstring(f"<div>{course_table(context)}</div>")
    for module, table in zip(course.modules, tree.iter("table"), strict=True):
        rows = [[cell.text_content() for cell in row] for row in table.iterfind("tbody/tr")]
        assert [int(row[1]) for row in rows] == [*(s.minutes for s in module.sessions), 240]
        for session, row in zip(module.sessions, rows, strict=False):
            assert row[0].startswith(f"{session.number} {session.title[locale]}")
    forms = html.fromstring(f"<div>{course_formats(context)}</div>")
    for form, table in zip(course.formats, forms.iter("table"), strict=True):
        found = [int(row[2].text_content()) for row in table.iterfind("tbody/tr")]
        assert found == [*(block.minutes for block in form.blocks), 1200]


@pytest.mark.parametrize("locale", LOCALES)
def test_titles_are_those_of_the_pages(library: Library, locale: str) -> None:
    raw = yaml.safe_load((ROOT / "docs/course.yml").read_text("utf-8"))
    titles = {
        "train/ongoing": {f"session-f{e['month']}": e["title"][locale] for e in raw["ongoing"]}
    }
    for module in library.course.modules:
        titles[module.id] = {
            f"session-{session.number.replace('.', '-')}": session.title[locale]
            for session in module.sessions
        }
        titles[module.id] |= {
            sheet.anchor: sheet.title[locale]
            for session in module.sessions
            for sheet in session.handouts
            if sheet.id != "H4.2"  # four sheets, each with a title of its own
        }
    for page_id, wanted in titles.items():
        page = library.book.page(locale, page_id)
        assert page
        headings = {block.id: block.text for block in page.blocks if block.kind == "heading"}
        for anchor, title in wanted.items():
            assert title in headings[anchor], (page_id, anchor)
        for module in library.course.modules:
            if module.id == page_id:
                assert module.title[locale] in str(page.meta["title"])
