"""Letters of a language: which it has, and which foreign ones are written in their place.

A foreign letter comes from a wrong keyboard or font (õ for ő, ş for š, і for и), or from a
text read in the wrong code page (cp1257 ``š`` read as cp1252 is ``ð``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from handbook.language.profiles import alphabet, gain, is_best, profiles

_FOREIGN = {
    "hu": {"õ": "ő", "ô": "ő", "ō": "ő", "û": "ű", "ũ": "ű", "ū": "ű"},
    "sr": {
        "ð": "đ", "ɖ": "đ", "ǆ": ("dž",), "ǉ": ("lj",), "ǌ": ("nj",), "ş": "š", "ș": "š", "ś": "š",
        "ż": "ž", "ź": "ž", "ç": "čć", "è": "č", "ĉ": "č", "ċ": "ćč", "æ": "ć", "ţ": "ć",
        "¹": "š", "¾": "ž",
    },
    "lv": {
        "â": "ā", "ã": "ā", "á": "ā", "à": "ā", "ä": "ā", "ê": "ē", "ë": "ē", "è": "čē", "é": "ē",
        "ç": "ē", "ę": "ē", "î": "ī", "ï": "ļī", "í": "ķī", "ì": "ģī", "û": "ū", "ù": "ū",
        "ú": "ū", "ü": "ū", "ð": "š", "þ": "ž", "ş": "š", "ș": "š", "ś": "š", "ţ": "ž", "ż": "ž",
        "ź": "ž", "ň": "ņ", "ñ": "ņ", "ò": "ņ", "ń": "ņ", "ć": "č", "ľ": "ļ", "ĺ": "ļ", "ł": "ļ",
        "ğ": "ģ", "ǵ": "ģ", "ō": "o", "ŗ": "r",
    },
    "bg": {"і": "и", "ї": "и", "ы": "ъ", "э": "е", "ё": "е", "є": "е", "ј": "й", "ў": "у",
           "ѐ": "е", "ґ": "г", "ѓ": "г", "ќ": "к", "ћ": "ч", "ђ": "д", "љ": "л", "њ": "н",
           "џ": "ч", "ѕ": "з"},
}  # fmt: skip
_ANYWHERE = {"ı": "i", "ﬁ": ("fi",), "ﬂ": ("fl",), "ﬀ": ("ff",), "ﬃ": ("ffi",), "ﬄ": ("ffl",),
             "ﬅ": ("st",), "ﬆ": ("st",)} | {chr(0xFEE0 + c): chr(c) for c in range(97, 123)}  # fmt: skip
_NO_EDIT = frozenset("љњћђџ")
_BACK = frozenset("aáoóuú")
"""Hungarian vowels that do not stand beside ő and ű in a word that is not a compound."""

_USUAL = "\t\n\r -~\u00a0\u202f§«»·×÷−–—…‘’‚“”„•→←№€°½©®™²³"


def foreign_letters(language: str) -> dict[str, tuple[str, ...]]:
    """Foreign letters, small and capital → the letters of the language they stand for."""
    pairs = {one: tuple(others) for one, others in (_ANYWHERE | _FOREIGN.get(language, {})).items()}
    if language in ("tr", "az", "kk"):
        del pairs["ı"]
    capitals = {
        one.upper(): tuple(other.upper() for other in others)
        for one, others in pairs.items()
        if len(one.upper()) == 1 and one.upper() != "I" and one != one.upper()
    }
    return pairs | capitals | ({"Ð": ("Đ",), "Ɖ": ("Đ",)} if language == "sr" else {})


@cache
def foreign_word(language: str) -> re.Pattern[str]:
    """Match a word that has a foreign letter; for every language at least ligatures."""
    letters = "".join(foreign_letters(language))
    return re.compile(rf"[^\W\d_]*[{letters}](?:[^\W\d_]|[{letters}])*")


def mended(word: str, language: str) -> str | None:
    """Return a word with the letters of the language in place of foreign ones.

    Of several letters the one which gives the likeliest word is taken. None when the word, so
    mended, looks like no word of the language: then it is a foreign word.
    """
    ways = list(_ways(word, foreign_letters(language)))
    if language not in _FOREIGN:
        return ways[0]
    if word.lower() in profiles().words:
        return None
    best = max(ways, key=lambda way: gain(way.lower(), language))
    return best if is_best(best.lower(), language) else None


def _ways(word: str, pairs: dict[str, tuple[str, ...]]) -> Iterator[str]:
    choices = [pairs.get(letter, (letter,)) for letter in word[:64]]
    for number, way in enumerate(product(*choices)):
        if number == 16:
            return
        yield "".join(way) + word[64:]


def is_harmonious(word: str) -> bool:
    """Whether a word can be a simple Hungarian one with ő or ű: it has no back vowel."""
    return _BACK.isdisjoint(word.lower())


@cache
def _unusual(language: str) -> re.Pattern[str]:
    letters = "".join(sorted(alphabet(language)))
    return re.compile(f"[^{_USUAL}{letters}{letters.upper()}]")


def unusual(text: str, language: str | None) -> frozenset[str]:
    """Characters of a text beyond what a page in its language is usually made of.

    All characters of it when the language is unknown: the result only tells what to look for.
    """
    return frozenset(_unusual(language).findall(text)) if language else frozenset(text)
