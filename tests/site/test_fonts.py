from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from handbook.book import Book
from handbook.site.fonts import (
    _SCRIPTS,
    _codepoints,
    file_name,
    font_css,
    font_store,
    make_fonts,
    write_fonts,
)


def test_same_input_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        write_fonts(tmp_path / name, tmp_path / f"cache-{name}")
        made.append({f.name: f.read_bytes() for f in (tmp_path / name / "fonts").iterdir()})
        time.sleep(1.1)  # a font's time stamp counts seconds
    assert made[0] == made[1]
    assert len(made[0]) == 10


def test_every_file_of_the_style_sheet_is_there(tmp_path: Path) -> None:
    write_fonts(tmp_path / "assets", tmp_path / "cache")
    for file in (tmp_path / "assets" / "fonts").iterdir():
        assert f"url(fonts/{file.name})" in font_css()


def test_each_letter_is_in_one_file_and_those_of_the_languages_in_three(book: Book) -> None:
    ranges = {script: set(map(chr, _codepoints(text))) for script, text in _SCRIPTS.items()}
    assert len(set.union(*ranges.values())) == sum(map(len, ranges.values()))
    usual = ranges["latin"] | ranges["latin-ext"] | ranges["cyrillic"]
    letters = {sign for page in book.pages.values() for sign in page.text if sign.isalpha()}
    rare = {sign for sign in letters - usual if sign < "\u0460"}
    assert rare <= ranges["latin-more"] | ranges["cyrillic-more"]
    assert len(rare) < 10, sorted(rare)


def test_a_file_has_the_letters_and_weights_it_is_named_for(tmp_path: Path) -> None:
    write_fonts(tmp_path / "assets", tmp_path / "cache")
    for script, ranges in _SCRIPTS.items():
        font = TTFont(tmp_path / "assets" / "fonts" / file_name("regular", script))
        known = set(font.getBestCmap())
        assert known <= set(_codepoints(ranges))
        assert len(known) > 0.9 * len(_codepoints(ranges))
        (axis,) = font["fvar"].axes
        assert axis.axisTag == "wght"
        assert (axis.minValue, axis.maxValue) == (200, 900)


def test_they_are_kept_with_the_packages_or_where_that_cannot_be_with_the_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.prefix", str(tmp_path / "environment"))
    (tmp_path / "environment").mkdir()
    assert font_store(tmp_path / "book").is_relative_to(tmp_path / "environment")
    monkeypatch.setattr("os.access", lambda *_: False)
    assert font_store(tmp_path / "book").is_relative_to(tmp_path / "book")
    monkeypatch.setattr("sys.prefix", sys.base_prefix)
    assert font_store(tmp_path / "book").is_relative_to(tmp_path / "book")


def test_they_are_made_once_and_what_is_missing_is_made_again(tmp_path: Path) -> None:
    assert make_fonts(tmp_path) == 10
    gone = tmp_path / file_name("regular", "latin-ext")
    data = gone.read_bytes()
    gone.unlink()
    assert make_fonts(tmp_path) == 1
    assert gone.read_bytes() == data
    assert make_fonts(tmp_path) == 0
