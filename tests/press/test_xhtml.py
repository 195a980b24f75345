"""HTML written out as XHTML."""

from __future__ import annotations

from lxml import etree, html

from handbook.press.xhtml import OPS, SVG, XHTML, document


def written(fragment: str, tag: str = "sr-Latn") -> etree._Element:
    return etree.fromstring(document(html.fragment_fromstring(fragment), "A & B", tag, "s.css"))


def test_a_document_says_language_title_and_style() -> None:
    root = written("<p>x</p>")
    assert root.tag == f"{{{XHTML}}}html"
    assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == "sr-Latn"
    assert root.findtext(".//{*}title") == "A & B"
    assert root.find(".//{*}link").get("href") == "s.css"


def test_text_and_tails_stay_in_order() -> None:
    root = written("<p>a<br>b<b>c</b>d &lt; e</p>")
    assert "".join(root.find(".//{*}body").itertext()) == "abcd < e"


def test_drawings_get_their_namespace_and_capitals_back() -> None:
    root = written(
        '<p><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" lang="lv">'
        '<linearGradient gradientUnits="x"></linearGradient></svg> after</p>'
    )
    svg = root.find(f".//{{{SVG}}}svg")
    assert svg.get("viewBox") == "0 0 1 1"
    assert svg.get("lang") is None
    assert svg.get("{http://www.w3.org/XML/1998/namespace}lang") == "lv"
    assert svg.find(f"{{{SVG}}}linearGradient").get("gradientUnits") == "x"
    assert svg.tail == " after"


def test_marks_of_epub_and_languages_of_parts_are_kept() -> None:
    tree = html.fragment_fromstring('<p><span lang="en">x</span></p>')
    tree.set(f"{{{OPS}}}type", "notice")
    root = etree.fromstring(document(tree, "t", "bg", "s.css"))
    assert root.find(".//{*}p").get(f"{{{OPS}}}type") == "notice"
    span = root.find(".//{*}span")
    assert span.get("lang") == span.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
