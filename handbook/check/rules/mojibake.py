"""Words were spoilt by a wrong encoding.

Why: “kÃ¡rtya” is what “kártya” becomes when a program reads UTF-8 as something else; a lost
letter often turns into a question mark. Readers guess, search and voice readers cannot.

Bad (hu): A kÃ¡rtya a kézben van.
Good (hu): A kártya a kézben van. Igen? Nem?
Bad (bg): РўРѕРІР° е дете.
Good (bg): Това е дете в „ЦЕНТЪР“.
Bad (hu): A k?zikönyv ingyenes.
Good (hu): A kézikönyv ingyenes, ugye?
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Page
from handbook.check.alphabet import edit, odd_characters
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.prose import Prose, prose
from handbook.language.mojibake import SUSPECTS, Garbled, garbled

SCOPE = "page"
SEVERITY = "error"

_LOST = re.compile(r"\?(?=[^\W\d_])")
_BEFORE = re.compile(r"[^\W\d_]{0,40}$")
_AFTER = re.compile(r"(?:[^\W\d_]|\?(?=[^\W\d_])){1,40}")


def check(page: Page, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each spoilt word."""
    words = prose(page)
    if not SUSPECTS.isdisjoint(odd_characters(page)):
        for number, piece in enumerate(words.pieces):
            if not SUSPECTS.isdisjoint(piece.prose):
                for found in garbled(piece.prose, page.edition):
                    yield _fault(words, number, found)
    if "?" in words.text:
        yield from _question_marks(words)


def _fault(words: Prose, number: int, found: Garbled) -> Fault:
    piece = words.pieces[number]
    line, column = piece.place(found.start)
    word = piece.prose[found.start : found.end]
    mend = edit(piece, found.start, found.end, found.repaired) if found.repaired else None
    return Fault(
        line,
        f"“{word}” was spoilt by a wrong encoding",
        column,
        fix=f"write “{found.repaired}”" if found.repaired else "write the word anew",
        edit=mend,
    )


def _question_marks(words: Prose) -> Iterator[Fault]:
    """Words in which a question mark stands for a lost letter."""
    last = 0
    for match in _LOST.finditer(words.text):
        if match.start() < last:
            continue
        before = _BEFORE.search(words.text, max(0, match.start() - 40), match.start())
        after = _AFTER.match(words.text, match.end())
        left, right = (before[0] if before else ""), (after[0] if after else "")
        last = match.end() + len(right)
        if not left or not left[-1].islower() or not right[0].islower():
            continue
        piece, at = words.piece(match.start())
        line, column = piece.place(match.start() - len(left) - at)
        message = f"“{left}?{right}”: the question mark stands where a letter is lost"
        yield Fault(line, message, column, fix="type the letter; or a space after a real “?”")
