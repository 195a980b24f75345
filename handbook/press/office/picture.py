"""Drawings of a form as pictures that every office program shows: grey PNG."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from handbook.press.office.looks import WIDTH
from handbook.press.office.model import Picture

Draw = Callable[[Picture], bytes]
"""Makes a PNG of a drawing."""
_SCALE = 3.0
"""Dots for each CSS pixel: 288 an inch at the drawing's own size."""


_MM = 25.4 / 96
_LARGER = 1.3
"""Drawings are made for a phone; on paper they may be larger."""
_HIGHEST = 215.0


def drawer(fonts: Path) -> Draw:
    """Return what makes a PNG of a drawing, with the fonts of the press."""

    @lru_cache(maxsize=32)
    def draw(picture: Picture) -> bytes:
        import pypdfium2

        from handbook.press.setter import set_document

        pdf, _facts = set_document(_page(picture), fonts)
        document = pypdfium2.PdfDocument(pdf)
        try:
            bitmap = document[0].render(scale=_SCALE / 0.75, grayscale=True)
            out = io.BytesIO()
            bitmap.to_pil().quantize(16).save(out, "PNG", optimize=True)
        finally:
            document.close()
        return out.getvalue()

    return draw


def picture_size(picture: Picture) -> tuple[float, float]:
    """Width and height of a drawing on the sheet, in millimetres."""
    widest, highest = WIDTH, _HIGHEST
    scale = min(_MM * _LARGER, widest / picture.width, highest / picture.height)
    return picture.width * scale, picture.height * scale


def _page(picture: Picture) -> str:
    size = f"{picture.width}px {picture.height}px"
    return (
        "<!doctype html><html lang='en'><head><title>-</title><style>"
        f"@page{{size:{size};margin:0}}body{{margin:0}}svg{{display:block}}"
        f"</style></head><body data-piece='drawing'>{picture.svg}</body></html>"
    )
