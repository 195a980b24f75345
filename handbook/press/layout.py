"""Which page everything stands on: pieces are set until no page number changes its width."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.press.paper import Piece
from handbook.press.setter import Facts, PressError
from handbook.press.work import Setter, setting_fingerprint

_ROUNDS = 6
_LETTERS = 2400
"""Letters on a page, about."""
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
    books: dict[str, Sequence[Piece]],
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
    places = {
        locale: {**_guess(pieces), **known.get(locale, {})} for locale, pieces in books.items()
    }
    for _ in range(_ROUNDS):
        keys = {locale: _keys(pieces, places[locale]) for locale, pieces in books.items()}
        documents = [
            (keys[locale][piece.id], piece.html(_figures(piece, places[locale])))
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


def _guess(pieces: Sequence[Piece]) -> dict[str, int]:
    """Guess on which page each chapter starts, from the length of what stands before it."""
    page = 1
    guessed: dict[str, int] = {}
    for piece in pieces:
        guessed.setdefault(piece.page_id, page)
        page += 2 * (1 + piece.length // (2 * _LETTERS))
    return guessed


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
    part = state.with_suffix(".part")
    part.write_text(json.dumps(places, sort_keys=True), "utf-8")
    part.replace(state)
