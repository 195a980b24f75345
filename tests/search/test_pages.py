"""What of a built page can be found, and where."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest
from lxml import html

from handbook.book import Book
from handbook.search.pages import SPACES, FoundPage, Section, read_page

LEFT_OUT = {
    *("headerlink", "visually-hidden", "badge", "sources", "term-table", "blank", "footnote-ref"),
    *("footnote-backref", "glossary-filter", "emergency__sources", "term__see", "term__open"),
}

PAGE = """<html lang="hu"><head><meta name="description" content="Leírás."></head><body>
<div class="part part--run"><h1 id="page-title">Cím<a class="headerlink" href="#x">¶</a></h1>
<p>Eleje <span class="badge">néhány kutatás</span> vége.</p>
<h2 id="one">Első</h2><p>Szö\u00adveg <em>dőlt</em>.</p>
<table><tr><td>cella</td><td>másik</td></tr></table>
<ul><li>pont <b>és</b> még<ul><li>alpont</li></ul>vége</li></ul>
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
    lines = page.sections[1].text.split("\n")
    assert lines == ["Szöveg dőlt.", "cella", "másik", "pont és még", "alpont", "vége"]


def test_an_entry_is_named_by_its_synonyms_forms_to_avoid_and_source_word(page: FoundPage) -> None:
    term = page.sections[2]
    assert term.is_entry
    assert term.keywords.split() == ["term", "rossz", "szó"]
    assert "Kerülendő: rossz szó" in term.text


def test_all_white_space_is_known() -> None:
    known = {chr(number) for number in range(sys.maxunicode + 1) if chr(number).isspace()}
    assert known == {*SPACES, " "}


def test_a_page_in_another_language_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_text(PAGE.replace("<h1", '<div class="untranslated" lang="en"></div><h1'), "utf-8")
    assert read_page(file, "run/") is None


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a &amp; b&nbsp;c &lt;p&gt;", "a & b c <p>"),
        ("a\tb\u2009\r\n c\u00add\u3000e&#160; f\1g&#1;<p> </p> ", "a b cd e fg"),
        ('<a href="#x" title="1 > 0">a</a> b', "a b"),
        ('a<div class="sources"><div>x</div><div>y</div></div>b', "a\nb"),
        ("a<svg><svg><text>x</text></svg><text>y</text></svg>b", "a\nb"),
        ("a<script>if (1 < 2) '</p>';</script><!-- <p>x --><style>p > a {}</style>b", "ab"),
        ('a<input class="blank">b<img alt="">c<br>d<hr>e', "a\nb\ncd\ne"),
        ('<div class="term" id="t"></div>a', "a"),
        ('a <span class="badge">x<span>y</span>', "a"),
    ],
)
def test_markup_is_read_as_a_browser_reads_it(html: str, text: str, tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_text(f'<html lang="en"><div class="part "><h1 id="t">T</h1>{html}</div>', "utf-8")
    found = read_page(file, "run/")
    assert found
    assert found.sections[0].text == text


def test_a_page_is_read_as_a_parser_would(site: Path, found: dict[str, list[FoundPage]]) -> None:
    """Everything in a page's own part is in its sections, in order, but what is left out."""
    for locale, pages in found.items():
        for page in pages:
            root = site / ("" if locale == "en" else locale)
            tree = html.fromstring((root / page.url / "index.html").read_bytes())
            content = [*tree.xpath('//div[starts-with(@class, "part ")]'), *tree.xpath("//main")][0]
            for element in content.xpath(".//svg | .//nav | .//script | .//style | .//comment()"):
                element.drop_tree()
            for element in content.xpath(".//*[@class or @lang]"):
                if _is_left_out(element, content.tag == "main", tree.get("lang")):
                    element.drop_tree()
            for entry in content.xpath('.//*[@class="term" or @class="source"]'):
                entry[0].drop_tree()  # its name may be shortened
            words = [word for section in page.sections for word in _words(section)]
            text = unicodedata.normalize("NFC", content.text_content()).replace("\u00ad", "")
            assert "".join(words) == "".join(text.split()), (locale, page.url)


def _words(section: Section) -> list[str]:
    return f"{'' if section.is_entry else section.heading} {section.text}".split()


def _is_left_out(element: html.HtmlElement, is_card: bool, language: str) -> bool:
    classes = set(element.get("class", "").split())
    is_block = element.tag not in ("a", "abbr", "em", "s", "span", "strong")
    return bool(
        classes & LEFT_OUT
        or ("emergency" in classes and not is_card)
        or (is_block and element.get("lang", language) != language)
    )


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
