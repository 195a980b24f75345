"""Drawings: one that misses its page by little is made smaller, and no page stays empty for it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from handbook.press.setter import set_document
from tests.press.test_setter import document

LINE = "<p>A line before the drawing.</p>"


def drawing(height: int, letters: float = 14) -> str:
    return (
        f'<figure><svg viewBox="0 0 340 {height}" width="340" height="{height}"><title>t</title>'
        f'<text x="9" y="40" font-size="{letters}">Word</text></svg></figure>'
    )


def pages(body: str, fonts: Path) -> list[str]:
    pdf, facts = set_document(document(f"<h1>T</h1>{body}"), fonts)
    assert facts.clipped == []
    texts = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return ["".join(text.split()) for text in texts]


def test_drawing_that_misses_the_page_by_little_comes_back_smaller(fonts: Path) -> None:
    found = pages(LINE * 4 + drawing(770) + "<p>After.</p>", fonts)
    assert "Word" in found[0]


def test_drawing_that_misses_it_by_much_keeps_its_size(fonts: Path) -> None:
    found = pages(LINE * 20 + drawing(770), fonts)
    assert "Word" not in found[0]
    assert "Word" in found[1]


@pytest.mark.parametrize(("letters", "page"), [(14, 0), (11, 1)])
def test_no_word_of_a_drawing_gets_too_small_to_read(letters: int, page: int, fonts: Path) -> None:
    found = pages(LINE * 4 + drawing(850, letters) + "<p>After.</p>", fonts)
    assert "Word" in found[page]


def test_form_with_a_drawing_begins_on_its_own_page_all_the_same(fonts: Path) -> None:
    form = f'<section class="form" data-sheet="t1"><h3>T1</h3>{drawing(500)}</section>'
    found = pages(f"<section>{LINE * 3}{form}</section>", fonts)
    assert "Word" not in found[0]
    assert "T1Word" in found[1]
