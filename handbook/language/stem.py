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
from functools import cache, cached_property, lru_cache
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
    return _stemmer(language)(word.lower())


def stems(words: Sequence[str], language: str) -> list[str]:
    """Return the stems of many words at once, as `stem` would one by one."""
    lower = [word.lower() for word in words]
    snowball = SNOWBALL.get(_bare(language))
    if snowball:
        found: list[str] = _snowball(snowball).stemWords(lower)
        return found
    one = _stemmer(language)
    return [one(word) for word in lower]


def _bare(language: str) -> str:
    return language.replace("_", "-").split("-")[0]


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    known = _bare(language)
    if known in LIGHT:
        return light(known).stem
    if known in SNOWBALL:
        by_snowball: Callable[[str], str] = _snowball(SNOWBALL[known]).stemWord
        return by_snowball
    return str


@cache
def _snowball(algorithm: str) -> Any:
    """Return a Snowball stemmer: written in C where PyStemmer is installed, as the lock has it."""
    return snowballstemmer.stemmer(algorithm)


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
        for endings, longest in self._passes:
            most = longest.get(word[-1:], 0)
            if most:
                word = _cut(word, endings, most)
        return self._last_vowel(word)

    @cached_property
    def _passes(self) -> list[tuple[Endings, dict[str, int]]]:
        """Each pass with the length of its longest ending for each last letter."""
        found = []
        for endings in self.passes:
            longest: dict[str, int] = {}
            for ending in endings:
                longest[ending[-1]] = max(longest.get(ending[-1], 0), len(ending))
            found.append((endings, longest))
        return found

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


def _cut(word: str, endings: Endings, longest: int) -> str:
    """Cut the longest ending that leaves enough letters; none is longer than ``longest``."""
    size = len(word)
    for length in range(min(size, longest), 0, -1):
        rule = endings.get(word[size - length :])
        if rule and size - length >= rule[0]:
            return word[: size - length] + rule[1]
    return word
