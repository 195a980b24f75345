"""One defect, one finding: what other rules say of the same words is left out.

A sentence left in English also lacks Hungarian quotation marks; a reader needs to be told once.
"""

from __future__ import annotations

from collections.abc import Mapping

from handbook.blocks import PROSE, Block
from handbook.book import Page
from handbook.check.model import Finding
from handbook.check.pair import Pair

_WORDS = frozenset(
    (
        "abbreviations",
        "badge-parity",
        "capitals",
        "dashes",
        "date-format",
        "emphasis-lost",
        "emphasis-open",
        "evidence",
        "figures",
        "grammar",
        "line-breaks",
        "link-parity",
        "number-format",
        "punctuation",
        "quotes",
        "ranges",
        "reading-level",
        "sentence-added",
        "spacing",
        "spelling",
        "terms",
        "time-format",
        "truncated",
        "wording",
    )
)
_OTHER_LANGUAGE = _WORDS | {"untranslated", "wrong-language", "wrong-script", "mixed-script"}
_WHOLE = PROSE - {"cell"}
_OF_LANGUAGE = (_OTHER_LANGUAGE - {"untranslated", "link-parity", "badge-parity"}) | {"leftovers"}
_SAME = frozenset(
    (
        "badge-parity",
        "emphasis-lost",
        "figures",
        "footnotes",
        "line-breaks",
        "link-parity",
        "placeholders",
    )
)
"""What a lost or added sentence takes or brings along."""
_HEADING = frozenset(("heading-id", "page-pattern"))

COVERS: Mapping[str, frozenset[str]] = {
    "leftovers": _OTHER_LANGUAGE | {"block-added", "block-kind", "block-nesting"},
    "block-added": _WORDS,
    "box-broken": _WORDS
    | {"admonition", "block-added", "block-kind", "block-missing", "block-nesting"},
    "images": frozenset(("placeholders", "truncated")),
    "table-shape": _WORDS | {"placeholders", "table-cells"},
    "block-duplicated": _OTHER_LANGUAGE | {"block-added"},
    "block-merged": _WORDS | {"placeholders", "code", "images", "footnotes"},
    "block-moved": frozenset(("block-kind", "block-nesting", "code", "figures", "truncated")),
    "block-kind": frozenset(("block-nesting", "code", "truncated")),
    "list-broken": _WORDS | {"block-kind"},
    "table-broken": _WORDS | {"block-kind", "block-missing", "table-shape", "block-added"},
    "wrong-script": (_OTHER_LANGUAGE - {"wrong-script"}) | _HEADING,
    "untranslated": (_OTHER_LANGUAGE - {"untranslated"}) | _HEADING,
    "wrong-language": (_OTHER_LANGUAGE - {"wrong-language", "untranslated", "wrong-script"})
    | _HEADING,
    "mojibake": _OTHER_LANGUAGE | {"look-alikes", "invisible-characters"},
    "not-nfc": frozenset(("mixed-script", "look-alikes", "spelling", "terms")),
    "mixed-script": frozenset(
        ("figures", "grammar", "look-alikes", "spelling", "terms", "wording")
    ),
    "invisible-characters": frozenset(("look-alikes", "mixed-script", "spacing", "spelling")),
    "cells-swapped": _SAME | {"evidence", "table-cells", "truncated"},
    "truncated": _SAME,
    "sentence-added": _SAME | {"evidence", "reading-level"},
    "emphasis-open": frozenset(("emphasis-lost",)),
    "figures": frozenset(("evidence", "number-format")),
}
"""Rule → rules that stay silent about a block in which it found something."""


def without_echoes(page: Page, pair: Pair | None, findings: list[Finding]) -> list[Finding]:
    """Leave out findings that another one on the same block covers.

    In a block that reads as its source does, letter for letter, the language is not judged:
    `untranslated` decides whether it may.
    """
    strong = [finding for finding in findings if finding.rule in COVERS]
    if not findings or not (strong or pair):
        return findings
    block_of = _blocks_by_line(page)
    covered = {
        (block_of.get(finding.line, -finding.line), rule)
        for finding in strong
        for rule in COVERS[finding.rule]
    }
    for line in _same_lines(pair) if pair else ():
        covered |= {(line, rule) for rule in _OF_LANGUAGE}
    return [
        finding
        for finding in findings
        if (block_of.get(finding.line, -finding.line), finding.rule) not in covered
    ]


def _same_lines(pair: Pair) -> set[int]:
    """First lines of blocks that read as in the source; of rows, when all their cells do."""
    same = {theirs.line for ours, theirs in pair.both if _is_same(ours, theirs)}
    cells = [(ours, theirs) for ours, theirs in pair.both if theirs.kind == "cell"]
    rows = {theirs.line for ours, theirs in cells if ours.text == theirs.text}
    return same | (rows - {theirs.line for ours, theirs in cells if ours.text != theirs.text})


def _is_same(ours: Block, theirs: Block) -> bool:
    return theirs.kind in _WHOLE and ours.text == theirs.text


def _blocks_by_line(page: Page) -> dict[int, int]:
    """First line of the innermost block on each line of the page."""
    found: dict[int, int] = {}
    for block in page.blocks:
        if block.kind != "table":
            found |= dict.fromkeys(range(block.line, block.end + 1), block.line)
    return found
