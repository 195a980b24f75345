"""Letters that stand for others: foreign letters, other alphabets, digits, separate accents.

Each function reads masked prose (see `handbook.check.prose`) and yields spans with the right text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from handbook.language.detect import NAMES
from handbook.language.letters import foreign_letters, foreign_words, is_harmonious, mended
from handbook.language.profiles import profiles
from handbook.language.script import CYRILLIC, LATIN, in_script, script_of

_TWINS = "аеорсухіјѕАВЕКМНОРСТУХІЈЅ"
_SENTENCE_START = re.compile(r"(?:^|[.!?…:\x01\n]|[-–—] )[\s\0\"“„«‘(\[*_]*$")
_CYRILLIC_IN_LATIN = re.compile(
    rf"(?<![\w\0{CYRILLIC}-])(?:[{_TWINS}]+(?=[\s,.;:!?)]|$)|[АВЕКМНОРСТУХ](?=\d))"
)
_LATIN_RUN = re.compile(f"[{LATIN}]+")
_SHORT = re.compile(r"[aceopyx]{1,4}|[ABCEKOY]")
_BEFORE = re.compile(rf"[{CYRILLIC}][,;]?\s$")
_FIRST = re.compile(r"(?:^|\x01\n|[.!?…] )$")
_AFTER = re.compile(rf"\s[{CYRILLIC}]")
_FOLLOWED = re.compile(rf"\s[{CYRILLIC}]+(?:[\s,]+[{CYRILLIC}]+){{4}}")
_FIGURES = re.compile(r"\d{1,4}(?!\w)")
_CODE_LETTERS = frozenset("АВЕКМНОРСТУХ")
_DIGIT = re.compile(r"[03](?=[^\W\d_])")
_ACCENT = re.compile(f"[{LATIN}][\u0300-\u036f]+")
_DIGITS = re.compile(r"\d*")
_GUESSED = frozenset("ыэљњћђџѕґў")
"""Cyrillic letters for which Bulgarian has no single counterpart."""
_COMMA_BELOW, _CEDILLA = "\u0326", "\u0327"


@dataclass(frozen=True, slots=True)
class Look:
    """A look-alike: the span of the word, the right word if it is certain, and what is wrong."""

    start: int
    end: int
    right: str | None
    what: str
    script: str | None = None
    """Script to type it in, when it is the same to the eye."""
    sure: bool = True
    """Whether nothing else can be meant: then a program may mend it."""


def foreign_letters_in(text: str, language: str) -> Iterator[Look]:
    """Words with a letter that the language does not have, where one of its own belongs."""
    pairs, lower = foreign_letters(language), text.lower()
    for start, end in foreign_words(text, language):
        word = text[start:end]
        right = mended(word, language, lower)
        if right is None or _is_name(text, start, word, language, right[:5].lower() in lower):
            continue
        wrong = list(dict.fromkeys(char for char in word if char in pairs))
        letters = f"“{'”, “'.join(wrong)}” {'is' if len(wrong) == 1 else 'are'} not"
        sure = all(len(pairs[char]) == 1 and char.lower() not in _GUESSED for char in wrong)
        yield Look(start, end, right, f"{letters} {_named(language, len(wrong))}", None, sure)


def _named(language: str, count: int) -> str:
    name = NAMES.get(language)
    if count > 1:
        return f"{name} letters" if name else "letters of this language"
    return f"a {name} letter" if name else "a letter of this language"


def _is_name(text: str, start: int, word: str, language: str, is_known: bool) -> bool:
    """Whether a word is a foreign name: a capital within a sentence, no such word elsewhere."""
    if not word[0].isupper() or word[1:2].isupper() or len(word) < 2:
        return False
    if _SENTENCE_START.search(text, max(0, start - 12), start):
        return False
    if language == "hu" and is_harmonious(word):
        return False
    return not is_known


def cyrillic_in_latin(text: str) -> Iterator[Look]:
    """Words of Cyrillic letters that all look Latin, in Latin text; codes such as ``Т38``."""
    for match in _CYRILLIC_IN_LATIN.finditer(text):
        if (len(match[0]) > 1 and match[0].isupper()) or not _is_among(text, match, "Latin"):
            continue
        yield _as_latin(text, *match.span())


def _as_latin(text: str, start: int, end: int) -> Look:
    """Find the right letters for a word, and the digits after it."""
    right, digits = in_script(text[start:end], "Latin"), _DIGITS.match(text, end)
    figures = digits[0][:6] if digits else ""
    mended_word = right + figures if right else None
    return Look(start, end + len(figures), mended_word, "typed in Cyrillic letters", "Latin")


def _is_among(text: str, match: re.Match[str], script: str) -> bool:
    """Whether the nearest letters on both sides, where there are any, are of a script."""
    before = next(
        filter(str.isalpha, reversed(text[max(0, match.start() - 8) : match.start()])), ""
    )
    after = next(filter(str.isalpha, text[match.end() : match.end() + 8]), "")
    near = {script_of(letter) for letter in (before, after) if letter}
    return near == {script} or (not near and text[match.end() : match.end() + 1].isdigit())


def latin_in_cyrillic(text: str, language: str) -> Iterator[Look]:
    """Short words of Latin letters that all look Cyrillic, among Cyrillic words."""
    for match in _LATIN_RUN.finditer(text):
        start, end = match.span()
        if end - start > 4 or not _SHORT.fullmatch(match[0]) or not _AFTER.match(text, end):
            continue
        right = in_script(match[0], "Cyrillic", language)
        if right and (_is_small_word(text, start, right, language) or _is_first(text, start, end)):
            yield Look(start, end, right, "typed in Latin letters", "Cyrillic")


def _is_small_word(text: str, start: int, right: str, language: str) -> bool:
    """Whether a word in small letters stands after a Cyrillic one and is a word when mended."""
    is_among = right.islower() and _BEFORE.search(text, max(0, start - 3), start)
    return bool(is_among) and _is_word(right, language)


def _is_first(text: str, start: int, end: int) -> bool:
    """Whether a capital begins a sentence of Cyrillic words in small letters."""
    if not text[start].isupper() or not _FIRST.search(text, max(0, start - 2), start):
        return False
    following = _FOLLOWED.match(text, end)
    return bool(following) and text[end + 1].islower()


@cache
def _is_word(word: str, language: str) -> bool:
    known = profiles()
    if language not in known.languages:
        return word in "аеокусв"
    number = known.languages.index(language)
    return any(one == number for one, _ in known.words.get(word, ()))


def codes_in_cyrillic(text: str, raw: str) -> Iterator[Look]:
    """Codes such as ``Т38`` with a Cyrillic letter on a page that also has the Latin one."""
    for match in _FIGURES.finditer(text):
        start = match.start() - 1
        if start < 0 or text[start] not in _CODE_LETTERS or (start and text[start - 1].isalnum()):
            continue
        look = _as_latin(text, start, match.start())
        if look.right and look.right in raw:
            yield look


def digits_in_words(text: str) -> Iterator[Look]:
    """Find the digit 0 for the letter O, 3 for the Cyrillic З, within a word."""
    last = 0
    for match in _DIGIT.finditer(text):
        if match.start() < last:
            continue
        start, last = _token(text, match.start())
        word, inside = text[start:last], match.start() - start
        right = _right_letter(word, inside)
        if right and _is_written_so(word, inside, right, text):
            mended_word = word[:inside] + right + word[inside + 1 :]
            yield Look(start, last, mended_word, f"the “{match[0]}” is a digit", None, False)


def _token(text: str, at: int) -> tuple[int, int]:
    start = end = at
    while start > max(0, at - 40) and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    while end < min(len(text), at + 40) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return start, end


def _right_letter(word: str, at: int) -> str | None:
    script = script_of(word[at + 1])
    pairs = {("0", "Latin"): "o", ("0", "Cyrillic"): "о", ("3", "Cyrillic"): "з"}
    letter = pairs.get((word[at], script or ""))
    return letter.upper() if letter and at == 0 else letter


def _is_written_so(word: str, at: int, right: str, text: str) -> bool:
    """Whether a word with one digit is a slip, and no code, unit or suffixed number."""
    rest = word[:at] + word[at + 1 :]
    if len(rest) < 4 or not rest.isalpha() or not rest[1:].islower():
        return False
    if at:
        return word[at - 1].islower() and (word[at] == "0" or script_of(word[at - 1]) == "Cyrillic")
    if not rest[0].islower():
        return False
    return word[at] == "0" or (right + rest[:4]).lower() in text.lower()


def separate_accents(text: str) -> Iterator[Look]:
    """Latin letters with an accent of their own that Unicode has no single letter for."""
    for match in _ACCENT.finditer(text):
        composed = unicodedata.normalize("NFC", match[0])
        if len(composed) == 1:
            continue
        cedilla = unicodedata.normalize("NFC", match[0].replace(_COMMA_BELOW, _CEDILLA))
        right = cedilla if len(cedilla) == 1 else None
        yield Look(*match.span(), right, "the accent is a character of its own")
