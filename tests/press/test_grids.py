"""Cards and tables on paper: one grid a set, marks where to cut, room to write."""

from __future__ import annotations

import pytest
from lxml import html

from handbook.press.article import words
from handbook.press.grids import cards_of_tables, lay_cards, lay_strips, shape
from handbook.press.tidy import tidy
from tests.press.test_parts import tree, written


def cards(number: int, letters: int) -> html.HtmlElement:
    one = f'<div class="card"><p class="card-head">A1</p><p>{"x" * letters}</p></div>'
    page = tree(f'<div class="cards cards--set">{one * number}</div><p>After</p><p>Last</p>')
    lay_cards(page[0])
    return page


@pytest.mark.parametrize(
    ("letters", "rows"), [(60, 6), (120, 5), (200, 4), (340, 3), (560, 2), (2000, 2)]
)
def test_all_sheets_of_a_set_have_the_grid_of_its_longest_card(letters: int, rows: int) -> None:
    page = cards(23, letters)
    grids = page.xpath(".//div[contains(@class, 'card-grid')]")
    assert {grid.get("class") for grid in grids} == {f"card-grid card-grid--{rows}"}
    assert [len(grid) for grid in grids[:-1]] == [rows] * (len(grids) - 1)
    assert len(page.xpath(".//div[@class='card']")) == 23


def test_each_sheet_of_cards_is_measured_alone_and_what_follows_starts_afresh() -> None:
    page = cards(12, 120)
    marks = page.xpath(".//div[@class='card-sheet']/@data-sheet")
    assert marks == ["cards--set-1", "cards--set-2"]
    assert [p.get("class") for p in page.xpath("./p")] == ["next-sheet", None]


def test_role_cards_written_as_paragraphs_get_marks_and_their_notes_do_not() -> None:
    page = tree(
        '<h3 id="cards-2-3">Cards</h3><p>One a team.</p><p><strong>Ana.</strong> You …</p>'
        '<p>Say <strong>no</strong>.</p><h3 id="h2-4">Sheet</h3><p><strong>B.</strong> b</p>'
    )
    lay_strips(page)
    strips = page.xpath(".//div[@class='strip']")
    assert [strip.text_content() for strip in strips] == ["Ana. You …"]
    assert len(strips[0].xpath("./span")) == 4


def table(heads: list[str], cells: list[str]) -> html.HtmlElement:
    head = "".join(f"<th>{text}</th>" for text in heads)
    row = "".join(f"<td>{text}</td>" for text in cells)
    page = tree(f"<table><thead><tr>{head}</tr></thead><tbody>{row}</tbody></table>")
    page = tree(written(page).replace(row, f"<tr>{row}</tr>" * 3))
    tidy(page)
    return page.find(".//table")


def widths(found: html.HtmlElement) -> list[float]:
    styles = [str(th.get("style", "width:0%")) for th in found.iter("th")]
    return [float(style.removeprefix("width:").removesuffix("%")) for style in styles]


def test_empty_columns_get_room_for_a_hand() -> None:
    rule = "We write from 8:00 to 21:00. In danger I act at any hour."
    assert widths(table(["About", "Our rule", "What I say"], ["Time", rule, ""]))[2] >= 30
    assert widths(table(["Question", "My answer"], ["What do I want, in my words?", ""]))[1] >= 40
    assert widths(table(["A", "B"], ["a", "b"])) == [0, 0]


def test_empty_columns_leave_room_for_print() -> None:
    found = widths(table(["I can", "Sure", "Nearly", "Not yet"], ["say no", "", "", ""]))
    assert sum(found) == pytest.approx(100, abs=1)
    assert found[0] >= 37


def test_printed_column_holds_its_longest_word() -> None:
    told = "nyugodt volt, várt; megkérdezte: „Most biztonságban vagy?”, azt nem, hogy miért"
    found = widths(
        table(["Lépés", "A mentor", "Igen", "Pontos szavak"], ["Meghallgatás", told, "", ""])
    )
    assert found[0] >= 15


def test_short_table_is_kept_on_a_page_and_a_long_one_is_not() -> None:
    short = table(["A"], ["a"])
    assert "table--short" in short.get("class")
    long = tree("<table><tbody>" + "<tr><td>x</td></tr>" * 30 + "</tbody></table>")[0]
    shape(long)
    assert "table--short" not in (long.get("class") or "")


CARDS = """<h3 id="{name}">Cards</h3><p>One a pair.</p><table><thead><tr>
<th>Card</th><th>You know</th><th>You want</th></tr></thead><tbody>
<tr><td>1</td><td>a <b>door</b></td><td>out</td></tr>
<tr><td>2</td><td>b</td><td>in</td></tr></tbody></table><p>Observers tick.</p>
<p><strong>Mentor.</strong> You …</p>"""


def test_rows_of_a_table_of_cards_are_cards_with_the_heads_of_their_columns() -> None:
    page = tree(CARDS.format(name="cards-4-4"))
    before = words(page)
    cards_of_tables(page)
    assert page.find("table") is None
    texts = [[p.text_content() for p in card] for card in page.xpath(".//div[@class='card']")]
    assert texts[0] == ["Card 1", "You know: a door", "You want: out"]
    assert len(texts) == 2
    assert page.xpath("string(.//b)") == "door"
    assert before - words(page) == {}


def test_what_follows_cards_stands_before_them_unless_it_is_a_card_itself() -> None:
    page = tree(CARDS.format(name="cards-4-4"))
    cards_of_tables(page)
    assert [(e.tag, (e.text_content() or "")[:9]) for e in page if e.tag == "p"] == [
        ("p", "One a pai"),
        ("p", "Observers"),
        ("p", "Mentor. Y"),
    ]
    assert page[3].get("class") == "cards cards--cards-4-4"


@pytest.mark.parametrize("name", ["cards-4-4-key", "key-cards", "h4-4", "t46"])
def test_keys_and_other_tables_stay_tables(name: str) -> None:
    page = tree(CARDS.format(name=name))
    cards_of_tables(page)
    assert page.find("table") is not None


def test_cards_after_strips_start_on_a_sheet_of_their_own() -> None:
    page = tree(
        '<h3 id="cards-4-2">Cards</h3><p><strong>Ana.</strong> You …</p>'
        '<div class="cards cards--x"><div class="card"><p>1</p></div></div>'
    )
    lay_strips(page)
    assert page.xpath("string(./div[contains(@class, 'cards--x')]/@class)").endswith("next-sheet")


def test_strips_after_cards_start_on_a_sheet_of_their_own() -> None:
    page = tree(CARDS.format(name="cards-4-4"))
    tidy(page)
    assert page.xpath("./div/@class")[-1] == "strip next-sheet"


def test_doors_of_the_start_page_are_not_cut_out() -> None:
    page = tree('<div class="grid cards"><ul><li><p>I plan a programme</p></li></ul></div>')
    tidy(page)
    assert page.find_class("crop") == []
