"""Text read in the wrong encoding: ``kÃ¡rtya`` for ``kártya``, ``РґРµС‚Рµ`` for ``дете``.

UTF-8 read as a one-byte code page turns each letter into two characters, the first of few kinds.
They are taken back to bytes and read as UTF-8; only what gives letters that a text can have
there counts, so that “SAJÁT KÉP»” or “ЦЕНТЪР“” is no mojibake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from handbook.language.profiles import alphabet, profiles

CODE_PAGES = ("cp1252", "cp1250", "cp1251", "cp1257")
LOST = "\ufffd"

_PAIRS = re.compile(
    rf"(?:[\xc2-\xdf][\x80-\xbf{LOST}]|[\xe0-\xef][\x80-\xbf{LOST}]{{2}}"
    rf"|[\xf0-\xf3][\x80-\xbf{LOST}]{{3}})+"
)
_SIGNS = frozenset("\u00a0§«»°·©®±²³¹½¼¾×÷€„“”‚‘’–—…•→−№™\u202f\u200b\u00ad🙂")
_CYRILLIC = re.compile("[Ѐ-ӿ]+")
_READ_AS_WESTERN = re.compile(r"(?<![^\W\d_])[À-ÿ¸¨]{3,}(?![^\W\d_])")
_LATIN = "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿāăąćčďđēĕėęěğģĩīįķĺļľłńņňōőœŕŗřśşšţťūůűųźżžș"


@dataclass(frozen=True, slots=True)
class Garbled:
    """A word in mojibake: its span, and the word as it was, if it can be told."""

    start: int
    end: int
    repaired: str | None


@cache
def _to_bytes(code_page: str) -> dict[int, str]:
    """Characters of a code page → the byte, as a character of the same number."""
    table: dict[int, str] = {}
    for byte in range(0x80, 0x100):
        char = bytes((byte,)).decode(code_page, "ignore")
        table[ord(char) if char else byte] = chr(byte)
    return table


_RARE = frozenset(
    char
    for code_page in CODE_PAGES
    for char, byte in ((chr(one), other) for one, other in _to_bytes(code_page).items())
    if byte < "\xc0" and char not in "„“”‘’–—…«»\xa0§°·©®²³№"
)
"""What stands second in a pair and is hardly ever written on purpose."""
SUSPECTS = _RARE | frozenset("ÂÃÄÅâÐÑĂĹĐŃï" + LOST) | frozenset(map(chr, range(0xC0, 0x100)))
"""Characters without one of which a text holds no mojibake, beside letters of the language."""


def garbled(text: str, language: str) -> tuple[Garbled, ...]:
    """Words of a text in mojibake, as read in the code page that explains most of it."""
    best: list[Garbled] = []
    for code_page in CODE_PAGES:
        found = list(_words(text, _hits(text, code_page, language)))
        if _size(found) > _size(best):
            best = found
    western = (word for word in _western(text) if all(not _meet(word, other) for other in best))
    return tuple(sorted([*best, *western], key=lambda word: word.start))


def _size(words: list[Garbled]) -> int:
    return sum(word.end - word.start for word in words)


def _meet(one: Garbled, other: Garbled) -> bool:
    return one.start < other.end and other.start < one.end


def _hits(text: str, code_page: str, language: str) -> Iterator[Garbled]:
    as_bytes = text.translate(_to_bytes(code_page))
    for match in _PAIRS.finditer(as_bytes):
        read = _read(match[0])
        if read is None:
            if LOST in match[0] and (len(match[0]) > 3 or _is_beside_small(text, match)):
                yield Garbled(*match.span(), None)
        elif _is_plausible(read, text, match, code_page, language):
            yield Garbled(*match.span(), None if LOST in read else read)


def _read(as_bytes: str) -> str | None:
    """Read bytes as UTF-8, twice if they were spoilt twice."""
    try:
        read = as_bytes.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    again = read.translate(_to_bytes("cp1252"))
    if _PAIRS.fullmatch(again):
        try:
            return again.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return read
    return read


def _is_plausible(
    read: str, text: str, match: re.Match[str], code_page: str, language: str
) -> bool:
    """Whether what was read can stand there and what is written cannot."""
    if LOST in read:
        return True
    is_cyrillic = "я" in _alphabet_of(language)
    if cyrillic := _CYRILLIC.search(read):
        second = text[match.start() + 1 : match.start() + 2]
        return len(cyrillic[0]) > 1 or (is_cyrillic and second in _RARE)
    letters = [char for char in read if char not in _SIGNS]
    if any(char not in _alphabet_of(language) for char in letters):
        return False
    if code_page == "cp1251" and is_cyrillic:
        return not letters and match.end() - match.start() > 2
    if len(letters) > 1 or (not letters and match.end() - match.start() > 2):
        return True
    if not letters:
        return not text[match.start() - 1 : match.start()].isupper()
    return _is_beside_small(text, match)


def _is_beside_small(text: str, match: re.Match[str]) -> bool:
    """Whether a small letter without accent stands beside: the rest of the spoilt word."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return _is_small(before) or _is_small(after)


def _is_small(char: str) -> bool:
    return char.islower() and char.isascii()


@cache
def _alphabet_of(language: str) -> frozenset[str]:
    own = alphabet(language) if language in profiles().languages else frozenset(_LATIN)
    letters = own | (frozenset(_LATIN) if "a" in own and len(own) < 30 else frozenset())
    return frozenset(letters | {letter.upper() for letter in letters})


def _words(text: str, hits: Iterator[Garbled]) -> Iterator[Garbled]:
    """Whole words around the hits, several in one word put together."""
    start, end, parts = -1, -1, list[str | None]()
    for hit in hits:
        if start >= 0 and hit.start > end and _letters_between(text, end, hit.start):
            parts.append(text[end : hit.start])
        elif hit.start != end:
            if start >= 0:
                yield _whole(text, start, end, parts)
            start, parts = hit.start, []
        parts.append(hit.repaired)
        end = hit.end
    if start >= 0:
        yield _whole(text, start, end, parts)


def _letters_between(text: str, start: int, end: int) -> bool:
    return end - start < 40 and text[start:end].isalpha()


def _whole(text: str, start: int, end: int, parts: list[str | None]) -> Garbled:
    first, last = start, end
    while first > max(0, start - 40) and text[first - 1].isalpha():
        first -= 1
    while last < min(len(text), end + 40) and text[last].isalpha():
        last += 1
    if None in parts:
        return Garbled(first, last, None)
    middle = "".join(part or "" for part in parts)
    return Garbled(first, last, text[first:start] + middle + text[end:last])


def _western(text: str) -> Iterator[Garbled]:
    """Cyrillic of code page 1251 read as Western European: words of accented letters alone."""
    for match in _READ_AS_WESTERN.finditer(text):
        read = match[0].encode("cp1252", "replace").decode("cp1251", "replace")
        if _CYRILLIC.fullmatch(read) and read[1:].islower():
            yield Garbled(*match.span(), read)
