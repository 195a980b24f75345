"""Writes page numbers into set sheets: the figures of references, and folios.

Figures are set in a family of their own, ten glyphs of one width. `slots` leaves a mark in their
place when a piece is set, and `cut` a gap where the mark is; a volume that knows its page numbers
fills the gaps. So a chapter that moved is not set again, unless a number gained or lost a digit.
"""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook.files import write_whole
from handbook.press.fonts import CUTS, FIGURES, font_css
from handbook.press.galley import FOLIO, Galley
from handbook.press.setter import set_document

if TYPE_CHECKING:
    from pikepdf import Page

_MM = 72 / 25.4
_FOLIO_SIZE = 10.0
_FOLIO_HEIGHT = 13.5 * _MM
_FOLIO_SIDE = 20 * _MM
_SLOT = re.compile(rb"\[ <fffe([0-9a-f]{4})> \] TJ")
_BASE = FIGURES.replace(" ", "-")


def figure_sheet(fonts: Path, cache: Path) -> Path:
    """Return a file that holds the whole figure font as it stands in a PDF; it is made once."""
    cut = next(cut for cut in CUTS if cut.family == FIGURES)
    made = cache / f"figures-{cut.name.removesuffix('.ttf')}.galley"
    if not made.exists():
        style = f'body{{font-family:"{FIGURES}"}}'
        document = (
            f'<html lang="en"><head><title>0</title><style>{font_css(fonts)}{style}</style>'
            "</head><body><p>0123456789</p></body></html>"
        )
        pdf, _ = set_document(document, fonts)
        write_whole(made, _sheet(pdf, (fonts / cut.name).read_bytes()))
    return made


def _sheet(data: bytes, font: bytes) -> bytes:
    """Return the figure font of a PDF as objects, after a line that tells its glyphs and width."""
    import pikepdf
    import uharfbuzz as hb

    from handbook.press.taking import take_objects

    face = hb.Face(font)
    cut = hb.Font(face)
    codes = {chr(point): cut.get_nominal_glyph(point) for point in face.unicodes}
    facts = {"codes": codes, "width": cut.get_glyph_h_advance(codes["0"]) / face.upem}
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        fonts = pdf.pages[0].obj.Resources.Font
        found = next(each for _, each in fonts.items() if _is_figures(each))
        galley = take_objects(pdf, found)
    return json.dumps(facts, sort_keys=True).encode() + b"\n" + galley.to_bytes()


class Figures:
    """The figure font of the volumes, and how numbers are written with it."""

    def __init__(self, sheet: Path) -> None:
        facts, _, galley = sheet.read_bytes().partition(b"\n")
        known = json.loads(facts)
        self._codes: dict[str, int] = known["codes"]
        self._width: float = known["width"]
        self.font = Galley.from_bytes(galley)

    def _encode(self, text: str) -> bytes:
        return b"".join(b"%04x" % self._codes[digit] for digit in text)

    def shown(self, text: str) -> bytes:
        """Return what shows the figure of a reference in its gap."""
        return b"[ <%s> ] TJ" % self._encode(text)

    def folio(self, number: str, page_width: float, right: bool) -> bytes:
        """Return what shows a page's number at its outer edge, as an artefact."""
        length = len(number) * self._width * _FOLIO_SIZE
        left = page_width - _FOLIO_SIDE - length if right else _FOLIO_SIDE
        return (
            f"/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nq BT 0 g "
            f"{FOLIO} {_FOLIO_SIZE} Tf {left:.2f} {_FOLIO_HEIGHT:.2f} Td "
            f"<{self._encode(number).decode()}> Tj ET Q\nEMC\n"
        ).encode()


def figure_fonts(page: Page) -> set[str]:
    """Names that the figure font has on a page."""
    fonts: Any = page.obj.Resources.get("/Font", {})
    return {str(name) for name, font in fonts.items() if _is_figures(font)}


def slots(steps: list[Any], fonts: set[str]) -> None:
    """Put a slot in the place of each figure among a page's instructions, black like its text."""
    from pikepdf import Array, ContentStreamInstruction, Operator, String

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


def cut(stream: bytes) -> tuple[list[bytes], list[int]]:
    """Return what is drawn before, between and after the slots of a page, and their numbers."""
    parts = _SLOT.split(stream)
    return parts[::2], [int(number, 16) for number in parts[1::2]]


def _code(number: int) -> bytes:
    """Two codes that no glyph has: a mark, and the number of a reference."""
    return b"\xff\xfe" + number.to_bytes(2, "big")


def _is_figures(font: Any) -> bool:
    return str(font.BaseFont).endswith(f"+{_BASE}")


def _number(operands: Any) -> int:
    """Return the number a shade of black carries (see `references`), or -1."""
    red, green, blue = (round(float(part) * 255) for part in operands)
    return green * 256 + blue if red == 1 else -1
