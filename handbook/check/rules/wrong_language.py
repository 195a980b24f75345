"""All text is in the language of the edition.

Why: a paragraph of another translation, saved into the wrong file, cannot be read by those it is
for. Text left in the source language is told by `untranslated`.

Bad (hu): Jaunietis pats izvēlas savu mentoru no trim vārdiem.
Good (hu): A fiatal maga választ mentort három név közül.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Page
from handbook.check.alphabet import profile_for
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.prose import Piece
from handbook.check.tongue import Doubt, by_place, doubts, words_by_piece
from handbook.check.words import short
from handbook.language.detect import (
    LEAST,
    NAMES,
    OTHER_SCRIPT,
    Part,
    foreign,
    lead_of,
    profile_of,
)
from handbook.language.profiles import words_of

SCOPE = "page"
SEVERITY = "error"

_MOST = 0.6
"""Share of a page's words from which the page is told as a whole."""
_HEADING = 3
"""Words from which a heading is judged by itself."""
_LEAD, _BEFORE_SOURCE = 14.0, 9.5
"""How much better another edition's language must explain a heading, all words together, than the
page's language and than that of the source. Right headings of the book reach 10; of those taken
from another edition 99 of 100 are above."""


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each part in another language; one if that is most of the page."""
    language = profile_for(page, context)
    if language is None:
        return
    left_to_others = {OTHER_SCRIPT.get(language), _source_language(page, context)}
    found = [
        (doubt.piece, parts)
        for doubt in doubts(page, language)
        if doubt.is_text
        if (
            parts := _parts(doubt, language, left_to_others)
            if len(doubt.words) >= LEAST
            else _heading(doubt, language, context)
        )
    ]
    if len(found) > 4 and _words(found) > _MOST * sum(map(len, words_by_piece(page))):
        found = found[:1]
    by_piece = {id(piece): parts for piece, parts in found}
    rows = by_place((piece, parts[0].start, parts[0].end) for piece, parts in found)
    for row in rows:
        yield _fault(row[0][0], by_piece[id(row[0][0])], language)


def _parts(doubt: Doubt, language: str, left_to_others: set[str | None]) -> list[Part]:
    """Parts of a piece in another language that no other rule tells."""
    parts = foreign(doubt.judged, language)
    return [part for part in parts if part.language not in left_to_others]


def _heading(doubt: Doubt, language: str, context: Context) -> list[Part]:
    """Tell whether a short heading is in the language of another edition.

    Headings of other sites are often half English, and too short to tell that from French.
    """
    words, block = words_of(doubt.judged), doubt.piece.block
    is_heading = context.is_handbook and block is not None and block.kind == "heading"
    if not is_heading or len(words) < _HEADING:
        return []
    source = profile_of(context.book.source.locale)
    others = {profile_of(edition.locale) for edition in context.book.editions}
    leads = {name: lead_of(words, name, language) for name in others - {source, language} if name}
    best = max(leads, key=lambda name: leads[name], default=None)
    if best is None or source is None or len(words) * leads[best] < _LEAD:
        return []
    if len(words) * lead_of(words, best, source) < _BEFORE_SOURCE:
        return []
    return [Part(0, len(doubt.piece.prose), best, leads[best])]


def _fault(piece: Piece, parts: list[Part], language: str) -> Fault:
    line, column = piece.place(parts[0].start)
    text = short(piece.prose[parts[0].start : parts[0].end])
    name = NAMES[max(parts, key=lambda part: part.end - part.start).language]
    message = f"{text} is {name}, this edition is {NAMES[language]}"
    return Fault(line, message, column, fix=f"write it in {NAMES[language]}")


def _words(found: list[tuple[Piece, list[Part]]]) -> int:
    spans = ((piece, part) for piece, parts in found for part in parts)
    return sum(len(words_of(piece.prose[part.start : part.end])) for piece, part in spans)


def _source_language(page: Page, context: Context) -> str | None:
    """Language of the source, if the page has one: `untranslated` compares them."""
    source = context.book.source.locale
    has_source = not page.is_source and context.book.page(source, page.id)
    return profile_of(source) if has_source else None
