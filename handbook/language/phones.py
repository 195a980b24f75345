"""Telephone numbers in a text: where they stand, and when one is another with a digit wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from handbook.language.figure_words import words

EUROPEAN = frozenset(("116000", "116006", "116111", "116117", "116123"))
"""Numbers of social value that are the same in all of the European Union (2007/116/EC)."""

_RUN = re.compile(r"(?<![\w.,:/-])[0-9](?:[ \xa0\u202f()-]{0,2}[0-9]){2,15}(?![.,:/]?[0-9])")
_RANGE = re.compile(r"[-–][0-9]")
_GROUP = re.compile(r"[0-9]+")
_NATIONAL = {"+36": "06", "+371": "", "+381": "0", "+359": "0"}
"""Country codes, and what is dialled instead inside the country."""
_MOST_GROUPS = 7
_NEAR = 40
_WORDS = 5
"""A number to call stands within so many characters, and fewer words, after a word of calling."""
_SENTENCE = re.compile(r"[.!?;\n\x01]")

_CALL = {
    "en": r"call(?:s|ed|ing)?\b|dial|ring\b|phone|police|ambulance|fire brigade|emergency|helpline",
    "hu": r"hív|tárcsáz|telefon|segélyhív|rendőr|mentők|tűzolt|segélyvonal",
    "sr": r"poz[oi]v|zov[ie]|zva|okren|telefon|policij|hitn|vatrogas|linij",
    "lv": r"zvan|piezvan|tālru|policij|neatliekam|ugunsdz|glābēj",
    "bg": r"обад|обажда|звън|набер|телефон|полици|бърза|пожарн|спешн|позвън",
}
"""Beginnings of words that make the number beside them one to call."""
_COUNTED = {
    "en": "of |people|person|young|parent|famil|mentor|mentee|pair|child|adult|times|calls|numbers"
    "|words|pages|participant|trainer|school|group|session|case|question",
    "hu": "fő|ember|fiatal|szülő|család|mentor|pár|gyer|felnőtt|alkalom|alkalm|hívás|résztvev"
    "|tréner|csoport|iskol|eset|kérdés|szó",
    "sr": "ljudi|osob|mlad|roditelj|porodic|mentor|par|dec|odrasl|put|poziv|učesni|trener|grup"
    "|škol|slučaj|pitanj|reči",
    "lv": "cilvē|jaunie|vecāk|ģimen|mentor|pār|bērn|pieauguš|reiz|zvan|dalībnie|grup|skol"
    "|gadījum|jautāj|vārd",
    "bg": "души|човек|хора|млад|родител|семейств|ментор|двойк|дец|дет|възрастн|пъти|обаждан"
    "|участни|груп|училищ|случа|въпрос|думи",
}
"""Beginnings of words for what is counted: “110 people” is no number to call."""
_OPENING = ("(", "–")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``start`` to ``end`` of a text; ``digits`` as dialled inside the country."""

    start: int
    end: int
    digits: str


def runs(text: str, starts: Iterable[int]) -> Iterator[list[Number]]:
    """Find runs of groups of digits; each as the numbers it may hold, the longest first.

    ``starts`` are the offsets at which numbers of the text start.
    """
    end = 0
    for start in starts:
        run = _RUN.match(text, start) if start >= end else None
        if not run:
            continue
        end = run.end()
        spans = [match.span() for match in _GROUP.finditer(text, *run.span())][:_MOST_GROUPS]
        parts = [
            (spans[a][0], spans[b][1]) for a in range(len(spans)) for b in range(a, len(spans))
        ]
        parts.sort(key=lambda part: part[0] - part[1])
        yield [_number(text, start, end) for start, end in parts]


def _number(text: str, start: int, end: int) -> Number:
    start -= text[start - 1 : start] == "+"
    return Number(start, end, national(text[start:end]))


def national(number: str) -> str:
    """Digits of a number as dialled inside its country: +36 80 205 520 → 0680205520."""
    digits = "".join(_GROUP.findall(number))
    if number.lstrip()[:1] == "+":
        for code, prefix in _NATIONAL.items():
            if digits.startswith(code[1:]):
                return prefix + digits.removeprefix(code[1:]).removeprefix("0")
    return digits


def mistaken(digits: str, known: Iterable[str]) -> str | None:
    """Return the known number of which this is a misspelling; None when it is right or another.

    A digit changed, two neighbours swapped, one lost or one too many; only of numbers of six
    digits and more, because the short ones are all one digit apart.
    """
    known = [number for number in known if len(number) >= 6]
    if digits in known or digits in EUROPEAN:
        return None
    return next((number for number in known if _one_slip(digits, number)), None)


def _one_slip(digits: str, number: str) -> bool:
    if len(digits) == len(number):
        wrong = [
            place
            for place, pair in enumerate(zip(digits, number, strict=True))
            if pair[0] != pair[1]
        ]
        if len(wrong) == 2 and wrong[1] - wrong[0] == 1:
            first, second = wrong
            return digits[first] == number[second] and digits[second] == number[first]
        return len(wrong) == 1
    longer, shorter = sorted((digits, number), key=len, reverse=True)
    if len(longer) - len(shorter) != 1 or (len(number) == 6 and not digits.startswith("116")):
        return False
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def is_count(text: str, number: Number, language: str) -> bool:
    """Whether a number counts something: a unit, a currency, percent, or people beside it."""
    known = words(language)
    before = text[max(0, number.start - 4) : number.start].rstrip()
    if known.tail.match(text, number.end) or before.endswith(("€", "$", "£", "EUR")):
        return True
    return bool(_RANGE.match(text, number.end) or _counted(language).match(text, number.end))


def is_called(text: str, number: Number, language: str) -> bool:
    """Whether the words around a short number tell people to call it."""
    if is_count(text, number, language):
        return False
    before = _SENTENCE.split(text[max(0, number.start - _NEAR) : number.start])[-1]
    after = text[number.end : number.end + _NEAR].lstrip()
    said = list(_calls(language).finditer(before))
    if said:
        between = before[said[-1].end() :]
        if len(between.split()) < _WORDS and not any(map(str.isdigit, between)):
            return True
    return after[:1] in _OPENING and bool(_calls(language).match(after.lstrip(" (–-")))


def names_service(text: str, language: str) -> bool:
    """Whether a text, such as the cell beside a number, is about calling."""
    return bool(_calls(language).search(text))


@cache
def _calls(language: str) -> re.Pattern[str]:
    every = "|".join(_CALL.values())
    return re.compile(rf"(?<!\w)(?:{_CALL.get(language.split('-')[0], every)})", re.IGNORECASE)


@cache
def _counted(language: str) -> re.Pattern[str]:
    every = "|".join(_COUNTED.values())
    return re.compile(rf"[ \xa0]+(?:{_COUNTED.get(language.split('-')[0], every)})")
