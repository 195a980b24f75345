"""Dissolves spans that say nothing: their contents become those of the elements around them.

WeasyPrint makes a span of every line of text, often inside another. Without them a structure tree
has half the elements: volumes are smaller and sooner joined, and who listens has fewer steps to
take. Spans with anything to say (a language, an alternative text) stay, and so do spans on another
page than their parent, or whose parent may not hold contents itself.

Works on objects as `galley` writes them: references are numbers between marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from handbook.press.galley import ELEMENT

_ELEMENT = re.compile(rb"/K \[ ([^\]]*) \] (?:/Lang \S+ )?/P \0\d+\0 /Pg \0(\d+)\0 /S /(\w+) ")
_BARE = re.compile(rb"<< /K \[ [^\]]* \] /P \0\d+\0 /Pg \0\d+\0 /S /Span /Type /StructElem >>")
"""A span that says nothing."""
_HOLDERS = set(b"P H1 H2 H3 H4 H5 H6 Lbl LBody TD TH Link Span Caption".split())
_KID = re.compile(rb"\0(\d+)\0")
_KIDS = re.compile(rb"\((?:[^\\()]|\\.)*\)|/K (?:\[ ([^\]]*)\]|(\0\d+\0))", re.DOTALL)
_PARENT = re.compile(rb"(?<= /P \0)\d+(?=\0)")


def dissolve(texts: Sequence[bytes]) -> tuple[list[bytes], dict[int, int]]:
    """Return the objects without such spans, and the element that each span went into.

    Numbers stay as they are; the text of a span that went is empty.
    """
    elements = {
        number: match
        for number, text in enumerate(texts)
        if b"(" not in text and (match := _ELEMENT.search(text))
    }
    into = dict(_bare_kids(texts, elements))
    home = {span: _home(span, into) for span in into}

    def opened(kid: re.Match[bytes]) -> bytes:
        number = int(kid[1])
        return _KID.sub(opened, elements[number][1]) if number in into else kid[0]

    def adopted(parent: re.Match[bytes]) -> bytes:
        return b"%d" % home.get(int(parent[0]), int(parent[0]))

    made = []
    for number, text in enumerate(texts):
        if number in elements and number not in into:
            held = elements[number]
            text = text[: held.start(1)] + _KID.sub(opened, held[1]) + text[held.end(1) :]
        made.append(b"" if number in into else _PARENT.sub(adopted, text))
    return made, home


def _bare_kids(
    texts: Sequence[bytes], elements: Mapping[int, re.Match[bytes]]
) -> list[tuple[int, int]]:
    """Return each span that goes, and its parent."""
    bare = {number for number in elements if _BARE.fullmatch(texts[number])}
    return [
        (kid, number)
        for number, held in elements.items()
        if held[3] in _HOLDERS
        for kid in map(int, _KID.findall(held[1]))
        if kid in bare and elements[kid][2] == held[2]
    ]


def _home(span: int, into: Mapping[int, int]) -> int:
    """Return the first element around a span that stays."""
    while span in into:
        span = into[span]
    return span


def within(texts: Sequence[bytes], tops: Sequence[int]) -> set[int]:
    """Return the elements of the trees below ``tops``."""
    found: set[int] = set()
    waiting = list(tops)
    while waiting:
        number = waiting.pop()
        if number not in found and texts[number].endswith(ELEMENT):
            found.add(number)
            for held in _KIDS.finditer(texts[number]):
                waiting += map(int, _KID.findall(held[1] or held[2] or b""))
    return found
