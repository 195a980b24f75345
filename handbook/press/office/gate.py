"""What must hold before a document is published, read again from the finished file."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import docx
import odfdo
from docx.oxml.ns import qn

from handbook.press.article import count

_LINE = re.compile(r"_{2,}")
_MOST = 5
"""Words a message names at most."""
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_INLINE = {f"{_TEXT}span", f"{_TEXT}a"}


def problems(name: str, data: bytes, expected: Counter[str]) -> list[str]:
    """Return a line for what a document lacks; empty when every word of the form is there.

    Args:
        name: file name; its ending says what the file is.
        data: the finished file.
        expected: the words of the form on the page.

    """
    text = text_of(data, name.rpartition(".")[2])
    written = Counter({word: n for word, n in expected.items() if word.strip("_")})  # no lines
    missing = written - count(_LINE.sub(" ", text))
    if not missing:
        return []
    named = ", ".join(f"“{word}”" for word in list(missing)[:_MOST])
    return [f"{name}: {sum(missing.values())} words of the form are missing, among them {named}"]


def text_of(data: bytes, kind: str) -> str:
    """Return all words of a document's body as a program that opens it finds them."""
    if kind == "docx":
        return "".join(_docx_texts(docx.Document(io.BytesIO(data)).element.body))
    return "".join(_odt_texts(odfdo.Document(io.BytesIO(data)).body._xml_element))


def _docx_texts(body: Any) -> Iterator[str]:
    apart = {qn(f"w:{name}") for name in ("p", "tab", "br")}
    for element in body.iter():
        if element.tag in apart:
            yield "\n"
        elif element.tag == qn("w:t"):
            yield element.text or ""
        elif element.tag == qn("wp:docPr"):  # what is said about a drawing
            yield f"\n{element.get('title', '')}\n{element.get('descr', '')}\n"


def _odt_texts(element: Any) -> Iterator[str]:
    """Texts below an element in reading order; what is not part of a line stands apart."""
    apart = element.tag not in _INLINE
    yield "\n" if apart else ""
    yield element.text or ""
    for child in element:
        yield from _odt_texts(child)
        yield child.tail or ""
    yield "\n" if apart else ""
