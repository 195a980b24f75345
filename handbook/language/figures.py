"""Figures of a text and what they mean, whatever way the language writes them.

*4,7 millió euró* and *€4.7 million* have the same value and unit. Dates come apart into day,
month and year, so that *7 April 2021* and *2021. április 7.* are the same three figures. Numbers
in words are no figures: see ``numerals``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from handbook.language.figure_runs import RUN, Value, is_year, read, whole
from handbook.language.figure_words import (
    BEFORE,
    CURRENCIES,
    MONTHS,
    SCALES,
    SECONDS,
    Words,
    words,
)


class Figure(NamedTuple):
    """A figure at ``start`` to ``end`` of a text, its unit included.

    ``unit`` is ``""`` when none stands there; ``also`` are other values it may be read as.
    """

    start: int
    end: int
    value: Value
    unit: str = ""
    also: tuple[Value, ...] = ()


_DIGIT = re.compile("[0-9]")
_IDIOMS = frozenset(("24/7", "1:1"))
"""Figures of speech: other languages say “round the clock”, “one to one”."""
_HALVES = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_LOOKALIKES = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")
_GAPS = frozenset(" \t\n\0\xa0\u202f")
_TIME = frozenset((*SECONDS, *MONTHS))
_LETTERS = 4
"""A reference has no more letters before its number."""
_LINKED = 6
"""Characters between the two ends of a range: “ and ”."""
_NEAR = 20
"""Characters before a figure in which its month may stand."""


def figures(text: str, language: str) -> tuple[Figure, ...]:
    """Find the figures of a text in order; no text makes it fail, and time is linear."""
    return _figures(text, language) if _DIGIT.search(text) else ()


@lru_cache(maxsize=4096)
def _figures(text: str, language: str) -> tuple[Figure, ...]:
    known = words(language, text)
    found: list[Figure] = []
    for match in RUN.finditer(text):
        raw, start = match[0], match.start()
        before = text[start - 1] if start else " "
        if raw in _IDIOMS:
            continue
        if before.isalpha():
            found += _coded(text, start, match.end())
            continue
        for begin, end, value, also in read(raw, known.mark):
            figure = Figure(start + begin, start + end, value, "", also)
            if before in "-–" and found and found[-1].end == start - 1:
                if known.language == "hu" and before == "-" and value == found[-1].value:
                    found.pop()  # 7-7 fő: seven each
                else:
                    figure = _after_year(figure, found[-1])
            for part in _beside(text, figure, known):
                if not found or found[-1].start != part.start:  # a month between day and year
                    _mark_afternoon(found, part)
                    found.append(part)
    return tuple(found)


def _coded(text: str, start: int, end: int) -> Iterator[Figure]:
    """Read a reference such as T38 or H1.1, or a sum such as EUR20; Connection2 is a name."""
    begin = start
    while begin > 0 and start - begin <= _LETTERS and text[begin - 1].isalpha():
        begin -= 1
    letters, raw = text[begin:start], text[start:end]
    value = read(raw, ".")[0][2]
    if letters in BEFORE:
        yield Figure(begin, end, value, BEFORE[letters])
    elif len(letters) <= _LETTERS:
        yield Figure(begin, end, letters.upper().translate(_LOOKALIKES) + raw, "", (value,))


def _after_year(figure: Figure, first: Figure) -> Figure:
    """Read 21 of 2019–21 also as 2021."""
    if isinstance(figure.value, int) and figure.end - figure.start == 2 and is_year(first.value):
        century = int(first.value) // 100 * 100
        return figure._replace(also=(century + figure.value,))
    return figure


def _beside(text: str, figure: Figure, known: Words) -> Iterator[Figure]:
    """Add what stands beside a number: currency, unit, scale; a month is a figure of its own."""
    if isinstance(figure.value, str):
        yield figure
        return
    figure = _with_sign(text, figure)
    if figure.start and not text[figure.start - 1].isalnum():
        word, at = _word_before(text, figure.start)
        if word in BEFORE:
            figure = figure._replace(start=at, unit=BEFORE[word])
        elif word and (month := known.month.match(word)):
            yield _month(at, at + len(word), month.lastgroup or "")
    match = known.tail.match(text, figure.end)
    label = match.lastgroup if match else None
    if not match or not label:
        yield figure
    elif label[1:].isdigit():
        yield figure
        yield _month(match.start(label), _word_end(text, match.end()), label)
    else:
        yield _measured(text, figure, match, known)


def _mark_afternoon(found: list[Figure], part: Figure) -> None:
    """Read 3 of “3 to 5 pm” also as 15."""
    if part.unit != "hour" or not part.also or not found:
        return
    first = found[-1]
    if not isinstance(first.value, str) and part.start - first.end < _LINKED:
        found[-1] = first._replace(also=(*first.also, first.value + 12))


def _with_sign(text: str, figure: Figure) -> Figure:
    """Read 1½ as one and a half, 1990s also as 90."""
    sign = text[figure.end : figure.end + 1]
    if sign in _HALVES and isinstance(figure.value, int):
        return figure._replace(value=figure.value + _HALVES[sign], end=figure.end + 1)
    if sign == "s" and isinstance(figure.value, int) and is_year(figure.value):
        return figure._replace(also=(figure.value % 100,))
    return figure


def _month(start: int, end: int, label: str) -> Figure:
    return Figure(start, end, label, "", (int(label[1:]),))


def _word_before(text: str, start: int) -> tuple[str, int]:
    """Return the word or the sign right before a figure, and its offset."""
    end = start
    while end > 0 and text[end - 1] in _GAPS and start - end < 8:
        end -= 1
    begin = max(0, end - 1)
    while begin > 0 and end - begin < _NEAR and text[begin].isalpha() and text[begin - 1].isalpha():
        begin -= 1
    return text[begin:end], begin


def _word_end(text: str, end: int) -> int:
    while end < len(text) and text[end].isalpha():
        end += 1
    return end


def _measured(text: str, figure: Figure, match: re.Match[str], known: Words) -> Figure:
    """Give a figure its unit; multiply it by a scale; turn 6 pm into 18.

    The third week and the year 2021 are no measures of time.
    """
    value, also, unit = figure.value, figure.also, figure.unit
    label, end = match.lastgroup or "", _word_end(text, match.end())
    if isinstance(value, str):
        return figure
    if label in SCALES:
        also = (*also, value) if not known.is_known else also
        value = value * SCALES[label]
        further = known.tail.match(text, end + text.startswith(".", end))
        if further and further.lastgroup in CURRENCIES:
            unit, end = further.lastgroup, _word_end(text, further.end())
    elif label in ("am", "pm"):
        unit, also = "hour", (value,)
        value = value + 12 if label == "pm" and value < 12 else value
    elif not (label in _TIME and (match["ordinal"] or (label == "year" and is_year(value)))):
        unit = unit or label
    return Figure(figure.start, end, whole(value), unit, also)
