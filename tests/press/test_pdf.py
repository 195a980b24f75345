"""The file of a volume: a library reads it, and so do the gates; where it is spoilt, neither."""

from __future__ import annotations

import io

import pikepdf
import pytest

from handbook.press.outline import bookmarks
from handbook.press.pdf import Reader, Writer, reference, string
from handbook.press.setter import Heading

TITLES = ["plain", "a (b) \\ c", "Sadržaj č", "Съдържание", "", "tab\tand\nline"]


def small_file(pages: int = 1, objects: int = 0) -> bytes:
    out = Writer()
    tree = out.reserve()
    drawing = out.add_stream(b"/Kind /Drawing", b"0 g\n")
    numbers = [out.reserve() for _ in range(pages)]
    for number in numbers:
        page = b"<< /Type /Page /Parent %s /MediaBox [ 0 0 9 9 ] /Resources << >> /Contents %s >>"
        out.put(number, page % (reference(tree), reference(drawing)))
    kids = b" ".join(map(reference, numbers))
    out.put(tree, b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (pages, kids))
    for number in range(objects):
        out.add(b"<< /Number %d >>" % number)
    headings = [
        Heading(1, "One", 0, 9.0),
        Heading(3, "Deep", 0, 8.0),
        Heading(2, "Two", 0, 7.0),
        Heading(1, "Last", pages - 1, 9.0),
    ]
    marks = bookmarks(out, [(list(map(reference, numbers)), headings)])
    root = out.add(b"<< /Type /Catalog /Pages %s%s >>" % (reference(tree), marks))
    return out.finish(root, out.add(b"<< /Title %s >>" % string("Title")))


@pytest.mark.parametrize("text", TITLES)
def test_text_is_read_as_it_was_written(text: str) -> None:
    assert str(pikepdf.Object.parse(string(text))) == text


def test_library_reads_what_is_written() -> None:
    with pikepdf.open(io.BytesIO(small_file(3, 500))) as pdf:
        assert len(pdf.pages) == 3
        assert str(pdf.docinfo.Title) == "Title"
        assert pdf.pages[2].Contents.read_bytes() == b"0 g\n"
        assert not pdf.get_warnings()
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["One", "Last"]
            assert [item.title for item in outline.root[0].children] == ["Deep", "Two"]


def test_same_objects_are_the_same_bytes() -> None:
    assert small_file(2, 300) == small_file(2, 300)


def test_gates_read_every_object_where_it_stands() -> None:
    read = Reader(small_file(2, 500))
    assert sum(b"/Number" in text for text in read.texts.values()) == 500
    assert read.stream(2) == (b"<< /Kind /Drawing /Length 4 >>", b"0 g\n")


@pytest.mark.parametrize("place", [b"2 0 obj", b"startxref"])
def test_file_whose_list_is_wrong_is_refused(place: bytes) -> None:
    data = small_file()
    spoilt = data.replace(place, b"9" + place[1:], 1)
    with pytest.raises(ValueError, match=r"list|stream"):
        Reader(spoilt).stream(2)


def test_file_of_another_hand_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with pytest.raises(ValueError, match="list"):
        Reader(out.getvalue())
