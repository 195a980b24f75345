r"""Find words and phrases in a text, inflected forms included, never parts of words.

A form is written as in a dictionary: *hraniteljska porodica* is also found as *hraniteljskim
porodicama*. A star at the end of a word stands for any letters (*financir\**), an equals sign in
front of a form for the form just as it is (*=jel*). Forms in capitals throughout (*CSO*) are found
only in capitals. A hyphen is a hyphen and a space is a space.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from handbook.language.inflect import Inflection, inflection
from handbook.lazy import lazy

T = TypeVar("T")

WORD = re.compile(r"\w+")
_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")
_BLANK = re.compile(r"[\s\0]+")
_LIKE = str.maketrans({"\u2010": "-", "\u2011": "-", "'": "’"})
_START = 3
"""Letters at the start of a word by which most words of a text are passed, at most."""
_FARTHEST = 500
"""Characters that can stand between two words of a phrase, marks included, and the second."""
_MOST_KNOWN = 20_000
"""Bounds what a matcher remembers."""


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found: where, in which words of the text, and what was filed under it."""

    start: int
    end: int
    text: str
    value: T


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a phrase: its spellings, the bases of its forms, or how it starts."""

    spellings: frozenset[str]
    bases: tuple[str, ...] = ()
    start: str = ""

    def fits(self, word: str, language: Inflection) -> bool:
        """Tell whether a word of a text, in lower case, is this word."""
        if word in self.spellings:
            return True
        if self.start:
            return word.startswith(self.start)
        return bool(self.bases) and language.is_form(word, self.bases)


@dataclass(frozen=True, slots=True)
class Phrase(Generic[T]):
    """Words in order and what stands between them; ``rank`` is the order of filing."""

    rank: int
    words: tuple[Word, ...]
    joints: tuple[str, ...]
    capitals: str
    value: T


def strip_bracket(form: str) -> str:
    """Drop the feminine form or gloss in brackets at the end of a form."""
    return _BRACKET.sub("", form)


def in_bracket(form: str) -> str:
    """Return what stands in the brackets at the end of a form, or nothing."""
    return form[len(strip_bracket(form)) :].strip(" ()")


class Words:
    """Words of a text in lower case, in order: cut once for all that look for phrases in it."""

    def __init__(self, words: list[str]) -> None:
        self._words = words

    @lazy
    def different(self) -> frozenset[str]:
        """All of them, each once."""
        return frozenset(self._words)

    def followed(self, words: set[str]) -> set[tuple[str, str]]:
        """Return these words, each with those that come next after it."""
        pairs = zip(self._words, (*self._words[1:], ""), strict=False)
        return {pair for pair in pairs if pair[0] in words}


class _Known(dict[str, T]):
    """What was looked up for a word, the latest 20,000."""

    def __init__(self, look_up: Callable[[str], T]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, word: str) -> T:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[word] = found = self._look_up(word)
        return found


class Matcher(Generic[T]):
    """Phrases of one language, ready to be looked for."""

    def __init__(self, language: str, phrases: Iterable[tuple[str, T]]) -> None:
        self._language = inflection(language)
        self._spelled: dict[str, list[Phrase[T]]] = defaultdict(list)
        self._based: dict[str, list[Phrase[T]]] = defaultdict(list)
        self._started: dict[str, list[Phrase[T]]] = defaultdict(list)
        for rank, (form, value) in enumerate(phrases):
            self._file(_phrase(form, value, rank, self._language))
        self._lengths = sorted({len(start) for start in self._started})
        self._known = _Known(self._look_up)
        beginnings = (*self._based, *self._started)
        self._start = min([_START, *map(len, beginnings)])
        self._starts = frozenset(word[: self._start] for word in (*self._spelled, *beginnings))

    def _file(self, phrase: Phrase[T]) -> None:
        if not phrase.words:
            return
        first = phrase.words[0]
        if first.start:
            self._started[first.start].append(phrase)
            return
        for spelling in first.spellings:
            self._spelled[spelling].append(phrase)
        for base in first.bases:
            self._based[base].append(phrase)

    def find(
        self,
        text: str,
        wanted: Callable[[T], bool] | None = None,
        words: Words | None = None,
    ) -> list[Hit[T]]:
        """Return the phrases found, in order, without those that stand inside a longer one.

        ``wanted`` is asked of the value of each phrase before longer ones are preferred;
        ``words`` are those of the text, if they are known.
        """
        first = self._first(words or Words(WORD.findall(lowered(text))))
        return _longest(self._search(text, first, wanted or (lambda _value: True))) if first else []

    def _first(self, words: Words) -> set[str]:
        """Words that are the first of a phrase of which the second, if any, follows once."""
        known, starts, length = self._known, self._starts, self._start
        first = {word for word in words.different if word[:length] in starts and known[word]}
        return {
            word
            for word, after in (words.followed(first) if first else ())
            if any(len(p.words) == 1 or p.words[1].fits(after, self._language) for p in known[word])
        }

    def _search(
        self, text: str, first: set[str], wanted: Callable[[T], bool]
    ) -> Iterator[tuple[int, Hit[T]]]:
        lower = lowered(text)
        for word in first:
            for start in _places(word, lower):
                for phrase in self._known[word]:
                    end = self._end(phrase, lower, start + len(word))
                    if not end or (phrase.capitals and text[start:end] != phrase.capitals):
                        continue
                    if wanted(phrase.value):
                        yield phrase.rank, Hit(start, end, text[start:end], phrase.value)

    def _look_up(self, word: str) -> tuple[Phrase[T], ...]:
        """Phrases of which a word of a text can be the first."""
        return tuple(self._starting(word))

    def _starting(self, word: str) -> Iterator[Phrase[T]]:
        yield from self._spelled.get(word, ())
        for length in self._lengths:
            yield from self._started.get(word[:length], ())
        if word in self._language.never:
            return
        for length in range(len(word), max(len(word) - self._language.longest, 2) - 1, -1):
            if word[length:] in self._language.endings:
                yield from self._based.get(word[:length], ())

    def _end(self, phrase: Phrase[T], lower: str, end: int) -> int:
        """Return where a phrase ends whose first word ends at ``end``; 0 if it does not stand."""
        for word, joint in zip(phrase.words[1:], phrase.joints, strict=True):
            following = WORD.search(lower, end, end + _FARTHEST)
            if not following or _joint(lower[end : following.start()]) != joint:
                return 0
            if not word.fits(following[0], self._language):
                return 0
            end = following.end()
        return end


def lowered(text: str) -> str:
    """Return a text in lower case, at equal length."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _places(word: str, text: str) -> Iterator[int]:
    """Where a word stands in a text by itself."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not (_is_word(text[start - 1 : start]) or _is_word(text[end : end + 1])):
            yield start
        start = text.find(word, end)


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _phrase(form: str, value: T, rank: int, language: Inflection) -> Phrase[T]:
    exact, form = form.startswith("="), strip_bracket(form.removeprefix("="))
    spans = [match.span() for match in WORD.finditer(form)]
    words = [form[start:end].lower() for start, end in spans]
    stars = [form[end : end + 1] == "*" for _, end in spans]
    gaps = pairwise(spans)
    joints = tuple(_joint(form[here[1] : there[0]].lstrip("*")) for here, there in gaps)
    capitals = form if form.isupper() and len(form) > 1 else ""
    made = (
        _word(words, at, star, exact or bool(capitals), language) for at, star in enumerate(stars)
    )
    return Phrase(rank, tuple(made), joints, capitals, value)


def _word(words: list[str], at: int, star: bool, exact: bool, language: Inflection) -> Word:
    word = words[at]
    if star:
        return Word(frozenset([word]), start=word)
    if exact:
        return Word(frozenset([word]))
    spellings = frozenset([word]) | language.same.get(word, frozenset())
    if language.stays(words, at):
        return Word(spellings)
    return Word(spellings, language.bases(word))


def _joint(between: str) -> str:
    """Return what stands between two words, in one kind of space, hyphen and apostrophe."""
    return between if between == " " else _BLANK.sub(" ", between).translate(_LIKE)


def _longest(ranked: Iterable[tuple[int, Hit[T]]]) -> list[Hit[T]]:
    """Leave out what stands inside another hit; of two at one place the first filed stays."""
    kept: list[Hit[T]] = []
    for _, hit in sorted(ranked, key=lambda pair: (pair[1].start, -pair[1].end, pair[0])):
        if not kept or hit.end > kept[-1].end:
            kept.append(hit)
    return kept
