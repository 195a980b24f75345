"""A form as ODT: the model spelled out with odfdo."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import singledispatchmethod

from odfdo import Document, Element, Style

from handbook.press.office.container import repack
from handbook.press.office.looks import BLANKS, BOX, BULLETS, INDENT, LEVELS, WIDTH, look
from handbook.press.office.model import (
    Blank,
    Block,
    Break,
    Cards,
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
    is_written,
)
from handbook.press.office.odt_base import base, style_name
from handbook.press.office.picture import Draw, picture_size

_SPANS = {(True, False): "Strong", (False, True): "Emphasis", (True, True): "Strong Emphasis"}


def write_odt(form: Form, draw: Draw) -> bytes:
    """Return a form as ODT; the same form gives the same bytes."""
    document = Document(io.BytesIO(base(form.tag, form.foot)))
    _describe(document, form)
    writer = _Writer(document, draw)
    for block in form.blocks:
        for element in writer.made(block):
            document.body.append(element)
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue(), first="mimetype", stored=True)


def _describe(document: Document, form: Form) -> None:
    meta = document.meta
    meta.set_generator("Peer-mentoring handbook")
    meta.title = form.title
    meta.subject = form.book
    meta.initial_creator = form.book
    meta.language = form.tag
    meta.description = f"{form.licence}\n{form.address}"
    meta.keyword = "CC BY-SA 4.0"
    meta.set_user_defined_metadata("Licence", "https://creativecommons.org/licenses/by-sa/4.0/")
    meta.set_user_defined_metadata("Source", form.address)


def _element(tag: str, /, **attributes: str) -> Element:
    """Make an element; ``text_style_name`` in an attribute's name stands for text:style-name."""
    made = Element.from_tag(tag)
    for name, value in attributes.items():
        space, _, local = name.partition("_")
        made.set_attribute(f"{space}:{local.replace('_', '-')}", value)
    return made


