"""Guesses where things will stand before they are set, so that few pieces are set twice.

A reference is set with as many digits as its page number will have; a wrong guess means setting
the piece again. What is set already tells how long the rest will be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from handbook.press.paper import Piece
from handbook.press.setter import Facts

_LETTERS = 2800
"""Letters on a page, about; with the four below read off a book in five languages."""
_FORM = 1.1
"""Pages that a form or a handout adds: it has its own."""
_SESSION = 0.6
"""Pages that a session adds: it starts on a new one."""
_OPENER = 1.1
_BLANK = 0.5
"""Pages lost, on average, because a piece starts on a right-hand page."""
_ANCHOR = re.compile(r' id="([^"]+)"')


def estimate(pieces: Sequence[Piece], facts: Mapping[str, Facts]) -> dict[str, int]:
    """Page number of each piece and anchor; exact up to the first piece without facts."""
    guessed = {piece.id: _length(piece) for piece in pieces}
    done = [piece.id for piece in pieces if piece.id in facts]
    actual = sum(facts[name].pages for name in done)
    scale = actual / sum(guessed[name] for name in done) if done else 1.0
    places: dict[str, int] = {}
    page = 1.0
    for piece in pieces:
        known = facts.get(piece.id)
        length = known.pages if known else scale * guessed[piece.id]
        places.setdefault(piece.page_id, round(page))
        for anchor, share in _anchors(piece, known):
            places.setdefault(f"{piece.page_id}#{anchor}", int(page + share))
        page += length + (length % 2 if known else _BLANK)
    return places


def is_sure(number: int, margin: float) -> bool:
    """Whether a page number keeps its digits though it may be wrong by a share of itself."""
    off = 2 + round(margin * number) if margin else 0
    return len(str(max(1, number - off))) == len(str(number + off))


def _length(piece: Piece) -> float:
    """Return the pages a piece will take, about."""
    text = piece.template
    forms = text.count('class="form') + text.count('class="handout')
    sessions = text.count('class="session')
    return _OPENER + piece.length / _LETTERS + _FORM * forms + _SESSION * sessions


def _anchors(piece: Piece, known: Facts | None) -> list[tuple[str, float]]:
    """Return how many pages into the piece each anchor stands."""
    if known:
        return [(name, float(number)) for name, (number, _left, _top) in known.anchors.items()]
    body = piece.template.partition("<body")[2]
    pages = _length(piece) / max(1, len(body))
    return [(match[1], match.start() * pages) for match in _ANCHOR.finditer(body)]
