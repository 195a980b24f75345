"""Text is in the script of the edition.

Why: the Serbian edition is in Latin letters, and whoever reads it may not read a block in
Cyrillic; Bulgarian in Latin letters is hard to read and cannot be searched.

Bad (sr): Млада особа бира ментора.
Good (sr): Mlada osoba bira mentora.
Bad (bg): Mladezhat sam izbira svoya mentor ot tri imena.
Good (bg): Младежът сам избира своя ментор. Програмата се казва Big Brothers Big Sisters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Page
from handbook.check.alphabet import MOST, odd_characters, profile_for, script_for
from handbook.check.cited import Cited
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.prose import Piece, prose
from handbook.check.tongue import Doubt, Span, by_place, doubts
from handbook.check.words import short
from handbook.language.detect import LEAST, OTHER_SCRIPT, best_of, foreign
from handbook.language.profiles import words_of
from handbook.language.script import CYRILLIC, LATIN

SCOPE = "page"
SEVERITY = "error"

_RUN = re.compile(f"[{CYRILLIC}](?:[^{LATIN}\x01]*[{CYRILLIC}])?")
_LATIN_WORD = re.compile(f"[{LATIN}]{{2,}}")
_SERBIAN = 4
"""Words in Cyrillic that are no name within a sentence in Latin letters."""
_SHORT, _CLEAR = 3, 1.0
"""Words in Latin letters from which Bulgarian is told, and how clear it must be, a word."""


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each block, row, or run of words in the other script."""
    language = profile_for(page, context)
    if script_for(page, context) == "Cyrillic":
        found = _latin(page, language)
        message = "is in Latin letters; this edition is in Cyrillic"
        fix = "write it in Cyrillic"
    elif any("Ѐ" <= char <= "ӿ" for char in odd_characters(page)):
        found = _cyrillic(page, language)
        message = "is in Cyrillic; this edition is in Latin letters"
        fix = "write it in Latin letters"
    else:
        return
    for spans in by_place(found):
        piece, start, end = spans[0]
        line, column = piece.place(start)
        yield Fault(line, f"{short(piece.prose[start:end])} {message}", column, fix=fix)


def _cyrillic(page: Page, language: str | None) -> Iterator[Span]:
    for piece in prose(page).pieces:
        runs = [match.span() for match in _RUN.finditer(piece.prose)]
        if not runs:
            continue
        least = _least_words(piece, language)
        runs = [span for span in runs if len(words_of(piece.prose[slice(*span)])) >= least]
        cited = Cited(piece)
        parts = foreign(cited.without_titles, language) if runs and language else ()
        others = [part for part in parts if part.language != "sr-Cyrl"]
        for start, end in runs[:MOST]:
            is_other = any(part.start < end and part.end > start for part in others)
            if len(piece.prose[start:end]) > 2 and not is_other and not cited.is_title(start, end):
                yield piece, start, end


def _least_words(piece: Piece, language: str | None) -> int:
    """Words in Cyrillic from which a run counts: all of a block, or too long for a name."""
    if _LATIN_WORD.search(piece.prose):
        return _SERBIAN if language == "sr" else 10**9
    return 1 if language == "sr" else _SHORT


def _latin(page: Page, language: str | None) -> Iterator[Span]:
    latin = OTHER_SCRIPT.get(language or "")
    if language is None or latin is None:
        return
    for doubt in doubts(page, language):
        if not _LATIN_WORD.search(doubt.piece.prose):
            continue
        parts = foreign(doubt.judged, language)
        spans = [(part.start, part.end) for part in parts if part.language == latin]
        if not spans and _is_short_latin(doubt, latin):
            spans = [(0, len(doubt.piece.prose))]
        yield from ((doubt.piece, *span) for span in spans)


def _is_short_latin(doubt: Doubt, latin: str) -> bool:
    text = doubt.piece.prose
    if not _SHORT <= len(doubt.words) < LEAST or re.search(f"[{CYRILLIC}]", text):
        return False
    if sum(word[0].isupper() for word in re.findall(f"[{LATIN}]+", text)) > 1:
        return False
    best, lead = best_of(doubt.words)
    return best == latin and lead >= _CLEAR
