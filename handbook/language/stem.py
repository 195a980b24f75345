"""Stems: the part of a word that its inflected forms share.

Hungarian, Serbian and English use the Snowball algorithms (https://snowballstem.org; the Serbian
one reads both scripts). Bulgarian and Latvian are light stemmers that Snowball lacks, written from
published descriptions: Savoy 2007 and Nakov 2003, Krēsliņš 1996. Their rules are data
(`data/stem-<language>.yml`), so that another language of code can read the same ones:

1. the word in lower case; if ``words`` lists it, that is the stem;
2. words shorter than ``shortest`` stay as they are;
3. each pass once, in order: of the endings that fit and leave enough letters before them the
   longest is cut off and its replacement put on;
4. of the letters in ``vowels`` the last one in the stem is replaced as ``last_vowel`` says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import snowballstemmer  # type: ignore[import-untyped]

from handbook.data import read

DATA = Path(__file__).parent / "data"

SNOWBALL = {"en": "english", "hu": "hungarian", "sr": "serbian"}
LIGHT = ("bg", "lv")

Endings = dict[str, tuple[int, str]]
"""Ending → letters that must be left before it, what to put in its place."""


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a word; of a language without a stemmer, the word in lower case.

    ``language`` is a locale of the book; ``sr-Latn`` counts as ``sr``.
    """
    return _stemmer(language.replace("_", "-").split("-")[0])(word.lower())


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    if language in LIGHT:
        return light(language).stem
    if language in SNOWBALL:
        found = snowballstemmer.stemmer(SNOWBALL[language])
        if hasattr(found, "find_among_b"):  # not where a stemmer in C is installed
            found = type("Quick", (_Quick, type(found)), {})()
        by_snowball: Callable[[str], str] = found.stemWord
        return by_snowball
    return str


class _Quick:
    """Looks endings up instead of searching for them letter by letter; three times as fast."""

    cursor: int
    limit_backward: int
    current: str

    def find_among_b(self, endings: Sequence[Any]) -> int:
        """Return what the longest ending stands for that is there and allowed, else 0."""
        end = self.cursor
        for length, known in _by_length(endings):
            if length > end - self.limit_backward:
                continue
            ending = known.get(self.current[end - length : end])
            if ending is None:
                continue
            self.cursor = end - length
            if ending.method is None:
                return int(ending.result)
            if ending.method(self):
                self.cursor = end - length
                return int(ending.result)
        return 0


_tables: dict[int, tuple[Sequence[Any], list[tuple[int, dict[str, Any]]]]] = {}


def _by_length(endings: Sequence[Any]) -> list[tuple[int, dict[str, Any]]]:
    """Return endings by their length, longest first; the list itself is kept for its identity."""
    kept = _tables.get(id(endings))
    if kept is None:
        lengths = sorted({len(ending.s) for ending in endings}, reverse=True)
        table = [(n, {each.s: each for each in endings if len(each.s) == n}) for n in lengths]
        kept = _tables[id(endings)] = endings, table
    return kept[1]


@dataclass(frozen=True)
class Light:
    """A light stemmer: the rules of one data file."""

    shortest: int
    words: dict[str, str]
    passes: tuple[Endings, ...]
    vowels: str
    last_vowel: dict[str, str]

    def stem(self, word: str) -> str:
        """Return the stem of a word in lower case."""
        if word in self.words:
            return self.words[word]
        if len(word) < self.shortest:
            return word
        for endings in self.passes:
            word = _cut(word, endings)
        return self._last_vowel(word)

    def _last_vowel(self, word: str) -> str:
        for at in range(len(word) - 1, -1, -1):
            if word[at] in self.vowels:
                return word[:at] + self.last_vowel.get(word[at], word[at]) + word[at + 1 :]
        return word


def light(language: str) -> Light:
    """Return the light stemmer of a language, one of ``LIGHT``."""
    file = DATA / f"stem-{language}.yml"
    raw = read(file)
    passes = tuple(
        {str(ending): (int(left), "".join(instead)) for ending, left, *instead in rules}
        for rules in raw["passes"]
    )
    vowels, last_vowel = raw.get("vowels", ""), raw.get("last_vowel") or {}
    return Light(raw["shortest"], raw["words"], passes, vowels, last_vowel)


def _cut(word: str, endings: Endings) -> str:
    """Cut the longest ending that leaves enough letters."""
    for length in range(min(len(word), 7), 0, -1):
        rule = endings.get(word[-length:])
        if rule and len(word) - length >= rule[0]:
            return word[:-length] + rule[1]
    return word
