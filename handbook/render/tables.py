"""Tables that can be read on a phone and reached with a keyboard."""

from __future__ import annotations

from lxml import etree, html

from handbook.render.context import PageContext

_STACK_FROM = 3
"""Tables of this many columns or more become one card a row on narrow screens."""
_PLAIN = etree.XPath("//table[not(@class)]")
_HEADINGS_BEFORE = etree.XPath("preceding::*[self::h1 or self::h2 or self::h3 or self::h4][1]")
_WORDS = etree.XPath(".//text()[not(ancestor::a[@class='headerlink'])]", smart_strings=False)


def finish_tables(tree: html.HtmlElement, page: PageContext) -> None:
    """Wrap each plain table in a focusable region; prepare wide ones to stack on phones."""
    for table in _PLAIN(tree):
        heads = [cell.text_content().strip() for cell in table.iterfind("thead/tr/th")]
        for cell in table.iterfind("thead/tr/th"):
            cell.set("scope", "col")
        if len(heads) >= _STACK_FROM:
            _stack(table, heads)
        _wrap(table, page.word("site.table_label", title=_title(table)))


def _stack(table: html.HtmlElement, heads: list[str]) -> None:
    """Name each cell's column on the cell; keep the table's meaning when CSS makes it blocks."""
    table.set("class", "table--stack")
    table.set("role", "table")
    for row in table.iter("tr"):
        row.set("role", "row")
    for cell in table.iter("th"):
        cell.set("role", "columnheader")
    for row in table.iterfind("tbody/tr"):
        for head, cell in zip(heads, row.iterfind("td"), strict=False):
            cell.set("role", "cell")
            cell.set("data-label", head)
    for group in (*table.iterfind("thead"), *table.iterfind("tbody")):
        group.set("role", "rowgroup")


def _wrap(table: html.HtmlElement, label: str) -> None:
    region = html.Element(
        "div", {"class": "table-scroll", "role": "region", "tabindex": "0", "aria-label": label}
    )
    region.tail, table.tail = table.tail, None
    table.getparent().replace(table, region)
    region.append(table)


def _title(table: html.HtmlElement) -> str:
    """Text of the nearest heading before the table."""
    headings = _HEADINGS_BEFORE(table)
    if not headings:
        return ""
    return "".join(_WORDS(headings[0])).strip()
