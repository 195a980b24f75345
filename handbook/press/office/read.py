"""Forms and handouts of a page, read from its article into the model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import html

from handbook.press.article import SCHEME, Article, words
from handbook.press.columns import longest, shares, whole
from handbook.press.furniture import Furniture
from handbook.press.office.lines import in_box, paragraph
from handbook.press.office.model import (
    Blank,
    Block,
    Break,
    Cards,
    Cell,
    Form,
    Heading,
    Inline,
    Item,
    Listing,
    NewPage,
    Paragraph,
    Picture,
    Table,
    Text,
    Tick,
)
from handbook.press.sections import nest
from handbook.press.tidy import plain
from handbook.press.volumes import file_name
from handbook.render.fit import text_width
from handbook.render.forms import shown_forms

_SHEETS = ".//section[@class='form' or @class='handout']"
_HEADING = re.compile(r"h([1-6])")
_BLOCKS = {"p", "ul", "ol", "table", "div", "section", "figure", "blockquote", "dl", "dt", "dd"}
_SOMETHING = ".//table | .//li | .//svg | .//span[contains(@class, 'blank')] | .//p[2]"
"""What a sheet holds at least; a section without it only says where the form is."""
_WRITE, _BLANK, _LEAST = 24.0, 8.5, 8.0
"""Width of a column to write in, of one with a line in it, and of any other, in font sizes."""
_BLANKS = ".//span[contains(@class, 'blank')]"
_PAGE = 54.0
"""Width of a table, in sizes of its type."""
_REGIONS = {"en": "en-GB", "hu": "hu-HU", "sr-Latn": "sr-Latn-RS", "lv": "lv-LV", "bg": "bg-BG"}
"""Region of each language: office programs choose their dictionary by it."""


@dataclass(frozen=True)
class Sheet:
    """A form as read, and the words that stand in it on the page."""

    form: Form
    words: Counter[str]


def read_sheets(article: Article, furniture: Furniture) -> Iterator[Sheet]:
    """Yield every form and handout that is written on a page; one inside another belongs to it.

    A form that the page only shows, or only links, is another page's.
    """
    tree = deepcopy(article.tree)
    plain(tree)
    nest(tree)
    elsewhere = shown_forms(article.page.text)
    for section in tree.xpath(f"{_SHEETS}[not(ancestor::section[@class='form'])]"):
        anchor = str(section[0].get("id"))
        if anchor not in elsewhere and section.xpath(_SOMETHING):
            yield Sheet(_form(section, anchor, article, furniture), words(section))


def _form(section: html.HtmlElement, anchor: str, article: Article, furniture: Furniture) -> Form:
    address = f"{furniture.address(article.id)}#{anchor}"
    scheme = urlsplit(furniture.site_url).scheme
    reader = _Reader(int(section[0].tag[1]), furniture, article.id)
    return Form(
        name=file_name(f"{article.id}#{anchor}"),
        anchor=anchor,
        title=" ".join(section[0].text_content().split()),
        tag=_REGIONS.get(furniture.tag, furniture.tag),
        book=furniture.edition.site_name,
        address=f"{scheme}://{address}",
        licence=furniture.word("page.licence"),
        foot=(
            furniture.imprint(article),
            f"{furniture.edition.site_name} · {furniture.word('print.licence')}",
            address,
        ),
        tick_name=furniture.word("site.tick_box"),
        blank_name=furniture.word("site.write_here"),
        blocks=tuple(reader.blocks(section)),
    )


class _Reader:
    """Reads one sheet; ``top`` is the level of its own heading on the page."""

    def __init__(self, top: int, furniture: Furniture, page_id: str) -> None:
        self._shift = 1 - top
        self._titled = False
        self._furniture = furniture
        self._page_id = page_id

    def blocks(self, box: html.HtmlElement) -> Iterator[Block]:
        """Yield the blocks of an element; words that stand bare in it make paragraphs."""
        loose: list[Inline] = [Text(box.text or "")]
        for child in box:
            if str(child.tag) in _BLOCKS or _HEADING.fullmatch(str(child.tag)):
                yield from _flush(loose)
                yield from self._block(child)
                loose = [Text(child.tail or "")]
            else:
                loose += [*self._inline(child), Text(child.tail or "")]
        yield from _flush(loose)

    def _block(self, element: html.HtmlElement) -> Iterator[Block]:
        tag, kind = str(element.tag), str(element.get("class", ""))
        heading = _HEADING.fullmatch(tag)
        if heading:
            made = paragraph([Text(element.text or ""), *self._children(element)])
            yield Heading(self._level(int(heading[1])), made.content if made else ())
        elif tag in ("ul", "ol"):
            items = tuple(self._item(item) for item in element.iterchildren("li"))
            yield Listing(items, tag == "ol", int(element.get("start", "1")))
        elif tag == "table":
            yield self._table(element)
        elif "cards" in kind.split():
            yield Cards(tuple(tuple(in_box(self.blocks(card))) for card in element))
        elif tag == "figure":
            yield from self._figure(element)
        else:
            if kind == "form":
                yield NewPage()
            yield from self.blocks(element)

    def _level(self, level: int) -> int:
        """Level in the document: only the first is 1; a box that begins too high goes below it."""
        if self._titled:
            self._shift += max(0, 2 - level - self._shift)
        self._titled = True
        return level + self._shift

    def _item(self, element: html.HtmlElement) -> Item:
        blocks = tuple(self.blocks(element))
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph) and first.content[:1] == (Tick(),):
            made = paragraph(first.content[1:])
            rest = (made or Paragraph(()), *blocks[1:])
            return Item(rest, tick=True)
        return Item(blocks)

    def _table(self, table: html.HtmlElement) -> Table:
        rows = [[c for c in row if c.tag in ("td", "th")] for row in table.iter("tr")]
        columns = list(zip(*rows, strict=True))
        widths = shares([_least(c) for c in columns], [_room(c) for c in columns], _PAGE)
        cells = tuple(tuple(self._cell(cell) for cell in row) for row in rows)
        return Table(cells, tuple(round(w, 1) for w in widths), len(table.findall("thead/tr")))

    def _cell(self, cell: html.HtmlElement) -> Cell:
        return Cell(tuple(in_box(self.blocks(cell))), cell.tag == "th")

    def _figure(self, figure: html.HtmlElement) -> Iterator[Block]:
        for svg in figure.xpath("./*[local-name()='svg']"):
            spoken = {
                name: " ".join(svg.xpath(f"string(./*[local-name()='{name}'])").split())
                for name in ("title", "desc")
            }
            shown = svg.xpath(".//*[local-name()='text']")
            said = " · ".join(" ".join(text.text_content().split()) for text in shown)
            yield Picture(
                html.tostring(svg, encoding="unicode", with_tail=False),
                spoken["title"],
                f"{spoken['desc']} ({said})" if said else spoken["desc"],
                float(svg.get("width", "400")),
                float(svg.get("height", "300")),
            )

    def _children(self, element: html.HtmlElement) -> Iterator[Inline]:
        for child in element:
            yield from self._inline(child)
            yield Text(child.tail or "")

    def _inline(self, element: html.HtmlElement) -> Iterator[Inline]:
        kind = str(element.get("class", "")).split()
        if element.tag == "br":
            yield Break()
        elif "blank" in kind:
            yield Blank("long" if "blank--long" in kind else "short")
        elif "box" in kind:
            yield Tick()
        else:
            inner = [Text(element.text or ""), *self._children(element)]
            yield from (self._dressed(element, kind, part) for part in inner)

    def _dressed(self, element: html.HtmlElement, kind: list[str], part: Inline) -> Inline:
        if not isinstance(part, Text):
            return part
        tag = element.tag
        text = f"[{part.text.strip()}]" if "badge" in kind and part.text.strip() else part.text
        return Text(
            text,
            part.bold or tag in ("strong", "b"),
            part.italic or tag in ("em", "i"),
            self._address(element.get("href", "")) if tag == "a" else part.href,
        )

    def _address(self, href: str) -> str:
        """Return a link of the book as an address of the site."""
        if not href.startswith(SCHEME):
            return href
        page, _, anchor = href.removeprefix(SCHEME).partition("#")
        path = self._furniture.site_path(page or self._page_id)
        return f"{self._furniture.site_url}{path}{f'#{anchor}' if anchor else ''}"


def _least(column: tuple[html.HtmlElement, ...]) -> float:
    """Width below which a column's words and lines would not fit, in font sizes."""
    blanks = (blank for cell in column for blank in cell.xpath(_BLANKS))
    return max([*(_BLANK + _label(blank) for blank in blanks), longest(column)])


def _label(blank: html.HtmlElement) -> float:
    """Width of the word before a line to write on, which should stand beside it."""
    before = blank.getprevious()
    text = (blank.getparent().text if before is None else before.tail) or ""
    return text_width(text.split()[-1], 1.0) if text.split() else 0.0


def _room(column: tuple[html.HtmlElement, ...]) -> float:
    """Width that a column asks for, in font sizes; one to write in asks for more."""
    empty = any(not cell.text_content().strip() for cell in column)
    return max(_WRITE if empty else _LEAST, _least(column), whole(column))


def _flush(loose: list[Inline]) -> Iterator[Block]:
    made = paragraph(loose)
    if made:
        yield made
