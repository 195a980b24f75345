"""What a page may cost to render: limits found by measuring Python-Markdown.

Its work grows with the square of some patterns: 10 kB of `[` take 40 seconds. Each function here
looks at a text once and says where such a pattern goes beyond what any page needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST_SCANNED = 2_000_000
"""Characters that brackets of one page may make the renderer look at in vain."""
_MOST_ANGLES = 4_000_000
_MOST_FOOTNOTES = 600
_MOST_FENCES = 800
_MOST_RULES = 800
_MOST_HEADINGS = 1200
_MOST_DECLARATIONS = 20
_MOST_CONTENTS = 20
_MOST_TERMS = 40
_MOST_BOXES = 100
_DEEPEST_QUOTE = 20
_DEEPEST_INDENT = 80

_BRACKET = re.compile(r"\\.|\](?P<link>\()?|[\[()>]|<(?=[a-zA-Z/!?])", re.DOTALL)
_COUNTED = (
    ("[^", re.compile(r"\[\^"), _MOST_FOOTNOTES, "references to notes ([^…])", "split the page"),
    ("\n", re.compile(r"^[ >]*(?:`{3}|~{3})", re.MULTILINE), _MOST_FENCES,
     "fences of code (```)", "split the page"),
    ("<![", re.compile(r"<!\["), _MOST_DECLARATIONS, "openings “<![”", "write < as &lt;"),
    ("[TOC]", re.compile(r"^[ \t]*\[TOC\]", re.MULTILINE), _MOST_CONTENTS,
     "tables of contents ([TOC])", "leave one"),
    ("\n", re.compile(r"^ {0,3}(?:[-*_] ?){3,}$", re.MULTILINE), _MOST_RULES, "dividing lines",
     "split the page"),
    ("\n", re.compile(r"^ {0,3}(?:#{1,6}(?!#)|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE), _MOST_HEADINGS,
     "headings", "split the page"),
)  # fmt: skip
_TERM = re.compile(r"^ {0,3}:[ \t]", re.MULTILINE)
_BOX = re.compile(r"^[ \t]*(?:!!!|\?\?\?)", re.MULTILINE)
_MOST_SPACES = 2000
_SPACES = re.compile(rf"[ \t]{{{_MOST_SPACES + 1}}}")
_RUNS = (
    ("\n:", _TERM, _MOST_TERMS, "definitions without an empty line between them",
     "put an empty line before each term"),
    ("\n!!!", _BOX, _MOST_BOXES, "boxes (!!!) without an empty line between them",
     "put an empty line before each box"),
)  # fmt: skip
_QUOTE = re.compile(
    r"^[ \t]*+(?!(?:[-*] ?)+$)(?:(?:>|[-*+][ \t]|\d{1,9}\.[ \t])[ \t]*+)"
    rf"{{{_DEEPEST_QUOTE + 1},}}",
    re.MULTILINE,
)
_INDENT = re.compile(rf"^((?: {{4}}|\t){{{_DEEPEST_INDENT // 4}}})[ \t]*+(?:[-*+]|\d+\.|!!!|>)",
                     re.MULTILINE)  # fmt: skip

Fault = tuple[int, str, str]
"""Offset in the text, what is wrong, what to do."""


def faults(text: str) -> Iterator[Fault]:
    """Yield what makes a page too costly to be rendered; the cheap looks come first."""
    for sign, pattern, most, what, fix in _COUNTED:
        if text.count(sign) >= most:
            yield from _too_many(text, pattern, most, what, fix)
    if found := _SPACES.search(text):
        yield found.start(), f"more than {_MOST_SPACES} spaces stand in a row", "take them out"
    for pattern, what in ((_QUOTE, "quotations or lists"), (_INDENT, "lists or boxes")):
        if found := pattern.search(text):
            fix = "use fewer levels"
            yield found.start(), f"{what} stand too deep within one another", fix
    for sign, pattern, most, what, fix in _RUNS:
        if text.count(sign) >= most:
            for start, paragraph in paragraphs(text):
                yield from _too_many(paragraph, pattern, most, what, fix, start)
    signs = text.count("[") + text.count("](")
    if signs * len(text) > MOST_SCANNED or text.count("<") * len(text) > _MOST_ANGLES:
        yield from _brackets(text)


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield each run of lines that are not empty, with its offset."""
    start = at = 0
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        if not line.strip():
            if start < at:
                yield start, text[start:at]
            start = at + len(line)
        at += len(line)
    if start < at:
        yield start, text[start:]


def _too_many(
    text: str, pattern: re.Pattern[str], most: int, what: str, fix: str, offset: int = 0
) -> Iterator[Fault]:
    for count, found in enumerate(pattern.finditer(text), 1):
        if count > most:
            yield offset + found.start(), f"the page has more than {most} {what}", fix
            return


def _brackets(text: str) -> Iterator[Fault]:
    """Add up how far each bracket is from its partner, or from the end of its paragraph."""
    scanned = angles = 0
    for start, paragraph in paragraphs(text):
        square, pointed = _distances(paragraph)
        scanned, angles = scanned + square, angles + pointed
        if scanned > MOST_SCANNED or angles > _MOST_ANGLES:
            what = "brackets" if scanned > MOST_SCANNED else "signs < and >"
            message = f"too many {what} are opened and not closed here"
            yield start, message, "close them, or put a backslash before each"
            return


def _distances(paragraph: str) -> tuple[int, int]:
    """Sum of the distances of square and round brackets, and of pointed ones."""
    opened: dict[str, list[int]] = {"]": [], ")": [], ">": []}
    partner = {"[": "]", "(": ")", "<": ">"}
    sums = {"]": 0, ")": 0, ">": 0}
    for found in _BRACKET.finditer(paragraph):
        sign, at = found[0][0], found.start()
        if sign in partner and (sign != "(" or opened[")"]):
            opened[partner[sign]].append(at)  # round ones count within addresses only
        elif opened.get(sign):
            sums[sign] += at - opened[sign].pop()
        if found["link"]:
            opened[")"].append(at)
    for sign, places in opened.items():
        sums[sign] += sum(len(paragraph) - at for at in places)
    return sums["]"] + sums[")"], sums[">"]
