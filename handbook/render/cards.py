"""Sets of cards on a page: cards to cut out, and the trainer's key."""

from __future__ import annotations

from handbook.cards import CardSet
from handbook.errors import HandbookError
from handbook.render.context import PageContext, template


class CardsError(HandbookError):
    """A set of cards cannot be shown; the message is one line: place, problem, remedy."""


def cards(page: PageContext, name: str) -> str:
    """HTML of the cards of a set, to be cut out."""
    return template("cards.html", page, set=_set(page, name), language=page.language)


def cards_key(page: PageContext, name: str) -> str:
    """HTML of the table that says what each card of a set is about."""
    found = _set(page, name)
    if not found.has_key:
        raise CardsError(f"{page.place}: set {name} in cards.yml has a card without a key")
    return template("cards-key.html", page, set=found, language=page.language)


def _set(page: PageContext, name: str) -> CardSet:
    if name not in page.library.cards:
        known = ", ".join(sorted(page.library.cards)) or "none"
        raise CardsError(f"{page.place}: no set of cards “{name}” in cards.yml; there are {known}")
    return page.library.cards[name]
