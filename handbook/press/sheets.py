"""Sheets: parts of a page that begin and end with a sheet of paper, and how tightly each is set.

A form and a sheet of cards take one page. A handout, a session or a section may run on; but where
its last page would hold next to nothing, it is set tighter until that page is saved. What cannot
be saved so is set as wide as everything else. The steps are the classes ``tight-1`` to ``tight-3``
of the style sheet; none goes below 9 points, nor brings ruled lines closer than 8 mm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

SPILL = {"handout": 0.45, "session": 0.25, "section": 0.12}
"""Share of a page: what fills less of its last one is set tighter, by kind.

A handout is worth more than a session: on one sheet it can be used alone. In five editions 0.45 is
the most that a tightened handout was seen to hold.
"""
_GAIN = (1.0, 1.09, 1.2, 1.45)
"""How much more a page holds at each tightness, about; the last is the most that is tried."""
_ONE = {"form", "card-sheet"}
"""Kinds that must stand on one page."""
_FULL = 1.002
"""Share of a page; what ends lower stands in its margin."""
_LEAVES = {"LineBox", "TableCellBox"}


@dataclass(frozen=True)
class Sheet:
    """A part in the layout: its kind, how many pages it stands on, how full the last one is."""

    kind: str
    pages: int
    last: float

    @property
    def amount(self) -> float:
        """Pages it fills, about."""
        return self.pages - 1 + self.last

    @property
    def goal(self) -> int:
        """Pages it should take."""
        if self.pages == 1:
            return 1
        if self.kind in _ONE:
            return 1 if self.amount <= _GAIN[-1] else self.pages
        return self.pages - 1 if self.last <= SPILL[self.kind] else self.pages


def measure(rendered: Any) -> dict[str, Sheet]:
    """Read from a layout where each marked part (``data-sheet``) stands; the inmost mark counts.

    How full a page is tells whatever ends lowest on it, marked or not.
    """
    kinds: dict[str, str] = {}
    pages: dict[str, list[int]] = {}
    full: list[float] = []
    for number, page in enumerate(rendered.pages):
        area = page._page_box
        full.append(0.0)
        for mark, bottom in _ends(area, None):
            full[number] = max(full[number], (bottom - area.content_box_y()) / area.height)
            if mark is not None:
                name = mark.get("data-sheet")
                kinds[name] = mark.get("class").split()[0]
                pages.setdefault(name, []).append(number)
    sheets = {}
    for name, found in pages.items():
        over = full[found[-1]] > _FULL  # a line that no page break can save
        sheets[name] = Sheet(kinds[name], len(set(found)) + over, 0.0 if over else full[found[-1]])
    return sheets


def _ends(box: Any, mark: Any) -> Iterator[tuple[Any, float]]:
    """Yield the lower edge of each line, cell and picture, with the marked element it stands in."""
    name = type(box).__name__
    if name == "MarginBox":
        return
    if box.element is not None and box.element.get("data-sheet"):
        mark = box.element
    if name in _LEAVES or "Replaced" in name:
        yield mark, box.border_box_y() + box.border_height()
        return
    for child in getattr(box, "children", ()):
        yield from _ends(child, mark)


@dataclass
class Fit:
    """Chooses from try to try how tightly each sheet is set."""

    levels: dict[str, int] = field(default_factory=dict)
    _goals: dict[str, int] = field(default_factory=dict)

    def tighten(self, document: str, sheets: Mapping[str, Sheet]) -> str:
        """Return the document with those sheets set tighter that stand on too many pages."""
        for name, sheet in sheets.items():
            if sheet.pages > self._goals.setdefault(name, sheet.goal):
                level = self._next(name, sheet)
                self.levels[name] = level
                document = _at(level, name, document)
        return document

    def _next(self, name: str, sheet: Sheet) -> int:
        """Return the tightness to try next; 0, and no goal any more, when all were tried."""
        used = self.levels.get(name, 0)
        if used + 1 == len(_GAIN):
            self._goals[name] = sheet.pages + 9
            return 0
        need = sheet.amount / self._goals[name] if not used else 0.0
        enough = [n for n in range(used + 1, len(_GAIN)) if _GAIN[n] >= need]
        return enough[0] if enough else len(_GAIN) - 1


def _at(level: int, name: str, document: str) -> str:
    tight = f" tight-{level}" if level else ""
    pattern = rf'class="([^"]*?)(?: tight-\d)?" data-sheet="{re.escape(name)}"'
    return re.sub(pattern, rf'class="\g<1>{tight}" data-sheet="{name}"', document)
