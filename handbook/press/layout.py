"""Which page everything stands on: pieces are set until no page number changes its width."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from handbook.files import write_whole
from handbook.press.estimate import estimate, is_sure
from handbook.press.paper import Piece
from handbook.press.setter import Facts, PressError
from handbook.press.work import Setter, setting_fingerprint

_ROUNDS = 6
_MARGINS = (0.2, 0.05, 0.0)
"""How wrong a guessed page number may be, wave by wave, before its piece is set."""
_FIRST_GUESS = 2
"""Digits of a page number that nothing is known of yet."""


@dataclass(frozen=True)
class Laid:
    """Pieces of one edition in the order of the book, set, and where everything stands.

    ``first`` is the number of the first page of each piece; a piece starts on an odd page.
    """

    pieces: Sequence[Piece]
    keys: dict[str, str]
    facts: dict[str, Facts]
    first: dict[str, int]
    places: dict[str, int]

    def number(self, target: str) -> int | None:
        """Page number of ``page#anchor`` or ``page``; None when it is not in the book."""
        return self.places.get(target) or self.places.get(target.split("#")[0])


def key(piece: Piece, widths: list[int]) -> str:
    """Name of a piece's sheets: its text, the widths of its figures, and the press itself."""
    return f"{piece.key(widths)}-{setting_fingerprint()}"


def lay_out(
    books: Mapping[str, Sequence[Piece]],
    setter: Setter,
    state: Path,
    progress: Callable[[int, int], None],
) -> dict[str, Laid]:
    """Set the pieces of several editions together until their page numbers fit.

    Args:
        books: edition → pieces in order.
        setter: sets what is not in its cache.
        state: file that remembers page numbers, so that the next run guesses widths well.
        progress: told how many of how many documents of a round are set.

    Raises:
        PressError: when the numbers do not settle.

    """
    known: dict[str, dict[str, int]] = json.loads(state.read_text()) if state.exists() else {}
    places = _set_ahead(books, setter, known, progress)
    for _ in range(_ROUNDS):
        keys = {locale: _keys(pieces, places[locale]) for locale, pieces in books.items()}
        documents = [
            (keys[locale][piece.id], partial(piece.html, _figures(piece, places[locale])))
            for locale, pieces in books.items()
            for piece in pieces
        ]
        setter.set_all(documents, progress)
        laid = {locale: _place(pieces, keys[locale], setter) for locale, pieces in books.items()}
        places = {locale: one.places for locale, one in laid.items()}
        if all(_keys(books[locale], places[locale]) == keys[locale] for locale in books):
            _remember(state, known | places)
            return laid
    raise PressError("page numbers do not settle; is a form or table longer than its page?")


def _set_ahead(
    books: Mapping[str, Sequence[Piece]],
    setter: Setter,
    known: dict[str, dict[str, int]],
    progress: Callable[[int, int], None],
) -> dict[str, dict[str, int]]:
    """Set first the pieces whose page numbers are not in doubt; they tell those of the others.

    Returns:
        Where everything stands, or probably will.

    """
    facts: dict[str, dict[str, Facts]] = {locale: {} for locale in books}
    for margin in _MARGINS:
        ready: list[tuple[str, Piece, str, Callable[[], str]]] = []
        for locale, pieces in books.items():
            old = known.get(locale, {})
            places = estimate(pieces, facts[locale]) | (old if not facts[locale] else {})
            for piece in pieces:
                if piece.id not in facts[locale] and _is_sure(piece, places, old, margin):
                    figures = _figures(piece, places)
                    name = key(piece, [len(figure) for figure in figures])
                    ready.append((locale, piece, name, partial(piece.html, figures)))
        setter.set_all([(name, make) for _, _, name, make in ready], progress)
        for locale, piece, name, _make in ready:
            facts[locale][piece.id] = setter.facts(name)
        if all(len(facts[locale]) == len(pieces) for locale, pieces in books.items()):
            break
    return {locale: estimate(pieces, facts[locale]) for locale, pieces in books.items()}


def _is_sure(piece: Piece, places: dict[str, int], known: dict[str, int], margin: float) -> bool:
    """Whether the digits of all page numbers of a piece are known well enough to set it."""
    for target in piece.targets:
        number = places.get(target) or places.get(target.split("#")[0])
        if number and target not in known and not is_sure(number, margin):
            return False
    return True


def _digits(target: str, places: dict[str, int]) -> int:
    number = places.get(target) or places.get(target.split("#")[0])
    return len(str(number)) if number else _FIRST_GUESS


def _figures(piece: Piece, places: dict[str, int]) -> list[str]:
    return ["0" * _digits(target, places) for target in piece.targets]


def _keys(pieces: Sequence[Piece], places: dict[str, int]) -> dict[str, str]:
    return {
        piece.id: key(piece, [len(figure) for figure in _figures(piece, places)])
        for piece in pieces
    }


def _place(pieces: Sequence[Piece], keys: dict[str, str], setter: Setter) -> Laid:
    facts = {piece.id: setter.facts(keys[piece.id]) for piece in pieces}
    first: dict[str, int] = {}
    places: dict[str, int] = {}
    page = 1
    for piece in pieces:
        first[piece.id] = page
        places.setdefault(piece.page_id, page)
        for anchor, (number, _left, _top) in facts[piece.id].anchors.items():
            places.setdefault(f"{piece.page_id}#{anchor}", page + number)
        page += facts[piece.id].pages
        page += 1 - page % 2
    return Laid(pieces, keys, facts, first, places)


def _remember(state: Path, places: dict[str, dict[str, int]]) -> None:
    write_whole(state, json.dumps(places, sort_keys=True).encode())
