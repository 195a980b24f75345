"""The steps between a page of the site and a document for the setter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from handbook.book import Book
from handbook.data import Term
from handbook.language.match import Matcher
from handbook.press.article import Article, read_article, words
from handbook.press.notes import make_notes
from handbook.press.references import References
from handbook.press.sections import join_pointers, nest, split, take_headings
from handbook.press.terms import forms, mark_terms
from handbook.press.text import wrap, wrap_all
from handbook.press.tidy import level_marks, tidy


def tree(text: str) -> html.HtmlElement:
    return html.fragment_fromstring(text, create_parent="div")


def written(element: html.HtmlElement) -> str:
    return str(html.tostring(element, encoding="unicode"))


@pytest.fixture
def article(site: Path, book: Book) -> Article:
    return read_article(site, book, book.edition("hu"), "run/closure")


def test_article_has_no_screen_furniture(article: Article) -> None:
    text = written(article.tree)
    for furniture in ("headerlink", "visually-hidden", "data-offers", "<details", "<script"):
        assert furniture not in text


def test_links_between_pages_name_the_page(article: Article) -> None:
    links = {link.get("href") for link in article.tree.iter("a")}
    assert "handbook:crisis-card" in links
    assert not any(link.startswith("..") for link in links)


def test_words_are_not_parted_by_marks_inside_them() -> None:
    assert words(tree("<p>one<b>two</b> <i>th</i>ree</p><p>four</p>")) == {
        "onetwo": 1,
        "three": 1,
        "four": 1,
    }


def test_notes_are_numbered_by_first_mention_and_stand_once() -> None:
    page = tree(
        '<p><a class="badge badge--some" href="handbook:p#source-b">some</a> '
        '<a class="badge badge--some" href="handbook:p#source-a">some</a> '
        '<a class="badge badge--some" href="handbook:p#source-b">some</a></p>'
        '<ul class="sources"><li id="source-a">A</li><li id="source-b">B</li></ul>'
    )
    assert make_notes(page, "p") == 2
    assert re.findall(r"\[some \d\]", page.text_content()) == ["[some 1]", "[some 2]", "[some 1]"]
    notes = [" ".join(note.text_content().split()) for note in page.iter("li")]
    assert notes == ["[1] B", "[2] A"]


def test_blank_shares_a_row_with_a_short_label_only() -> None:
    page = tree(
        '<p>Name: <span class="blank blank--long"></span></p>'
        f'<p>{"A long question " * 5}<span class="blank blank--long"></span></p>'
    )
    tidy(page)
    assert [span.get("class") for span in page.xpath("p/span")] == ["fill", "fill-below"]


def test_item_with_a_box_and_a_blank_has_no_other_mark() -> None:
    blank = '<span class="blank blank--long"></span>'
    page = tree(f'<ul><li><span class="box"></span> No: {blank}</li><li>Where: {blank}</li></ul>')
    tidy(page)
    level_marks(page)
    assert [item.get("class") for item in page.iter("li")] == ["boxed lined-row", "lined-row"]


def test_sections_know_sessions_handouts_and_forms() -> None:
    page = tree(
        '<h1 id="t">T</h1><h2 id="session-1-1">S</h2><p>s</p><h2 id="handouts">H</h2>'
        '<h3 id="h1-1">One</h3><p>h</p><h2 id="tools">T</h2><h3 id="t21">F</h3>'
    )
    nest(page)
    kinds = [section.get("class") for section in page.iter("section")]
    groups = "section section--handouts", "section section--tools"
    assert kinds == ["session", groups[0], "handout", groups[1], "form"]
    assert [name for name, _ in split(page)] == ["", "handouts", "notes"]


def test_session_is_known_by_its_box_and_a_handout_by_its_id() -> None:
    page = tree(
        '<h1 id="t">T</h1><h2 id="mentees">M</h2><div class="admonition abstract"></div>'
        '<h3 id="handout-mentees">H</h3><p>h</p><h2 id="staff">S</h2><p>no box</p>'
    )
    nest(page)
    assert [section.get("class") for section in page.iter("section")] == [
        "session",
        "handout",
        "section section--staff",
    ]
    assert page.xpath(".//section/@data-sheet") == ["mentees", "handout-mentees", "staff"]


def test_keys_of_cards_are_the_trainers_and_stand_apart() -> None:
    page = tree(
        '<h1 id="t">T</h1><h2 id="handouts">H</h2><h3 id="cards-x">C</h3><h3 id="key-x">K</h3>'
        '<h3 id="cards-y-key">K</h3><h3 id="monkeys">M</h3><h2 id="notes">N</h2>'
    )
    nest(page)
    parts = {name: part.xpath(".//section/@data-sheet") for name, part in split(page)}
    assert parts["keys"] == ["key-x", "cards-y-key"]
    assert parts["handouts"] == ["handouts", "cards-x", "monkeys"]
    assert parts["notes"] == ["notes"]


def test_part_of_a_form_has_a_sheet_of_its_own_only_as_sheet_or_key() -> None:
    page = tree(
        '<h1 id="t">T</h1><h2 id="tools">T</h2><h3 id="t20">P</h3><h4 id="t20-concern-sheet">S</h4>'
        '<h3 id="t05">C</h3><h4 id="t05-leaving">L</h4><h3 id="t04">Q</h3><h4 id="t04-key">K</h4>'
    )
    nest(page)
    forms = page.xpath(".//section[@class='form']/@data-sheet")
    assert forms == ["t20", "t20-concern-sheet", "t05", "t04", "t04-key"]


def test_heading_before_the_first_form_stands_on_its_sheet() -> None:
    page = tree(
        '<h1 id="t">T</h1><h2 id="tools">Tools</h2><p>Copy it.</p><h3 id="t1">F</h3><p>f</p>'
        f'<h2 id="more">More</h2><p>{"long " * 99}</p><h3 id="t2">G</h3>'
    )
    nest(page)
    take_headings(page)
    first, second = page.xpath(".//section[@class='form']")
    assert [child.tag for child in first] == ["h2", "p", "h3", "p"]
    assert [child.tag for child in second] == ["h3"]


BLANK = '<span class="blank"></span>'


def test_form_that_only_points_elsewhere_stands_with_the_one_before_it() -> None:
    page = tree(
        '<h2 id="tools">Tools</h2><h3 id="t45">A</h3><p>Name: <span class="blank"></span></p>'
        '<h3 id="t47">Crisis card</h3><p>It is a page of its own.</p>'
        '<h3 id="t48">B</h3><ol><li>Ask</li></ol><h2 id="more">More</h2>'
        '<h3 id="t49">C</h3><p>See there.</p>'
    )
    nest(page)
    join_pointers(page)
    assert page.xpath("//section[@class='form']/@data-sheet") == ["t45", "t48"]
    assert page.xpath("string(//*[@id='t47']/../../@data-sheet)") == "t45"
    assert page.xpath("string(//*[@id='t49']/../@class)") == "section section--t49"


def kept(text: str) -> list[str]:
    page = tree(f"<p>{text.replace('____', BLANK)}</p>")
    before = page.text_content()
    tidy(page)
    assert page.text_content() == before
    return [span.text_content() for span in page.xpath(".//span[@class='kept']")]


def test_line_to_write_on_stays_with_its_label() -> None:
    assert kept("Young person: ____ Date, time, place: ____") == [
        "Young person: ",
        "Date, time, place: ",
    ]
    assert kept("<strong>Phone:</strong> ____") == ["Phone: "]
    assert kept("I tell the coordinator, ____, the same day.") == ["coordinator, "]
    assert kept("<b>Complaints</b> to: ____. Deputy: ____") == ["to: ", "Deputy: "]
    assert kept("____ comes first") == []


def test_mark_of_an_item_goes_down_where_its_first_line_has_a_blank() -> None:
    page = tree(
        f"<ol><li>Name: {BLANK}</li><li>{'words ' * 30}{BLANK}</li><li>none</li>"
        f'<li>A: <span class="blank blank--long"></span></li></ol>'
    )
    tidy(page)
    level_marks(page)
    assert [item.get("class") for item in page.iter("li")] == ["lined", None, None, "lined-row"]


def test_line_to_write_on_counts_for_the_mark_if_it_fits_beside_its_words() -> None:
    words = "Nobody may begin who has not met the coordinator and named two people"
    long = '<span class="blank blank--long"></span> soon'
    page = tree(f"<ol><li>{words} {BLANK}</li><li>{words} {long}</li></ol>")
    tidy(page)
    level_marks(page)
    assert [item.get("class") for item in page.iter("li")] == ["lined", None]


def references() -> References:
    on_paper = frozenset({"a"})
    return References("p. {n}", "https://x.example/", on_paper, lambda page: f"hu/{page}/")


def test_link_on_paper_gets_a_page_number_and_one_that_is_not_its_address() -> None:
    page = tree('<a href="handbook:a#b">A</a> <a href="handbook:z">Z</a>')
    counted = references()
    for link in list(page.iter("a")):
        counted.resolve(link)
    assert page.text_content() == "A (p. {0}) Z"
    assert counted.targets == ["a#b"]
    assert page[1].get("href") == "https://x.example/hu/z/"


def test_long_address_is_printed_short() -> None:
    page = tree(f'<a href="https://other.example/{"long/" * 20}">Text</a>')
    counted = references()
    counted.resolve(page[0])
    (code,) = counted.short
    assert page.text_content() == f"Text (x.example/go/{code})"


def test_term_is_marked_at_first_use_and_in_headings(article: Article) -> None:
    term = Term("mentor", (), {"hu": "mentor"}, {"hu": ""})
    before = words(article.tree)
    places = mark_terms(article, Matcher("hu", forms([term], "hu")))["mentor"]
    assert places[0].startswith("run/closure#ix-mentor-")
    assert words(article.tree) == before


@given(st.text("ab szßж\n", max_size=30), st.text("cd szs", max_size=20), st.data())
def test_wrapping_changes_no_letter(first: str, second: str, data: st.DataObject) -> None:
    page = html.fragment_fromstring("<p></p>")
    page.text, inner = first, html.Element("b")
    inner.text, inner.tail = second, first
    page.append(inner)
    text = page.text_content()
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    wrap(page, start, start + 3, {"class": "x"})
    wrap_all(page, re.compile(r"\w*sz\w*"), {"class": "y"})
    assert page.text_content() == text


def test_drawings_are_left_alone_when_words_are_wrapped() -> None:
    page = tree("<p>hosszan</p><svg><text>hosszan</text></svg>")
    wrap_all(page, re.compile("hosszan"), {"class": "whole"})
    assert len(page.xpath(".//span")) == 1
    assert page.xpath("string(.//text)") == "hosszan"
