"""A small book on paper: what is in the files, what is set again, what is refused."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pytest

from handbook.press import manuscript
from handbook.press.article import Article
from handbook.press.paper import Piece, pieces
from handbook.press.setter import PressError
from handbook.press.tags import structure_elements
from tests.press.paper import PAGE, SmallPress, text_of

HARD = """\
# Match and start

## In short { #in-short }

Ask both [some](ref:R10). See [how](#how) and [the start](../index.md). A word in another script:
Дете. {long}

## One { #one }

## How { #how }

| A | B | C | D |
| --- | --- | --- | --- |
| {long} | b | c | {long} |

{notes}

## Tools { #tools }

### T21 A form { #t21 }

Name: ________

- [ ] a box to tick

| Who | When |
| --- | --- |
|  |  |

## Sources { #sources }

<!-- handbook:sources -->

{footnotes}
"""
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def hard_page(notes: int = 40) -> str:
    references = "\n\n".join(f"Remark {n}.[^n{n}]" for n in range(1, notes + 1))
    footnotes = "\n\n".join(f"[^n{n}]: Note number {n}." for n in range(1, notes + 1))
    return (
        HARD.replace("{long}", LONG)
        .replace("{notes}", references)
        .replace("{footnotes}", footnotes)
    )


def validate(file: Path) -> list[str]:
    """Rules of PDF/UA-1 that a file fails."""
    report = validator.validate_pdf(file, profile=validator.ValidationProfile.PDF_UA_1)
    assert report.rules.total > 100
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def test_page_hard_to_set_passes_every_gate_in_two_alphabets(press: SmallPress) -> None:
    press.write(hard_page())
    press.write(hard_page(), "bg")
    report = press.print(["en", "bg"])
    names = {paper.name for paper in report.papers}
    assert {"index", "run-match-start", "handbook", "handbook-epub"} == names
    for paper in report.papers:
        if paper.pages:
            assert validate(press.site / paper.url) == []
            with pikepdf.open(press.site / paper.url) as pdf:
                assert len(list(pdf.objects)) > 1  # each was read
                assert not pdf.get_warnings()


def test_endnotes_are_numbered_as_the_text_names_them(press: SmallPress) -> None:
    press.write(hard_page())
    press.print()
    text = "".join(text_of(press.file("run-match-start")))
    assert text.index("[1] ") < text.index("[2] ") < text.index("[41] ")
    assert "[41] Note number 40." in text
    assert "[42]" not in text


def test_page_numbers_lead_where_they_say(press: SmallPress) -> None:
    press.write(hard_page())
    press.print()
    pages = text_of(press.file("handbook"))
    assert "Title en" in pages[1]
    target = next(n for n, text in enumerate(pages) if "\nOne\n" in text)
    folio = pages[target].split("\n")[-1]
    start = next(text for text in pages if text.startswith("Start en") or "\nStart en\n" in text)
    assert f"next (p. {folio})" in start
    with pikepdf.open(press.file("handbook")) as pdf:
        places = [page.obj.objgen for page in pdf.pages]
        page = pdf.pages[pages.index(start)].obj
        assert target in [places.index(x.Dest[0].objgen) for x in page.Annots if "/Dest" in x]
        labels = pdf.Root.PageLabels.Nums
        assert [(int(labels[n]), str(labels[n + 1].S)) for n in (0, 2)] == [(0, "/r"), (2, "/D")]


def test_joining_keeps_every_structure_element(press: SmallPress) -> None:
    press.print()
    with pikepdf.open(press.file("handbook")) as book:
        whole = structure_elements(book)
    single = 0
    for name in ("index", "run-match-start"):
        with pikepdf.open(press.file(name)) as chapter:
            single += structure_elements(chapter) - 1
    assert whole > single


def test_unchanged_book_is_not_set_again_and_gives_the_same_bytes(press: SmallPress) -> None:
    first = press.print()
    before = {p.url: (press.site / p.url).read_bytes() for p in first.papers}
    second = press.print()
    assert first.made > 0
    assert second.made == 0
    assert second.reused > 0
    assert {p.url: (press.site / p.url).read_bytes() for p in second.papers} == before


def test_cold_press_in_another_folder_gives_the_same_bytes(
    press: SmallPress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = press.print()
    before = {p.url: (press.site / p.url).read_bytes() for p in first.papers}
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    other = tmp_path / "elsewhere"
    other.mkdir()
    shutil.copytree(press.work / "fonts", other / "fonts")
    second = press.print(work=other)
    assert second.made == first.made
    assert {p.url: (press.site / p.url).read_bytes() for p in second.papers} == before


def test_edit_sets_the_edited_chapter_alone(press: SmallPress) -> None:
    press.write(hard_page())
    press.print()
    press.write(hard_page().replace("Ask both", "Ask them both"))
    assert press.print().made == 1
    assert "Ask them both" in "".join(text_of(press.file("handbook")))


def test_chapter_that_grew_moves_numbers_without_setting_its_neighbours(press: SmallPress) -> None:
    press.book.write("en", "index", "# Start\n\n[Match and start](run/match-start.md#how)\n")
    press.write(hard_page())
    press.print()
    before = "".join(text_of(press.file("index")))
    press.write(hard_page().replace("## One", "One more line of text.\n\n" * 60 + "## One"))
    assert press.print().made <= 2  # the chapter, and contents where a number grew a digit
    after = "".join(text_of(press.file("index")))
    assert before != after


def test_sheets_bear_version_language_and_review(press: SmallPress) -> None:
    press.write("# Match\n\nText.\n\n## One { #one }\n", "hu", last_reviewed=date(2026, 11, 21))
    press.print(["hu"])
    foot = text_of(press.file("run-match-start", "hu"))[0]
    assert "Magyar" in foot
    assert "változat" in foot
    assert "2026. november 21." in foot.replace("\xa0", " ")


def test_lost_word_stops_the_press(press: SmallPress, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate counts the words of the site's page; a piece that lacks one is not published."""
    whole = pieces

    def lossy(article: Article, *others: Any) -> list[Piece]:
        return [
            replace(piece, template=piece.template.replace("<p>Text.</p>", ""))
            for piece in whole(article, *others)
        ]

    monkeypatch.setattr(manuscript, "pieces", lossy)
    with pytest.raises(PressError, match="1 words of the page are missing, among them “Text”"):
        press.print()
    assert not press.file("run-match-start").exists()


def test_paper_of_an_edition_lies_in_its_folder(press: SmallPress) -> None:
    report = press.print(["hu"])
    assert {paper.url.split("/")[0] for paper in report.papers} == {"hu"}
    assert PAGE.replace("/", "-") in {paper.name for paper in report.papers}
