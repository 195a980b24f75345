"""Letters of a language: which it has, and which foreign ones are written in their place.

A foreign letter comes from a wrong keyboard or font (õ for ő, ş for š, і for и), or from a
text read in the wrong code page (cp1257 ``š`` read as cp1252 is ``ð``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from handbook.language.profiles import alphabet, gain, profiles

_FOREIGN: dict[str, dict[str, str | tuple[str, ...]]] = {
    "hu": {"õ": "ő", "û": "ű"},
    "sr": {
        "ð": "đ", "ɖ": "đ", "ş": "š", "ș": "š", "ś": "š", "ż": "ž", "ź": "ž", "ç": "čć",
        "è": "č", "ĉ": "č", "ċ": "ćč", "æ": "ć", "ţ": "ć", "¹": "š", "¾": "ž",
    },
    "lv": {
        "â": "ā", "ã": "ā", "ê": "ē", "ë": "ē", "è": "čē", "ç": "ē", "ę": "ē", "î": "ī",
        "ï": "ļī", "í": "ķī", "ì": "ģī", "û": "ū", "ð": "š", "þ": "ž", "ş": "š", "ș": "š",
        "ś": "š", "ţ": "ž", "ż": "ž", "ź": "ž", "ň": "ņ", "ò": "ņ", "ń": "ņ", "ć": "č", "ľ": "ļ",
        "ĺ": "ļ", "ğ": "ģ", "ǵ": "ģ", "ō": "o", "ŗ": "r",
    },
    "bg": {"і": "и", "ї": "и", "ы": "ъ", "э": "е", "ё": "е", "є": "е", "ј": "й", "ў": "у",
           "ѐ": "е", "ґ": "г", "ѓ": "г", "ќ": "к", "ћ": "ч", "ђ": "д", "љ": "л", "њ": "н",
           "џ": "ч", "ѕ": "з"},
}  # fmt: skip
_JOINED: dict[str, str | tuple[str, ...]] = {
    "ﬀ": ("ff",), "ﬁ": ("fi",), "ﬂ": ("fl",), "ﬃ": ("ffi",), "ﬄ": ("ffl",), "ﬅ": ("st",),
    "ﬆ": ("st",), "ǆ": ("dž",), "ǉ": ("lj",), "ǌ": ("nj",), "ǅ": ("Dž",), "ǈ": ("Lj",),
    "ǋ": ("Nj",), "ı": "i",
}  # fmt: skip
"""Characters that are wrong in every language, and those of wide East Asian type."""
_JOINED |= {chr(0xFEE0 + code): chr(code) for code in range(ord("a"), ord("z") + 1)}
_WITH_THEM = {"tr": "ı", "az": "ı", "kk": "ı"}
_EAST_ASIAN = ("zh", "ja", "ko")
_LEAST = -4.0
"""How much likelier a mended word must be in its language than the word as it is elsewhere."""
_LONGEST = 60
_BACK = frozenset("aáoóuú")
"""Hungarian vowels that do not stand beside ő and ű in a word that is not a compound."""

_USUAL = "\t\n\r -~\u00a0\u202f§«»·×÷−–—…‘’‚“”„•→←№€°½©®™²³"


@cache
def foreign_letters(language: str) -> dict[str, tuple[str, ...]]:
    """Foreign letters, small and capital → the letters of the language they stand for."""
    if language in _EAST_ASIAN:
        return {}
    pairs = {one: tuple(others) for one, others in (_JOINED | _FOREIGN.get(language, {})).items()}
    pairs.pop(_WITH_THEM.get(language, ""), None)
    capitals = {
        one.upper(): tuple(other.upper() for other in others)
        for one, others in pairs.items()
        if len(one.upper()) == 1 and one.upper() != "I" and one != one.upper()
    }
    return capitals | pairs | ({"Ð": ("Đ",), "Ɖ": ("Đ",)} if language == "sr" else {})


@cache
def _foreign_letter(language: str) -> re.Pattern[str]:
    return re.compile(f"[{''.join(foreign_letters(language))}]")


def foreign_words(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Spans of the words that have a foreign letter."""
    last = 0
    for match in _foreign_letter(language).finditer(text) if foreign_letters(language) else ():
        if match.start() < last:
            continue
        start = last = match.start()
        while start > max(0, match.start() - _LONGEST) and text[start - 1].isalpha():
            start -= 1
        while last < min(len(text), match.end() + _LONGEST) and _goes_on(text, last):
            last += 1
        if last > match.start():
            yield start, last


def _goes_on(text: str, at: int) -> bool:
    """Whether a letter stands there, or a raised figure that a letter follows."""
    return text[at].isalpha() or (text[at] in "¹¾" and text[at + 1 : at + 2].islower())


def mended(word: str, language: str, text: str = "") -> str | None:
    """Return a word with the letters of the language in place of foreign ones.

    Of several letters the one which gives the likeliest word is taken. None when the word as it
    is looks like one of another language, unless the mended one begins like one of ``text``
    (lower case).
    """
    pairs = foreign_letters(language)
    ways = list(_ways(word, pairs))
    if language not in _FOREIGN:
        return ways[0]
    best = max(ways, key=lambda way: gain(way.lower(), language))
    wrong = [letter for letter in word if letter in pairs]
    if not wrong:
        return word
    small = {letter.lower() for letter in wrong}
    if language == "bg" or "õ" in small or not _JOINED.keys().isdisjoint(small):
        return best
    beginning = best[: max(5, word.index(wrong[0]) + 2)].lower()
    if beginning in text:
        return best
    if word.lower() in profiles().words:
        return None
    foreign = max(gain(word.lower(), name) for name in profiles().languages if name != language)
    least = _LEAST if word[0].islower() or word.isupper() else 0.0
    return best if gain(best.lower(), language) - foreign >= least else None


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
