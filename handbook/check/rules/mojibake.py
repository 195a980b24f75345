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
from handbook.language.detect import is_common, profile_of
from handbook.language.mojibake import SUSPECTS, Garbled, garbled

SCOPE = "page"
SEVERITY = "error"

_LOST = re.compile(r"\?(?=[^\W\d_]+(?![\w=&/]))")
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
        yield from _question_marks(words, page)


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


def _is_common(word: str, page: Page) -> bool:
    """Whether both sides of a question mark are rather words: an address, or a space is missing."""
    languages = {profile_of(page.edition), "en"} - {None}
    return any(is_common(word.lower(), language, None) for language in languages if language)


def _question_marks(words: Prose, page: Page) -> Iterator[Fault]:
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
        if any(len(side) > 2 and _is_common(side, page) for side in (left, right)):
            continue
        piece, at = words.piece(match.start())
        line, column = piece.place(match.start() - len(left) - at)
        message = f"“{left}?{right}”: the question mark stands where a letter is lost"
        yield Fault(line, message, column, fix="type the letter; or a space after a real “?”")