class _Writer:
    """Makes the elements of blocks; ``kind`` is the style of plain paragraphs there."""

    def __init__(self, document: Document, draw: Draw) -> None:
        self._document = document
        self._draw = draw
        self._level = 0
        self._tables = 0
        self._new_page = False

    @singledispatchmethod
    def made(self, block: Block, kind: str = "Body") -> Iterator[Element]:
        """Yield the elements of a block."""
        raise TypeError(type(block).__name__)

    @made.register
    def _(self, block: Heading, kind: str = "Body") -> Iterator[Element]:
        if kind in ("Cell", "Card"):
            yield self._paragraph("Cell Head", block.content)
        else:
            level = min(block.level, 3)
            yield self._paragraph(f"Heading {level}", block.content, level)

    @made.register
    def _(self, block: Paragraph, kind: str = "Body") -> Iterator[Element]:
        yield self._paragraph(look(kind, block.ruled), block.content)

    @made.register
    def _(self, block: NewPage, kind: str = "Body") -> Iterator[Element]:
        self._new_page = True
        yield from ()

    @made.register
    def _(self, block: Listing, kind: str = "Body") -> Iterator[Element]:
        self._level = min(self._level + 1, LEVELS)
        boxes = any(item.tick for item in block.items)
        name = "Boxes" if boxes else "Numbers" if block.ordered else "Bullets"
        listing = _element("text:list", text_style_name=name)
        for number, item in enumerate(block.items):
            entry = _element("text:list-item")
            if number == 0 and block.start != 1:
                entry.set_attribute("text:start-value", str(block.start))
            mark = (Tick() if item.tick else Text(BULLETS[0]), Text("\t")) if boxes else ()
            for element in self._item(item, mark):
                entry.append(element)
            listing.append(entry)
        self._level -= 1
        yield listing

    def _item(self, item: Item, mark: tuple[Inline, ...]) -> Iterator[Element]:
        style = f"Item {self._level}"
        first, *rest = item.blocks or (Paragraph(()),)
        if isinstance(first, Paragraph):
            yield self._paragraph(look(style, first.ruled), (*mark, *first.content))
        else:
            rest.insert(0, first)
        for more in rest:
            yield from self.made(more, f"{style} More")

    @made.register
    def _(self, block: Table, kind: str = "Body") -> Iterator[Element]:
        width = WIDTH - INDENT * self._level
        table = self._table([width * share / sum(block.shares) for share in block.shares])
        heads = _element("table:table-header-rows")
        for number, cells in enumerate(block.rows):
            head = number < block.heads
            style = "Row" if is_written(cells) and not head else "Row_20_Head"
            row = _element("table:table-row", table_style_name=style)
            for cell in cells:
                row.append(self._cell(cell.blocks, "Cell Head" if cell.header else "Cell"))
            (heads if head else table).append(row)
            if head and number + 1 == block.heads:
                table.append(heads)
        yield table

    @made.register
    def _(self, block: Cards, kind: str = "Body") -> Iterator[Element]:
        table = self._table([WIDTH / 2, WIDTH / 2])
        for place in range(0, len(block.cards), 2):
            row = _element("table:table-row", table_style_name="Row_20_Cards")
            for card in (*block.cards[place : place + 2], ())[:2]:
                row.append(self._cell(card, "Card"))
            table.append(row)
        yield table

    @made.register
    def _(self, block: Picture, kind: str = "Body") -> Iterator[Element]:
        width, height = picture_size(block)
        name = f"Pictures/{self._tables}.png"
        self._tables += 1
        self._document.set_part(name, self._draw(block))
        self._document.manifest.add_full_path(name, "image/png")
        frame = _element(
            "draw:frame",
            text_anchor_type="as-char",
            svg_width=f"{width:.1f}mm",
            svg_height=f"{height:.1f}mm",
        )
        image = _element("draw:image", xlink_href=name, xlink_type="simple")
        image.set_attribute("xlink:show", "embed")
        frame.append(image)
        for tag, text in (("svg:title", block.title), ("svg:desc", block.description)):
            said = Element.from_tag(tag)
            said.text = text
            frame.append(said)
        paragraph = self._paragraph("Picture", ())
        paragraph.append(frame)
        yield paragraph

    def _paragraph(self, style: str, content: tuple[Inline, ...], level: int = 0) -> Element:
        name = style_name(style + (" New" if self._new_page else ""))
        self._new_page = False
        made = _element("text:h" if level else "text:p", text_style_name=name)
        if level:
            made.set_attribute("text:outline-level", str(level))
        for part in content:
            for piece in _inline(part):
                made.append(piece)
        return made

    def _table(self, widths: list[float]) -> Element:
        self._tables += 1
        name = f"Table{self._tables}"
        table = _element("table:table", table_name=name, table_style_name="Grid")
        for number, width in enumerate(widths):
            column = f"{name}.{number}"
            style = Style("table-column", name=column, width=f"{width:.2f}mm")
            self._document.insert_style(style, automatic=True)
            table.append(_element("table:table-column", table_style_name=column))
        return table

    def _cell(self, blocks: tuple[Block, ...], kind: str) -> Element:
        cell = _element("table:table-cell", table_style_name="Box_20_Cell")
        cell.set_attribute("office:value-type", "string")
        level, self._level = self._level, 0
        for block in blocks or (Paragraph(()),):
            for element in self.made(block, kind):
                cell.append(element)
        self._level = level
        return cell


def _inline(part: Inline) -> Iterator[Element | str]:
    if isinstance(part, Text):
        yield _text(part)
    elif isinstance(part, Break):
        yield Element.from_tag("text:line-break")
    elif isinstance(part, Tick):
        yield _span("Box", BOX)
    elif isinstance(part, Blank) and part.kind == "line":
        line = _span("Line", "")
        line.append(Element.from_tag("text:tab"))
        yield line
    elif isinstance(part, Blank):
        yield "_" * BLANKS[part.kind]


def _text(part: Text) -> Element | str:
    if part.text == "\t":
        return Element.from_tag("text:tab")
    style = _SPANS.get((part.bold, part.italic))
    inner: Element | str = _span(style, part.text) if style else part.text
    if not part.href:
        return inner
    link = _element("text:a", xlink_href=part.href, xlink_type="simple")
    link.set_attribute("text:style-name", "Internet_20_link")
    link.append(inner)
    return link


def _span(style: str, text: str) -> Element:
    span = _element("text:span", text_style_name=style_name(style))
    span.text = text
    return span
