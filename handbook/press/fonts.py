"""Fonts of the press: static cuts of the pinned packages, made once and kept in a cache.

Source Serif 4 and Source Sans 3 both have Bulgarian and Serbian letter forms (``locl``). A cut
holds the letters of the five languages, so that setting a chapter embeds little. The figures of
page references are a family of their own: a volume rewrites them (see `figures`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from handbook.files import write_whole
from handbook.press.inputs import library

_RANGES = (
    "0020-007E,00A0-017F,0218-021B,0370-03FF,0400-045F,2010-2015,2018-201E,2020-2022,2026,2030,"
    "2032-2033,2039-203A,2044,2070-209F,20AC,2100-214F,2190-2193,2202-2265,25A0-25FF,2713"
)
_FEATURES = ("kern", "liga", "locl", "mark", "ccmp", "lnum")
FIGURES = "Handbook Figures"
_SERIF = "fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf"
_SERIF_ITALIC = "fontpkg_source_serif_4", "SourceSerif4-Italic[opsz,wght].ttf"
_SANS = "fontpkg_source_sans_3", "SourceSans3[wght].ttf"
_SANS_ITALIC = "fontpkg_source_sans_3", "SourceSans3-Italic[wght].ttf"


@dataclass(frozen=True)
class Cut:
    """One static font: family, weight, slope and the axes it is cut at."""

    family: str
    weight: int
    italic: bool
    package: str
    file: str
    letters: str = _RANGES

    @property
    def axes(self) -> dict[str, float]:
        """Coordinates of the cut; text size for the serif."""
        serif = {"opsz": 11.0} if "serif" in self.package else {}
        return {"wght": float(self.weight), **serif}

    @property
    def name(self) -> str:
        """File name; it changes with package, axes and letters."""
        key = f"{library(self.package)}|{library('uharfbuzz')}|{self}"
        return f"{self.family}-{hashlib.sha256(key.encode()).hexdigest()[:10]}.ttf".replace(
            " ", "-"
        )


CUTS = (
    Cut("Source Serif 4", 400, False, *_SERIF),
    Cut("Source Serif 4", 600, False, *_SERIF),
    Cut("Source Serif 4", 400, True, *_SERIF_ITALIC),
    Cut("Source Sans 3", 400, False, *_SANS),
    Cut("Source Sans 3", 600, False, *_SANS),
    Cut("Source Sans 3", 400, True, *_SANS_ITALIC),
    Cut(FIGURES, 400, False, *_SANS, letters="0030-0039"),
)


@cache
def letters() -> frozenset[str]:
    """Return every sign that both families of the press have, in upright type."""
    import uharfbuzz as hb

    known = [
        set(hb.Face(_source(cut)).unicodes)
        for cut in CUTS
        if cut.weight == 400 and not cut.italic and cut.letters == _RANGES
    ]
    both = set.intersection(*known) & set(_codepoints(_RANGES))
    return frozenset(map(chr, both))


def prepare_fonts(folder: Path) -> None:
    """Make the cuts that ``folder`` lacks and the style sheet that names them."""
    folder.mkdir(parents=True, exist_ok=True)
    for cut in CUTS:
        file = folder / cut.name
        if not file.exists():
            write_whole(file, _cut(cut))


def font_css(folder: Path) -> str:
    """Return the ``@font-face`` rules of the cuts in ``folder``."""
    return "".join(
        f'@font-face{{font-family:"{cut.family}";font-weight:{cut.weight};font-style:'
        f"{'italic' if cut.italic else 'normal'};src:url({(folder / cut.name).as_uri()})}}"
        for cut in CUTS
    )


def _cut(cut: Cut) -> bytes:
    """Cut one font with HarfBuzz: what takes milliseconds there takes seconds in Python."""
    import uharfbuzz as hb  # loaded only when needed: many runs cut nothing

    face = hb.Face(_source(cut))
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NOTDEF_OUTLINE
    for axis, value in cut.axes.items():
        wanted.pin_axis_location(face, axis, value)
    wanted.unicode_set.clear()
    wanted.unicode_set.update(_codepoints(cut.letters))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in _FEATURES)
    return bytes(hb.subset(face, wanted).blob.data)


def _source(cut: Cut) -> bytes:
    return files(cut.package).joinpath("files", cut.file).read_bytes()


def _codepoints(ranges: str) -> list[int]:
    points: list[int] = []
    for part in ranges.split(","):
        first, _, last = part.partition("-")
        points += range(int(first, 16), int(last or first, 16) + 1)
    return points
