"""Grids on paper: tables with room to write in, cards that are cut out."""

from __future__ import annotations

import re

from lxml import etree, html

_STRIPS = re.compile(r"(^|-)(cards|role-briefs)(-|$)")
"""Ids of handouts whose paragraphs are cut apart, where they open with a bold name."""
_KEY = re.compile(r"(^|-)key(-|$)")
"""Ids of what only the trainer gets: its tables are not cut apart."""
_FEW = 8
"""Rows of a table that is not parted by a page, unless it holds more than `_MUCH`."""
_MUCH = 900
"""Letters."""
_WRITTEN = 0.62
"""Share of a table's width that its empty columns take at most."""
_LINE = 36
"""Letters of a card's text on one line, with room for long words at its end."""
_ROWS = ((6, 2), (5, 4), (4, 6), (3, 10), (2, 16))
"""Rows of cards on a sheet, and the lines of text that each card then has under its title."""


def shape(table: html.HtmlElement) -> None:
    """Keep a short table on one page, and give columns that are written into room for a hand."""
    rows = table.xpath("./tbody/tr | ./tr")
    if len(rows) <= _FEW and len(table.text_content()) <= _MUCH:
        table.set("class", f"{table.get('class', '')} table--short".strip())
    heads = table.xpath("./thead/tr[1]/th")
    columns = [[row[place] for row in rows if place < len(row)] for place in range(len(heads))]
    empty = [bool(cells) and all(_to_write(cell) for cell in cells) for cells in columns]
    if not any(empty) or table.xpath(".//*[@colspan]"):
        return
    weights = [
        _hand(head) if written else _print([head, *cells])
        for head, cells, written in zip(heads, columns, empty, strict=True)
    ]
    to_write = sum(weight for weight, written in zip(weights, empty, strict=True) if written)
    rest = sum(weights) - to_write
    share = min(_WRITTEN, to_write / sum(weights)) if rest else 1.0
    for head, weight, written in zip(heads, weights, empty, strict=True):
        part = weight / to_write * share if written else weight / rest * (1 - share)
        head.set("style", f"width:{part:.1%}")


def _to_write(cell: html.HtmlElement) -> bool:
    return "write" in (cell.get("class") or "").split()


def _hand(head: html.HtmlElement) -> float:
    """Weight of a column to write in: what is asked in many words is answered in many."""
    return 0.8 + 0.05 * min(len(head.text_content()), 16)


def _print(cells: list[html.HtmlElement]) -> float:
    """Weight of a printed column: by its longest cell, and at least by its longest word."""
    texts = [cell.text_content() for cell in cells]
    word = max((len(word) for text in texts for word in text.split()), default=0)
    return max(0.35, word / 16, min(1.5, max(map(len, texts), default=0) / 25))


def lay_cards(cards: html.HtmlElement) -> None:
    """Lay cards on sheets, all with one grid, two in a row, with marks where to cut.

    Each sheet but the first begins on a right-hand page, so that the back of every card is empty.
    """
    each = list(cards)
    lines = max((_lines(card) for card in each), default=0)
    rows = next((rows for rows, room in _ROWS if lines <= room), _ROWS[-1][0])
    name = (cards.get("class") or "cards").split()[-1]
    for start in range(0, len(each), 2 * rows):
        number = start // (2 * rows) + 1
        sheet = html.Element("div", {"class": "card-sheet", "data-sheet": f"{name}-{number}"})
        box = html.Element("div", {"class": f"card-grid card-grid--{rows}"})
        for place in range(start, min(start + 2 * rows, len(each)), 2):
            box.append(_row(each[place : place + 2]))
        sheet.append(box)
        cards.append(sheet)
    after = cards.getnext() if cards.getnext() is not None else cards.getparent().getnext()
    if after is not None and after.tag == "p":
        after.set("class", f"{after.get('class', '')} next-sheet".strip())


def cards_of_tables(tree: html.HtmlElement) -> None:
    """Make cards of the rows of a table, where they are to be cut apart and dealt out."""
    for heading in tree.xpath("./h3[@id] | ./h4[@id]"):
        name = str(heading.get("id"))
        if not _STRIPS.search(name) or _KEY.search(name):
            continue
        for element in list(heading.itersiblings()):
            if re.fullmatch("h[1-4]", str(element.tag)):
                break
            if element.tag == "table" and not element.xpath(".//*[@colspan or @rowspan]"):
                cards = _cards(element, name)
                element.getparent().replace(element, cards)
                _lift_text(cards)


def _lift_text(cards: html.HtmlElement) -> None:
    """Put what a table is followed by before its cards: their sheet is cut to pieces."""
    for element in list(cards.itersiblings()):
        if element.tag != "p" or _named(element):
            break
        cards.addprevious(element)


def _cards(table: html.HtmlElement, name: str) -> html.HtmlElement:
    """Return the rows of a table as cards: the first cell heads it, the others keep their heads."""
    cards = html.Element("div", {"class": f"cards cards--{name}"})
    heads = table.xpath("./thead/tr[1]/th")
    for row in table.xpath("./tbody/tr"):
        card = etree.SubElement(cards, "div", {"class": "card"})
        for place, (head, cell) in enumerate(zip(heads, row, strict=False)):
            text = etree.SubElement(card, "p")
            label = etree.SubElement(text, "strong")
            label.text = head.text_content().strip() + (":" if place else "")
            if not place:
                text.set("class", "card-head")
                label.set("class", "card-number")
            label.tail = f" {cell.text or ''}"
            text.extend(list(cell))
    cards.tail = table.tail
    return cards


def lay_strips(tree: html.HtmlElement) -> None:
    """Give role cards that are written as paragraphs marks where to cut."""
    for heading in tree.xpath("./h3[@id]"):
        if not _STRIPS.search(str(heading.get("id"))):
            continue
        for element in list(heading.itersiblings()):
            if re.fullmatch("h[1-3]", str(element.tag)):
                break
            if _named(element):
                fresh = "next-sheet" in (element.get("class") or "")
                strip = html.Element("div", {"class": "strip next-sheet" if fresh else "strip"})
                strip.extend(_marks(1, 3, 4, 6))
                element.addprevious(strip)
                strip.append(element)
                after = strip.getnext()
                if after is not None and "cards" in (after.get("class") or "").split():
                    after.set("class", f"{after.get('class')} next-sheet")


def _named(element: html.HtmlElement) -> bool:
    opens = element.tag == "p" and not (element.text or "").strip() and len(element) > 0
    return opens and element[0].tag == "strong"


def _marks(*corners: int) -> list[html.HtmlElement]:
    return [html.Element("span", {"class": f"crop crop--{corner}"}) for corner in corners]


def _lines(card: html.HtmlElement) -> int:
    """Lines a card's text takes, about; its title is not counted."""
    texts = [" ".join(p.text_content().split()) for p in card.xpath("./p[not(@class)]")]
    return sum(-(-len(text) // _LINE) for text in texts)


def _row(pair: list[html.HtmlElement]) -> html.HtmlElement:
    """Make a row of two cards, which no page parts, with crop marks at the corners."""
    row = html.Element("div", {"class": "card-row"})
    row.extend(_marks(*range(1, 7)))
    both = html.Element("div", {"class": "card-pair"})
    both.extend(pair)
    if len(pair) == 1:
        both.append(html.Element("div", {"class": "card-none"}))
    row.append(both)
    return row
