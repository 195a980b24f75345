"""A word stands that the glossary forbids for a term.

Why: readers learn a word once and meet it again in every form and law; two words for one thing
make two things of it. Inflected forms count; accepted forms and excepted phrases do not. In a
quotation, and for what the glossary calls a hint, a finding is given for information only, where
the English text beside it has the term and the translation lacks the right word.

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
    is_mention,
    is_name,
    quoted_around,
    vocabulary,
    words_of,
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
_FIX = {
    "error": "Write “{}”.",
    "warn": "Write “{}”; if something else is meant, say so: <!-- handbook: allow terms — why -->",
    "hint": "Write “{}” if that is what is meant.",
}
_ENGLISH = "“{}” is the English word"


def check(pair: Pair, context: Context) -> Iterator[Fault]:
    """Yield a fault for each forbidden form of the translation."""
    page = pair.target
    ours, theirs = (vocabulary(context.glossary, p.edition) for p in (pair.source, page))
    words = prose(page)
    hits = theirs.wrong.find(words.text, lambda form: form.applies(page.id), words.vocabulary)
    beside = {id(block): source for source, block in pair.both} if hits else {}
    for hit in hits:
        piece, start = words.piece(hit.start)
        found = Hit(hit.start - start, hit.end - start, hit.text, hit.value)
        quotation = quoted_around(found, piece.prose)
        if theirs.is_fine(found, piece.prose) or is_mention(quotation):
            continue
        if is_name(found, piece.prose):
            continue
        source, level = beside.get(id(piece.block)), hit.value.level
        if source and hit.value.unless and hit.value.unless in source.prose.lower():
            continue
        if quotation or level == "hint":
            level, term = "hint", hit.value.term
            if not source or ours.count(term, source.prose) <= theirs.count(term, piece.prose):
                continue
        yield _fault(found, piece, level, source.line if source else None)


def _fault(hit: Hit[Forbidden], piece: Piece, level: str, source: int | None) -> Fault:
    line, column = piece.place(hit.start)
    form, word = hit.value, words_of(hit)
    message = _MESSAGE[level]
    if word.lower().startswith(form.english.lower()):
        message = _ENGLISH
    fix = _FIX[level].format(form.instead)
    return Fault(
        line,
        message.format(word, form.english),
        column,
        fix=fix,
        source=source,
        severity=_SEVERITY[level],
    )
