"""Fits text into the slots of a drawing, measured with the real advances of the book's font."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from math import ceil
from typing import Any

SIZES = (1.0, 0.975, 0.95, 0.925, 0.9)
"""Shares of the drawn font size, tried in order: text shrinks by a tenth at most."""
SLACK = 1.04
"""Measured text is taken to be 4 % wider: kerning and rounding differ between engines."""


@dataclass(frozen=True)
class Slot:
    """The room for one word: centre height, width and size in viewBox units."""

    word: str
    x: float
    y: float
    width: float
    lines: int
    size: float
    weight: int


@dataclass(frozen=True)
class Piece:
    """Text that never breaks; `joint` follows it on the same line, `tail` at the end of one."""

    text: str
    joint: str
    tail: str


def fit(text: str, slot: Slot) -> tuple[list[str], float]:
    """Return the lines of a slot and their font size; first choice: drawn size, whole words.

    Raises ValueError, which says by how much the text is too long and what to do.
    """
    for pieces in (_pieces(text, hyphens=False), _pieces(text, hyphens=True)):
        for size in (slot.size * share for share in SIZES):
            lines = _wrap(pieces, slot.width, size, slot.weight)
            if _overflow(lines, slot, size) is None:
                return _balanced(pieces, slot, size, lines), size
    raise ValueError(_overflow(lines, slot, size))


def _pieces(text: str, *, hyphens: bool) -> list[Piece]:
    """Split at spaces, after hyphens and slashes between letters and, if asked, at soft hyphens."""
    pieces = []
    for word in text.split(" "):
        parts = word.split("\u00ad") if hyphens else [word.replace("\u00ad", "")]
        for part in parts:
            atoms = re.split(r"(?<=[^\W\d][-–/])(?=[^\W\d])", part)
            pieces += [Piece(atom, "", "") for atom in atoms[:-1]] + [Piece(atoms[-1], "", "-")]
        pieces[-1] = Piece(pieces[-1].text, " ", "")
    return pieces


def _wrap(pieces: list[Piece], limit: float, size: float, weight: int) -> list[str]:
    """Fill lines greedily; a piece wider than `limit` stands alone and sticks out."""
    lines = [pieces[0].text]
    for before, piece in pairwise(pieces):
        longer = lines[-1] + before.joint + piece.text
        if text_width(longer + piece.tail, size, weight) <= limit:
            lines[-1] = longer
        else:
            lines[-1] += before.tail
            lines.append(piece.text)
    return lines


def _balanced(pieces: list[Piece], slot: Slot, size: float, lines: list[str]) -> list[str]:
    """Even out the lines: the narrowest wrapping that needs no more of them."""
    for percent in range(98, 40, -2):
        narrow = slot.width * percent / 100
        tried = _wrap(pieces, narrow, size, slot.weight)
        if len(tried) > len(lines) or _widest(tried, size, slot.weight)[0] > narrow:
            break
        lines = tried
    return lines


def _overflow(lines: list[str], slot: Slot, size: float) -> str | None:
    """Say by how much the lines are too long for the slot, and what to do; None if they fit."""
    width, line = _widest(lines, size, slot.weight)
    if width > slot.width:
        over = width / slot.width - 1
        return (
            f"{line!r} is {ceil(over * 100)} % too wide; take at least "
            f"{ceil(len(line) * over / (1 + over))} off its {len(line)} characters, "
            "or mark where it may break with \\u00AD"
        )
    if len(lines) > slot.lines:
        rest = len(" ".join(lines[slot.lines :]))
        return (
            f"{len(lines)} lines, room for {slot.lines}; take about {rest} off its "
            f"{len(' '.join(lines))} characters"
        )
    return None


def _widest(lines: list[str], size: float, weight: int) -> tuple[float, str]:
    return max((text_width(line, size, weight), line) for line in lines)


def text_width(text: str, size: float, weight: int = 400) -> float:
    """Return the width of `text` in Source Sans 3, in the unit of `size`, slack included."""
    return _advances(text, weight) * size * SLACK


@lru_cache(maxsize=10_000)
def _advances(text: str, weight: int) -> float:
    """Return the width in font sizes: lines are tried at many widths, and are the same at most."""
    return sum(_advance(char, weight) for char in text)


@cache
def _advance(char: str, weight: int) -> float:
    """Return the advance of one character in font sizes; unknown ones count as the empty box."""
    font = _font(weight)
    glyph = font.get_nominal_glyph(ord(char)) or 0
    return float(font.get_glyph_h_advance(glyph)) / float(font.face.upem)


@cache
def _font(weight: int) -> Any:
    # A variable font whose own metrics are those of its lightest weight: always ask for a weight.
    import uharfbuzz as hb  # most pages have no drawing

    file = files("fontpkg_source_sans_3") / "files" / "SourceSans3[wght].ttf"
    font = hb.Font(hb.Face(file.read_bytes()))
    font.set_variations({"wght": float(weight)})
    return font
