"""Sheets: parts of a page that begin and end with a sheet of paper, and how tightly each is set.

A form and a sheet of cards take one page. A handout, a session or a section may run on; but where
its last page would hold next to nothing, it is set tighter until that page is saved. What cannot
be saved so is set as wide as everything else. The steps are the classes ``tight-1`` to ``tight-3``
of the style sheet; none goes below 9 points, nor brings ruled lines closer than 8 mm. A form whose
table is too wide for its sheet, or whose table makes it too long, is tried lying: ``tight-4``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

SPILL = {"handout": 0.45, "session": 0.25, "section": 0.15}
"""Share of a page: what fills less of its last one is set tighter, by kind.

A handout is worth more than a session: on one sheet it can be used alone. In five editions 0.45 is
the most that a tightened handout was seen to hold.
"""
_GAIN = (1.0, 1.09, 1.2, 1.45)
"""How much more a page holds at each tightness, about; the last is the most that is tried."""
_HELP = 2
"""How tightly the sections before one are set for its sake."""
_REST = 0.12
"""Share of a page: of more than this neighbours cannot make good, so none is asked."""
_LYING = len(_GAIN)
"""The step after the tightest: a form with a table, lying."""
_LYING_GAIN = 1.8
"""Forms with a table that fill more pages than this fit on no sheet, lying either."""
_SLACK = 1.5
"""Pixels that a table may be wider than its page before its form is laid on its side."""
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
    tabled: bool = False
    """Whether a table is in it."""
    wide: bool = False
    """Whether a table stands out of its page."""
    first: int = 0
    """Its first page, from 0."""

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
            return 1 if self.amount <= (_LYING_GAIN if self.may_lie else _GAIN[-1]) else self.pages
        return self.pages - 1 if self.last <= SPILL[self.kind] else self.pages

    @property
    def may_lie(self) -> bool:
        """Whether it can be set on its side; of sheets to hand out the foot stands upright."""
        return self.kind == "form" and self.tabled


def measure(rendered: Any) -> dict[str, Sheet]:
    """Read from a layout where each marked part (``data-sheet``) stands; the inmost mark counts.

    How full a page is tells whatever ends lowest on it, marked or not.
    """
    marks: dict[str, Any] = {}
    pages: dict[str, list[int]] = {}
    full: list[float] = []
    wide: set[str] = set()
    for number, page in enumerate(rendered.pages):
        area = page._page_box
        full.append(0.0)
        edge = area.content_box_x() + area.width + _SLACK
        for mark, right, bottom in _ends(area, None):
            full[number] = max(full[number], (bottom - area.content_box_y()) / area.height)
            if mark is not None:
                name = mark.get("data-sheet")
                marks[name] = mark
                pages.setdefault(name, []).append(number)
                wide |= {name} if right > edge else set()
    sheets = {}
    for name, found in pages.items():
        over = full[found[-1]] > _FULL  # a line that no page break can save
        mark, last = marks[name], 0.0 if over else full[found[-1]]
        tabled = mark.find(".//table") is not None
        kind = mark.get("class").split()[0]
        count = len(set(found)) + over
        sheets[name] = Sheet(kind, count, last, tabled, name in wide, found[0])
    return sheets


def _ends(box: Any, mark: Any) -> Iterator[tuple[Any, float, float]]:
    """Yield right and lower edge of each line, cell and picture, and the mark it stands under."""
    name = type(box).__name__
    if name == "MarginBox":
        return
    if box.element is not None and box.element.get("data-sheet"):
        mark = box.element
    if name in _LEAVES or "Replaced" in name:
        right = box.border_box_x() + box.border_width()
        yield mark, right, box.border_box_y() + box.border_height()
        return
    for child in getattr(box, "children", ()):
        yield from _ends(child, mark)


@dataclass
class Fit:
    """Chooses from try to try how tightly each sheet is set.

    ``turned`` says whether a sheet was laid on its side just now, so that its words need not be
    broken yet.
    """

    turned: bool = False
    levels: dict[str, int] = field(default_factory=dict)
    _goals: dict[str, int] = field(default_factory=dict)
    _given_up: set[str] = field(default_factory=set)
    _helpers: dict[str, list[str]] = field(default_factory=dict)
    """Section → those before it, set tighter because it could not be saved alone."""

    def tighten(self, document: str, sheets: Mapping[str, Sheet]) -> str:
        """Return the document with those sheets set tighter that stand on too many pages."""
        self.turned = False
        for name in sheets:
            for each, level in self._changes(name, sheets):
                self.levels[each] = level
                self.turned |= level == _LYING
                document = _at(level, each, document)
        return document

    def _changes(self, name: str, sheets: Mapping[str, Sheet]) -> Iterator[tuple[str, int]]:
        """Yield the sheets to set otherwise for the sake of one, and how tightly."""
        sheet = sheets[name]
        upright = self.levels.get(name) != _LYING and name not in self._given_up
        if sheet.wide and sheet.may_lie and upright:
            yield name, _LYING
            return
        if name not in self.levels:
            self._goals[name] = sheet.goal
        if sheet.pages > self._goals.setdefault(name, sheet.goal):
            level = self._next(name, sheet)
            if level:
                yield name, level
            elif (
                name not in self._helpers
                and (before := list(_before(name, sheets)))
                and (sheet.last <= _REST)
            ):
                self._helpers[name] = before
                for helper in before:
                    yield helper, max(self.levels.get(helper, 0), _HELP)
            else:
                yield from self._give_up(name, sheet)

    def _give_up(self, name: str, sheet: Sheet) -> Iterator[tuple[str, int]]:
        """Set a sheet that cannot be saved, and what was set tighter for its sake, as it was."""
        self._goals[name] = sheet.pages + 9
        self._given_up.add(name)
        yield name, 0
        for helper in self._helpers.get(name, ()):
            yield helper, 0

    def _next(self, name: str, sheet: Sheet) -> int:
        """Return the tightness to try next; 0 when all were tried."""
        used = self.levels.get(name, 0)
        if used + 1 == _LYING and sheet.may_lie:
            return _LYING
        if used + 1 >= _LYING:
            return 0
        need = sheet.amount / self._goals[name] if not used else 0.0
        enough = [n for n in range(used + 1, len(_GAIN)) if _GAIN[n] >= need]
        return enough[0] if enough else len(_GAIN) - 1


def _before(name: str, sheets: Mapping[str, Sheet]) -> Iterator[str]:
    """Yield the sections before one, from the last, that run into it without a new page."""
    after = sheets[name]
    for before in reversed(list(sheets)[: list(sheets).index(name)]):
        sheet = sheets[before]
        ends_here = sheet.first + sheet.pages - 1 == after.first
        if not ends_here or not sheet.kind == after.kind == "section":
            return
        yield before
        after = sheet


def _at(level: int, name: str, document: str) -> str:
    tight = f" tight-{level}" if level else ""
    pattern = rf'class="([^"]*?)(?: tight-\d)?" data-sheet="{re.escape(name)}"'
    return re.sub(pattern, rf'class="\g<1>{tight}" data-sheet="{name}"', document)
