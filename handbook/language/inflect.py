"""Inflected forms of a dictionary word: *mentor* also stands as *mentora*, *mentorima*.

A word of a text is a form of a dictionary word when it is one of the word's bases followed by
an ending of the language. Bases and endings are data (`data/endings-<language>.yml`). This is
stricter than comparing stems: *invalid* is not found in *invalidnost*, nor *procena* in
*procjena*, which the Serbian stemmer makes one; and it finds every case of a Hungarian word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from handbook.data import read

DATA = Path(__file__).parent / "data"
SHORTEST_BASE = 3


@dataclass(frozen=True)
class Inflection:
    """How the words of a language change."""

    endings: frozenset[str]
    longest: int
    """Letters of the longest ending."""
    citation: dict[str, tuple[str, ...]]
    """Last letters of a dictionary word → what stands there before an ending."""
    words: dict[str, tuple[str, ...]]
    """Irregular words → their bases."""
    same: dict[str, frozenset[str]]
    """Words that stand for one another: *s*, *sa*."""
    never: frozenset[str]
    """Words that look like a form of another word but are none."""
    fixed: tuple[str, ...]
    """Last letters of words that stay as they are before the last word of a phrase."""
    fixed_unless_last: dict[str, tuple[str, ...]]
    """The same, unless the last word of the phrase ends so."""
    fixed_phrase: tuple[str, ...]
    """Last letters of phrases that stay as they are."""

    def bases(self, word: str) -> tuple[str, ...]:
        """Return what the forms of a dictionary word start with."""
        if word in self.words:
            return self.words[word]
        for length in range(len(word), 0, -1):
            instead = self.citation.get(word[-length:])
            if instead is not None:
                bases = tuple(word[:-length] + letters for letters in instead)
                return tuple(base for base in bases if len(base) >= SHORTEST_BASE)
        return (word,) if len(word) >= SHORTEST_BASE else ()

    def is_form(self, word: str, bases: tuple[str, ...]) -> bool:
        """Tell whether a word in lower case is one of the bases with an ending."""
        return word not in self.never and any(
            word.startswith(base) and word[len(base) :] in self.endings for base in bases
        )

    def stays(self, phrase: list[str], at: int) -> bool:
        """Tell whether a word of a phrase does not change with the phrase."""
        word, last = phrase[at], phrase[-1]
        if len(phrase) == 1:
            return False
        if last.endswith(self.fixed_phrase):
            return True
        if at == len(phrase) - 1:
            return False
        if word.endswith(self.fixed):
            return True
        return any(
            word.endswith(ending) and not last.endswith(lasts)
            for ending, lasts in self.fixed_unless_last.items()
        )


@cache
def inflection(language: str) -> Inflection:
    """Return what is known of a language; of an unknown one, that its words do not change."""
    file = DATA / f"endings-{language.replace('_', '-').split('-')[0]}.yml"
    raw: dict[str, Any] = {}
    if file.exists():
        raw = read(file)
    endings = _endings(raw.get("endings") or [[[""]]])
    return Inflection(
        endings=endings,
        longest=max(map(len, endings)),
        citation=_tuples(raw.get("citation")),
        words=_tuples(raw.get("words")),
        same={word: frozenset(words) for words in raw.get("same") or () for word in words},
        never=frozenset(raw.get("never") or ()),
        fixed=tuple(raw.get("fixed") or ()),
        fixed_unless_last=_tuples(raw.get("fixed_unless_last")),
        fixed_phrase=tuple(raw.get("fixed_phrase") or ()),
    )


def _tuples(lists: dict[str, list[str]] | None) -> dict[str, tuple[str, ...]]:
    return {word: tuple(others) for word, others in (lists or {}).items()}


def _endings(parts: list[list[list[str]]]) -> frozenset[str]:
    """Join one ending of each part in all ways."""
    lists = [[ending for row in part for ending in row] for part in parts]
    return frozenset("".join(row) for row in product(*lists))
