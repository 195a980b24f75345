"""The cuts of the press: every letter and letter form they are made for, the same bytes always."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from handbook.press.fonts import CUTS, FIGURES, Cut, _cut, _source, letters

LETTERS = "aőűčćđšžāēģķļņšūЖжѝђљњћџ„“”–…€№"


def has(font: TTFont, feature: str) -> bool:
    return any(f.FeatureTag == feature for f in font["GSUB"].table.FeatureList.FeatureRecord)


@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.name.rpartition("-")[0])
def test_cut_measures_what_the_font_does_at_its_weight(cut: Cut) -> None:
    made = TTFont(io.BytesIO(_cut(cut)))
    source = TTFont(io.BytesIO(_source(cut)))
    names, known = made.getBestCmap(), source.getBestCmap()
    glyphs = source.getGlyphSet(location=cut.axes)
    for point, name in names.items():
        assert abs(made["hmtx"][name][0] - glyphs[known[point]].width) <= 1, chr(point)
    assert "fvar" not in made


def test_every_letter_of_the_editions_is_there_with_its_local_forms() -> None:
    for cut in CUTS:
        if cut.family != FIGURES:
            made = TTFont(io.BytesIO(_cut(cut)))
            assert {ord(letter) for letter in LETTERS} <= set(made.getBestCmap())
            assert has(made, "locl")
            assert "GPOS" in made
    assert set(LETTERS) <= letters()


def test_cutting_twice_gives_the_same_bytes() -> None:
    assert _cut(CUTS[0]) == _cut(CUTS[0])
