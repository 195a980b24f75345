"""DOCX and ODT: every word, styles, what the file says about itself, the same bytes again."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from typing import Any

import docx
import odfdo
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from handbook.press.office.binder import WRITERS
from handbook.press.office.docx import write_docx
from handbook.press.office.gate import problems, text_of
from handbook.press.office.model import Paragraph, Picture, Text
from handbook.press.office.odt import write_odt
from handbook.press.office.read import Sheet

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
KINDS = pytest.mark.parametrize("kind", list(WRITERS))


def draw(_picture: Picture) -> bytes:
    return PNG


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


@KINDS
def test_every_word_of_the_form_is_there(sheets: dict[str, Sheet], kind: str) -> None:
    for name, sheet in sheets.items():
        data = WRITERS[kind](sheet.form, draw)
        assert sum(sheet.words.values()) > 5
        assert problems(f"{name}.{kind}", data, sheet.words) == []


@KINDS
def test_lost_words_are_named(agreement: Sheet, kind: str) -> None:
    """Plant the defect: a form without its second block."""
    blocks = agreement.form.blocks
    data = WRITERS[kind](replace(agreement.form, blocks=(blocks[0], *blocks[2:])), draw)
    (line,) = problems(f"t37.{kind}", data, agreement.words)
    assert line.startswith(f"t37.{kind}: ")
    assert "words of the form are missing, among them “Between”" in line


@KINDS
def test_the_same_form_gives_the_same_bytes(
    agreement: Sheet, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = WRITERS[kind](agreement.form, draw)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert WRITERS[kind](agreement.form, draw) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    whole = b"".join(files(first).values())
    assert not re.search(rb"20\d\d-\d\d-\d\dT", whole)


@KINDS
def test_words_for_a_drawing_are_kept(agreement: Sheet, kind: str) -> None:
    picture = Picture("<svg/>", "Eight cards", "Two people talk (Mentor · Yes)", 340, 828)
    data = WRITERS[kind](replace(agreement.form, blocks=(picture,)), draw)
    assert problems(f"x.{kind}", data, Counter(["Eight", "Mentor", "Yes", "talk"])) == []
    assert PNG in files(data).values()


def test_docx_says_what_it_is(agreement: Sheet) -> None:
    about = docx.Document(io.BytesIO(write_docx(agreement.form, draw))).core_properties
    assert (about.title, about.language) == ("T37 Agreement", "en-GB")
    assert about.identifier == "https://handbook.example/run/match-start/#t37"
    assert "CC BY-SA 4.0" in about.comments
    assert about.created is None
    assert about.modified is None


def test_odt_says_what_it_is(agreement: Sheet) -> None:
    form = replace(agreement.form, tag="sr-Latn-RS")
    data = write_odt(form, draw)
    meta = odfdo.Document(io.BytesIO(data)).meta
    assert (meta.title, meta.language) == ("T37 Agreement", "sr-Latn-RS")
    assert "CC BY-SA 4.0" in str(meta.description)
    defined = meta.get_user_defined_metadata()
    assert defined["Source"] == "https://handbook.example/run/match-start/#t37"
    styles = files(data)["styles.xml"].decode()
    assert 'fo:language="sr" fo:country="RS" fo:script="Latn"' in styles
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_docx_has_headings_lists_boxes_and_a_table_head_on_every_page(agreement: Sheet) -> None:
    document: Any = docx.Document(io.BytesIO(write_docx(agreement.form, draw)))
    body = document.element.body
    styles = Counter(paragraph.style.name for paragraph in document.paragraphs)
    assert styles["Heading 1"] == styles["Heading 2"] == 1
    boxes = list(body.iter("{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"))
    assert len(boxes) == 2
    table, cards = document.tables
    assert table.style.name == "Table Grid"
    assert [_repeated(row) for row in table.rows] == [True, False, False]
    assert all(row.height >= Mm(7.99) for row in table.rows[1:])
    assert all(row.height >= Mm(51.9) for row in cards.rows)
    lines = document.styles["Body Ruled"].paragraph_format.line_spacing
    assert lines >= Mm(7.99)
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    foot = "\n".join(paragraph.text for paragraph in section.footer.paragraphs)
    assert "version 0123abcd" in foot
    assert "handbook.example/run/match-start/#t37" in foot


def _repeated(row: Any) -> bool:
    return bool(row._tr.trPr.findall(qn("w:tblHeader")))


def test_odt_has_headings_lists_boxes_and_a_table_head_on_every_page(agreement: Sheet) -> None:
    data = write_odt(agreement.form, draw)
    body = odfdo.Document(io.BytesIO(data)).body
    assert [heading.get_attribute("text:outline-level") for heading in body.headers] == ["1", "2"]
    assert str(body.text_recursive).count("☐") == 2
    heads = body.get_elements("//table:table-header-rows")
    assert [len(head.get_elements("table:table-row")) for head in heads] == [1]
    content, styles = (files(data)[name].decode() for name in ("content.xml", "styles.xml"))
    assert 'style:min-row-height="8.0mm"' in content
    assert 'style:line-height-at-least="8.0mm"' in styles
    assert "version 0123abcd" in styles
    assert 'xlink:href="https://handbook.example/"' in content


def test_numbers_of_a_second_list_begin_anew(agreement: Sheet) -> None:
    blocks = agreement.form.blocks
    twice = replace(agreement.form, blocks=(*blocks, *blocks))
    document = docx.Document(io.BytesIO(write_docx(twice, draw)))
    used = {
        number.val
        for number in document.element.body.iter(qn("w:numId"))
        if number.val != 1  # the bullets
    }
    assert len(used) == 2


@KINDS
def test_signs_that_xml_uses_are_words(agreement: Sheet, kind: str) -> None:
    form = replace(
        agreement.form,
        title="A & B <C>",
        foot=('"A" & <B>',),
        tick_name='<&">',
        blocks=(Paragraph((Text("x < y & z > “q”"),)), *agreement.form.blocks),
    )
    assert "x < y & z > “q”" in text_of(WRITERS[kind](form, draw), kind)
