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
from handbook.check.alphabet import odd_characters, profile_for, script_for
from handbook.check.cited import is_cited, without_cited
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.prose import Piece, prose
from handbook.check.words import short
from handbook.language.detect import best_of, foreign
from handbook.language.profiles import words_of
from handbook.language.script import CYRILLIC, LATIN

SCOPE = "page"
SEVERITY = "error"

_RUN = re.compile(f"[{CYRILLIC}](?:[^{LATIN}\x01]*[{CYRILLIC}])?")
_LATIN_WORD = re.compile(f"[{LATIN}]{{2,}}")
_SERBIAN = 4
"""Words in Cyrillic that are no name within a sentence in Latin letters."""
_SHORT = 3
"""Words in Latin letters from which Bulgarian is told, when it is very clear."""


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each block, or run of words, in the other script."""
    script = script_for(page, context)
    if script == "Cyrillic":
        yield from _latin(page, context)
    elif any("Ѐ" <= char <= "ӿ" for char in odd_characters(page)):
        yield from _cyrillic(page, context)


def _cyrillic(page: Page, context: Context) -> Iterator[Fault]:
    language = profile_for(page, context)
    if language == "sr-Cyrl":
        return
    for piece in prose(page).pieces:
        for match in _RUN.finditer(piece.prose):
            words = words_of(match[0])
            if not _counts(piece, match, words, language):
                continue
            if _is_other_language(piece, match, language):
                continue
            line, column = piece.place(match.start())
            message = f"{short(match[0])} is in Cyrillic; this edition is in Latin letters"
            yield Fault(line, message, column, fix="write it in Latin letters")


def _counts(piece: Piece, match: re.Match[str], words: list[str], language: str | None) -> bool:
    """Whether a run in Cyrillic is all of its block, or too long for a name."""
    if is_cited(piece, match.start(), match.end()):
        return False
    if _LATIN_WORD.search(piece.prose):
        return language == "sr" and len(words) >= _SERBIAN
    return len(words) > 2 or (language == "sr" and len("".join(words)) > 2)


def _is_other_language(piece: Piece, match: re.Match[str], language: str | None) -> bool:
    """Whether the run is Bulgarian or Russian: `wrong-language` tells so."""
    parts = foreign(without_cited(piece), language) if language else ()
    return any(
        part.start < match.end() and part.end > match.start() and part.language != "sr-Cyrl"
        for part in parts
    )


def _latin(page: Page, context: Context) -> Iterator[Fault]:
    language = profile_for(page, context)
    latin = {"bg": "bg-Latn", "sr-Cyrl": "sr"}.get(language or "")
    if language is None or latin is None:
        return
    for piece in prose(page).pieces:
        if not _LATIN_WORD.search(piece.prose):
            continue
        parts = foreign(without_cited(piece), language)
        spans = [(part.start, part.end) for part in parts if part.language == latin]
        if not spans and _is_short_latin(piece, language, latin):
            spans = [(0, len(piece.prose))]
        for start, end in spans:
            line, column = piece.place(start)
            message = f"{short(piece.prose[start:end])} is in Latin letters"
            yield Fault(line, message, column, fix="write it in Cyrillic")


def _is_short_latin(piece: Piece, language: str, latin: str) -> bool:
    words = words_of(piece.prose)
    if not _SHORT <= len(words) < 6 or re.search(f"[{CYRILLIC}]", piece.prose):
        return False
    if sum(word[0].isupper() for word in re.findall(f"[{LATIN}]+", piece.prose)) > 1:
        return False
    best, lead = best_of(words)
    return best == latin and lead >= 1.0
