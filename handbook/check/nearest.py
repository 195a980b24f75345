"""The nearest known name to one that is unknown: what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

LIKELY = 70
"""From this similarity on, of 100, a name is offered."""


def nearest(name: str, known: Iterable[str], least: float = LIKELY) -> str | None:
    """Return the known name that is most like ``name``, capitals aside; None when none is."""
    choices = sorted(known)
    found = process.extractOne(
        name, choices, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=least
    )
    return str(found[0]) if found else None
