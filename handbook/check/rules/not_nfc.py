"""Letters and their accents are written as separate characters.

Why: “é” made of “e” and an accent looks right but is another text: search, spelling and
comparison miss it. Files must be in Unicode normalisation form C.

Bad (hu): A ke\u0301zikönyv ingyenes.
Good (hu): A kézikönyv ingyenes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Edit, Fault

SCOPE = "page"
SEVERITY = "error"

_TOKEN = re.compile(r"\S+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
"""Letters of scripts whose marks form C only puts in another order."""


def check(page: Page, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each line that is not in form C."""
    if unicodedata.is_normalized("NFC", page.raw):
        return
    for number, line in enumerate(page.lines, 1):
        if not unicodedata.is_normalized("NFC", line):
            wrong = [m for m in _TOKEN.finditer(line) if _is_wrong(m[0])]
            if wrong:
                yield _fault(line, number, wrong)


def _is_wrong(token: str) -> bool:
    return not unicodedata.is_normalized("NFC", token) and not _RIGHT_TO_LEFT.search(token)


def _fault(line: str, number: int, wrong: list[re.Match[str]]) -> Fault:
    start, end = wrong[0].start(), wrong[-1].end()
    word = unicodedata.normalize("NFC", wrong[0][0]).strip('*_.,;:!?()[]„“”’"»«')
    more = f", and in {len(wrong) - 1} more on this line" if len(wrong) > 1 else ""
    edit = Edit(number, start + 1, end - start, unicodedata.normalize("NFC", line[start:end]))
    message = f"in “{word[:60]}” letters and accents are separate characters{more}"
    return Fault(number, message, start + 1, fix=_FIX, edit=edit)


_FIX = "retype the accented letters; to the eye nothing changes"
