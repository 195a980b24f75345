"""Which parts of a short text are not in the language they should be in.

A part is a sentence of six words or more, or short sentences together. Most are passed by their
commonest words alone; the rest are scored with `handbook.language.profiles`: a part is foreign
when another language explains it clearly better, the more clearly the nearer the two
languages are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from handbook.language.profiles import alphabet, near, profiles, score, words_of
from handbook.language.script import CYRILLIC_LANGUAGES
from handbook.language.sentences import sentences

ENGLISH_LEAD = 2.8
"""English terms are half Latin and French: short rows of them need more."""
LEAST = 6
"""Words below which no language is told."""
LEAD, NEAR_LEAD = 1.8, 2.6
"""Natural logs a word by which another language must explain a part better; near ones more."""
NATIVE, ALIEN = 0.35, 0.12
"""For a text to be passed without scoring it: what its common words tell a word, at least, and
the share of words that are common in other languages only, at most."""
LENGTH = 2.5
"""Average length below which "words" are initials and signs."""
ODD_LEAD = 0.4
"""Enough when two words have Cyrillic letters that the language does not use."""
OWN, MIXED = 4.0, 0.2
"""How much better a language must explain a word for it to be its own; and the share of such
words up to which a text can be in another language."""
TELLING = 0.08
"""Share of words in small letters with letters that only the language has, beyond which a text
is no other one."""
NAMES_LEAVE = 0.4
"""Share of words in small letters below which a text is a list of names."""
CLEAR = 0.8
"""How much better, a word, a near language must explain a text than its own in other letters."""
COMMON = 3.0
"""Gain from which on a word of another language speaks against a text."""

_WORD = re.compile(r"[^\W\d_]+")
_IN_BRACKETS = re.compile(r"\([^()\n]{1,200}\)")
_NOTHING = re.compile(r"(?!)")
NAMES = {
    "bg": "Bulgarian", "bg-Latn": "Bulgarian in Latin letters", "cs": "Czech", "de": "German",
    "en": "English", "es": "Spanish", "et": "Estonian", "fi": "Finnish", "fr": "French",
    "hu": "Hungarian", "it": "Italian", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovene", "sr": "Serbian", "sr-Cyrl": "Serbian in Cyrillic", "sv": "Swedish",
    "uk": "Ukrainian",
}  # fmt: skip
OTHER_SCRIPT = {"sr": "sr-Cyrl", "sr-Cyrl": "sr", "bg": "bg-Latn"}
_ALIASES = {"hr": "sr", "bs": "sr", "me": "sr", "sh": "sr", "sr-latn": "sr", "sr-cyrl": "sr-Cyrl",
            "bg-latn": "bg-Latn"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text in another language; ``lead`` says how clear it is, a word."""

    start: int
    end: int
    language: str
    lead: float


@cache
def profile_of(tag: str) -> str | None:
    """Return the profile a language tag is judged by; None when we have none."""
    lower = tag.lower().replace("_", "-")
    short = lower.split("-")[0]
    for name in (_ALIASES.get(lower), _ALIASES.get(short), short):
        if name in profiles().languages:
            return name
    return None


def is_native(text: str, words: list[str], language: str) -> bool:
    """Whether common words tell that all of a text is in its language: cheap, and often no."""
    return _passes(words, language, 0) and not has_strange(text, language)


def has_strange(text: str, language: str) -> bool:
    """Whether a text has letters that near languages use and this one does not."""
    return not text.isascii() and bool(_strange(language).search(text))


@lru_cache(maxsize=1024)
def foreign(text: str, language: str) -> tuple[Part, ...]:
    """Parts of a text that are not in ``language`` (a name of a profile)."""
    if is_native(text, words_of(text), language):
        return ()
    return _agreed(list(_foreign(text, language)))


def _agreed(parts: list[Part]) -> tuple[Part, ...]:
    """Parts of one text, those in near languages all in the one that has most of them."""
    sizes = Counter[str]()
    for part in parts:
        sizes[part.language] += part.end - part.start
    if len(sizes) < 2:
        return tuple(parts)
    names = {}
    for name in sizes:
        names[name] = max((n for n in sizes if n == name or near(n, name)), key=lambda n: sizes[n])
    return tuple(replace(part, language=names[part.language]) for part in parts)


def _foreign(text: str, language: str) -> Iterator[Part]:
    strange = has_strange(text, language)
    for start, end, words in _parts(text):
        if not strange and _passes(words, language, ALIEN):
            continue
        if sum(map(len, words)) < LENGTH * len(words) or _is_names(text[start:end]):
            continue
        other, lead = best_other(words, language)
        twin = OTHER_SCRIPT.get(language, other)
        if near(twin, other) and not _odd(words, twin, other):
            other = twin if lead_of(words, other, twin) < CLEAR else other
        if lead >= _needed(words, language, other) and not _is_mixed(
            text[start:end], words, language, other
        ):
            yield Part(start, end, other, lead)


