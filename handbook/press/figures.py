"""Writes page numbers into set sheets: the figures of references, and folios.

Figures are set in a family of their own, ten glyphs of one width. `slots` leaves a mark in their
place when a piece is set; a volume that knows its page numbers replaces the mark in the page's
stream. So a chapter that moved is not set again, unless a number gained or lost a digit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pikepdf import (
    Array,
    ContentStreamInstruction,
    Dictionary,
    Operator,
    Page,
    Pdf,
    String,
)

from handbook.press.fonts import CUTS, FIGURES, font_css
from handbook.press.setter import set_document

_MM = 72 / 25.4
_FOLIO_SIZE = 10.0
_FOLIO_HEIGHT = 13.5 * _MM
_FOLIO_SIDE = 20 * _MM
_SLOT = re.compile(rb"\[ <fffe[0-9a-f]{4}> \] TJ")
_BASE = FIGURES.replace(" ", "-")


def figure_sheet(fonts: Path, cache: Path) -> Path:
    """Return a PDF that holds the whole figure font; it is made once."""
    cut = next(cut for cut in CUTS if cut.family == FIGURES)
    made = cache / f"figures-{cut.name.removesuffix('.ttf')}.pdf"
    if not made.exists():
        style = f'body{{font-family:"{FIGURES}"}}'
        document = (
            f'<html lang="en"><head><title>0</title><style>{font_css(fonts)}{style}</style>'
            "</head><body><p>0123456789</p></body></html>"
        )
        pdf, _ = set_document(document, fonts)
        part = made.with_suffix(".part")
        part.write_bytes(pdf)
        part.replace(made)
    return made


class Figures:
    """The figure font inside one volume."""

    def __init__(self, volume: Pdf, sheet: Path, fonts: Path) -> None:
        cut = next(cut for cut in CUTS if cut.family == FIGURES)
        import uharfbuzz as hb

        face = hb.Face((fonts / cut.name).read_bytes())
        font = hb.Font(face)
        self._codes = {chr(point): font.get_nominal_glyph(point) for point in face.unicodes}
        self._width = font.get_glyph_h_advance(self._codes["0"]) / face.upem
        with Pdf.open(sheet) as source:
            self._font = volume.copy_foreign(_figure_font(source.pages[0]))

    def _encode(self, text: str) -> bytes:
        return b"".join(self._codes[digit].to_bytes(2, "big") for digit in text)

    def write(self, volume: Pdf, page: Page, texts: Mapping[int, str]) -> None:
        """Write the figures of the references on one page, by their numbers, into their slots."""
        for name in figure_fonts(page):
            page.obj.Resources.Font[name] = self._font
        if not texts:
            return
        stream = page.obj.Contents.read_bytes()
        shown = {_slot(number): _shown(self._encode(text)) for number, text in texts.items()}
        stream = _SLOT.sub(lambda slot: shown[slot[0]], stream)
        page.obj.Contents = volume.make_stream(stream)

    def stamp(self, page: Page, folio: str, right: bool) -> None:
        """Write a page's number at its outer edge, as an artefact."""
        if "/Font" not in page.obj.Resources:
            page.obj.Resources.Font = Dictionary()
        page.obj.Resources.Font.Folio = self._font
        length = len(folio) * self._width * _FOLIO_SIZE
        left = float(page.mediabox[2]) - _FOLIO_SIDE - length if right else _FOLIO_SIDE
        text = (
            "Q\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nq BT 0 g "
            f"/Folio {_FOLIO_SIZE} Tf {left:.2f} {_FOLIO_HEIGHT:.2f} Td "
            f"<{self._encode(folio).hex()}> Tj ET Q\nEMC\n"
        )
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(text.encode())


def figure_fonts(page: Page) -> set[str]:
    """Names that the figure font has on a page."""
    fonts = page.obj.Resources.get("/Font", Dictionary())
    return {str(name) for name, font in fonts.items() if _is_figures(font)}


def slots(steps: list[Any], fonts: set[str]) -> None:
    """Put a slot in the place of each figure among a page's instructions, black like its text."""
    active, colour = False, -1
    for place, step in enumerate(steps):
        operator = str(step.operator)
        if operator == "Tf":
            active = str(step.operands[0]) in fonts
        elif operator == "rg":
            colour = place
        elif operator == "TJ" and active and colour >= 0:
            number = _number(steps[colour].operands)
            if number >= 0:
                steps[colour] = ContentStreamInstruction([0, 0, 0], Operator("rg"))
                code = Array([String(_code(number))])
                steps[place] = ContentStreamInstruction([code], Operator("TJ"))


def _code(number: int) -> bytes:
    """Two codes that no glyph has: a mark, and the number of a reference."""
    return b"\xff\xfe" + number.to_bytes(2, "big")


def _slot(number: int) -> bytes:
    return _shown(_code(number))


def _shown(codes: bytes) -> bytes:
    return bytes(Array([String(codes)]).unparse()) + b" TJ"


def _is_figures(font: Any) -> bool:
    return str(font.BaseFont).endswith(f"+{_BASE}")


def _figure_font(page: Page) -> Any:
    fonts = page.obj.Resources.Font
    return next(font for _, font in fonts.items() if _is_figures(font))


def _number(operands: Any) -> int:
    """Return the number a shade of black carries (see `references`), or -1."""
    red, green, blue = (round(float(part) * 255) for part in operands)
    return green * 256 + blue if red == 1 else -1
