"""Widths of table columns, decided from their words: nothing may run off a small screen.

An e-reader cuts off what is wider than its page, and a browser's own layout makes a column as wide
as its longest word whatever the page. So columns get shares of the page, as large as their longest
words ask for, the rest in proportion to their text; where even that is too little, words break.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree, html

from handbook.render.fit import text_width

_PAGE = 25.0
"""Width of a phone's page, in font sizes of a table."""
_PADDING = 1.0
_BLANK = 4.0
_FULL = 30.0
"""No column asks for more than this, however long its text; all in font sizes."""

_ROOM = 1.15
"""The reader's font is not known; a serif in bold is about so much wider than the one measured."""


def share_columns(table: html.HtmlElement) -> None:
    """Put a ``colgroup`` before the rows that says each column's share of the width in percent.

    A table whose words need more than a phone's page is marked ``table--dense``, to be set smaller.
    Tables whose cells span columns or differ in number are left as they are.
    """
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    counts = {len(row) for row in rows}
    if len(counts) != 1 or table.xpath(".//*[@colspan or @rowspan]"):
        return
    columns = list(zip(*rows, strict=True))
    group = html.Element("colgroup")
    words = [longest(column) for column in columns]
    for share in shares(words, [whole(column) for column in columns]):
        etree.SubElement(group, "col", {"style": f"width:{share:.1f}%"})
    table.insert(0, group)
    if sum(words) > _PAGE:
        table.set("class", f"{table.get('class', '')} table--dense".strip())


def shares(longest: Sequence[float], whole: Sequence[float], page: float = _PAGE) -> list[float]:
    """Shares of columns in percent, from their longest words and whole texts in font sizes.

    ``page`` is the width of the table, a phone's when not given.

    >>> shares([5, 5], [5, 25])
    [20.0, 80.0]
    """
    free = max(0.0, page - sum(longest))
    wished = [text - word for word, text in zip(longest, whole, strict=True)]
    part = free / sum(wished) if sum(wished) else 0.0
    widths = [word + part * wish for word, wish in zip(longest, wished, strict=True)]
    return [100 * width / sum(widths) for width in widths]


def longest(cells: Sequence[html.HtmlElement]) -> float:
    """Width of the longest word in a column, with its padding, in font sizes."""
    words = (_width(cell, word) for cell in cells for word in cell.text_content().split())
    blanks = (_BLANK for cell in cells if cell.xpath(".//span[contains(@class, 'blank')]"))
    return min(_PAGE, max([*words, *blanks], default=_PADDING) + _PADDING)


def whole(cells: Sequence[html.HtmlElement]) -> float:
    """Width of the longest cell in a column on one line, in font sizes; at least `longest`."""
    texts = (_width(cell, " ".join(cell.text_content().split())) for cell in cells)
    return max(longest(cells), min(_FULL, max(texts, default=0.0) + _PADDING))


def _width(cell: html.HtmlElement, text: str) -> float:
    return _ROOM * text_width(text, 1.0, 700 if cell.tag == "th" else 400)
