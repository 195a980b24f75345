"""Lines to write on are no words: a page of another site may have them as underscores."""

from __future__ import annotations

import io
from collections import Counter

import docx

from handbook.press.office.gate import problems


def test_line_to_write_on_is_no_word_of_the_form() -> None:
    document = docx.Document()
    document.add_paragraph("Name ")
    out = io.BytesIO()
    document.save(out)
    assert problems("t1.docx", out.getvalue(), Counter({"Name": 1, "____": 2})) == []
    lost = problems("t1.docx", out.getvalue(), Counter({"Name": 1, "Date": 1, "____": 2}))
    assert lost == ["t1.docx: 1 words of the form are missing, among them “Date”"]
