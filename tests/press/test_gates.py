"""Every gate finds what is planted for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.press.figures import figure_sheet
from handbook.press.furniture import _STYLE
from handbook.press.gates import Finished, problems, words_in
from handbook.press.join import Meta, Part, join
from handbook.press.references import _mark
from handbook.press.setter import set_document
from handbook.press.tags import clean

FIGURE = '<span class="num" style="{}">00</span>'


@pytest.fixture(scope="module")
def finished(fonts: Path, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """A sound file: a page reference, two endnotes, a heading."""
    folder = tmp_path_factory.mktemp("gates")
    body = (
        "<h1 id='top'>Title</h1><p>See <a href='#end'>the end "
        f"(p. {FIGURE.format(_mark(0))})</a>.</p>"
        "<ol class='notes'><li id='note-1'><span>[1]</span> One.</li>"
        "<li id='note-2'><span>[2]</span> Two.</li></ol>"
        "<h2 id='end' style='break-before:page'>End</h2>"
    )
    text = (
        f'<html lang="en"><head><title>T</title><style>{_STYLE}</style></head>'
        f'<body data-piece="x">{body}</body></html>'
    )
    pdf, facts = set_document(text, fonts)
    pdf, elements = clean(pdf)
    part = Part("p", "p", pdf, replace(facts, elements=elements), ("p#end",), 11)
    meta = Meta("T", "en", "A", "S")
    file = folder / "p.pdf"
    data = join([part], meta, number_of, lambda x: x, figure_sheet(fonts, folder), fonts)
    file.write_bytes(data)
    words = Counter({"See": 1, "the": 1, "end": 1, "One": 1})
    return Finished("p.pdf", file, [part], words, {"p": 2})


def number_of(target: str) -> int | None:
    return {"p#end": 12}.get(target)


def test_sound_file_passes(finished: Finished) -> None:
    assert problems(finished, number_of) == []


def test_lost_word_is_named(finished: Finished) -> None:
    lost = replace(finished, expected=finished.expected + Counter(["lost"]))
    assert problems(lost, number_of) == [
        "p.pdf: 1 words of the page are missing, among them “lost”"
    ]


def test_wrong_page_number_is_named(finished: Finished) -> None:
    found = problems(finished, lambda _target: 13)
    assert found == ["p.pdf: p: the reference to p#end reads “12”, page 13"]


def test_lost_endnote_is_named(finished: Finished) -> None:
    found = problems(replace(finished, notes={"p": 3}), number_of)
    assert found == ["p.pdf: p: endnotes stand as [1, 2], should be 1 to 3"]


def test_lost_structure_is_named(finished: Finished) -> None:
    part = finished.parts[0]
    more = replace(part, facts=replace(part.facts, elements=part.facts.elements + 1))
    found = problems(replace(finished, parts=[more]), number_of)
    assert len(found) == 1
    assert "joining lost some" in found[0]


def test_clipped_words_and_refused_files_are_named(finished: Finished) -> None:
    part = finished.parts[0]
    facts = replace(part.facts, clipped=["page 1: “x” is wider"], refused=["file:///etc/passwd"])
    found = problems(replace(finished, parts=[replace(part, facts=facts)]), number_of)
    assert found == [
        "p.pdf: p: page 1: “x” is wider",
        "p.pdf: p: the press was asked to open file:///etc/passwd; it opens nothing",
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a hyphen-\nated word", "hyphenated"),
        ("a hyphen\ufffeated word", "hyphenated"),
        ("a well-\nknown word", "known"),
        ("Donaudampfschiff\nfahrt", "Donaudampfschifffahrt"),
    ],
)
def test_word_parted_at_the_end_of_a_line_counts(text: str, word: str) -> None:
    assert words_in(text)[word] == 1


def test_short_word_broken_without_hyphen_does_not_count() -> None:
    assert words_in("whichever out\ncome")["outcome"] == 0


def test_word_parted_twice_counts_whole() -> None:
    assert words_in("Meg\ufffehallga\ufffet\u00e1s és el-\nmond-\nta")["Meghallgat\u00e1s"] == 1
    assert words_in("el-\nmond-\nta")["elmondta"] == 1
