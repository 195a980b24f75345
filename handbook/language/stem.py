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

import re
from collections import defaultdict
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
    """Return the stems of many words in lower case at once, as `stem` would one by one."""
    known = _bare(language)
    snowball = SNOWBALL.get(known)
    if snowball:
        found: list[str] = _snowball(snowball).stemWords(words)
        return found
    return light(known).stems(words) if known in LIGHT else [*words]


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
    """Return a Snowball stemmer: written in C where PyStemmer is installed, as the lock has it.

    That one keeps stems it gave, which takes it longer than finding them.
    """
    stemmer = snowballstemmer.stemmer(algorithm)
    if hasattr(stemmer, "maxCacheSize"):
        stemmer.maxCacheSize = 0
    return stemmer


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
        return self.stems((word,))[0]

    def stems(self, words: Sequence[str]) -> list[str]:
        """Return the stems of words in lower case, worked on together as one text.

        They stand in it backwards, a word a line, so that an ending begins its line. What holds a
        line end is no word and stays as it is.
        """
        long = [word for word in words if len(word) >= self.shortest and "\n" not in word]
        text = "\n" + "\n".join(long)[::-1]
        for step in self._steps:
            text = step(text)
        found = dict(zip(long, text[:0:-1].split("\n"), strict=True)) if long else {}
        found |= self.words
        return [found.get(word, word) for word in words]

    @cached_property
    def _steps(self) -> list[Callable[[str], str]]:
        steps = [_pass(endings) for endings in self.passes]
        if self.last_vowel:
            steps.append(_replacing_last(self.vowels, self.last_vowel))
        return steps


def _pass(endings: Endings) -> Callable[[str], str]:
    """Return what cuts the longest ending that fits off each word of a text written backwards."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for one in sorted(endings, key=len, reverse=True):
        rest = f"{re.escape(one[-2::-1])}(?=.{{{endings[one][0]}}})"
        by_letter[one[-1]].append(rest)
    choice = (f"{re.escape(letter)}(?:{'|'.join(each)})" for letter, each in by_letter.items())
    pattern = re.compile(f"\n(?:{'|'.join(choice)})")
    instead = {f"\n{one[::-1]}": f"\n{new[::-1]}" for one, (_, new) in endings.items()}
    return lambda text: pattern.sub(lambda match: instead[match[0]], text)


def _replacing_last(vowels: str, new: dict[str, str]) -> Callable[[str], str]:
    """Return what replaces the last vowel of each word of a text written backwards."""
    pattern = re.compile(f"(\n[^\n{re.escape(vowels)}]*+)([{re.escape(''.join(new))}])")
    return lambda text: pattern.sub(lambda match: match[1] + new[match[2]], text)


@cache
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
