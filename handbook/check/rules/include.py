"""A page brings in no other files.

Why: a line that includes a file publishes it, whatever it holds: passwords, other people’s notes.
Forms shown on two pages are written `<!-- handbook:form page#id -->`, which only reaches pages.

Bad (en): --8<-- ".env"
Bad (en): Text⏎⏎--8<--⏎../secret.txt⏎--8<--
Bad (en): {% include "/etc/passwd" %}
Good (en): That -8<-2 holds; an arrow <-- 8 --> and --8-- too, and so is `{% include %}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Fault

SCOPE = "page"
SEVERITY = "error"

_BEFORE = re.compile(r"[^\w;]*")
_AFTER = re.compile(r"[ \t]+[\"'].*|[ \t]*")
_OTHERS = re.compile(
    r"\{%-?\s*(?:include|import|from|extends)\b[^%\n]{0,200}%\}|\{![^!\n]{1,200}!\}"
    r"|\{\{\s*#include\b|^[ \t]*(?:!include|@include|\.\. include::)\s",
    re.MULTILINE,
)


def check(page: Page, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each line that includes a file."""
    if "8<" in page.text:
        for number, text in enumerate(page.text.split("\n"), page.text_line):
            if "-8<-" in text and _is_snippet(text):
                yield Fault(number, "“--8<--” brings in another file", fix=_FIX)
    if not _OTHERS.search(page.text):
        return
    for block in page.blocks:
        if block.kind == "code":
            continue
        code = [(part.start, part.end) for part in block.inlines if part.kind == "code"]
        for found in _OTHERS.finditer(block.text):
            if not any(start <= found.start() < end for start, end in code):
                line, column = block.place(found.start())
                what = f"“{found[0].strip()[:60]}” brings in another file"
                yield Fault(line, what, column, fix=_FIX)


def _is_snippet(line: str) -> bool:
    """Whether a line is read as an include; it is wherever it stands, in code, too.

    A semicolon before it makes it text.
    """
    before, _, after = line.partition("-8<-")
    return bool(_BEFORE.fullmatch(before) and _AFTER.fullmatch(after.lstrip("-")))


_FIX = "write the text itself, or link to its page"
