"""The glossary made ready for looking its words up in pages of one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

from handbook.check.prose import Piece
from handbook.language.match import Hit, Matcher, in_bracket, strip_bracket
from handbook.language.wording import Avoided, avoided

LEVELS = ("error", "warn", "hint")
Term = dict[str, Any]

_QUOTATION = re.compile(
    r"„[^„“”\x01]{1,600}[“”]|“[^„“”\x01]{1,600}”|«[^«»\x01]{1,600}»|»[^«»\x01]{1,600}«"
)
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A wrong form of a term: how bad, where, and what to write."""

    form: str
    level: str
    where: str
    instead: str
    term: str
    english: str

    def applies(self, page_id: str) -> bool:
        """Tell whether the form is wrong on a page."""
        return matches_page(self.where, page_id)


class Vocabulary:
    """The glossary's words of one language."""

    def __init__(self, glossary: list[Term], language: str) -> None:
        """Prepare the terms of ``docs/glossary.yml`` for a language."""
        cells = [(term, term[language]) for term in glossary if term.get(language)]
        wrong = [form for term, cell in cells for form in _forbidden(term, cell)]
        wrong.sort(key=lambda form: LEVELS.index(form.level))
        right = {form: term["id"] for term, cell in cells for form in accepted(cell)}
        fine = [phrase for _, cell in cells for phrase in _exceptions(cell)]
        self.wrong = Matcher(language, ((form.form, form) for form in wrong))
        self.fine = Matcher(language, ((form, True) for form in (*right, *fine)))
        self.words = Matcher(language, _wording(language, wrong))
        fine = [phrase for entry in avoided(language) for phrase in entry.fine]
        self.fine_words = Matcher(language, ((phrase, True) for phrase in fine))


@lru_cache(maxsize=32)
def _vocabulary(glossary: _Same, language: str) -> Vocabulary:
    return Vocabulary(glossary.terms, language)


class _Same:
    """A glossary as a key: the same list is the same glossary."""

    def __init__(self, terms: list[Term]) -> None:
        self.terms = terms

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.terms is self.terms

    def __hash__(self) -> int:
        return id(self.terms)


def vocabulary(glossary: list[Term], language: str) -> Vocabulary:
    """Return the glossary's words of a language; made once for each glossary."""
    return _vocabulary(_Same(glossary), language)


@lru_cache(maxsize=8)
def _english(glossary: _Same, language: str) -> Matcher[str]:
    cells = [(term, term[language]) for term in glossary.terms if term.get(language)]
    return Matcher(language, ((form, term["id"]) for term, cell in cells for form in accepted(cell)))


def terms_in(text: str, glossary: list[Term], language: str) -> set[str]:
    """Ids of the terms whose preferred or accepted form of a language stands in a text."""
    return {hit.value for hit in _english(_Same(glossary), language).find(text)}


def accepted(cell: Term) -> Iterator[str]:
    """Preferred and other accepted forms, feminine forms in brackets each by itself."""
    for form in (cell["preferred"], *(cell.get("also") or ())):
        yield strip_bracket(form)
        if in_bracket(form):
            yield in_bracket(form)


def _forbidden(term: Term, cell: Term) -> Iterator[Forbidden]:
    for form in cell.get("forbidden") or ():
        instead = form.get("instead") or strip_bracket(cell["preferred"])
        english = strip_bracket((term.get("en") or {}).get("preferred") or term["id"])
        where = form.get("where") or "*"
        yield Forbidden(form["form"], form["level"], where, instead, term["id"], english)


def _exceptions(cell: Term) -> Iterator[str]:
    for form in cell.get("forbidden") or ():
        yield from form.get("except") or ()


def _wording(language: str, wrong: list[Forbidden]) -> Iterator[tuple[str, Avoided | None]]:
    """Forms to avoid; first those that the glossary forbids, which are not told twice."""
    for form in wrong:
        if form.level != "hint":
            yield form.form, None
    for entry in avoided(language):
        yield entry.form, entry


def matches_page(where: str, page_id: str) -> bool:
    """Tell whether a glob of page ids (``{a,b}`` = either, leading ``!`` = not) fits a page."""
    if where.startswith("!"):
        return not matches_page(where[1:], page_id)
    braces = _BRACES.search(where)
    if not braces:
        return fnmatchcase(page_id, where)
    before, after = where[: braces.start()], where[braces.end() :]
    return any(matches_page(before + part + after, page_id) for part in braces[1].split(","))


def is_quoted(piece: Piece, start: int, end: int) -> bool:
    """Tell whether a span of a piece stands between quotation marks."""
    return any(
        quote.start() < start and end < quote.end() for quote in _QUOTATION.finditer(piece.prose)
    )


def is_inside(hit: Hit[Any], others: Iterable[Hit[Any]]) -> bool:
    """Tell whether a hit stands inside another one."""
    return any(other.start <= hit.start and hit.end <= other.end for other in others)
