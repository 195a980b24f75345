"""The file has characters that nobody sees.

Why: a zero-width space or a direction mark, pasted along with a text, cuts words in two for
search and spelling and can turn a line around; a replacement character stands where a letter is
lost. No-break spaces are no fault, nor are the joiners in emoji.

Bad (hu): A ment\u200bor minden héten hív.
Bad (hu): A ment&#8203;or a &#x202e;2211 számon hív.
Good (hu): A mentor minden héten hív. 👩‍🏫
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from html import unescape

from handbook.blocks import PROSE
from handbook.book import Page
from handbook.check.alphabet import odd_characters
from handbook.check.context import Context
from handbook.check.model import Edit, Fault
from handbook.check.words import plural
from handbook.language.mojibake import garbled

SCOPE = "page"
SEVERITY = "error"

_NAMES = {
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark",
    "\ufffd": "replacement character “\ufffd”",
}
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
"""Letters and marks that nobody sees."""
_JOINERS = "\u200c\u200d"
_MARKS = "\u200e\u200f\u061c"
_ON_PURPOSE = "\u00ad\u200c\u200d"
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,32});")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters and signs of Hebrew, Arabic and their kin, without the mark U+061C itself."""
_JOINED = re.compile("[\u0600-\u0dff\u0f00-\u109f\u1780-\u18af]")
"""Scripts whose spelling needs joiners: Arabic, those of India, Tibetan, Khmer, Mongolian."""


@cache
def _is_invisible(char: str) -> bool:
    """Control, format and private characters, odd line ends, and U+FFFD."""
    if char in "\t\n\r":
        return False
    return (
        char in _BLANK
        or char == "\ufffd"
        or unicodedata.category(char) in ("Cc", "Cf", "Co", "Zl", "Zp", "Cs")
    )


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each line with invisible characters, and for each reference to one."""
    if "&" in page.text:
        yield from _references(page)
    found = [char for char in odd_characters(page) if _is_invisible(char)]
    if not found:
        return
    pattern = re.compile(f"[{re.escape(''.join(sorted(found)))}]")
    for number, line in enumerate(page.lines, 1):
        hits = [match.start() for match in pattern.finditer(line)]
        if not hits:
            continue
        known = {at for g in garbled(line, page.edition) for at in range(g.start, g.end)}
        hits = [at for at in hits if at not in known and not _is_right(line, at, number)]
        if not context.is_handbook:
            hits = [at for at in hits if not _is_hyphenation(line, at)]
        for lost in (True, False):
            if spots := [at for at in hits if _is_lost(line[at]) is lost]:
                yield _fault(line, number, spots)


def _references(page: Page) -> Iterator[Fault]:
    """Look for references outside code: what hyphenates and joins is written so on purpose."""
    for block in page.blocks:
        if block.kind not in PROSE or "&" not in block.text:
            continue
        code = [(part.start, part.end) for part in block.inlines if part.kind == "code"]
        for found in _REFERENCE.finditer(block.text):
            char = unescape(found[0])
            seen = len(char) != 1 or char in _ON_PURPOSE or not _is_invisible(char)
            if not seen and not any(start <= found.start() < end for start, end in code):
                line, column = block.place(found.start())
                yield Fault(line, f"“{found[0]}” is {_name(char)}", column, fix="delete it")


def _is_right(line: str, at: int, number: int) -> bool:
    """Whether an invisible character has its place there: in emoji, in right-to-left text."""
    char, before, after = line[at], line[at - 1 : at], line[at + 1 : at + 2]
    if char == "\ufeff":
        return number == 1 and at == 0
    if char in _MARKS:
        return bool(_RIGHT_TO_LEFT.search(line[max(0, at - 40) : at + 40]))
    if char in _JOINERS:
        return bool(_JOINED.search(before + after)) or (
            char == "\u200d" and _is_symbol(before) and _is_symbol(after)
        )
    return "\U000e0020" <= char <= "\U000e007f"


def _is_hyphenation(line: str, at: int) -> bool:
    """Whether a soft hyphen stands within a word, where other sites put it on purpose."""
    return line[at] == "\u00ad" and line[at - 1 : at].isalpha() and line[at + 1 : at + 2].isalpha()


def _is_symbol(char: str) -> bool:
    """Whether a character can stand beside a joiner in an emoji."""
    return bool(char) and (char == "\ufe0f" or unicodedata.category(char) in ("So", "Sk"))


def _is_lost(char: str) -> bool:
    """Whether a character stands for one that is lost."""
    return char == "\ufffd" or unicodedata.category(char) == "Co"


def _fault(line: str, number: int, hits: list[int]) -> Fault:
    first, last = hits[0], hits[-1]
    where = _where(line, first)
    more = f", and {plural(len(hits) - 1, 'more', 'more')} on this line"
    message = f"{_name(line[first])} {where}{more if len(hits) > 1 else ''}"
    if _is_lost(line[first]):
        return Fault(number, message, first + 1, fix="type the letter or sign that is lost here")
    gone = set(hits)
    kept = "".join(c for at, c in enumerate(line[first : last + 1], first) if at not in gone)
    edit = Edit(number, first + 1, last + 1 - first, kept)
    return Fault(number, message, first + 1, fix="delete it", edit=edit)


def _name(char: str) -> str:
    name = _NAMES.get(char) or unicodedata.name(char, "control character").lower()
    return f"{name} (U+{ord(char):04X})"


def _where(line: str, at: int) -> str:
    before = re.search(r"\w{0,40}$", line[max(0, at - 40) : at])
    after = re.match(r"\w{0,40}", line[at + 1 : at + 41])
    left, right = (before[0] if before else ""), (after[0] if after else "")
    if left and right:
        return f"inside “{left}{right}”"
    if left or right:
        return f"after “{left}”" if left else f"before “{right}”"
    near = re.findall(r"\w+", line[max(0, at - 60) : at])
    return f"near “{near[-1]}”" if near else "on this line"
