"""How the parts of a form look: said once, in millimetres and points, for both writers.

The fonts are not embedded, so the first is one that most offices have: the document then has the
lines and pages it was made with. Carlito has the same widths.
"""

from __future__ import annotations

from dataclasses import dataclass

FONTS = ("Calibri", "Carlito", "Source Sans 3", "Liberation Sans")
SYMBOLS = ("Segoe UI Symbol", "DejaVu Sans", "MS Gothic")
"""Fonts that have a box to tick."""
PAGE = (210.0, 297.0)
SIDE, TOP, BOTTOM = 18.0, 14.0, 21.0
WIDTH = PAGE[0] - 2 * SIDE
"""Width of the text, in millimetres like all measures of a sheet."""
EDGE = WIDTH - 0.5
"""Where lines to the margin end; at the margin itself rounding may put them on the next line."""
FOOT = 8.0
"""From the foot's last line to the edge of the sheet."""
LINE = 8.0
"""From one line to write on to the next, and the least height of a row to write in."""
INDENT = 6.5
"""Indent of a list, for each level."""
LEVELS = 3
CARD = (WIDTH / 2, 52.0)
BLANKS = {"short": 14, "long": 34}
"""Low lines that make a line to write on: about 26 and 62 mm at the size of the text. (Underlined
spaces would hang over the margin where a line of text ends with them.)"""
BOX, TICKED = "☐", "☒"
BULLETS = ("•", "–", "•")


@dataclass(frozen=True)
class Look:
    """A paragraph style: its name, sizes in points, spaces and indents in millimetres.

    ``level`` is that of a heading, 0 for text; ``leading`` the least distance of lines;
    ``hanging`` how far the first line stands out to the left.
    """

    name: str
    size: float = 10.5
    bold: bool = False
    before: float = 0.0
    after: float = 1.6
    left: float = 0.0
    hanging: float = 0.0
    leading: float = 0.0
    level: int = 0
    tabs: tuple[tuple[float, str], ...] = ()


def _indented() -> list[Look]:
    looks = []
    for level in range(1, LEVELS + 1):
        left = INDENT * level
        line = ((EDGE, "left"),)
        looks += [
            Look(f"Item {level}", after=0.8, left=left, hanging=INDENT, tabs=line),
            Look(f"Item {level} Ruled", 10.5, False, 0, 0.8, left, INDENT, LINE, tabs=line),
            Look(f"Item {level} More", after=0.8, left=left, tabs=line),
            Look(f"Item {level} More Ruled", after=0.8, left=left, leading=LINE, tabs=line),
        ]
    return looks


LOOKS = (
    Look("Body", tabs=((EDGE, "left"),)),
    Look("Body Ruled", leading=LINE, tabs=((EDGE, "left"),)),
    Look("Heading 1", 16.0, bold=True, after=2.0, level=1),
    Look("Heading 2", 12.5, bold=True, before=3.5, after=1.2, level=2),
    Look("Heading 3", 11.0, bold=True, before=2.5, after=0.8, level=3),
    Look("Cell", 9.0, after=0.2),
    Look("Cell Head", 9.0, bold=True, after=0.2),
    Look("Card", 10.5, after=1.2),
    Look("Picture", after=2.0),
    Look("Foot", 7.5, after=0.0, tabs=((WIDTH, "right"),)),
    *_indented(),
)


def look(kind: str, ruled: bool = False) -> str:
    """Name of the style of a paragraph that stands in text, ``Item 2``, in a cell."""
    return f"{kind} Ruled" if ruled and kind not in ("Cell", "Cell Head", "Card") else kind
