"""Blanks of a paragraph: which line runs to the margin, which stays in the sentence."""

from __future__ import annotations

import pytest

from handbook.press.office.lines import paragraph
from handbook.press.office.model import Blank, Break, Inline, Text

LONG, SHORT = Blank("long"), Blank("short")


def shown(*content: Inline) -> str:
    """Write a paragraph in signs: ``…`` runs to the margin, ``__`` is long, ``_`` short."""
    made = paragraph(content)
    return "".join(_sign(part) for part in (made.content if made else ()))


def _sign(part: Inline) -> str:
    if isinstance(part, Blank):
        return {"line": "…", "long": "__", "short": "_"}[part.kind]
    return part.text if isinstance(part, Text) else "/"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ((Text("Trainer: "), LONG, Text(" Co-trainer: "), LONG), "Trainer: …/Co-trainer: …"),
        ((Text("that "), LONG, Text(" has completed")), "that __ has completed"),
        ((Text("in "), LONG, Text(".")), "in __."),
        ((Text("Signature: "), LONG, Text(" Version of "), SHORT), "Signature: …/Version of _"),
        ((Text("Name: "), LONG, Text(" "), Text("Who:", bold=True)), "Name: …/Who:"),
        ((Text("x" * 70), LONG), "x" * 70 + "/…"),
        ((Text("One"), Break(), Text(" two ")), "One/two"),
        ((Text("\n  a\n b "), Text(" c", bold=True)), "a b c"),
        ((Text(" \n"),), ""),
    ],
)
def test_lines_and_spaces(content: tuple[Inline, ...], expected: str) -> None:
    assert shown(*content) == expected


def test_lines_to_write_on_stand_far_apart() -> None:
    assert paragraph([Text("Name: "), LONG]).ruled  # type: ignore[union-attr]
    assert paragraph([Text("on "), SHORT]).ruled  # type: ignore[union-attr]
    assert not paragraph([Text("a long rule " * 20), SHORT]).ruled  # type: ignore[union-attr]
    assert not paragraph([Text("words")]).ruled  # type: ignore[union-attr]
