"""The glossary made ready for looking its words up in pages of one language."""

from __future__ import annotations

import re
from collections import defaultdict
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
Ids = frozenset[str]

_QUOTATION = re.compile(
    r"„[^„“”\x01]{1,600}[“”]|“[^„“”\x01]{1,600}”|«[^«»\x01]{1,600}»|»[^«»\x01]{1,600}«"
)
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A wrong form of a term: how bad, on which pages, and what to write."""

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
    """Words of the glossary and of the list of words to avoid, in one language."""

    def __init__(self, glossary: list[Term], language: str) -> None:
        cells = [(term, term[language]) for term in glossary if term.get(language)]
        wrong = [form for term, cell in cells for form in _forbidden(term, cell)]
        wrong.sort(key=lambda form: LEVELS.index(form.level))
        self.right = Matcher(language, _right(cells))
        """Preferred and accepted forms → ids of their terms."""
        self.wrong = Matcher(language, ((form.form, form) for form in wrong))
        self.avoided = Matcher(language, _avoided(language, wrong))
        """Words to avoid; None for those that the glossary forbids, which are not told twice."""
        self._fine = Matcher(language, ((form, True) for form in _exceptions(language, cells)))

    def is_fine(self, hit: Hit[Any], text: str) -> bool:
        """Tell whether a hit in a text stands in a right form or in an excepted phrase."""
        return is_inside(hit, self.right.find(text)) or is_inside(hit, self._fine.find(text))

    def count(self, term: str, text: str) -> int:
        """Count the right forms of a term in a text."""
        return sum(term in hit.value for hit in self.right.find(text))


def vocabulary(glossary: list[Term], language: str) -> Vocabulary:
    """Return the vocabulary of a language; made once for each glossary."""
    return _vocabulary(_Same(glossary), language)


class _Same:
    """A glossary as a key: the same list is the same glossary."""

    def __init__(self, terms: list[Term]) -> None:
        self.terms = terms

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.terms is self.terms

    def __hash__(self) -> int:
        return id(self.terms)


@lru_cache(maxsize=32)
def _vocabulary(glossary: _Same, language: str) -> Vocabulary:
    return Vocabulary(glossary.terms, language)


def _right(cells: list[tuple[Term, Term]]) -> Iterator[tuple[str, Ids]]:
    """Preferred and accepted forms; feminine forms in brackets each by itself."""
    forms: dict[str, set[str]] = defaultdict(set)
    for term, cell in cells:
        for form in (cell["preferred"], *(cell.get("also") or ())):
            forms[strip_bracket(form)].add(term["id"])
            if in_bracket(form):
                forms[in_bracket(form)].add(term["id"])
    return ((form, frozenset(terms)) for form, terms in forms.items())


def _forbidden(term: Term, cell: Term) -> Iterator[Forbidden]:
    english = strip_bracket((term.get("en") or {}).get("preferred") or term["id"])
    for form in cell.get("forbidden") or ():
        instead = form.get("instead") or strip_bracket(cell["preferred"])
        where = form.get("where") or "*"
        yield Forbidden(form["form"], form["level"], where, instead, term["id"], english)


def _avoided(language: str, wrong: list[Forbidden]) -> Iterator[tuple[str, Avoided | None]]:
    for form in wrong:
        if form.level != "hint":
            yield form.form, None
    for entry in avoided(language):
        yield entry.form, entry


def _exceptions(language: str, cells: list[tuple[Term, Term]]) -> Iterator[str]:
    for _, cell in cells:
        for form in cell.get("forbidden") or ():
            yield from form.get("except") or ()
    for entry in avoided(language):
        yield from entry.fine


def matches_page(where: str, page_id: str) -> bool:
    """Tell whether a glob of page ids (``{a,b}`` = either, a leading ``!`` = not) fits a page."""
    if where.startswith("!"):
        return not matches_page(where[1:], page_id)
    braces = _BRACES.search(where)
    if not braces:
        return fnmatchcase(page_id, where)
    before, after = where[: braces.start()], where[braces.end() :]
    return any(matches_page(before + part + after, page_id) for part in braces[1].split(","))


def is_quoted(piece: Piece, start: int, end: int) -> bool:
    """Tell whether a span of a piece stands between quotation marks."""
    quotations = _QUOTATION.finditer(piece.prose)
    return any(quote.start() < start and end < quote.end() for quote in quotations)


def is_inside(hit: Hit[Any], others: Iterable[Hit[Any]]) -> bool:
    """Tell whether a hit stands inside another one."""
    return any(other.start <= hit.start and hit.end <= other.end for other in others)


def words_of(hit: Hit[Any]) -> str:
    """Words of a hit as a reader sees them: without marks of emphasis, on one line."""
    return " ".join(hit.text.replace("\0", "").split())
