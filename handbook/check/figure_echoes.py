"""Differences in figures that come of another defect, of which another rule speaks.

A paragraph left in English, a link whose address has become visible, two paragraphs run together:
each changes the figures of a block, and is to be reported once, as what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from handbook.blocks import PROSE, Block
from handbook.check.pair import BlockMatch
from handbook.language.figure_excuses import Text
from handbook.language.figure_match import Difference, compare
from handbook.language.figures import Figure, figures
from handbook.language.phones import EUROPEAN, mistaken, national

_MARKER = re.compile(r"[.)](?![0-9])")
_SHORT = 4
"""Numbers to call of fewer digits are told from other figures by their context only."""


def is_comparable(ours: Block, theirs: Block) -> bool:
    """Whether two aligned blocks can be compared: both hold words, and headings are the same."""
    if ours.kind not in PROSE or theirs.kind not in PROSE:
        return False
    return ours.kind != "heading" or not ours.id or not theirs.id or ours.id == theirs.id


def without_echoes(
    difference: Difference, ours: Block, theirs: Block, source: Text, target: Text
) -> Difference:
    """Leave out figures that differ because of something else in the two blocks."""
    if not theirs.prose.strip("\0 \n") or _is_left(difference, source, target):
        return Difference([], [], [])
    added = [
        figure
        for figure in difference.added
        if not _is_marker(figure, theirs) and not _is_hidden(figure, theirs, ours)
    ]
    emptied = {inline.kind for inline in theirs.inlines if not inline.text.strip()}
    missing = [
        figure
        for figure in difference.missing
        if not _is_hidden(figure, ours, theirs)
        and not any(
            inline.kind in emptied and inline.start <= figure.start < inline.end
            for inline in ours.inlines
            if inline.kind in ("image", "link")
        )
    ]
    return replace(difference, missing=missing, added=added)


def _is_left(difference: Difference, source: Text, target: Text) -> bool:
    """Whether only units and months differ, and agree once the target is read as the source."""
    ours, theirs = (
        any(figure.unit or isinstance(figure.value, str) for figure in side)
        for side in (difference.of_source, difference.of_target)
    )
    if theirs or not ours:
        return False
    read, again = (
        [(figure.value, figure.unit) for figure in figures(text, source.language)]
        for text in (source.text, target.text)
    )
    return read == again


def _is_marker(figure: Figure, block: Block) -> bool:
    """Whether a figure is the number of a list item that has become text."""
    before = block.text[block.text.rfind("\n", 0, figure.start) + 1 : figure.start]
    return not before.strip() and bool(_MARKER.match(block.text, figure.end))


def _is_hidden(figure: Figure, block: Block, other: Block) -> bool:
    """Whether the other block has a figure in code or an address, where no reader sees it."""
    if "\0" not in other.prose:
        return False
    written = re.escape(block.text[figure.start : figure.end])
    found = re.finditer(rf"(?<![^\W_]){written}(?![^\W_])", other.text, re.IGNORECASE)
    return any("\0" in other.prose[match.start() : match.end()] for match in found)


def is_elsewhere(matches: Sequence[BlockMatch], index: int, source: Text, target: Text) -> bool:
    """Whether the figures agree once lone neighbours are counted in: paragraphs run together."""
    ours, theirs = list(_lone(matches, index, 0)), list(_lone(matches, index, 1))
    if not ours and not theirs:
        return False
    wider = Text(" \n".join([source.text, *ours]), source.language)
    return not compare(wider, Text(" \n".join([target.text, *theirs]), target.language))


def _lone(matches: Sequence[BlockMatch], index: int, side: int) -> Iterator[str]:
    """Texts of the neighbours of a match that stand on one side only."""
    for at in (index - 1, index + 1):
        if 0 <= at < len(matches):
            alone, other = matches[at][side], matches[at][1 - side]
            if alone and not other:
                yield alone.prose


def without_calls(
    difference: Difference, target: Text, known: frozenset[str], is_handbook: bool
) -> Difference:
    """Leave out numbers to call of which `helpline-numbers` speaks: misspelt, or typed in."""
    missing, added = list(difference.missing), []
    for figure in difference.added:
        digits = national(target.text[figure.start : figure.end])
        right = mistaken(digits, known)
        typed = is_handbook and len(digits) > _SHORT and (digits in known or digits in EUROPEAN)
        if not right and not (typed and not missing):
            added.append(figure)
        missing = [figure for figure in missing if not right or figure.value != f"tel{right}"]
    return replace(difference, missing=missing, added=added)
