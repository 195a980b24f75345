"""Shares of table columns."""

from __future__ import annotations

import pytest
from lxml import html

from handbook.press.columns import share_columns, shares


def table(rows: str) -> html.HtmlElement:
    return html.fragment_fromstring(f"<table>{rows}</table>")


def widths(element: html.HtmlElement) -> list[float]:
    return [float(col.get("style")[6:-1]) for col in element.iter("col")]


def test_long_text_gets_the_room_that_words_leave() -> None:
    assert shares([5, 5], [5, 25]) == [20, 80]


def test_words_that_need_more_than_the_page_share_it_by_their_length() -> None:
    assert shares([20, 40], [30, 40]) == pytest.approx([100 / 3, 200 / 3])


def test_columns_without_text_are_equal() -> None:
    assert shares([1, 1], [1, 1]) == [50, 50]


def test_every_column_has_its_share_before_the_rows() -> None:
    element = table("<tr><th>Nr</th><th>What to do</th></tr><tr><td>1</td><td>Call</td></tr>")
    share_columns(element)
    assert element[0].tag == "colgroup"
    first, second = widths(element)
    assert first < second
    assert first + second == pytest.approx(100, abs=0.2)


def test_a_table_of_long_words_is_dense() -> None:
    row = "".join(f"<td>{'x' * 12}</td>" for _ in range(6))
    element = table(f"<tr>{row}</tr>")
    share_columns(element)
    assert "table--dense" in element.get("class")


def test_a_cell_to_write_in_keeps_room_for_a_blank() -> None:
    element = table('<tr><td><span class="blank"></span></td><td>a</td></tr>')
    share_columns(element)
    first, second = widths(element)
    assert first > second


@pytest.mark.parametrize(
    "rows",
    [
        '<tr><td colspan="2">a</td></tr><tr><td>b</td></tr>',
        "<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>",
    ],
)
def test_tables_of_another_shape_are_left_alone(rows: str) -> None:
    element = table(rows)
    share_columns(element)
    assert not element.xpath(".//col")
