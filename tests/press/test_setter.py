"""The setter: forms on one page, long words inside it."""

from __future__ import annotations

from pathlib import Path

from handbook.press.furniture import STYLE
from handbook.press.setter import set_document


def document(body: str, head: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><head><title>Test</title><style>{STYLE}</style>{head}'
        f'</head><body data-piece="test">{body}</body></html>'
    )


def test_form_too_long_for_a_page_is_set_tighter(fonts: Path) -> None:
    lines = "".join(f"<p>Line {n} of the form</p>" for n in range(50))
    form = f'<section class="form" data-sheet="t1"><h3>T1</h3>{lines}</section>'
    _pdf, facts = set_document(document(form), fonts)
    assert (facts.pages, facts.split) == (1, [])


def test_form_that_fits_no_page_is_named(fonts: Path) -> None:
    lines = "".join(f"<p>Line {n} of the form</p>" for n in range(200))
    form = f'<section class="form" data-sheet="t1"><h3>T1</h3>{lines}</section>'
    _pdf, facts = set_document(document(form), fonts)
    assert facts.split == ["t1"]


def test_word_wider_than_its_column_is_broken_not_clipped(fonts: Path) -> None:
    cells = f"<td>{'wordwithoutend' * 9}</td>" * 4
    table = f"<table><thead><tr>{'<th>Head</th>' * 4}</tr></thead><tr>{cells}</tr></table>"
    _pdf, facts = set_document(document(table), fonts)
    assert facts.clipped == []


def test_long_line_of_code_is_broken_not_clipped(fonts: Path) -> None:
    line = "if x: return " + ".".join(["very_long_name_of_a_thing"] * 12)
    _pdf, facts = set_document(document(f"<pre><code>{line}</code></pre>"), fonts)
    assert facts.clipped == []


def test_box_wider_than_the_page_is_reported(fonts: Path) -> None:
    wide = '<p style="white-space:nowrap">' + "word " * 80 + "</p>"
    _pdf, facts = set_document(document(wide), fonts)
    assert facts.clipped
    assert "is wider than the page" in facts.clipped[0]


def test_picture_taller_than_the_page_is_reported(fonts: Path) -> None:
    picture = '<svg width="100" height="2000" viewBox="0 0 100 2000"><title>t</title></svg>'
    _pdf, facts = set_document(document(f"<div>{picture}</div>"), fonts)
    (line,) = facts.clipped
    assert line.startswith("page 1: “a picture” stands below the end of the page; ")


def test_facts_survive_the_cache(fonts: Path) -> None:
    _pdf, facts = set_document(document('<h1 id="a">A</h1><p id="b">b</p>'), fonts)
    assert type(facts).from_json(facts.to_json()) == facts
    assert {"a", "b"} <= set(facts.anchors)
