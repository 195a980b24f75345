"""Drawings that leave a hole: one that missed the page before by little is drawn smaller.

A drawing is not parted. Where it does not fit any more, it goes to the next page with the heading
above it, and most of a page may stay empty. It comes back when it fits there at a scale at which
its words are still large enough to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_HOLE = 0.2
"""Share of a page that may stay empty before a drawing."""
_HALF = 0.5
_LETTERS, _LEAST = 9.0, 8.0
"""Points; the words of a drawing are set no smaller, nor where more than half a page is saved."""
_ABOVE = 36.0
"""Pixels that a heading takes more in the midst of a page than at its head, and some air."""
_OWN_PAGE = {"form", "handout", "session"}
_SIZE = re.compile(r"font(?:-size)?[:=][^;>]*?([\d.]+)(?:px)?[\";\s}]")
_FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
_PT = 0.75


@dataclass(frozen=True)
class _Placed:
    """A drawing in the layout: its number on the page, page, edges and height in pixels."""

    number: int
    page: int
    bottom: float
    height: float


def draw_smaller(document: str, rendered: Any) -> str:
    """Return the document with those drawings made smaller that then fit the page before.

    Args:
        document: HTML.
        rendered: its layout, by WeasyPrint.

    """
    drawings = list(_FIGURE.finditer(document))
    pages = [page._page_box for page in rendered.pages] if drawings else []
    for placed in reversed(list(_placed(pages))):
        hole = _hole(pages, placed)
        found = drawings[placed.number] if placed.number < len(drawings) else None
        if hole <= 0 or found is None or "max-height" in found[0]:
            continue
        moved = placed.bottom - pages[placed.page].content_box_y()
        room = hole - _ABOVE - (moved - placed.height)
        letters = _LEAST if hole > _HALF * pages[placed.page].height else _LETTERS
        if _scale(found[0], letters) * placed.height <= room < placed.height:
            smaller = found[0].replace("<svg ", f'<svg style="max-height:{room:.0f}px" ', 1)
            document = document[: found.start()] + smaller + document[found.end() :]
    return document


def _placed(pages: list[Any]) -> Iterator[_Placed]:
    number = 0
    for page, area in enumerate(pages):
        for box in area.descendants():
            if box.element_tag == "figure" and type(box).__name__ == "BlockBox":
                drawn = [each for each in box.descendants() if "Replaced" in type(each).__name__]
                if drawn:
                    bottom = box.position_y + box.margin_height()
                    yield _Placed(number, page, bottom, drawn[0].height)
                number += 1


def _hole(pages: list[Any], placed: _Placed) -> float:
    """Pixels that stay empty at the foot of the page before, if the drawing is to blame."""
    if not placed.page or _starts_page(pages[placed.page]):
        return 0.0
    area = pages[placed.page - 1]
    ends = [_bottom(box) for box in area.descendants() if type(box).__name__ in _FILLED]
    foot = area.content_box_y() + area.height
    hole = foot - max((end for end in ends if end <= foot), default=foot)
    return hole if hole > _HOLE * area.height else 0.0


_FILLED = {"LineBox", "TableCellBox", "InlineReplacedBox", "BlockReplacedBox"}


def _bottom(box: Any) -> float:
    return float(box.position_y + box.margin_height())


def _starts_page(area: Any) -> bool:
    """Whether a sheet begins on this page, which would begin there anyway."""
    for box in area.descendants():
        kind = (box.element.get("class") or "").split() if box.element is not None else []
        if box.element_tag in ("section", "article") and _OWN_PAGE & set(kind):
            return box.element.find(".//figure") is None or "form" in kind
    return False


def _scale(drawing: str, letters: float) -> float:
    """Scale at which the smallest words of a drawing have a size in points."""
    sizes = [float(size) for size in _SIZE.findall(drawing)]
    return letters / (min(sizes, default=letters / _PT) * _PT)
