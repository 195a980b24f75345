"""Every gate finds what is planted for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import page as validator
import pikepdf
import pytest

from handbook.press import texts
from handbook.press.deflated import pack
from handbook.press.figures import figure_sheet
from handbook.press.furniture import STYLE
from handbook.press.galley import Galley
from handbook.press.gates import Finished, problems, words_in
from handbook.press.join import Meta, Part, join
from handbook.press.proof import proof
from handbook.press.references import _mark
from handbook.press.setter import set_document
from handbook.press.tags import clean, structure_elements
from handbook.press.texts import Texts

FIGURE = '<span class="num" style="{}">00</span>'


def set_part(body: str, fonts: Path, targets: tuple[str, ...], first: int) -> Part:
    """Set a piece of one page; ``first`` is the number of its first page."""
    text = (
        f'<html lang="en"><head><title>T</title><style>{STYLE}</style></head>'
        f'<body data-piece="x">{body}</body></html>'
    )
    pdf, facts = set_document(text, fonts)
    galley, elements = clean(pdf)
    return Part("p", "p", galley, replace(facts, elements=elements), targets, first)


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
    part = set_part(body, fonts, ("p#end",), 11)
    meta = Meta("T", "en", "A", "S")
    file = folder / "p.pdf"
    data = join([part], meta, number_of, lambda x: x, figure_sheet(fonts, folder))
    file.write_bytes(data)
    words = Counter({"See": 1, "the": 1, "end": 1, "One": 1})
    return Finished("p.pdf", file, [part], {"p": words}, {"p": 2})


def number_of(target: str) -> int | None:
    return {"p#end": 12}.get(target)


def test_sound_file_passes(finished: Finished) -> None:
    assert problems(finished, number_of) == []


def test_lost_word_is_named(finished: Finished) -> None:
    lost = replace(finished, expected={"p": finished.expected["p"] + Counter(["lost"])})
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


def test_page_read_before_is_not_read_again(
    finished: Finished, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Texts(tmp_path / "texts.json")
    assert problems(finished, number_of, kept) == []
    kept.save()
    monkeypatch.setattr(texts, "_read", lambda *_: pytest.fail("read again"))
    again = Texts(tmp_path / "texts.json")
    assert problems(finished, number_of, again) == []
    lost = replace(finished, expected={"p": Counter(["lost"])})
    assert problems(lost, number_of, again) != []


@pytest.mark.parametrize("change", ["content", "letters", "number"])
def test_page_drawn_otherwise_is_read_again(
    finished: Finished, tmp_path: Path, change: str
) -> None:
    """What is kept must not hide that a page, a font's table of letters or a number changed."""
    kept = Texts(tmp_path / "texts.json")
    assert problems(finished, number_of, kept) == []
    file = tmp_path / "other.pdf"
    with pikepdf.open(finished.file) as pdf:
        page = pdf.pages[0]
        if change == "content":
            page.obj.Contents = pdf.make_stream(b"")
        elif change == "letters":
            for _, font in page.obj.Resources.Font.items():
                font.ToUnicode.write(b"")
        pdf.save(file)
    other = replace(finished, file=file)
    assert (problems(other, lambda _: 13 if change == "number" else 12, kept)) != []


def test_number_is_read_from_its_own_line(fonts: Path, tmp_path: Path) -> None:
    """Lines set close reach into each other’s boxes."""
    body = f"<p style='line-height:1.2'>p. {FIGURE.format(_mark(0))}<br>35 35 35 35 35</p>"
    part = set_part(body, fonts, ("p#end",), 11)
    file = tmp_path / "p.pdf"
    sheet = figure_sheet(fonts, tmp_path)
    file.write_bytes(join([part], Meta("T", "en", "A", "S"), number_of, str, sheet))
    assert problems(Finished("p.pdf", file, [part], {}, {}), number_of) == []


def test_word_parted_twice_counts_whole() -> None:
    assert words_in("Meg\ufffehallga\ufffet\u00e1s és el-\nmond-\nta")["Meghallgat\u00e1s"] == 1
    assert words_in("el-\nmond-\nta")["elmondta"] == 1


def test_gates_count_what_a_library_counts(finished: Finished) -> None:
    with pikepdf.open(finished.file) as pdf:
        assert proof(finished.file).elements() == structure_elements(pdf)
        assert not pdf.get_warnings()


@pytest.mark.parametrize("plant", ["tops", "drawing", "fonts"])
def test_what_joining_spoils_is_found_though_pages_were_read_before(
    finished: Finished,
    fonts: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    plant: str,
) -> None:
    """The file is one that `join` wrote, so that it is read from its bytes."""
    kept = Texts(tmp_path / "texts.json")
    assert problems(finished, number_of, kept) == []
    galley = Galley.from_bytes(finished.parts[0].galley)
    if plant == "tops":
        spoilt = replace(galley, tops=[])
    elif plant == "fonts":
        spoilt = replace(galley, text=galley.text.replace(b"+Source-Serif", b"+Comic-Serif"))
    else:
        leaves = [replace(leaf, lengths=pack([b""] * len(leaf.lengths))) for leaf in galley.leaves]
        spoilt = replace(galley, leaves=leaves)
    part = replace(finished.parts[0], galley=spoilt.to_bytes())
    file = tmp_path / "p.pdf"
    sheet = figure_sheet(fonts, tmp_path)
    file.write_bytes(join([part], Meta("T", "en", "A", "S"), number_of, str, sheet))
    found = problems(replace(finished, file=file, parts=[part]), number_of, kept)
    said = {"tops": "joining lost some", "drawing": "are missing", "fonts": "no font of the press"}
    assert any(said[plant] in line for line in found)


def test_galley_is_read_as_it_was_written(finished: Finished) -> None:
    data = finished.parts[0].galley
    assert Galley.from_bytes(data).to_bytes() == data


def test_list_in_one_line_holds_items_alone(fonts: Path, tmp_path: Path) -> None:
    items = "\n".join(f"<li><a href='tel:{n}'>One</a> <span>Two</span></li>" for n in range(40))
    listed = f"<ul class='emergency__services'>\n{items}\n</ul>"
    box = f"<section class='emergency'><div class='emergency__country'>{listed}</div></section>"
    body = f"<article class='form' data-sheet='x'><h1>T</h1>{box}</article>"
    part = set_part(body, fonts, (), 1)
    file = tmp_path / "p.pdf"
    meta = Meta("T", "en", "A", "S")
    file.write_bytes(join([part], meta, number_of, str, figure_sheet(fonts, tmp_path)))
    profile = validator.ValidationProfile.PDF_UA_1
    assert list(validator.validate_pdf(file, profile=profile).failures) == []
    words = {"p": Counter({"One": 40, "Two": 40})}
    assert problems(Finished("p.pdf", file, [part], words, {}), number_of) == []
