"""Text → tokens, the same in Python when the index is built and in JavaScript when it is asked.

A word is put into the edition's script, then three forms of it are made: its stem folded (no
accents, look-alike spellings levelled), the stem of the folded word, and the folded word. The
first is what the index files a word under; the second finds it when accents were left out; the
third tells how far a reader has typed. Serbian is folded before everything else, so that Cyrillic,
Latin and bare ASCII give the same. All tables are data: `data/analyser.yml` and
`handbook/language/data/stem-*.yml`; `browser_tables` hands them to `browser/analyse.js`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from handbook.data import read
from handbook.language.stem import LIGHT, SNOWBALL, light, stem
from handbook.search.snowball import to_javascript

DATA = Path(__file__).parent / "data" / "analyser.yml"
_MARKS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: where it stands, and its three forms."""

    start: int
    end: int
    stem: str
    bare_stem: str
    plain: str


@dataclass(frozen=True)
class Tables:
    """What the analyser of one language knows besides its stemmer."""

    letters: str
    fold: tuple[tuple[str, str], ...]
    first: bool = False
    when: str = ""
    map: dict[str, str] = field(default_factory=dict)


@cache
def tables(locale: str) -> Tables:
    """Return the tables of a language; one the book does not know has only the general ones."""
    raw = read(DATA)
    own = raw["languages"].get(locale.split("-")[0]) or {}
    pairs = [*raw["fold"], *own.get("fold", ())]
    return Tables(
        raw["letters"],
        tuple((str(one), str(other)) for one, other in pairs),
        bool(own.get("first")),
        own.get("when", ""),
        own.get("map", {}),
    )


def analyse(text: str, locale: str) -> list[Token]:
    """Return the tokens of a text; places count in its composed form (Unicode NFC)."""
    text = unicodedata.normalize("NFC", text)
    return [
        Token(match.start(), match.end(), *forms(match.group(), locale))
        for match in _word(locale).finditer(text)
    ]


@lru_cache(maxsize=200_000)
def forms(word: str, locale: str) -> tuple[str, str, str]:
    """Return a word's stem folded, the stem of the folded word, and the folded word."""
    text = _in_script(word.lower().replace("’", "'"), locale)
    if tables(locale).first:
        text = fold(text, locale)
    plain = fold(text, locale)
    return fold(stem(text, locale), locale), fold(stem(plain, locale), locale), plain


def fold(text: str, locale: str) -> str:
    """Strip accents and level what readers of a language write in more than one way."""
    text = _MARKS.sub("", unicodedata.normalize("NFD", text))
    for one, other in tables(locale).fold:
        text = text.replace(one, other)
    return text


@cache
def _word(locale: str) -> re.Pattern[str]:
    letters = tables(locale).letters
    return re.compile(f"[{letters}]+(?:['’][{letters}]+)*")


@cache
def _foreign(locale: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    known = tables(locale)
    if not known.map:
        return None
    longest_first = sorted(known.map, key=len, reverse=True)
    return re.compile(f"[{known.when}]"), re.compile("|".join(longest_first))


def _in_script(word: str, locale: str) -> str:
    foreign = _foreign(locale)
    if foreign is None or not foreign[0].search(word):
        return word
    return foreign[1].sub(lambda match: tables(locale).map[match.group()], word)


def browser_tables(locale: str) -> str:
    """Return the tables of a language as a JavaScript object for ``makeAnalyser``."""
    known = tables(locale)
    return _json(
        {
            "letters": known.letters,
            "fold": known.fold,
            "first": known.first,
            "when": known.when,
            "map": known.map,
        }
    )


def browser_stemmer(locale: str) -> str:
    """Return the stemmer of a language as a JavaScript expression: word → stem."""
    language = locale.split("-")[0]
    if language in SNOWBALL:
        return f"({to_javascript(SNOWBALL[language])})(Snowball)"
    if language in LIGHT:
        rules = light(language)
        shipped = {
            "shortest": rules.shortest,
            "words": rules.words,
            "passes": rules.passes,
            "last_vowel": rules.last_vowel,
            "vowels": rules.vowels,
        }
        return f"makeLight({_json(shipped)})"
    return "String"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
