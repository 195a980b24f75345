"""Another letter or digit stands for one that looks like it.

Why: “õ” for “ő”, a Latin “c” for the Cyrillic “с”, a zero for an “O” pass the eye, but not
search, spelling and voice readers; and some are plainly wrong in print.

Bad (hu): A következõ találkozás kedden lesz.
Good (hu): A következő találkozás kedden lesz Võrus, São Paulóban.
Bad (lv): Jaunieðiem vajag laiku.
Good (lv): Jauniešiem vajag laiku.
Bad (bg): Младежът говори c ментора.
Good (bg): Младежът говори с ментора за витамин C и план B.
Bad (sr): Upišite datum u Т38 danas.
Good (sr): Upišite datum u T38 danas.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Page
from handbook.check.alphabet import MOST, edit, odd_characters, profile_for, script_for
from handbook.check.cited import Cited
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.prose import Piece, prose
from handbook.language.detect import foreign, profile_of
from handbook.language.letters import foreign_letters
from handbook.language.lookalikes import (
    Look,
    codes_in_cyrillic,
    cyrillic_in_latin,
    digits_in_words,
    foreign_letters_in,
    latin_in_cyrillic,
    separate_accents,
)
from handbook.language.script import CYRILLIC_LANGUAGES

SCOPE = "page"
SEVERITY = "error"

_WITHOUT_ACCENTS = ("en", "hu", "sr", "lv")
"""Languages that put no accents on letters beside those of their alphabet."""


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each word with a look-alike."""
    words, profile = prose(page), profile_for(page, context)
    by_piece: dict[int, list[Look]] = {}
    for look in _looks(page, context, words.text):
        by_piece.setdefault(words.index(look.start), []).append(look)
    for number, looks in by_piece.items():
        piece, at = words.pieces[number], words.starts[number]
        cited = Cited(piece)
        if profile and foreign(cited.without_titles, profile):
            continue
        for look in looks[:MOST]:
            start, end = look.start - at, look.end - at
            if not (_is_cyrillic_citation(look, profile) and cited.covers(start, end)):
                yield _fault(piece, start, end, look)


def _is_cyrillic_citation(look: Look, profile: str | None) -> bool:
    return look.script == "Latin" and profile not in CYRILLIC_LANGUAGES


def _fault(piece: Piece, start: int, end: int, look: Look) -> Fault:
    line, column = piece.place(start)
    mend = edit(piece, start, end, look.right) if look.right and look.sure else None
    message = f"“{piece.prose[start:end]}”{' is' if look.script else ':'} {look.what}"
    return Fault(line, message, column, fix=_advice(look), edit=mend)


def _advice(look: Look) -> str:
    if look.script:
        return f"type “{look.right}” in {look.script} letters; to the eye nothing changes"
    return f"write “{look.right}”" if look.right else "type the letter anew"


def _looks(page: Page, context: Context, text: str) -> Iterator[Look]:
    odd = odd_characters(page)
    language = profile_of(page.edition) or page.edition
    if any(char in odd for char in foreign_letters(language)):
        yield from foreign_letters_in(text, language)
    if script_for(page, context) == "Cyrillic":
        yield from latin_in_cyrillic(text, language)
        yield from codes_in_cyrillic(text, page.raw)
    elif any("Ѐ" <= char <= "ӿ" for char in odd):
        yield from cyrillic_in_latin(text)
    if language in _WITHOUT_ACCENTS and any("\u0300" <= char <= "\u036f" for char in odd):
        yield from separate_accents(text)
    yield from digits_in_words(text)
