"""Spans that say nothing are dissolved, all others stay, and every content keeps its owner."""

from __future__ import annotations

from handbook.press.spans import dissolve, within

PAGE, OTHER = 90, 91


def element(kind: str, kids: str, parent: int, page: int = PAGE, more: str = "") -> bytes:
    held = " ".join(f"\0{kid[1:]}\0" if kid[0] == "n" else kid for kid in kids.split())
    text = f"<< {more}/K [ {held} ] /P \0{parent}\0 /Pg \0{page}\0 /S /{kind} /Type /StructElem >>"
    return text.encode()


def test_nested_spans_give_their_contents_to_the_paragraph() -> None:
    texts = [
        element("P", "n1 n3 7", 9),
        element("Span", "n2", 0),
        element("Span", "4 5", 1),
        element("Span", "6", 0),
    ]
    made, home = dissolve(texts)
    assert made == [element("P", "4 5 6 7", 9), b"", b"", b""]
    assert home == {1: 0, 2: 0, 3: 0}


def test_link_in_a_span_gets_the_paragraph_as_its_parent() -> None:
    texts = [
        element("P", "n1", 9),
        element("Span", "n2 3", 0),
        element("Link", "n3", 1),
        b"<< /Obj \x0050\x00 /Type /OBJR >>",
    ]
    made, _ = dissolve(texts)
    assert made[0] == element("P", "n2 3", 9)
    assert made[2] == element("Link", "n3", 0)


def test_spans_that_say_something_stay() -> None:
    said = [
        element("Span", "1", 0, more="/Alt (a picture) "),
        element("Span", "2", 0, more="/A << /O /Layout >> "),
        element("Span", "3", 0).replace(b"] /P", b"] /Lang <6875> /P"),
        element("Span", "4", 0, page=OTHER),
    ]
    texts = [element("P", "n1 n2 n3 n4", 9), *said]
    assert dissolve(texts) == (texts, {})


def test_span_stays_where_its_parent_may_hold_no_contents() -> None:
    texts = [element("Sect", "n1", 9), element("Span", "n2", 0), element("Span", "1", 1)]
    made, home = dissolve(texts)
    assert made == [element("Sect", "n1", 9), element("Span", "1", 0), b""]
    assert home == {2: 1}


def test_words_of_a_text_are_no_kids() -> None:
    texts = [
        element("P", "n1", 9, more="/Alt (/K [ \0two\0 ] /P) "),
        element("Span", "1", 0),
        element("Span", "2", 0),
    ]
    assert dissolve(texts) == (texts, {})
    assert within(texts, [0]) == {0, 1}


def test_elements_outside_the_tree_are_told() -> None:
    texts = [element("P", "n1 5", 9), element("Link", "1", 0), element("P", "2", 9)]
    assert within(texts, [0]) == {0, 1}
