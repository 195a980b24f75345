"""A form as DOCX: the model spelled out with python-docx."""

from __future__ import annotations

import io
from functools import cache, singledispatchmethod
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from handbook.press.office.container import repack
from handbook.press.office.docx_base import BULLET, NUMBER, base, style_id, twips
from handbook.press.office.docx_inline import Inlines
from handbook.press.office.looks import (
    CARD,
    INDENT,
    LEVELS,
    LINE,
    WIDTH,
    look,
)
from handbook.press.office.model import (
    Block,
    Cards,
    Form,
    Heading,
    Inline,
    Listing,
    NewPage,
    Paragraph,
    Picture,
    Table,
    is_written,
)
from handbook.press.office.picture import Draw, picture_size


def write_docx(form: Form, draw: Draw) -> bytes:
    """Return a form as DOCX; the same form gives the same bytes."""
    document = Document(io.BytesIO(_base(form.tag)))
    _describe(document, form)
    writer = _Writer(document, Inlines(form.tick_name), draw)
    for block in form.blocks:
        writer.add(block, document)
    _foot(document.sections[0].footer, form)
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue(), first="[Content_Types].xml")


@cache
def _base(tag: str) -> bytes:
    return base(tag)


def _describe(document: Any, form: Form) -> None:
    properties = document.core_properties
    properties.title = form.title
    properties.subject = form.book
    properties.author = form.book
    properties.language = form.tag
    properties.identifier = form.address
    properties.comments = f"{form.licence}\n{form.address}"
    properties.keywords = "CC BY-SA 4.0"


def _foot(footer: Any, form: Form) -> None:
    for number, line in enumerate(form.foot):
        paragraph = footer.add_paragraph()
        paragraph._p.style = style_id("Foot")
        run = paragraph.add_run(line)
        if number == len(form.foot) - 1:
            run.add_tab()
            _field(paragraph, "PAGE")
            paragraph.add_run("/")
            _field(paragraph, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(_run("1"))
    paragraph._p.append(field)


class _Writer:
    """Writes blocks one after the other; ``kind`` is the style of plain paragraphs there."""

    def __init__(self, document: Any, inlines: Inlines, draw: Draw) -> None:
        self._document = document
        self._inlines = inlines
        self._draw = draw
        self._level = 0
        self._new_page = False

    @singledispatchmethod
    def add(self, block: Block, place: Any, kind: str = "Body") -> None:
        """Append a block to a document or cell."""
        raise TypeError(type(block).__name__)

    @add.register
    def _(self, block: Heading, place: Any, kind: str = "Body") -> None:
        bold = kind in ("Cell", "Card")
        style = "Cell Head" if bold else f"Heading {min(block.level, 3)}"
        self._paragraph(place, style, block.content)

    @add.register
    def _(self, block: Paragraph, place: Any, kind: str = "Body") -> None:
        self._paragraph(place, look(kind, block.ruled), block.content)

    @add.register
    def _(self, block: NewPage, place: Any, kind: str = "Body") -> None:
        self._new_page = True

    @add.register
    def _(self, block: Listing, place: Any, kind: str = "Body") -> None:
        self._level = min(self._level + 1, LEVELS)
        number = self._numbering(block.start) if block.ordered else BULLET
        for item in block.items:
            first, *rest = item.blocks or (Paragraph(()),)
            style = f"Item {self._level}"
            if isinstance(first, Paragraph):
                paragraph = self._paragraph(place, look(style, first.ruled), ())
                if item.tick:
                    paragraph._p.append(self._inlines.tick())
                    paragraph.add_run().add_tab()
                else:
                    _number(paragraph, number, self._level - 1)
                self._inlines.fill(paragraph, first.content)
            else:
                rest.insert(0, first)
            for more in rest:
                self.add(more, place, f"{style} More")
        self._level -= 1

    @add.register
    def _(self, block: Table, place: Any, kind: str = "Body") -> None:
        indent = INDENT * self._level
        widths = [(WIDTH - indent) * share / sum(block.shares) for share in block.shares]
        table = self._table(place, len(block.rows), widths)
        for number, (row, cells) in enumerate(zip(table.rows, block.rows, strict=True)):
            head = number < block.heads
            _row(row, LINE if is_written(cells) and not head else 0.0, repeated=head)
            for cell, content in zip(row.cells, cells, strict=True):
                self._cell(cell, content.blocks, "Cell Head" if content.header else "Cell")
        self._paragraph(place, "Cell", ())

    @add.register
    def _(self, block: Cards, place: Any, kind: str = "Body") -> None:
        pairs = [block.cards[n : n + 2] for n in range(0, len(block.cards), 2)]
        table = self._table(place, len(pairs), [CARD[0], CARD[0]])
        for row, pair in zip(table.rows, pairs, strict=True):
            _row(row, CARD[1])
            for cell, content in zip(row.cells, pair, strict=False):
                self._cell(cell, content, "Card")
        self._paragraph(place, "Cell", ())

    @add.register
    def _(self, block: Picture, place: Any, kind: str = "Body") -> None:
        paragraph = self._paragraph(place, "Picture", ())
        width, height = picture_size(block)
        drawn = paragraph.add_run().add_picture(
            io.BytesIO(self._draw(block)), Mm(width), Mm(height)
        )
        drawn._inline.docPr.set("title", block.title)
        drawn._inline.docPr.set("descr", block.description)

    def _paragraph(self, place: Any, style: str, content: tuple[Inline, ...]) -> Any:
        paragraph = place.add_paragraph()
        paragraph._p.style = style_id(style)  # by name, python-docx would look it up each time
        if self._new_page:
            paragraph.paragraph_format.page_break_before = True
            self._new_page = False
        self._inlines.fill(paragraph, content)
        return paragraph

    def _table(self, place: Any, rows: int, widths: list[float]) -> Any:
        table = self._document.add_table(rows, len(widths), style="Table Grid")
        if place is not self._document:
            place._element.append(table._tbl)
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
            for cell in column.cells:
                cell.width = Mm(width)
        if self._level:
            indent = OxmlElement("w:tblInd")
            indent.set(qn("w:w"), str(twips(INDENT * self._level)))
            indent.set(qn("w:type"), "dxa")
            table._tbl.tblPr.insert_element_before(
                indent, "w:tblBorders", "w:tblLayout", "w:tblLook"
            )
        return table

    def _cell(self, cell: Any, blocks: tuple[Block, ...], kind: str) -> None:
        level, self._level = self._level, 0
        empty = cell.paragraphs[0]
        for block in blocks:
            self.add(block, cell, kind)
        self._level = level
        if blocks:
            empty._p.getparent().remove(empty._p)
        else:
            empty._p.style = "Cell"

    def _numbering(self, start: int) -> int:
        """Add a numbered list of its own, so that it begins at ``start``; return its id."""
        part = self._document.part.numbering_part.element
        number = part.add_num(NUMBER)
        level = number.add_lvlOverride(ilvl=self._level - 1)
        level.add_startOverride(start)
        return int(number.numId)


def _row(row: Any, least: float, repeated: bool = False) -> None:
    """Let a row stay whole, be so high at least, and, if asked, stand on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if least:
        row.height = Mm(least)
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))


def _number(paragraph: Any, number: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number


def _run(text: str) -> Any:
    run = OxmlElement("w:r")
    run.text = text
    return run
