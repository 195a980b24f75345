"""What a figure may be in another language that is not the same figure: a word, no unit."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from handbook.language.figure_runs import Value
from handbook.language.figure_words import CURRENCIES, words
from handbook.language.figures import Figure, figures
from handbook.language.numerals import months, numerals

_MOST_MONTHS = 200
_LINK = re.compile(
    r"[^\w.;]{0,4}(?:[0-9][0-9.,]{0,6}[^\w.;]{1,4}){0,4}(?:[^\W\d_]{1,4}[^\w.;]{1,4})?"
)
"""What may stand between a figure and a percent sign that is also its: 10, 20 or 30%."""
_SILENT = frozenset(("year", "hour", *CURRENCIES))
"""Units often left out: *aged 14*, *at 18.00*, *lend me 20*."""
_SMALL = 20
"""Numbers up to this are often written in words in languages whose words are not known."""
_ALSO: dict[tuple[str, Value], str] = {
    ("month", 3): "year",
    ("month", 6): "year",
    ("month", 12): "year",
    ("month", 18): "year",
    ("month", 24): "year",
    ("day", 7): "week",
    ("day", 14): "week",
    ("day", 365): "year",
    ("week", 2): "day",
    ("week", 52): "year",
    ("hour", 24): "day",
    ("hour", 48): "day",
    ("hour", 72): "day",
    ("minute", 30): "hour",
    ("minute", 60): "hour",
    ("minute", 90): "hour",
    ("minute", 120): "hour",
    ("second", 60): "minute",
}
"""Measures for which another unit may stand in words: *a year*, *egy óra*, *two days*."""


class Text(NamedTuple):
    """A text with its language."""

    text: str
    language: str


def named_months(text: Text) -> Iterator[tuple[str, int, int]]:
    """Months named in a text: “m4” for April, start and end."""
    return islice(months(text.text, text.language), _MOST_MONTHS)


def is_month(figure: Figure) -> bool:
    """Whether a figure is a month."""
    return isinstance(figure.value, str) and figure.value[:1] == "m"


def units_fit(source: Text, target: Text, ours: Figure, theirs: Figure) -> bool:
    """Whether figures that may have one value agree in their units, or are one reference.

    A unit that is not written must at least be named in the text.
    """
    if isinstance(ours.value, str) and isinstance(theirs.value, str):
        return ours.value == theirs.value  # T05 is not T5, nor T38 H38
    if ours.unit == theirs.unit or "shared" in (ours.unit, theirs.unit):
        return True
    if ours.unit and theirs.unit:
        return False
    unit, bare = (ours.unit, target) if ours.unit else (theirs.unit, source)
    if unit == "minute" and _names(bare, "hour") > 0:  # 2 h 25
        return True
    return unit in _SILENT or (unit != "percent" and _names(bare, unit) > 0)


@lru_cache(maxsize=256)
def _names(text: Text, unit: str) -> int:
    """How often a unit's word stands in a text; once if we do not know the word."""
    known = words(text.language, text.text)
    pattern = known.units.get(unit)
    return len(pattern.findall(text.text)) if pattern else int(not known.is_known)


def shared_percent(found: list[Figure], where: Text) -> list[Figure]:
    """Mark bare figures to which a percent sign further on may belong: 20 to 30%."""
    starts = [f.start for f in figures(where.text, where.language) if f.unit == "percent"]
    return [
        figure._replace(unit="shared")
        if not figure.unit and _is_linked(where.text, figure.end, starts)
        else figure
        for figure in found
    ]


def _is_linked(text: str, end: int, starts: list[int]) -> bool:
    index = bisect_left(starts, end)
    return index < len(starts) and bool(_LINK.fullmatch(text, end, starts[index]))


def is_known(text: Text) -> bool:
    """Whether the words of a text's language are known."""
    return words(text.language, text.text).is_known


def is_small(figure: Figure) -> bool:
    """Whether a figure is a number that many languages write in words."""
    return not isinstance(figure.value, str) and figure.value <= _SMALL


def excused(figure: Figure, own: Text, other: Text) -> bool:
    """Whether the other text may have a figure in words, or a reference at another place."""
    if is_month(figure):
        named = {month for month, _, _ in named_months(other)}
        if figure.value in named or not is_known(other):
            return True
    elif isinstance(figure.value, str):
        return figure.value in {f.value for f in figures(other.text, other.language)}
    values = {Fraction(v) for v in (figure.value, *figure.also) if not isinstance(v, str)}
    if _in_words(values, figure.unit, own, other):
        return True
    if figure.value == 1 and figure.unit and _names(other, figure.unit):
        return True  # after a minute
    unit = _ALSO.get((figure.unit, figure.value), "")
    return bool(unit) and _names(other, unit) > _names(own, unit)


def _in_words(values: set[Fraction], unit: str, own: Text, other: Text) -> bool:
    """Whether the other text has more words for one of the numbers than this one."""
    theirs = numerals(other.text, other.language)
    if any({(value, ""), (value, unit)} & theirs.loose for value in values):
        return True
    ours = numerals(own.text, own.language).counts
    return any(theirs.counts[value] > (ours[value] if value > 1 else 0) for value in values)
