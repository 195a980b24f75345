"""What of a built page can be found, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.book import Book
from handbook.search.pages import FoundPage, Section, read_page

PAGE = """<html lang="hu"><head><meta name="description" content="Leírás."></head><body>
<div class="part part--run"><h1 id="page-title">Cím<a class="headerlink" href="#x">¶</a></h1>
<p>Eleje <span class="badge">néhány kutatás</span> vége.</p>
<h2 id="one">Első</h2><p>Szö\u00adveg <em>dőlt</em>.</p>
<table><tr><td>cella</td><td>másik</td></tr></table>
<ul><li>pont<ul><li>alpont</li></ul></li></ul>
<p lang="en">English words</p><script>var x;</script>
<dl><div class="term" id="term-a"><dt>fogalom</dt><dd>
<p class="term__source">Angolul: <span lang="en">term</span></p><p>Magyarázat.</p>
<p class="term__avoid"><strong>Kerülendő:</strong> <s>rossz szó</s></p></dd></div></dl>
</div></body></html>"""


@pytest.fixture
def page(tmp_path: Path) -> FoundPage:
    file = tmp_path / "index.html"
    file.write_text(PAGE, "utf-8")
    found = read_page(file, "run/")
    assert found
    return found


def test_sections_start_at_headings_and_entries(page: FoundPage) -> None:
    assert [(one.anchor, one.heading) for one in page.sections] == [
        ("", "Cím"),
        ("one", "Első"),
        ("term-a", "fogalom"),
    ]
    assert page.title == "Cím"
    assert page.description == "Leírás."


def test_text_cells_and_items_belong_to_their_section(page: FoundPage) -> None:
    assert page.sections[0].text == "Eleje vége."
    assert page.sections[1].text.split("\n") == ["Szöveg dőlt.", "cella", "másik", "pont", "alpont"]


def test_an_entry_is_named_by_its_synonyms_forms_to_avoid_and_source_word(page: FoundPage) -> None:
    term = page.sections[2]
    assert term.is_entry
    assert term.keywords.split() == ["term", "rossz", "szó"]
    assert "Kerülendő: rossz szó" in term.text


def test_a_page_in_another_language_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_text(PAGE.replace("<h1", '<div class="untranslated" lang="en"></div><h1'), "utf-8")
    assert read_page(file, "run/") is None


def test_the_book_has_handouts_cells_and_terms_at_their_anchor(
    found: dict[str, list[FoundPage]], book: Book
) -> None:
    for locale, pages in found.items():
        assert len(pages) == len(book.nav)
        by_anchor: dict[tuple[str, str], Section] = {
            (page.url, section.anchor): section for page in pages for section in page.sections
        }
        assert by_anchor["train/module-1/", "h1-1"].heading, locale
        assert by_anchor["run/match-start/", "t35"].text.count("\n") > 5, locale
        assert by_anchor["ref/glossary/", "term-mentoring"].is_entry, locale
        assert by_anchor["ref/bibliography/", "r10"].is_entry, locale
        assert by_anchor["crisis-card/", "numbers"].text, locale
