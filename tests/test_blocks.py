"""Blocks are those that Python-Markdown renders, at the lines where they stand."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.blocks import parse
from handbook.book import Book
from tests.rendered import read, rendered

MATERIAL = ["superfences", "details", "tabbed", "tasklist"]


def test_pages_are_read_as_they_are_rendered(book: Book) -> None:
    for page in book.pages.values():
        assert read(page.text) == rendered(page.text), page.path


SNIPPETS = {
    "a nested list": "- a\n    - b\n        - c\n- d\n",
    "a list nested by two": "- a\n  - b\n    - c\n- d\n",
    "a nested list under a number": "1. a\n   - b\n   - c\n2. d\n",
    "numbers four deep": "1. a\n    1. b\n        1. c\n            1. d\n",
    "a loose list": "- a\n\n- b\n\n    more of b\n\n- c\n",
    "a paragraph indented by two": "- a\n\n  more\n\n- c\n",
    "a paragraph indented by three": "1. a\n\n   more\n\n2. b\n",
    "a list after a paragraph": "Text\n- a\n- b\n",
    "numbers after a paragraph": "Text\n1. a\n2. b\n",
    "a list after an item’s paragraph": "- x\n\n    Text\n    - a\n    - b\n",
    "an item after an item’s paragraph": "- x\n\n    Text\n- b\n",
    "a list after a heading": "## H\n- a\n- b\n",
    "lazy lines": "- a\n  more\n- b\nlazy\n",
    "an item in a list of numbers": "1. a\n- b\n",
    "three bullets": "- a\n* b\n+ c\n",
    "parentheses are no list": "1) a\n2) b\n",
    "no space, no list": "-a\n\n1.a\n",
    "a date that begins a paragraph": "2021. gada 7. aprīlī notika\n\n1990-ben\n",
    "a box in an item": "1. a\n\n    !!! tip \"T\"\n\n        text\n\n    more\n\n2. b\n",
    "a quotation in an item": "- a\n\n    > q\n\n- b\n",
    "an item that is a heading": "- # H\n- b\n",
    "tabs": "-\ta\n\t- b\n\n\tmore\n",
    "a heading ends a paragraph": "text\n## H\nmore\n",
    "a heading without space": "#Head\n\n##Second\n",
    "closing hashes": "## A ##\n\n## B # C\n\n## D {#d}\n\n## E ## { #e }\n",
    "seven hashes": "####### seven\n",
    "empty headings": "#\n\n## \n\ntext\n",
    "an indented heading": "   ## H\n\ntext\n",
    "underlined headings": "Title\n=====\n\nSub\n---\n\nText\n-\n",
    "three equals signs": "Title\n===\n\ntext\n",
    "two lines over dashes": "a\nb\n---\nc\n",
    "rules": "a\n\n---\n\n***\n\nb\n***\nc\n",
    "a box": "!!! note\n    text\n\n    - a\n    - b\n\nafter\n",
    "a box with a title": '!!! danger "Mikor piros"\n    text\n    more\nafter\n',
    "a box of three classes": '!!! note inline end "T"\n    text\n',
    "a box after text": 'text\n!!! note "T"\n    x\n',
    "boxes in boxes": '!!! a "A"\n    t\n\n    !!! b "B"\n        u\n\n    v\n',
    "a box with the wrong quotes": "!!! note „T”\n    text\n",
    "a box indented by two": '!!! note "T"\n  a\n',
    "a table": "| a | b |\n|---|---|\n| c | d |\n| e | |\n\nt\n",
    "a table without outer pipes": "a | b\n--- | ---\nc | d\n | e\n",
    "escaped pipes": "| a \\| x | b |\n|---|---|\n| c | d \\| e |\n",
    "pipes in code": "| `a|x` | b |\n|---|---|\n| ``c`|d`` | `e |\n",
    "a table after text": "text\n| a | b |\n|---|---|\n| c | d |\n",
    "a table after a heading": "## H\n| a | b |\n|---|---|\n| c | d |\n",
    "a table in a box": '!!! note "T"\n    | a | b |\n    |:--|--:|\n    | c | d |\n',
    "a table in an item": "- x\n\n    | a | b |\n    |---|---|\n    | c | d |\n",
    "a table of one column": "| a |\n|---|\n| c |\n",
    "a row too long": "| a | b |\n|---|---|\n| d | e | f |\n",
    "a separator too short": "| a | b |\n|---|\n| d | e |\n",
    "an empty separator": "| a | b |\n| | |\n| d | e |\n",
    "an indented table": "   | a | b |\n   |---|---|\n   | c | d |\n",
    "notes": "Text[^1] more[^2].\n\n[^1]: Note one.\n[^2]: Note two\n    goes on.\n",
    "a note of two paragraphs": "Text[^1].\n\n[^1]: One.\n\n    Two.\n\nAfter.\n",
    "a note with a lazy line": "Text[^1].\n\n[^1]: Note one\nlazy line.\n\nAfter.\n",
    "a note below its label": "Text[^1].\n\n[^1]:\n    Note.\n",
    "cards": '<div class="grid cards" markdown>\n\n-   **a**\n\n    text\n\n</div>\n\nafter\n',
    "comments": "<!-- c -->\n\ntext\n\n<!-- a\n\nb -->\n\nmore <!-- c --> text\n",
    "a comment above text": "<!-- c -->\ntext\n",
    "fences": "text\n```py\nx = 1\n# no heading\n```\nmore\n\n~~~\ny\n~~~\n",
    "a fence that is never closed": "text\n\n```\nx\n\nmore words\n\n## H\n",
    "indented code": "text\n\n    code\n\n    more\n\nafter\n",
    "code in an item": "- a\n\n        code\n\n- b\n",
    "quotations": "> a\n> b\n\ntext\n\n> - a\n> - b\n",
    "terms": "Term\n:   Def one\n\nTerm two\n:   Def two\n\n    more of two\n\nafter\n",
    "terms apart": "Term\n\n:   Def one\n\n:   Def two\n\nafter\n",
    "references": "See [a][b].\n\n[b]: http://x.y \"T\"\n\nafter\n",
    "attributes": "text\n{: .cls }\n\n## H {: #id }\n",
    "images": "![alt text](a.png)\n\n![Á][r]\n\n[r]: x.png\n",
    "inline HTML": "<b>bold</b> text\n\n<br>\n\n<span>x</span> y\n",
    "hard breaks": "a  \nb\\\nc\n",
}  # fmt: skip

MATERIAL_SNIPPETS = {
    "code in an item": "- a\n\n    ```\n    x\n    ```\n\n    more\n\n- b\n",
    "code under a number": "1. a\n   ```\n   x\n   ```\n2. b\n",
    "code in a box": '!!! n "T"\n\n    ```py\n    x\n    ```\n',
    "folded boxes": '??? note "T"\n    text\n\n???+ tip\n    more\n',
    "tabs": '=== "A"\n\n    text a\n\n    - i\n\n=== "B"\n\n    text b\n\nafter\n',
    "tabs in a box": '!!! n "T"\n\n    === "A"\n\n        a\n\n    === "B"\n\n        b\n',
    "tasks": "- [ ] a\n- [ ] b\n",
}


@pytest.mark.parametrize("name", SNIPPETS)
def test_snippets_are_read_as_they_are_rendered(name: str) -> None:
    assert read(SNIPPETS[name]) == rendered(SNIPPETS[name])


@pytest.mark.parametrize("name", MATERIAL_SNIPPETS)
def test_the_usual_extensions_are_known(name: str) -> None:
    assert read(MATERIAL_SNIPPETS[name]) == rendered(MATERIAL_SNIPPETS[name], *MATERIAL)


def test_boxes_between_marks() -> None:
    text = "/// note | The title\n\nText.\n\n- a\n\n///\n\n:::tip[Other]\nText.\n:::\n\n::: open\n"
    found = [(b.kind, b.line, b.text, b.marker, b.within) for b in parse(text)]
    assert found == [
        ("admonition", 1, "The title", "note", ()),
        ("paragraph", 3, "Text.", "", ("admonition",)),
        ("item", 5, "a", "-", ("admonition",)),
        ("admonition", 9, "Other", "tip", ()),
        ("paragraph", 10, "Text.", "", ("admonition",)),
        ("paragraph", 13, "::: open", "", ()),
    ]


def test_a_comment_that_is_never_closed_hides_nothing() -> None:
    text = "Text.\n\n<!-- one ->\n\n## H\n\n<!-- two -->\n\n<!-- three\nlines\n"
    found = [(block.kind, block.line, block.text) for block in parse(text)]
    assert found == [
        ("paragraph", 1, "Text."),
        ("comment", 3, "<!-- one ->"),
        ("heading", 5, "H"),
        ("comment", 7, "<!-- two -->"),
        ("comment", 9, "<!-- three\nlines"),
    ]


def test_headings_give_up_their_ids() -> None:
    text = "## A { #a }\n\n## B {: .x #b-2 }\n\n## C { .wide }\n\n## D{#d}\n\n{ #e }\n---\n"
    assert [(block.text, block.id) for block in parse(text)] == [
        ("A", "a"), ("B", "b-2"), ("C { .wide }", ""), ("D{#d}", ""), ("", "e"),
    ]  # fmt: skip


def test_every_block_knows_its_place(book: Book) -> None:
    for page in book.pages.values():
        for block in page.blocks:
            if block.text and block.kind != "code":
                for offset in (0, len(block.text) // 2):
                    line, column = block.place(offset)
                    rest = page.lines[line - 1][column - 1 :]
                    wanted = block.text[offset:].split("\n")[0]
                    assert rest.startswith(wanted.rstrip()), (page.path, line, column, wanted)
                assert block.line <= block.place(len(block.text) - 1)[0] <= block.end


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("1. 1\n- - x", [(1, 4), (2, 5)]),
        ("# # a\n\n#  b #", [(1, 3), (3, 4)]),
        ('!!! note "note"\n    note', [(1, 11), (2, 5)]),
        ("> | a | a |\n> |---|---|\n> | `|` | a |", [(1, 5), (1, 9), (3, 5), (3, 11)]),
        ("-   a\n    a\n\n    a", [(1, 5), (4, 5)]),
    ],
)
def test_places_of_repeated_words(text: str, places: list[tuple[int, int]]) -> None:
    assert [block.place(0) for block in parse(text) if block.text] == places


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from('#*_-|>`~[](){}!:=/<&\\\n\n  \t1.a^"'), max_size=120) | st.text())
def test_any_text_is_read(text: str) -> None:
    lines = text.count("\n") + 1
    for block in parse(text, 3):
        assert 3 <= block.line <= block.end
        assert len(block.prose) == len(block.text)
        for offset in (0, max(0, len(block.text) - 1)):
            line, column = block.place(offset)
            assert 3 <= line <= min(block.end, 2 + lines)
            assert column >= 1


HOSTILE = {
    "numbers": "1. a\n" * 20_000,
    "bullets in turn": "- a\n1. b\n" * 11_000,
    "header of pipes": "|a" * 50_000 + "\n" + "|-" * 50_000,
    "rows": "|a|b|\n|-|-|\n" + "|c|d|\n" * 16_000,
    "ticks in a row": "|a|b|\n|-|-|\n|" + "` `` " * 20_000 + "|",
    "open fences": "```a\n\n" * 16_000,
    "open boxes": "::: a\n" * 16_000,
    "deep quotations": (">" * 100 + "\n") * 1_000,
    "deep lists": "".join("  " * depth + "- a\n" for depth in range(300)),
    "spaces in a heading": "# a" + " " * 100_000 + "b }",
    "braces in a heading": "# " + "{#a " * 25_000 + "}",
    "spaces in a box": "!!! a" + " " * 100_000 + "b",
    "terms": "a\n: b\n" * 16_000,
    "brackets": "[" * 100_000,
    "open links": "[a](" * 25_000,
    "comments": "<!--" * 25_000,
    "stars": "*" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_no_time(name: str) -> None:
    started = time.process_time()
    for block in parse(HOSTILE[name]):
        assert len(block.prose) == len(block.text)
    assert time.process_time() - started < 3  # 0.7 s at most where it was measured
