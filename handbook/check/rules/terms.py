"""A word stands that the glossary forbids for a term.

Why: readers learn a word once and meet it again in every form and law; two words for one thing
make two things of it. Inflected forms count. Quotations, accepted forms and the phrases that the
glossary excepts do not; a hint is given only where the English text has the term beside it.

Bad (en → hu): Bring it to the case conference. → Vigyük az ügykonferenciára.
Good (en → hu): Bring it to the case conference. → Vigyük az esetkonferenciára, a csoporttal.
Bad (en → bg): People with disabilities. → Инвалидите.
Good (en → bg): Trainers for people with disabilities. → Обучителите за хора с увреждания.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.context import Context
from handbook.check.model import Fault, Severity
from handbook.check.pair import Pair
from handbook.check.prose import Piece, prose
from handbook.check.vocabulary import (
    Forbidden,
    Vocabulary,
    is_inside,
    is_quoted,
    terms_in,
    vocabulary,
)
from handbook.language.match import Hit

SCOPE = "pair"
SEVERITY = "error"

_SEVERITY = {"error": Severity.ERROR, "warn": Severity.WARNING, "hint": Severity.INFO}
_MESSAGE = {
    "error": "“{}” is a wrong word for “{}”",
    "warn": "“{}” is a word to avoid for “{}”",
    "hint": "“{}” may be the wrong word for “{}”",
}


def check(pair: Pair, context: Context) -> Iterator[Fault]:
    """Yield a fault for each forbidden form of the translation."""
    page = pair.target
    known = vocabulary(context.glossary, page.edition)
    words = prose(page)
    for hit in known.wrong.find(words.text, lambda form: form.applies(page.id)):
        piece, start = words.piece(hit.start)
        found = Hit(hit.start - start, hit.end - start, hit.text, hit.value)
        if not _is_fine(found, piece, known):
            source = _source(pair, piece, found.value, context)
            if found.value.level != "hint" or source:
                yield _fault(found, piece, source)


def _is_fine(hit: Hit[Forbidden], piece: Piece, known: Vocabulary) -> bool:
    """Tell whether the form stands in a quotation, an accepted form or an excepted phrase."""
    if is_quoted(piece, hit.start, hit.end):
        return True
    return is_inside(hit, known.fine.find(piece.prose))


def _source(pair: Pair, piece: Piece, form: Forbidden, context: Context) -> int | None:
    """Line of the source block beside a piece, if it has the term."""
    for ours, theirs in pair.both:
        if theirs is piece.block or theirs == piece.block:
            has_term = form.term in terms_in(ours.prose, context.glossary, pair.source.edition)
            return ours.line if has_term else None
    return None


def _fault(hit: Hit[Forbidden], piece: Piece, source: int | None) -> Fault:
    line, column = piece.place(hit.start)
    form = hit.value
    fix = f"Write “{form.instead}”."
    if form.level != "error":
        fix = f"Write “{form.instead}” if that is what is meant; if not, use another word."
    return Fault(
        line,
        _MESSAGE[form.level].format(" ".join(hit.text.replace("\0", "").split()), form.english),
        column,
        fix=fix,
        source=source,
        severity=_SEVERITY[form.level],
    )
