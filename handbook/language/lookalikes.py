"""Letters that stand for others: foreign letters, other alphabets, digits, separate accents.

Each function reads masked prose (see `handbook.check.prose`) and yields spans with the right text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from handbook.language.letters import foreign_letters, foreign_word, is_harmonious, mended
from handbook.language.profiles import profiles
from handbook.language.script import CYRILLIC, LATIN, in_script, script_of

_TWINS = "аеорсухіјѕАВЕКМНОРСТУХІЈЅ"
_SENTENCE_START = re.compile(r"(?:^|[.!?…:\x01\n]|[-–—] )[\s\0\"“„«‘(\[*_]*$")
_CYRILLIC_IN_LATIN = re.compile(
    rf"(?<![\w\0{CYRILLIC}-])(?:[{_TWINS}]+(?=[\s,.;:!?)]|$)|[АВЕКМНОРСТУХ](?=\d))"
)
_LATIN_IN_CYRILLIC = re.compile(
    rf"(?<=[{CYRILLIC}][\s])[aceopyx]{{1,4}}(?=\s[{CYRILLIC}])"
    rf"|(?<=[{CYRILLIC}][,;]\s)[aceopyx]{{1,4}}(?=\s[{CYRILLIC}])"
)
_LATIN_FIRST = re.compile(rf"(?:\A|(?<=\x01\n)|(?<=[.!?…] ))[ABCEKOY](?=\s[{CYRILLIC}])")
_FOLLOWED = re.compile(rf"\s[{CYRILLIC}]+(?:[\s,]+[{CYRILLIC}]+){{4}}")
_CODE = re.compile(rf"(?<![\w{CYRILLIC}])[АВЕКМНОРСТУХ](?=\d{{1,4}}(?!\w))")
_DIGIT = re.compile(r"[03](?=[^\W\d_])")
_ACCENT = re.compile(f"[{LATIN}][\u0300-\u036f]+")
_COMMA_BELOW, _CEDILLA = "\u0326", "\u0327"


@dataclass(frozen=True, slots=True)
class Look:
    """A look-alike: the span of the word, the right word if it is certain, and what is wrong."""

    start: int
    end: int
    right: str | None
    what: str


def foreign_letters_in(text: str, language: str) -> Iterator[Look]:
    """Words with a letter that the language does not have, where one of its own belongs."""
    pairs = foreign_letters(language)
    for match in foreign_word(language).finditer(text):
        right = mended(match[0], language)
        if right is None or _is_name(text, match, language, right):
            continue
        wrong = "”, “".join(dict.fromkeys(char for char in match[0] if char in pairs))
        yield Look(*match.span(), right, f"“{wrong}” is no letter of this language")


def _is_name(text: str, match: re.Match[str], language: str, right: str) -> bool:
    """Whether a word is a foreign name: a capital within a sentence, no such word elsewhere."""
    word = match[0]
    if not word[0].isupper() or word[1:2].isupper() or len(word) < 2:
        return False
    if _SENTENCE_START.search(text, max(0, match.start() - 12), match.start()):
        return False
    if language == "hu" and is_harmonious(word):
        return False
    return right[:5].lower() not in text.lower()


def cyrillic_in_latin(text: str) -> Iterator[Look]:
    """Words of Cyrillic letters that all look Latin, in Latin text; codes such as ``Т38``."""
    for match in _CYRILLIC_IN_LATIN.finditer(text):
        word = match[0]
        if (len(word) > 1 and word.isupper()) or not _is_among(text, match, "Latin"):
            continue
        yield Look(*match.span(), in_script(word, "Latin"), f"{_letters(word)} Cyrillic")


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
    for match in _LATIN_IN_CYRILLIC.finditer(text):
        right = in_script(match[0], "Cyrillic", language)
        if right and _is_word(right, language):
            yield Look(*match.span(), right, f"{_letters(match[0])} Latin")
    for match in _LATIN_FIRST.finditer(text):
        right = in_script(match[0], "Cyrillic", language)
        following = _FOLLOWED.match(text, match.end())
        if right and following and following[0].strip()[0].islower():
            yield Look(*match.span(), right, f"{_letters(match[0])} Latin")


@cache
def _is_word(word: str, language: str) -> bool:
    known = profiles()
    if language not in known.languages:
        return word in "аеокусв"
    number = known.languages.index(language)
    return any(one == number for one, _ in known.words.get(word, ()))


def codes_in_cyrillic(text: str, raw: str) -> Iterator[Look]:
    """Codes such as ``Т38`` with a Cyrillic letter on a page that also has the Latin one."""
    for match in _CODE.finditer(text):
        right = in_script(match[0], "Latin")
        digits = re.match(r"\d+", text[match.end() :][:4])
        if right and digits and right + digits[0] in raw:
            yield Look(*match.span(), right, f"{_letters(match[0])} Cyrillic")


def _letters(word: str) -> str:
    letters = "”, “".join(dict.fromkeys(word))
    return f"“{letters}” {'is' if len(set(word)) == 1 else 'are'}"


def digits_in_words(text: str) -> Iterator[Look]:
    """The digit 0 for the letter O, 3 for the Cyrillic З, within a word."""
    for match in _DIGIT.finditer(text):
        start, end = _token(text, match.start())
        word = text[start:end]
        inside = match.start() - start
        right = _right_letter(word, inside)
        if right and _is_written_so(word, inside, right, text):
            mended_word = word[:inside] + right + word[inside + 1 :]
            yield Look(start, end, mended_word, f"the “{match[0]}” is a digit")


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
