"""A word stands that the glossary forbids for a term.

Why: readers learn a word once and meet it again in every form and law; two words for one thing
make two things of it. Inflected forms count. Quotations, accepted forms and the phrases that the
glossary excepts do not; a hint is given only where the English text beside it has the term and
the translation lacks the right word.

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
from handbook.check.vocabulary import Forbidden, is_quoted, vocabulary, words_of
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
        if is_quoted(piece, found.start, found.end) or known.is_fine(found, piece.prose):
            continue
        source = _source_line(pair, piece)
        if found.value.level != "hint" or _is_missed(found.value.term, pair, piece, context):
            yield _fault(found, piece, source)


def _beside(pair: Pair, piece: Piece) -> tuple[str, int] | None:
    """Words and line of the source block beside a piece."""
    for ours, theirs in pair.both:
        if theirs is piece.block or theirs == piece.block:
            return ours.prose, ours.line
    return None


def _source_line(pair: Pair, piece: Piece) -> int | None:
    beside = _beside(pair, piece)
    return beside[1] if beside else None


def _is_missed(term: str, pair: Pair, piece: Piece, context: Context) -> bool:
    """Tell whether the source has a term oftener than the translation has its right word."""
    beside = _beside(pair, piece)
    if beside is None:
        return False
    ours, theirs = (vocabulary(context.glossary, p.edition) for p in (pair.source, pair.target))
    return ours.count(term, beside[0]) > theirs.count(term, piece.prose)


def _fault(hit: Hit[Forbidden], piece: Piece, source: int | None) -> Fault:
    line, column = piece.place(hit.start)
    form = hit.value
    fix = f"Write “{form.instead}”."
    if form.level != "error":
        fix = f"Write “{form.instead}” if that is what is meant; if not, use another word."
    return Fault(
        line,
        _MESSAGE[form.level].format(words_of(hit), form.english),
        column,
        fix=fix,
        source=source,
        severity=_SEVERITY[form.level],
    )
