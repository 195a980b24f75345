"""A page's forms as a model: what is a form, and every part of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from handbook.press.article import Article
from handbook.press.furniture import Furniture
from handbook.press.office.model import (
    Block,
    Cards,
    Heading,
    Listing,
    NewPage,
    Paragraph,
    Table,
    Text,
    walk,
)
from handbook.press.office.read import Sheet, read_sheets
from handbook.render.forms import shown_forms

T = TypeVar("T", bound=Block)


def of_kind(sheet: Sheet, kind: type[T]) -> list[T]:
    return [block for block in walk(sheet.form.blocks) if isinstance(block, kind)]


def test_forms_and_handouts_are_sheets_what_only_links_is_none(sheets: dict[str, Sheet]) -> None:
    assert list(sheets) == ["run-match-start-t37", "run-match-start-h1-1"]


def test_a_form_says_where_it_is_from(agreement: Sheet) -> None:
    form = agreement.form
    assert (form.title, form.anchor, form.tag) == ("T37 Agreement", "t37", "en-GB")
    assert form.address == "https://handbook.example/run/match-start/#t37"
    assert "version 0123abcd" in form.foot[0]
    assert form.foot[-1] == "handbook.example/run/match-start/#t37"


def test_region_and_script_of_serbian(
    page_of: Callable[[str], tuple[Article, Furniture]],
) -> None:
    assert {sheet.form.tag for sheet in read_sheets(*page_of("sr"))} == {"sr-Latn-RS"}


def test_headings_begin_at_one_and_a_form_inside_has_its_own_sheet(agreement: Sheet) -> None:
    assert [block.level for block in of_kind(agreement, Heading)] == [1, 2]
    blocks = agreement.form.blocks
    place = next(n for n, block in enumerate(blocks) if isinstance(block, NewPage))
    assert isinstance(blocks[place + 1], Heading)


def test_lists_boxes_and_cells(agreement: Sheet) -> None:
    rules, boxes, points = of_kind(agreement, Listing)
    assert rules.ordered
    assert [item.tick for item in boxes.items] == [True, True]
    assert not points.ordered
    (table,) = of_kind(agreement, Table)
    assert (len(table.rows), table.heads) == (3, 1)
    assert [bool(cell.blocks) for cell in table.rows[1]] == [True, True, False]
    assert table.shares[2] > table.shares[0]  # room to write


def test_cards_are_there(agreement: Sheet) -> None:
    (cards,) = of_kind(agreement, Cards)
    assert len(cards.cards) >= 16


def test_links_lead_to_the_site(agreement: Sheet) -> None:
    parts = [part for block in of_kind(agreement, Paragraph) for part in block.content]
    links = {part.text: part.href for part in parts if isinstance(part, Text) and part.href}
    assert links["the start"] == "https://handbook.example/"
    assert links["us"] == "https://other.example/"


def test_page_knows_which_forms_it_shows() -> None:
    text = (
        "## A { #t18 }\n\nWords.\n\n<!-- handbook:form design/safeguarding#t18 -->\n\n## B { #b }\n"
    )
    assert shown_forms(text) == {"t18": "design/safeguarding#t18"}
