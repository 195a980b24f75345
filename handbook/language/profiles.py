"""Language profiles: how probable a word is in each language that we know.

The table (`data/profiles.txt`, made by `benchmarks/language.py`) lists for each language the
commonest words and letter triples with their probabilities. A word's score in a language is
what its triples and the word itself add to the floor that everything unlisted gets; scores
are natural logarithms and only their differences mean anything.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "profiles.txt"

FLOORS = {"words": 10.5, "triples": 10.0}
ODD_LETTERS = 4.0
"""Taken from the score of a word that has letters which the language does not use."""
SPREAD = 14.0
"""A single word tells at most this much: a name must not outvote a sentence."""

_WORD = re.compile(r"[^\W\d_]+")
_AZBUKA = dict(
    zip(
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        (*"abvgdđežzijkl", "lj", "m", "n", "nj", *"oprstćufhcč", "dž", "š"),
        strict=True,
    )
)
_LATIN_OF_SERBIAN = str.maketrans(_AZBUKA)
_CYRILLIC_OF_SERBIAN = {latin: cyrillic for cyrillic, latin in _AZBUKA.items()}
_SERBIAN_LETTER = re.compile("lj|nj|dž|[a-zčćđšž]")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_EXTRA = {
    "bg-Latn": "", "cs": "áčďéěíňóřšťúůýž", "de": "äöüß", "en": "", "es": "áéíñóúü",
    "et": "äõöüšž", "fi": "äöå", "fr": "àâæçéèêëîïôœùûüÿ", "hu": "áéíóöőúüű", "it": "àèéìòù",
    "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "nl": "éëïóü", "pl": "ąćęłńóśźż",
    "pt": "àáâãçéêíóôõúü", "ro": "ăâîșțşţ", "sk": "áäčďéíĺľňóôŕšťúýž", "sl": "čšž",
    "sr": "čćđšž", "sv": "äåö",
}  # fmt: skip
_ALPHABETS = {language: _LATIN_LETTERS + extra for language, extra in _EXTRA.items()} | {
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "sr-Cyrl": "".join(_AZBUKA),
}

_NEAR = (
    {"sr", "sl", "bg-Latn", "sk", "cs"}, {"bg", "sr-Cyrl", "ru", "uk"}, {"cs", "sk", "pl"},
    {"es", "pt", "it"}, {"lv", "lt"}, {"et", "fi"}, {"de", "nl", "sv"}, {"en", "fr"},
)  # fmt: skip

Scores = tuple[float, ...]
"""One score for each of ``languages()``."""


@dataclass(frozen=True, slots=True)
class Profiles:
    """The table, read: item → pairs of a language's number and what the item adds."""

    languages: tuple[str, ...]
    words: dict[str, list[tuple[int, float]]]
    triples: dict[str, list[tuple[int, float]]]


def words_of(text: str) -> list[str]:
    """Words of a text in lower case: runs of letters."""
    return _WORD.findall(text.lower())


def triples(word: str) -> list[str]:
    """Letter triples of a word, its edges marked by blanks."""
    padded = f" {word} "
    return [padded[at : at + 3] for at in range(len(word))]


@cache
def profiles() -> Profiles:
    """Read the table; about 10 ms, once a run."""
    languages: list[str] = []
    items: dict[str, dict[str, list[tuple[int, float]]]]
    items = {"words": defaultdict(list), "triples": defaultdict(list)}
    for line in FILE.read_text("utf-8").splitlines():
        kind, *rest = line.split(" ")
        if kind == "=":
            languages.append(rest[0])
        elif kind in items:
            gain = FLOORS[kind] - int(rest[0]) / 2
            for item in rest[1:] if kind == "words" else _in_threes(rest[1]):
                items[kind][item].append((len(languages) - 1, gain))
    _add_cyrillic(languages, items["words"])
    return Profiles(tuple(languages), dict(items["words"]), dict(items["triples"]))


def _add_cyrillic(languages: list[str], words: dict[str, list[tuple[int, float]]]) -> None:
    """Add Serbian in Cyrillic: the common words of the Latin profile in the other script."""
    serbian, number = languages.index("sr"), len(languages)
    languages.append("sr-Cyrl")
    for word, pairs in list(words.items()):
        for language, gain in pairs:
            if language == serbian:
                words.setdefault(cyrillic_of_serbian(word), []).append((number, gain))


def _in_threes(text: str) -> Iterator[str]:
    text = text.replace("_", " ")
    return (text[at : at + 3] for at in range(0, len(text), 3))


@lru_cache(maxsize=50_000)
def score(word: str) -> Scores:
    """Scores of a word (lower case) in every language, the best being 0.

    Serbian in Cyrillic is scored as the same word in Latin script.
    """
    known = profiles()
    gains = list(_without(frozenset(word)))
    _add(gains, word, known)
    if _CYRILLIC.search(word):
        serbian = [0.0] * len(gains)
        _add(serbian, latin_of_serbian(word), known)
        gains[-1] = serbian[known.languages.index("sr")] + _without(frozenset(word))[-1]
    best = max(gains)
    least = best - SPREAD
    return tuple([gain - best if gain > least else -SPREAD for gain in gains])


@lru_cache(maxsize=10_000)
def _without(letters: frozenset[str]) -> Scores:
    """Return what each language loses for letters that it does not use."""
    languages = profiles().languages
    return tuple(0.0 if letters <= alphabet(name) else -ODD_LETTERS for name in languages)


def _add(gains: list[float], word: str, known: Profiles) -> None:
    padded = f" {word} "
    for number, gain in known.words.get(word, ()):
        gains[number] += gain
    for at in range(len(word)):
        for number, gain in known.triples.get(padded[at : at + 3], ()):
            gains[number] += gain


@cache
def alphabet(language: str) -> frozenset[str]:
    """Return the small letters a language uses."""
    return frozenset(_ALPHABETS[language])


def latin_of_serbian(text: str) -> str:
    """Serbian in Cyrillic (lower case) → Latin script."""
    return text.translate(_LATIN_OF_SERBIAN)


def cyrillic_of_serbian(text: str) -> str:
    """Serbian in Latin script (lower case) → Cyrillic, each lj, nj, dž as one letter."""
    return _SERBIAN_LETTER.sub(lambda m: _CYRILLIC_OF_SERBIAN.get(m[0], m[0]), text)


def gain(word: str, language: str) -> float:
    """Return what the triples and the word itself add in one language: higher is likelier."""
    gains = [0.0] * len(profiles().languages)
    _add(gains, word, profiles())
    return gains[profiles().languages.index(language)]


def near(one: str, other: str) -> bool:
    """Whether two languages are so close that short texts can be taken for each other."""
    return any(one in group and other in group for group in _NEAR)
