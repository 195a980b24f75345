"""Numbers in words: *two*, *mindkettő*, *dvadeset pet*, *половин*, and Roman numerals.

They are read generously, because they only ever excuse a figure: where the source has “2 trainers”
and the translation „dva trenera”, nothing is missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from handbook.language.figure_words import Meaning, Numbers, Words, words

_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(
    r"(?<!\w)(?=[MDCLXVI]{2}|[IVX])"
    r"M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})(?!\w)"
)
_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_LONGEST = 40
_APART = 6
"""Characters between two words of one number: “twenty and five”."""
_SIGNS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}


@dataclass(frozen=True)
class Numerals:
    """Numbers in the words of a text: how often each, and what some words may also stand for.

    *Half* is 1/2, or 50 of “50%”, or 30 minutes.
    """

    counts: Counter[Fraction]
    loose: frozenset[Meaning]


@lru_cache(maxsize=64)
def numerals(text: str, language: str) -> Numerals:
    """Read the numbers in the words of a text."""
    known = words(language, text)
    counts = Counter(Fraction(_roman(match[0])) for match in _ROMAN.finditer(text))
    loose = {(value, "") for sign, value in _SIGNS.items() if sign in text}
    loose.update(meaning for p in known.phrases if p in text for meaning in known.exact[p])
    total, at = Fraction(0), 0
    for match in _WORD.finditer(text):
        together, at = match.start() - at < _APART, match.end()
        for meanings in _in_word(match[0].lower(), known):
            if len(meanings) > 1:
                loose.update(meanings)
                continue
            value = meanings[0][0]
            total = _added(total, value) if together else value
            counts.update({value, total})
            together = True
    return Numerals(counts, frozenset(loose))


def _in_word(word: str, known: Words) -> Iterator[tuple[Meaning, ...]]:
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


def months(text: str, language: str) -> Iterator[tuple[str, int, int]]:
    """Months named anywhere in a text: “m4” for April, start and end."""
    known = words(language, text)
    for initial in known.month_initial.finditer(text):
        start = initial.start()
        if not text[start - 1 : start].isalnum() and (match := known.month.match(text, start)):
            yield match.lastgroup or "", start, match.end()
