"""What screen, paper and e-book write differently: tables, blanks, boxes, headings."""

from __future__ import annotations

import re

from lxml import etree, html

from handbook.press.grids import cards_of_tables, lay_cards, lay_strips, shape
from handbook.render.fit import text_width

_ROLES = ("role", "tabindex", "aria-label", "aria-labelledby", "data-label", "rel", "title")

_CARDS = "contains(concat(' ', @class, ' '), ' cards ') and ./*[contains(@class, 'card')]"
"""Cards to cut out; the doors of a start page have the same look on the screen, not on paper."""
_LABEL = re.compile(r"(?:^\s*|(?<=[.;·] ))[^\s.,;:·)][^.;:·]{0,38}:\s*$")
_LAST_WORD = re.compile(r"(?<!\S)\S{1,24}\s*$")
_TYPE = {"form": 10.0, "handout": 11.0}
"""Size of the type of sheets, in points."""
_ROOM, _SHORT, _LONG = 452.0, 68.0, 170.0
"""Width of an item's line, of a line to write on and of a long one, in points (`print.css`)."""
_WEIGHT = {"strong": 600, "b": 600}
_BESIDE = 48
"""Letters of a label that leave enough of the row to write on; a longer one gets a line below."""


def tidy(tree: html.HtmlElement) -> None:
    """Make a page ready for paper: `plain`, and lists of terms and blanks as sheets need them."""
    plain(tree)
    for listed in list(tree.iter("dl")):
        _definitions(listed)
    cards_of_tables(tree)
    for cards in tree.xpath(f".//div[{_CARDS}]"):
        lay_cards(cards)
    lay_strips(tree)
    for table in tree.iter("table"):
        shape(table)
    for blank in tree.xpath(".//span[contains(@class, 'blank--long')]"):
        _fill(blank)
    for blank in tree.xpath(".//span[contains(@class, 'blank')][not(parent::span)]"):
        _keep_label(blank)


def level_marks(tree: html.HtmlElement) -> None:
    """Note which items begin with a line to write on; the page is in sections by now."""
    for item in tree.iter("li"):
        in_handout = bool(item.xpath("ancestor::section[@class='handout']"))
        _level_mark(item, _TYPE["handout" if in_handout else "form"])


def plain(tree: html.HtmlElement) -> None:
    """Take away what serves only a browser: tables are tables again, spoken headings real ones.

    What unfolds on the screen stands open; roles and labels of the screen go.
    """
    for heading in tree.xpath(".//p[@role='heading']"):
        heading.tag = f"h{heading.get('aria-level')}"
    for region in tree.xpath(".//div[contains(@class, 'table-scroll')]"):
        region.drop_tag()
    for table in tree.iter("table"):
        _table(table)
    for disclosure in list(tree.iter("details")):
        disclosure.tag = "div"
    for summary in tree.iter("summary"):
        summary.tag = "p"
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag != "svg":
            for name in _ROLES:
                element.attrib.pop(name, None)


def _table(table: html.HtmlElement) -> None:
    cells = list(table.iter("td"))
    empty = [cell for cell in cells if not cell.text_content().strip() and not len(cell)]
    table.set("class", "table--form" if empty else "table")
    for cell in empty:
        cell.set("class", "write")


def _definitions(listed: html.HtmlElement) -> None:
    """Write a list of terms as paragraphs: readers of tagged PDF know no ``dl``."""
    for child in listed.iter("dl", "dt", "dd"):
        child.set("class", {"dl": "terms", "dt": "term-name", "dd": "term-text"}[child.tag])
        child.tag = "p" if child.tag == "dt" else "div"


def _fill(blank: html.HtmlElement) -> None:
    """Let the line after a label run to the margin: the label and the line share a row.

    Works where the blank ends its paragraph or list item; elsewhere it stays a line in the text.
    """
    parent = blank.getparent()
    last = len(parent) > 0 and parent[-1] is blank and not (blank.tail or "").strip()
    if parent.tag not in ("p", "li") or not last:
        return
    if parent.xpath("count(.//span[contains(@class, 'blank')])") > 1:
        return
    label = html.Element("span", {"class": "fill-label"})
    label.text = parent.text
    for child in list(parent):
        if child is not blank:
            label.append(child)
    parent.text = None
    parent.remove(blank)
    blank.tail = None
    beside = len("".join(label.itertext()).strip()) <= _BESIDE
    row = html.Element("span", {"class": "fill" if beside else "fill-below"})
    row.append(label)
    row.append(blank)
    parent.append(row)
    item = parent if parent.tag == "li" else parent.getparent()
    if item is not None and item.tag == "li" and label.find_class("box"):
        item.set("class", "boxed")  # the style sheet cannot look for a box this deep


def _keep_label(blank: html.HtmlElement) -> None:
    """Keep a line to write on beside its label: *Date, time:* and its line never part.

    Of a longer text only the last word is kept with the line.
    """
    before, label = blank.getprevious(), None
    text = (blank.getparent().text if before is None else before.tail) or ""
    if before is not None and not text.strip() and before.tag in ("strong", "b", "em"):
        label, before = before, before.getprevious()
        text = (blank.getparent().text if before is None else before.tail) or ""
        start = len(text)
    else:
        match = _LABEL.search(text) or _LAST_WORD.search(text)
        if not match:
            return
        start = match.end() - len(match[0].lstrip())
    kept = html.Element("span", {"class": "kept"})
    kept.text, kept.tail, blank.tail = text[start:], blank.tail, None
    blank.addprevious(kept)
    kept.extend([blank] if label is None else [label, blank])
    if before is None:
        kept.getparent().text = text[:start]
    else:
        before.tail = text[:start]


def _level_mark(item: html.HtmlElement, size: float) -> None:
    """Note that the first line of an item is as high as a line to write on: its mark goes down."""
    width = 0.0
    for event, element in etree.iterwalk(item, events=("start", "end")):
        classes = (element.get("class") or "").split()
        if event == "end":
            weight = _WEIGHT.get(element.getparent().tag, 400)
            width += text_width(element.tail or "", size, weight)
        elif element.tag == "li" and element is not item:
            return
        elif "blank" in classes:
            in_row = element.getparent().get("class") == "fill"
            if in_row or width + (_LONG if "blank--long" in classes else _SHORT) <= _ROOM:
                kind = "lined-row" if in_row else "lined"
                item.set("class", f"{item.get('class', '')} {kind}".strip())
            return
        else:
            width += text_width(element.text or "", size, _WEIGHT.get(element.tag, 400))
