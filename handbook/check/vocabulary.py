"""The glossary made ready for looking its words up in pages of one language."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

from handbook.language.match import WORD, Hit, Matcher, in_bracket, strip_bracket
from handbook.language.wording import Avoided, avoided

LEVELS = ("error", "warn", "hint")
Term = dict[str, Any]
Ids = frozenset[str]
Span = tuple[int, int]

_QUOTATION = re.compile(
    r"„[^„“”\x01]{1,600}[“”]|“[^„“”\x01]{1,600}”|«[^«»\x01]{1,600}»|»[^«»\x01]{1,600}«"
)
_LONGEST_MENTION = 4
"""Words: a longer quotation is somebody speaking."""
_WORD_BEFORE = re.compile(r"([^\W\d_]{3,})[\s\0„“«]+$")
_NEAR = 60
"""Characters in which the word before another one is looked for."""
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A wrong form of a term: how bad, on which pages, and what to write.

    ``unless`` is an English word that says something else is meant.
    """

    form: str
    level: str
    where: str
    instead: str
    term: str
    english: str
    unless: str = ""

    def applies(self, page_id: str) -> bool:
        """Tell whether the form is wrong on a page."""
        return matches_page(self.where, page_id)


class Vocabulary:
    """Words of the glossary and of the list of words to avoid, in one language."""

    def __init__(self, glossary: list[Term], language: str) -> None:
        cells = [(term, term[language]) for term in glossary if _is_term(term, language)]
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
        return bool(
            _around(hit, _found(self.right, text)) or _around(hit, _found(self._fine, text))
        )

    def count(self, term: str, text: str) -> int:
        """Count the right forms of a term in a text."""
        return _counts(self.right, text)[term]


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


def _is_term(term: Any, language: str) -> bool:
    """Tell whether an entry is what we call a term; another site's glossary may be anything."""
    cell = term.get(language) if isinstance(term, dict) else None
    return isinstance(cell, dict) and bool(cell.get("preferred")) and "id" in term


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
        if form.get("level") not in LEVELS:
            continue
        instead = form.get("instead") or strip_bracket(cell["preferred"])
        where = form.get("where") or "*"
        unless = form.get("unless") or ""
        yield Forbidden(form["form"], form["level"], where, instead, term["id"], english, unless)


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


@lru_cache(maxsize=64)
def _found(matcher: Matcher[Any], text: str) -> list[Span]:
    return [(hit.start, hit.end) for hit in matcher.find(text)]


@lru_cache(maxsize=64)
def _counts(matcher: Matcher[Ids], text: str) -> Counter[str]:
    return Counter(term for hit in matcher.find(text) for term in hit.value)


@lru_cache(maxsize=64)
def _quotations(text: str) -> list[Span]:
    """Spans of what stands between quotation marks, without the marks."""
    return [(match.start() + 1, match.end() - 1) for match in _QUOTATION.finditer(text)]


def quoted_around(hit: Hit[Any], text: str) -> str:
    """Return the quotation in which a hit stands; nothing if it stands in none."""
    span = _around(hit, _quotations(text))
    return text[slice(*span)] if span else ""


def is_mention(quotation: str) -> bool:
    """Tell whether a quotation only names a word, a title or an expression."""
    return 0 < len(WORD.findall(quotation)) <= _LONGEST_MENTION


def is_name(hit: Hit[Any], text: str) -> bool:
    """Tell whether a hit is part of a proper name: capitals side by side within a sentence."""
    if not hit.text[0].isupper() or hit.text.isupper():
        return False
    before = _WORD_BEFORE.search(text, max(0, hit.start - _NEAR), hit.start)
    after = text[hit.end : hit.end + 2]
    return before is not None and (
        before[1][0].isupper() or (after[:1].isspace() and after.isupper())
    )


def _around(hit: Hit[Any], spans: list[Span]) -> Span | None:
    """Return the span in which a hit stands; spans are in order and not nested."""
    at = bisect_right(spans, (hit.start, sys.maxsize)) - 1
    return spans[at] if at >= 0 and hit.end <= spans[at][1] else None


def words_of(hit: Hit[Any]) -> str:
    """Words of a hit as a reader sees them: without marks of emphasis, on one line."""
    return " ".join(hit.text.replace("\0", "").split())
