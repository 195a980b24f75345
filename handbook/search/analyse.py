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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from handbook.data import read
from handbook.language.stem import LIGHT, SNOWBALL, light, stems

DATA = Path(__file__).parent / "data" / "analyser.yml"
_MARKS = re.compile("[\u0300-\u036f]")


Forms = tuple[str, str, str]
"""A word's stem folded, the stem of the folded word, the folded word."""


class Token(NamedTuple):
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
    found = list(_word(locale).finditer(text))
    formed = _forms([match.group() for match in found], locale) if found else ()
    return [
        Token(match.start(), match.end(), *each) for match, each in zip(found, formed, strict=True)
    ]


def words(text: str, locale: str) -> list[str]:
    """Return the words of a text in composed form as they stand in it."""
    return _word(locale).findall(text)


def forms(word: str, locale: str) -> Forms:
    """Return a word's stem folded, the stem of the folded word, and the folded word."""
    return next(_forms([word], locale))


@dataclass(frozen=True)
class Terms:
    """What the words of a language that were seen before are filed under."""

    stems: dict[str, str] = field(default_factory=dict)
    """Word → its stem folded."""
    bare: dict[str, str] = field(default_factory=dict)
    """Word → the stem of the folded word, where it is another."""


_known: dict[str, Terms] = {}
_MOST = 200_000
"""Words of a language after which to begin anew: a preview may run for weeks."""


def terms_of(words: set[str], locale: str) -> Terms:
    """Return the terms of these words, and of others.

    Most of the time goes into words seen for the first time: all that a page has of them are
    worked on together, as one text with a word a line.
    """
    known = _known.get(locale)
    if known is None or len(known.stems) > _MOST:
        known = _known[locale] = Terms()
    new = list(words.difference(known.stems))
    if new:
        found, bare, _ = _formed(new, locale)
        known.stems.update(zip(new, found, strict=True))
        pairs = zip(new, found, bare, strict=True)
        known.bare.update({word: other for word, stem, other in pairs if other != stem})
    return known


def _forms(words: Sequence[str], locale: str) -> Iterator[Forms]:
    """Return the forms of each word; there must be one."""
    return zip(*_formed(words, locale), strict=True)


def _formed(words: Sequence[str], locale: str) -> tuple[list[str], list[str], list[str]]:
    """Return the stems, the bare stems and the folded words of all words."""
    texts = _in_script("\n".join(words).lower().replace("’", "'"), locale)
    if tables(locale).first:
        texts = fold(texts, locale)
    plain = fold(texts, locale)
    whole, bare = texts.split("\n"), plain.split("\n")
    to_stem = list(dict.fromkeys([*whole, *bare]))
    stemmed = fold("\n".join(stems(to_stem, locale)), locale).split("\n")
    stem_of = dict(zip(to_stem, stemmed, strict=True)).__getitem__
    return [*map(stem_of, whole)], [*map(stem_of, bare)], bare


def fold(text: str, locale: str) -> str:
    """Strip accents and level what readers of a language write in more than one way."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFD", text))
    for one, other in tables(locale).fold:
        text = text.replace(one, other)
    return text


@cache
def _word(locale: str) -> re.Pattern[str]:
    letters = tables(locale).letters
    return re.compile(f"[{letters}]++(?:['’][{letters}]++)*+")


@cache
def _foreign(locale: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    known = tables(locale)
    if not known.map:
        return None
    longest_first = sorted(known.map, key=len, reverse=True)
    return re.compile(f"[{known.when}]"), re.compile("|".join(longest_first))


def _in_script(words: str, locale: str) -> str:
    """Put those of the words, one a line, that are in the language's other script into its own."""
    foreign = _foreign(locale)
    if foreign is None or not foreign[0].search(words):
        return words
    when, letters = foreign
    spelling = tables(locale).map
    return "\n".join(
        letters.sub(lambda match: spelling[match.group()], word) if when.search(word) else word
        for word in words.split("\n")
    )


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
        from handbook.search.snowball import to_javascript

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
