"""Numbers to call are right, and come from the data file.

Why: a wrong digit sends somebody in danger to nobody. A number that is typed into a page is
forgotten when the number changes; one that comes from `docs/helplines.yml` changes everywhere.

Bad (en): If you need to talk, call 116 111.
Bad (hu): Baj esetén hívd a 112-t!
Bad (lv): Zvani pa tālruni 116 112, tas ir bez maksas.
Bad (en): Call the [helpline](tel:116112).
Good (en): The numbers to call stand on the [crisis card](../crisis-card.md).
Good (hu): A képzés 112 perc, a 110 fős csoport 105 percet kapott.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.prose import Prose, prose
from handbook.data import Line
from handbook.language.phones import (
    EUROPEAN,
    Number,
    is_called,
    is_count,
    mistaken,
    names_service,
    national,
    runs,
)

SCOPE = "page"
SEVERITY = "error"

FILE = "docs/helplines.yml"
_FROM_FILE = (
    "take it out; link to the crisis card, or write <!-- handbook:helplines --> where all "
    f"numbers of {FILE} shall stand"
)
_LINK = re.compile(r"tel:([+0-9][0-9 ./-]{2,20})")
_COUNTRY = {"sr": "rs"}
_LONG = 5
"""Shorter numbers, such as 112, are numbers to call only where the words around them say so."""


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each number to call that is wrong, or typed into our own book."""
    if not context.helplines:
        return
    lines = {line.tel: line for line in reversed(_own_first(context.helplines, page.edition))}
    seen: set[tuple[int, str]] = set()
    for line, column, written, digits in (*_in_words(page, lines), *_in_links(page)):
        message, fix = _judge(written, digits, lines, page.edition, context.is_handbook)
        if message and (line, digits) not in seen:
            seen.add((line, digits))
            yield Fault(line, message, column, fix)


def _own_first(lines: list[Line], edition: str) -> list[Line]:
    """Lines of the edition's own country first, so that a mistake is compared with those."""
    country = edition.split("-")[0]
    prefix = f"{_COUNTRY.get(country, country)}-"
    return sorted(lines, key=lambda line: not line.id.startswith(prefix))


def _in_words(page: Page, lines: dict[str, Line]) -> Iterator[tuple[int, int, str, str]]:
    """Numbers in what a reader sees, as line, column, text and digits."""
    words = prose(page)
    for run in runs(words.text, words.numbers):
        number = _to_call(words, run, page.edition, lines)
        if number:
            piece, start = words.piece(number.start)
            written = words.text[number.start : number.end]
            yield (*piece.place(number.start - start), written, number.digits)


def _to_call(
    words: Prose, run: list[Number], language: str, lines: dict[str, Line]
) -> Number | None:
    """Which part of a run of digits is a number to call, right or with a slip."""
    long = [number for number in run if len(number.digits) >= _LONG]
    known = [number for number in long if number.digits in lines or number.digits in EUROPEAN]
    for number in known or [number for number in long if mistaken(number.digits, lines)]:
        return None if is_count(words.text, number, language) else number
    for number in run:
        if number.digits in lines and (
            is_called(words.text, number, language) or _is_labelled(words, number, language)
        ):
            return number
    return None


def _is_labelled(words: Prose, number: Number, language: str) -> bool:
    """Whether a table cell holds only the number, and the one beside it says whom it calls."""
    index = words.index(number.start)
    block = words.pieces[index].block
    if not block or block.kind != "cell" or len(block.prose.strip("\0 ")) > len(number.digits):
        return False
    return any(
        beside.block
        and (beside.block.table, beside.block.row) == (block.table, block.row)
        and names_service(beside.prose, language)
        for beside in words.pieces[max(0, index - 1) : index + 2]
    )


def _in_links(page: Page) -> Iterator[tuple[int, int, str, str]]:
    if "tel:" not in page.raw:
        return
    for number, text in enumerate(page.lines, 1):
        for match in _LINK.finditer(text):
            yield number, match.start() + 1, match[0].strip(), national(match[1])


def _judge(
    written: str, digits: str, lines: dict[str, Line], edition: str, is_handbook: bool
) -> tuple[str | None, str | None]:
    """Say what is wrong with a number to call, and what to do."""
    if right := mistaken(digits, lines):
        line = lines[right]
        name = line.name.get(edition, "").partition(" – ")[0] or line.id
        message = f"“{written}” looks like {line.number} ({name}) with a digit wrong"
        return message, _FROM_FILE if is_handbook else f"write {line.number}"
    if is_handbook and digits in lines:
        message = f"the number “{written}” is typed into the page; it must come from {FILE}"
        return message, _FROM_FILE
    if is_handbook and digits in EUROPEAN:
        message = f"the number “{written}” is not in {FILE}, where numbers to call are verified"
        return message, _FROM_FILE
    return None, None
