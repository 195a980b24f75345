"""Words that a language's pages avoid: `data/wording-<language>.yml`.

A file is a list of groups. ``say`` completes the sentence “the word …”; ``level`` is error or
warning; each of ``forms`` has ``form`` (as `match.py` reads it) and ``instead``, what to write
(an ellipsis stands for the rest of the word), or ``advice``, a sentence. ``except`` lists phrases
in which the form is right; with ``once_a_page`` only its second use on a page is too many. A group
with ``house`` is our own book's taste and not told to others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from handbook.data import read

DATA = Path(__file__).parent / "data"
REST = "…"


@dataclass(frozen=True, slots=True)
class Avoided:
    """A form to avoid."""

    form: str
    level: str
    say: str
    instead: str
    advice: str = ""
    fine: tuple[str, ...] = ()
    """Phrases in which the form is right."""
    once_a_page: bool = False
    house: bool = False

    def remedy(self, text: str) -> str:
        """Say what to do about words of a page."""
        if self.advice:
            return self.advice
        word = self.instead
        if word.endswith(REST) and self.form.endswith("*"):
            word = word.removesuffix(REST) + text[len(self.form) - 1 :]
        return f"Write “{word[0].upper() + word[1:] if text[0].isupper() else word}”."


@cache
def avoided(language: str) -> tuple[Avoided, ...]:
    """Return the forms that a language's pages avoid, none for a language without a list."""
    file = DATA / f"wording-{language.replace('_', '-').split('-')[0]}.yml"
    if not file.exists():
        return ()
    groups = read(file)
    return tuple(_avoided(group, form) for group in groups for form in group["forms"])


def _avoided(group: dict[str, Any], form: dict[str, Any]) -> Avoided:
    return Avoided(
        form=form["form"],
        level=group["level"],
        say=group["say"],
        instead=form.get("instead", ""),
        advice=form.get("advice", ""),
        fine=tuple(form.get("except") or ()),
        once_a_page=bool(form.get("once_a_page")),
        house=bool(group.get("house")),
    )
