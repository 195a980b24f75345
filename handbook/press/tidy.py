"""What screen, paper and e-book write differently: tables, blanks, boxes, headings."""

from __future__ import annotations

import re

from lxml import etree, html

from handbook.press.grids import lay_cards, lay_strips, shape

_ROLES = ("role", "tabindex", "aria-label", "aria-labelledby", "data-label", "rel", "title")

_LABEL = re.compile(r"(?:^\s*|(?<=[.;·] ))[^\s.,;:·)][^.;:·]{0,38}:\s*$")
_LAST_WORD = re.compile(r"(?<!\S)\S{1,24}\s*$")
_FIRST_LINE = 78
"""Letters that stand before a blank in the first line of a list item, at most."""
_BESIDE = 48
"""Letters of a label that leave enough of the row to write on; a longer one gets a line below."""


def tidy(tree: html.HtmlElement) -> None:
    """Make a page ready for paper: `plain`, and lists of terms and blanks as sheets need them."""
    plain(tree)
    for listed in list(tree.iter("dl")):
        _definitions(listed)
    for cards in tree.xpath(".//div[contains(concat(' ', @class, ' '), ' cards ')]"):
        lay_cards(cards)
    lay_strips(tree)
    for table in tree.iter("table"):
        shape(table)
    for blank in tree.xpath(".//span[contains(@class, 'blank--long')]"):
        _fill(blank)
    for blank in tree.xpath(".//span[contains(@class, 'blank')][not(parent::span)]"):
        _keep_label(blank)
    for item in tree.iter("li"):
        _level_mark(item)


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


def _level_mark(item: html.HtmlElement) -> None:
    """Note that the first line of an item is as high as a line to write on: its mark goes down."""
    letters = 0
    for event, element in etree.iterwalk(item, events=("start", "end")):
        classes = (element.get("class") or "").split()
        if event == "end":
            letters += len(element.tail or "")
        elif letters > _FIRST_LINE or (element.tag == "li" and element is not item):
            return
        elif "blank" in classes:
            kind = "lined-row" if element.getparent().get("class") == "fill" else "lined"
            item.set("class", f"{item.get('class', '')} {kind}".strip())
            return
        else:
            letters += len(element.text or "")
