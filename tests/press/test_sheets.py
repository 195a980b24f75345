"""Sheets: what fits one page after tightening, what runs on, and what the layout says of each."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from handbook.press.furniture import STYLE
from handbook.press.setter import Facts, set_document
from handbook.press.sheets import _GAIN, Fit, Sheet
from tests.press.test_setter import document

LINE = "<p>A line of this sheet</p>"
FIXED = '<div style="height:{}mm"><p>This gets no smaller.</p></div>'


def sheet(name: str, kind: str, body: str) -> str:
    return f'<section class="{kind}" data-sheet="{name}"><h3>Sheet {name}</h3>{body}</section>'


def facts_of(body: str, fonts: Path) -> Facts:
    return set_document(document(f"<h1>T</h1>{body}"), fonts)[1]


@pytest.fixture(scope="module")
def fit_on_page(fonts: Path) -> dict[str, int]:
    """Lines that a page of each kind of sheet holds."""
    kinds = ("handout", "form", "session")
    body = "".join(sheet(kind, kind, f"<p>of {kind}</p>" + LINE * 50) for kind in kinds)
    body = re.sub(' data-sheet="[a-z]+"', "", body)  # so that nothing is set tighter
    pdf, _facts = set_document(document(f"<h1>T</h1>{body}"), fonts)
    found = {}
    for text in (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)):
        kind = re.search(r"of (\w+)", text)
        if kind and kind[1] in kinds:
            found[kind[1]] = text.count("A line") + 1
    return found


@pytest.fixture(scope="module")
def taken(fit_on_page: dict[str, int], fonts: Path) -> Facts:
    """Sheets of many lengths in one document; their names say how long they are."""
    full = fit_on_page
    follower = sheet("after", "session", "<p>next</p>")
    body = [
        sheet("short", "handout", LINE * 9),
        sheet("spills", "handout", LINE * (full["handout"] + 3)),
        sheet("two-and-a-bit", "handout", LINE * (2 * full["handout"] + 4)),
        sheet("long", "handout", LINE * (full["handout"] * 5 // 3)),
        sheet("stiff", "handout", FIXED.format(150) + FIXED.format(110)),
        sheet("form", "form", LINE * (full["form"] * 5 // 4)),
        sheet("form-too-long", "form", LINE * (full["form"] * 2)),
        sheet("spilling-session", "session", LINE * (full["session"] + 4)),
        sheet("session-of-two", "session", LINE * (full["session"] * 3 // 2)) + follower,
    ]
    return facts_of("".join(body), fonts)


def test_handout_that_barely_spills_comes_to_one_page(taken: Facts) -> None:
    pages, level = taken.sheets["spills"]
    assert pages == 1
    assert level > 0


def test_handout_of_two_pages_and_a_bit_comes_to_two(taken: Facts) -> None:
    pages, level = taken.sheets["two-and-a-bit"]
    assert pages == 2
    assert level > 0


def test_session_that_barely_spills_comes_to_one_page(taken: Facts) -> None:
    assert taken.sheets["spilling-session"][0] == 1


def test_long_sheets_and_short_ones_are_left_as_they_are(taken: Facts) -> None:
    assert taken.sheets["short"] == (1, 0)
    assert taken.sheets["long"] == (2, 0)
    assert taken.sheets["session-of-two"] == (2, 0)


def test_handout_that_cannot_be_saved_goes_back_to_its_own_size(taken: Facts) -> None:
    """Boxes of fixed height get no smaller, however tight the type is set."""
    assert taken.sheets["stiff"] == (2, 0)


def test_form_is_set_tighter_as_long_as_it_can_fit(taken: Facts) -> None:
    assert taken.sheets["form"][0] == 1
    assert taken.sheets["form-too-long"][1] == 0
    assert taken.split == ["form-too-long"]


def wide(columns: int, words: str, rows: int = 3) -> str:
    heads = "".join(f"<th>Head {n}</th>" for n in range(columns))
    row = "<tr>" + f"<td>{words}</td>" * columns + "</tr>"
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{row * rows}</tbody></table>"


def test_form_whose_table_is_too_wide_is_laid_on_its_side(fonts: Path) -> None:
    label = '<span class="kept">a: <span class="blank"></span></span>'
    form = sheet("t1", "form", wide(8, label))
    pdf, facts = set_document(document(f"<h1>T</h1>{form}"), fonts)
    assert facts.sheets["t1"] == (1, 4)
    assert facts.clipped == []
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(pdf)]
    assert [width > height for width, height in sizes] == [False, True]


def test_form_whose_table_makes_it_too_long_is_laid_on_its_side(fonts: Path) -> None:
    """Each row takes two lines upright, and one where lines are half as long again."""
    facts = facts_of(sheet("t1", "form", wide(1, "a word or two " * 10, 31)), fonts)
    assert facts.sheets["t1"] == (1, 4)
    assert facts.split == []


def test_form_that_fits_on_no_side_stands_upright(fonts: Path) -> None:
    facts = facts_of(sheet("t1", "form", wide(2, "few words", 60)), fonts)
    assert facts.sheets["t1"][1] == 0
    assert facts.split == ["t1"]


def test_label_and_line_share_a_line_of_their_cell(fonts: Path) -> None:
    """However little room the other column leaves; the label ends where its line begins."""
    cell = '<span class="kept">until: <span class="blank"></span></span>'
    row = f"<tr><td>{'many words ' * 60}</td><td>{cell}</td></tr>"
    pdf, _facts = set_document(document(f"<table><tbody>{row}</tbody></table>"), fonts)
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage()
    foot = text.get_charbox(text.get_text_range().index("until"))[1]
    paths = page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_PATH,))
    bounds = [path.get_bounds() for path in paths]
    lines = [b for b in bounds if 50 < b[2] - b[0] < 62 and abs(b[1] - foot) < 4]
    assert lines


def test_section_that_cannot_be_saved_alone_gets_help_from_the_one_before() -> None:
    fit = Fit()
    a, b = Sheet("section", 1, 0.9), Sheet("section", 2, 0.1)
    text = 'class="section a" data-sheet="a" class="section b" data-sheet="b"'
    for _ in range(2):
        text = fit.tighten(text, {"a": a, "b": b})
    assert "section b tight-3" in text
    assert "section a tight-3" not in text
    text = fit.tighten(text, {"a": a, "b": b})
    assert "section a tight-2" in text
    text = fit.tighten(text, {"a": a, "b": b})
    assert "tight" not in text


SIZE = re.compile(r"font(?:-size)?:[^;}]*?([\d.]+)pt")


def test_no_step_of_tightness_goes_below_nine_points() -> None:
    rules = [rule for rule in STYLE.split("}") if re.search(r"\.tight-\d", rule)]
    sizes = [float(size) for rule in rules for size in SIZE.findall(rule)]
    assert len(sizes) > 10
    assert min(sizes) >= 9


def test_type_of_the_text_is_at_least_nine_points_and_of_the_margins_nearly_eight() -> None:
    margins = (".note-ref {", ".opener-address", ".sheet-foot {", "@top", "@bottom")
    rules = re.sub(r"/\*.*?\*/", "", STYLE).split("}")
    small = [r.strip() for r in rules if any(float(s) < 9 for s in SIZE.findall(r))]
    assert all(any(mark in rule for mark in margins) for rule in small), small
    assert min(float(size) for rule in rules for size in SIZE.findall(rule)) >= 7.8


@pytest.mark.parametrize("level", range(5))
def test_lines_to_write_on_are_eight_millimetres_apart(level: int, fonts: Path) -> None:
    """Measured in the finished file, between the rules of one sheet."""
    tight = f" tight-{level}" if level else ""
    blank = '<span class="blank"></span>'
    fill = f'<p><span class="fill"><span class="fill-label">A</span>{blank}</span></p>'
    inline = f"<p>a {blank} b</p>"
    table = "<table><tbody>" + '<tr><td>x</td><td class="write"></td></tr>' * 3 + "</tbody></table>"
    body = (
        f'<section class="form{tight}"><h3>F</h3>{fill * 3}{inline * 3}{LINE * 2}{table}</section>'
    )
    pdf, _facts = set_document(document(body), fonts)
    heights = rules(pdf)
    gaps = [a - b for a, b in pairwise(heights)]
    assert len(gaps) >= 8
    assert min(gaps) >= 7.9


def rules(pdf: bytes) -> list[float]:
    """Heights of the rules of a page in millimetres, from the top, each once.

    A border is a box whose lower edge is filled, so the lower edge of each path is a rule.
    """
    file = pypdfium2.PdfDocument(pdf)
    found = set()
    for item in file[0].get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_PATH,)):
        left, bottom, right, _top = item.get_bounds()
        if right - left > 40:
            found.add(bottom * 25.4 / 72)
    heights = sorted(found, reverse=True)
    return [h for n, h in enumerate(heights) if n == 0 or heights[n - 1] - h > 1.0]


def test_fit_tries_what_is_needed_and_gives_up_once() -> None:
    fit = Fit()
    text = 'class="handout" data-sheet="a"'
    spilt = Sheet("handout", 2, 0.2)
    seen = []
    for _ in range(len(_GAIN) + 1):
        text = fit.tighten(text, {"a": spilt})
        seen.append(text)
    assert seen[0] == 'class="handout tight-2" data-sheet="a"'
    assert seen[1] == 'class="handout tight-3" data-sheet="a"'
    assert set(seen[2:]) == {'class="handout" data-sheet="a"'}


def test_goal_of_each_kind() -> None:
    assert Sheet("form", 2, 0.3).goal == 1
    assert Sheet("form", 2, 0.9).goal == 2
    assert Sheet("handout", 3, 0.2).goal == 2
    assert Sheet("handout", 3, 0.5).goal == 3
    assert Sheet("section", 2, 0.3).goal == 2
    assert Sheet("session", 1, 0.1).goal == 1
