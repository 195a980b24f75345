from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import html

from handbook.render.context import PageContext
from handbook.render.finish import PageError, finish, prepare

Make = Callable[..., PageContext]


def test_blanks_and_boxes() -> None:
    assert prepare("Name: ____ Address: ________") == (
        'Name: <span class="blank blank--short"></span> '
        'Address: <span class="blank blank--long"></span>'
    )
    assert prepare("- [ ] done\n* [ ] too") == (
        '- <span class="box"></span> done\n* <span class="box"></span> too'
    )
    assert prepare("a [link](x) and __bold__") == "a [link](x) and __bold__"


def test_the_title_has_an_ascii_id() -> None:
    assert prepare("# Речник\n\n# two\n") == "# Речник { #page-title }\n\n# two\n"
    assert prepare("# Own { #own }\n") == "# Own { #own }\n"


def test_blanks_and_boxes_say_what_they_are(page: Make) -> None:
    text = finish(
        '<p>Name: <span class="blank blank--short"></span></p><p><span class="box"></span></p>',
        page("bg"),
    )
    tree = html.fromstring(text)
    words = [span.text for span in tree.xpath('//span[@class="visually-hidden"]')]
    assert words == [f"[{page('bg').word(f'site.{key}')}]" for key in ("write_here", "tick_box")]


def test_local_words_replace_the_engines(page: Make) -> None:
    content = (
        '<h2 id="x">X<a class="headerlink" href="#x" title="Permanent link">¶</a></h2>'
        '<p>Text<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p>'
        '<div class="footnote"><ol><li id="fn:1"><p>Note <a class="footnote-backref" '
        'href="#fnref:1" title="Jump back to footnote 1 in the text">↩</a></p></li></ol></div>'
    )
    text = finish(content, page("sr"))
    assert "Permanent link" not in text
    assert "Jump back" not in text
    tree = html.fromstring(f"<div>{text}</div>")
    context = page("sr")
    assert tree.xpath('//a[@class="headerlink"]/@title') == [context.word("site.permalink")]
    back = tree.xpath('//a[@class="footnote-backref"]/@aria-label')
    assert back == [context.word("site.footnote_back", n=1)]


def test_a_double_id_stops_the_page(page: Make) -> None:
    with pytest.raises(PageError, match=r"docs/en/run/match-start.md: id “a” stands twice"):
        finish('<h2 id="a">One</h2><h2 id="a">Two</h2>', page())


def test_an_unknown_directive_stops_the_page(page: Make) -> None:
    with pytest.raises(PageError, match="no directive handbook:sauces; there are sources"):
        finish("<!-- handbook:sauces -->", page())


def test_an_unknown_drawing_stops_the_page(page: Make) -> None:
    with pytest.raises(PageError, match=r"no drawing D99 in diagrams.yml; there are D01"):
        finish('<p><img alt="x" src="diagram:D99"></p>', page())


def test_an_ordinary_comment_is_not_published(page: Make) -> None:
    assert "<!-- note -->" not in finish("<p>a</p><!-- note -->", page())


def test_a_drawing_speaks_the_language_of_the_page(page: Make) -> None:
    text = finish('<p><img alt="Krug &amp; put" src="diagram:D01"></p>', page("sr"))
    assert text.startswith('<figure class="diagram" id="diagram-d01">')
    assert 'lang="sr-Latn"' in text
    assert "Krug &amp; put" in text
    assert page("sr").library.diagrams["D01"].description["sr"] in text


def test_no_break_spaces_in_prose_but_not_in_code(page: Make) -> None:
    text = finish("<p>Meet for 45 minutes.</p><pre>45 minutes</pre>", page("en"))
    assert "45\u00a0minutes" in text
    assert "<pre>45 minutes" in text


def test_text_in_another_language_keeps_its_spaces(page: Make) -> None:
    text = finish('<p>Tai <span lang="en">45 minutes</span></p>', page("lv"))
    assert "45 minutes" in text


class TestTables:
    TABLE = (
        '<h3 id="a">Plan<a class="headerlink" href="#a" title="">¶</a></h3><table><thead><tr>'
        "{head}</tr></thead><tbody><tr>{row}</tr></tbody></table>"
    )

    def tree(self, columns: int, page: PageContext) -> html.HtmlElement:
        head = "".join(f"<th>H{n}</th>" for n in range(columns))
        row = "".join(f"<td>c{n}</td>" for n in range(columns))
        return html.fromstring(f"<div>{finish(self.TABLE.format(head=head, row=row), page)}</div>")

    def test_every_table_can_be_reached_and_has_a_name(self, page: Make) -> None:
        context = page("en")
        region = self.tree(2, context).xpath('//div[@class="table-scroll"]')[0]
        assert region.get("tabindex") == "0"
        assert region.get("aria-label") == context.word("site.table_label", title="Plan")

    def test_wide_tables_stack_and_stay_tables(self, page: Make) -> None:
        tree = self.tree(3, page())
        assert tree.xpath("//td/@data-label") == ["H0", "H1", "H2"]
        assert tree.xpath("//table/@role") == ["table"]
        assert set(tree.xpath("//td/@role")) == {"cell"}

    def test_narrow_tables_do_not(self, page: Make) -> None:
        assert self.tree(2, page()).xpath("//@data-label") == []
