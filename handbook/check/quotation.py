"""Faults of the quotation marks of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.prose import MASK, Piece, Prose, prose
from handbook.check.typography import edit_at
from handbook.language.quotes import (
    MARK,
    Found,
    Mark,
    Marks,
    Quotation,
    Style,
    read,
    rewritten,
    style,
    wrong,
)

_MOST = 4000
"""Marks looked at on one page: bounds what hostile text can cost."""
_SHOWN = 32
_TYPOGRAPHIC = re.compile(r"[„“”«»]")


def quote_faults(page: Page, context: Context) -> Iterator[Fault]:
    """Yield what is wrong with the quotation marks of a page.

    Another site’s page on which straight marks prevail has chosen them, and its English is its own.
    """
    marks, words = style(page.edition), prose(page)
    if marks is None or marks.right.fullmatch(words.text):
        return
    if not context.is_handbook and (marks.name == "English" or _is_straight(words.text)):
        return
    for index in _quoting(words):
        piece = words.pieces[index]
        found = read(piece.prose, piece.text, marks)
        faulty = list(wrong(found, piece.text, marks))
        for quotation, right in faulty:
            yield from _wrong(piece, quotation, right, marks)
        if not _goes_on(words, index):
            yield from (_open(piece, mark, marks) for mark in found.unclosed if _counts(mark))
        yield from (_closed(piece, mark, marks) for mark in found.unopened if _counts(mark))
        if not faulty:
            yield from _spaced(piece, found)


def _is_straight(text: str) -> bool:
    return text.count('"') >= len(_TYPOGRAPHIC.findall(text))


def _quoting(words: Prose) -> Iterator[int]:
    """Indexes of the pieces that hold a mark."""
    last: int | None = None
    for match in islice(MARK.finditer(words.text), _MOST):
        index = words.index(match.start())
        if index != last:
            last = index
            yield index


def _counts(mark: Mark) -> bool:
    """Whether a mark that stands alone is a fault: not an apostrophe, a year ’90 or inches."""
    return mark.role != "either" and (mark.family != "single" or mark.sign == "‘")


def _goes_on(words: Prose, index: int) -> bool:
    """Whether the next paragraph opens a quotation again, as a long one does; a cell does not."""
    block = words.pieces[index].block
    following = words.pieces[index + 1 : index + 2] if block and block.kind != "cell" else []
    return bool(following and following[0].prose[:1] in ("„", "“", "‘", "»", "«", '"'))


def _wrong(piece: Piece, quotation: Quotation, right: Marks, marks: Style) -> Iterator[Fault]:
    start, end = quotation.first.start, quotation.last.end
    shown = _shortened(piece.prose[start:end])
    better = _shortened(rewritten(piece.prose, start, end, right))
    line, column = piece.place(start)
    edit = edit_at(piece, start, end, rewritten(piece.text, start, end, right), markup=True)
    message = f"{_named(quotation, right, marks)}: {shown}"
    if edit or not piece.exact:
        yield Fault(line, message, column, fix=f"write {better}", edit=edit)
        return
    for mark in (quotation.first, quotation.last):  # over two lines: each mark by itself
        line, column = piece.place(mark.start)
        put = right[mark.start][1]
        edit = edit_at(piece, mark.start, mark.end, put)
        yield Fault(line, message, column, fix=f"write {put} instead of {mark.sign}", edit=edit)


def _named(quotation: Quotation, right: Marks, marks: Style) -> str:
    if '"' in quotation.pair or "'" in quotation.pair:
        return "straight quotation marks"
    if quotation.pair in marks.levels[0]:
        return "a quotation inside another takes other marks"
    return f"not {marks.name} quotation marks"


def _open(piece: Piece, mark: Mark, marks: Style) -> Fault:
    line, column = piece.place(mark.start)
    shown = _shortened(piece.prose[mark.start : mark.start + 2 * _SHOWN])
    close = next((p[1] for level in marks.levels for p in level if p[0] == mark.sign), None)
    fix = f"write {close or marks.levels[0][0][1]} where the quotation ends"
    return Fault(line, f"a quotation opens and does not close: {shown}", column, fix=fix)


def _closed(piece: Piece, mark: Mark, marks: Style) -> Fault:
    line, column = piece.place(mark.start)
    begin = max(0, mark.start - _SHOWN)
    shown = piece.prose[begin : mark.end].replace(MASK, "")
    shown = shown.partition(" ")[2] if begin and " " in shown else shown
    opener = next((p[0] for level in marks.levels for p in level if p[1] == mark.sign), None)
    fix = f"write {opener or marks.levels[0][0][0]} where the quotation starts"
    return Fault(line, f"a quotation closes that did not open: {shown}", column, fix=fix)


def _spaced(piece: Piece, found: Found) -> Iterator[Fault]:
    for quotation in found.quotations:
        start, end = quotation.first.end, quotation.last.start
        words = piece.prose[start:end]
        for at, size in (
            (start, len(words) - len(words.lstrip(" \u00a0"))),
            (start + len(words.rstrip(" \u00a0")), len(words) - len(words.rstrip(" \u00a0"))),
        ):
            if size and words.strip(" \u00a0"):
                line, column = piece.place(at)
                shown = _shortened(piece.prose[quotation.first.start : quotation.last.end])
                message = f"a space stands inside the quotation marks: {shown}"
                fix = "leave the space out"
                yield Fault(line, message, column, fix=fix, edit=edit_at(piece, at, at + size, ""))


def _shortened(text: str) -> str:
    """Quote a text with its marks, the middle left out when it is long."""
    plain = " ".join(text.replace(MASK, "").split())
    if len(plain) <= 2 * _SHOWN:
        return plain
    head, tail = plain[:_SHOWN].rpartition(" ")[0], plain[-8:].partition(" ")[2]
    return f"{head or plain[:_SHOWN]} … {tail or plain[-1:]}"
