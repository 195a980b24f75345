"""Defects of letters that the eye does not see, or sees as rubbish."""

from __future__ import annotations

import re
import unicodedata

from .model import Change, Desk, plants

LATIN = "aeopcxyABEKMHOPCTX"
CYRILLIC = "аеорсхуАВЕКМНОРСТХ"
WORD = re.compile(r"[^\W\d_]{4,}")
TILDE = str.maketrans("őűŐŰ", "õûÕÛ")
CODEPAGE = {"hu": "cp1250", "sr": "cp1250", "lv": "cp1257", "bg": "cp1251"}
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
BIDI = "\u202e\u202d\u200f\u200e\u2066\u2067"
FOREIGN = {
    "sr": {"đ": "ð", "č": "ć", "ć": "ç", "š": "ş", "ž": "ż"},
    "lv": {"š": "ş", "ā": "â", "ī": "î", "ē": "ë", "ū": "û", "ņ": "ň", "č": "ć"},
    "bg": {"и": "і", "ъ": "ы", "е": "э", "й": "ј"},
}


def _words(desk: Desk, letters: str = "") -> list[tuple[int, re.Match[str]]]:
    """Words of the prose that have at least one of the letters."""
    found = desk.target.find(WORD)
    return [(n, m) for n, m in found if not letters or any(letter in letters for letter in m[0])]


def _letter(desk: Desk, table: dict[str, str]) -> Change | None:
    """One letter of one word is another that looks like it."""
    spot = desk.pick(_words(desk, "".join(table)))
    if spot is None:
        return None
    line, match = spot
    at = desk.dice.choice([n for n, letter in enumerate(match[0]) if letter in table])
    start = match.start() + at
    return desk.put(line, start, start + 1, table[match[0][at]], f"in {match[0]!r}")


@plants("mixed-script")
def _mixed(desk: Desk) -> Change | None:
    """A Latin letter in a Cyrillic word, a Cyrillic one in a Latin word."""
    to_latin = desk.language == "bg"
    old, new = (CYRILLIC, LATIN) if to_latin else (LATIN, CYRILLIC)
    return _letter(desk, dict(zip(old, new, strict=True)))


@plants("foreign-letter")
def _foreign(desk: Desk) -> Change | None:
    """õ for ő, ð for đ, ş for š: a letter the alphabet of the language does not have."""
    if desk.language == "hu":
        spot = desk.pick(_words(desk, "őűŐŰ"))
        if spot is None:
            return None
        new = spot[1][0].translate(TILDE)
        return desk.put(spot[0], spot[1].start(), spot[1].end(), new, "")
    table = {k: v for k, v in FOREIGN[desk.language].items() if v not in "čćšžđ"}
    return _letter(desk, table)


def _inside(desk: Desk, marks: str) -> Change | None:
    spot = desk.pick(_words(desk))
    if spot is None:
        return None
    at = spot[1].start() + desk.dice.randrange(1, len(spot[1][0]))
    mark = desk.dice.choice(marks)
    return desk.put(spot[0], at, at, mark, f"U+{ord(mark):04X} in {spot[1][0]!r}")


@plants("zero-width")
def _zero(desk: Desk) -> Change | None:
    return _inside(desk, ZERO_WIDTH)


@plants("bidi-control")
def _bidi(desk: Desk) -> Change | None:
    return _inside(desk, BIDI)


@plants("not-nfc")
def _decomposed(desk: Desk) -> Change | None:
    """A word as some file systems and PDF readers give it: letters and accents apart."""
    found = [
        (line, match, unicodedata.normalize("NFD", match[0]))
        for line, match in _words(desk)
        if unicodedata.normalize("NFD", match[0]) != match[0]
    ]
    spot = desk.pick(found)
    return desk.put(spot[0], spot[1].start(), spot[1].end(), spot[2], "") if spot else None


def _garbled(word: str, right: str, wrong: str) -> str:
    return word.encode(right, "ignore").decode(wrong, "replace")


@plants("mojibake")
def _mojibake(desk: Desk) -> Change | None:
    """A word read in the wrong encoding: UTF-8 as Western, or a code page as Western."""
    ways = [("utf-8", "cp1252"), ("utf-8", "latin-1"), (CODEPAGE[desk.language], "cp1252")]
    right, wrong = desk.dice.choice(ways)
    found = [
        (line, match, new)
        for line, match in _words(desk)
        if (new := _garbled(match[0], right, wrong)) != match[0] and new.isprintable()
    ]
    spot = desk.pick(found)
    return desk.put(spot[0], spot[1].start(), spot[1].end(), spot[2], "") if spot else None


@plants("replacement-character")
def _replaced(desk: Desk) -> Change | None:
    spot = desk.pick(_words(desk, "áéíóöőúüűčćšžđāēīūķļņģаеиоуъ"))
    if spot is None:
        return None
    word = spot[1][0]
    at = desk.dice.choice([n for n, letter in enumerate(word) if not letter.isascii()])
    start = spot[1].start() + at
    return desk.put(spot[0], start, start + 1, "\ufffd", f"in {word!r}")