def _is_names(text: str) -> bool:
    """Whether most words begin with a capital and some letters are small: a list of names."""
    words = _WORD.findall(text)
    small = len([word for word in words if word[0].islower()])
    return small < NAMES_LEAVE * len(words) and any(word[1:].islower() for word in words)


def _is_mixed(text: str, words: list[str], language: str, other: str) -> bool:
    """Whether several words are clearly the language's own: two languages side by side."""
    if near(language, other):
        return False
    own, foreign_one = (profiles().languages.index(name) for name in (language, other))
    scores = map(score, (word for word in words if len(word) > 3))
    native = len([1 for found in scores if found[own] - found[foreign_one] >= OWN])
    letters = {c for c in alphabet(language) - alphabet(other) if not c.isascii()}
    first, *rest = _WORD.findall(text)
    small = (first, *(word for word in rest if word[0].islower()))
    telling = len([1 for word in small if not letters.isdisjoint(word)])
    if native > max(2, MIXED * len(words)) or telling > TELLING * len(words):
        return True
    bare = words_of(_IN_BRACKETS.sub(" ", text))
    return 1 < len(bare) < len(words) and lead_of(bare, other, language) < LEAD / 2


def _needed(words: list[str], language: str, other: str) -> float:
    """Lead a word that makes sure."""
    if language == "en":
        return ENGLISH_LEAD
    if not near(language, other):
        return LEAD
    odd = _odd(words, language, other)
    if odd and language in CYRILLIC_LANGUAGES:
        return ODD_LEAD if odd > 1 else CLEAR
    return LEAD if odd > 1 else NEAR_LEAD


def _passes(words: list[str], language: str, alien: float) -> bool:
    """Whether common words alone tell that a text is in its language, and nothing against it."""
    own, others = _common(language)
    if sum(filter(None, map(own.get, words))) < NATIVE * len(words):
        return False
    if not alien:
        return others.isdisjoint(words)
    return len([word for word in words if word in others]) <= alien * len(words)


@cache
def _common(language: str) -> tuple[dict[str, float], frozenset[str]]:
    """Return the common words of a language with what they tell, and those of all others alone."""
    languages = profiles().languages
    number = languages.index(language)
    far = [n for n, other in enumerate(languages) if n != number and not near(language, other)]
    own, others = {}, set()
    for word, pairs in profiles().words.items():
        gains = dict(pairs)
        if number in gains:
            own[word] = min(3.0, gains[number] - max(gains.get(n, 0.0) for n in far))
        elif max(gains.values()) >= COMMON:
            others.add(word)
    return {word: gain for word, gain in own.items() if gain > 0}, frozenset(others)


def _parts(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Sentences with their words; short ones in a row are joined until they have enough."""
    begin, joined = -1, list[str]()
    for start, end in sentences(text):
        words = words_of(text[start:end])
        if len(words) >= LEAST:
            yield start, end, words
            begin, joined = -1, []
            continue
        begin = start if begin < 0 else begin
        joined += words
        if len(joined) >= LEAST:
            yield begin, end, joined
            begin, joined = -1, []


def best_other(words: list[str], language: str) -> tuple[str, float]:
    """Return the language that explains words best beside ``language``, and its lead a word."""
    languages, totals = profiles().languages, _totals(words)
    own = languages.index(language)
    best = max((n for n in range(len(totals)) if n != own), key=lambda n: totals[n])
    return languages[best], (totals[best] - totals[own]) / max(1, len(words))


def _totals(words: list[str]) -> list[float]:
    if not words:
        return [0.0] * len(profiles().languages)
    return [sum(column) for column in zip(*map(score, words), strict=True)]


@cache
def _strange(language: str) -> re.Pattern[str]:
    """Letters that near languages use and this one does not; no character when there are none."""
    others = [other for other in profiles().languages if near(language, other)]
    letters = {c for other in others for c in alphabet(other)} - alphabet(language)
    return re.compile(f"[{''.join(sorted(letters))}]", re.IGNORECASE) if letters else _NOTHING


def best_of(words: list[str]) -> tuple[str, float]:
    """Return the language that explains words best, and its lead a word before the next."""
    totals = _totals(words)
    ranked = sorted(range(len(totals)), key=lambda number: -totals[number])
    lead = (totals[ranked[0]] - totals[ranked[1]]) / max(1, len(words))
    return profiles().languages[ranked[0]], lead


def lead_of(words: list[str], one: str, other: str) -> float:
    """Return how much better one language explains words than another, a word."""
    languages, totals = profiles().languages, _totals(words)
    return (totals[languages.index(one)] - totals[languages.index(other)]) / max(1, len(words))


def is_common(word: str, language: str, elsewhere: str | None) -> bool:
    """Whether a word (lower case) is common in one language and not in the other."""
    return word in _common(language)[0] and not (elsewhere and word in _common(elsewhere)[0])


def _odd(words: list[str], language: str, other: str) -> int:
    """Count words with a letter that only the other language uses."""
    letters = alphabet(other) - alphabet(language)
    return len([word for word in words if not letters.isdisjoint(word)])
