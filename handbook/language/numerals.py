"""Numbers in words: *two*, *mindkettő*, *dvadeset pet*, *половин*, and Roman numerals.

They are read generously, because they only ever excuse a figure: where the source has “2 trainers”
and the translation „dva trenera”, nothing is missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from handbook.language.figure_words import Numbers, Words, words

_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(
    r"(?<!\w)(?=[MDCLXVI]{2}|[IVX])"
    r"M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})(?!\w)"
)
_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_LONGEST = 40


def numerals(text: str, language: str) -> Counter[Fraction]:
    """Values that the words of a text may stand for, and how often."""
    found = Counter(_spelled(text, words(language, text)))
    found.update(Fraction(_roman(match[0])) for match in _ROMAN.finditer(text))
    return found


def _spelled(text: str, known: Words) -> Iterator[Fraction]:
    """Values of the words, one by one and added up: twenty, five and twenty-five."""
    total = Fraction(0)
    at = 0
    for match in _WORD.finditer(text):
        together = match.start() - at < 6
        at = match.end()
        for values in _in_word(match[0].lower(), known):
            yield from values
            whole = values[0] if len(values) == 1 else Fraction(0)
            total = _added(total, whole) if together else whole
            if total != whole:
                yield total
            together = True


def _in_word(word: str, known: Words) -> Iterator[tuple[Fraction, ...]]:
    """Numbers a word is made of: Hungarian writes huszonöt, 25, in one."""
    if word in known.exact:
        yield known.exact[word]
        return
    if len(word) > _LONGEST or word.startswith(known.others):
        return
    begin = 0
    while begin < len(word):
        length = _longest(word, begin, known.begins)
        if not length:
            return
        yield known.begins[word[begin : begin + length]]
        begin += length


def _longest(word: str, begin: int, table: Numbers) -> int:
    """Length of the longest beginning in the table, 0 when there is none."""
    return next((n for n in range(len(word) - begin, 1, -1) if word[begin : begin + n] in table), 0)


def _added(total: Fraction, value: Fraction) -> Fraction:
    """Put the next part of a number in words to what stands before it."""
    if value >= 100 and 0 < total < value:
        return total * value
    if 0 < value < 100 and total >= 10 and total % 10 == 0 and (value < 10 or total >= 100):
        return total + value
    if value >= 100 and total > value and total % 1000 == 0:
        return total + value
    return value


def _roman(numeral: str) -> int:
    values = [_LETTERS[letter] for letter in numeral]
    return sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )


def months(text: str, known: Words) -> Iterable[str]:
    """Months named anywhere in a text, as “m4” for April."""
    for match in _WORD.finditer(text):
        if month := known.month.match(match[0]):
            yield month.lastgroup or ""
