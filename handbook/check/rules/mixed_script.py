"""A word has letters of two alphabets.

Why: the eye does not see a Latin “o” in a Cyrillic word, but search, spelling and voice readers
do: the word is not found and is read out wrong. A hyphen divides words: “PDF-ът” is right.

Bad (bg): Това е еднo правило.
Good (bg): Това е едно правило за PDF-ът и за T38-ас.
Bad (sr): Roditelјi daju pristanak.
Good (sr): Roditelji daju pristanak.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from handbook.book import Page
from handbook.check.alphabet import MOST, edit, odd_characters, script_for
from handbook.check.context import Context
from handbook.check.model import Fault, Severity
from handbook.check.prose import Piece, prose
from handbook.language.script import (
    CYRILLIC,
    GREEK,
    LATIN,
    MARKS,
    in_script,
    main_script,
    scripts_of,
)

SCOPE = "page"
SEVERITY = "error"

_LONGEST = 100
_LETTER = re.compile(f"[{LATIN}{CYRILLIC}{GREEK}{MARKS}]")
_REST = re.compile(f"[{LATIN}{CYRILLIC}{GREEK}{MARKS}]*")
_RARE = {
    "Cyrillic": re.compile(f"[{LATIN}{GREEK}]+"),
    "Latin": re.compile(f"[{CYRILLIC}{GREEK}]+"),
}
"""Script of a page → letters it seldom has."""
_UNIT = re.compile(r"[μΩΔ]?[A-Za-z]{1,3}|[A-Za-z]{1,2}Ω")
_SUFFIXED = re.compile(f"([A-Z]{{2,}})((?=[{CYRILLIC}]*[аеиоуъыюяіј])[{CYRILLIC}]{{1,5}})")


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each word with letters of two scripts."""
    words = prose(page)
    script = script_for(page, context)
    rare = _RARE.get(script, _RARE["Latin"])
    if not any(map(rare.match, odd_characters(page))) and script != "Cyrillic":
        return
    told: Counter[int] = Counter()
    for start, end in _mixed(words.text, rare):
        number = words.index(start)
        told[number] += 1
        at = words.starts[number]
        is_escape = words.pieces[number].text[: start - at].endswith("\\")
        if told[number] <= MOST and not is_escape and not _UNIT.fullmatch(words.text, start, end):
            yield _fault(words.pieces[number], start - at, end - at, script, page.edition)


def _fault(piece: Piece, start: int, end: int, script: str, language: str) -> Fault:
    word = piece.prose[start:end]
    line, column = piece.place(start)
    if suffixed := _SUFFIXED.fullmatch(word):
        return _hyphen_lost(suffixed, line, column)
    target = _target(word, script, language)
    is_clear = main_script(word) == target or len(word) == 2
    mended = in_script(word, target, language) if is_clear else None
    mend = edit(piece, start, end, mended) if mended else None
    return Fault(line, _message(word, target), column, _advice(word, target, mended), edit=mend)


def _mixed(text: str, rare: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Spans of the words in which letters of the page's rarer scripts touch others."""
    last = 0
    for run in rare.finditer(text):
        if run.start() < last:
            continue
        start = run.start()
        while start > last and _LETTER.match(text[start - 1]):
            start -= 1
        whole = _REST.match(text, start, start + _LONGEST)
        last = whole.end() if whole else run.end()
        if (start, last) != run.span() and len(scripts_of(text[start:last])) > 1:
            yield start, last


def _target(word: str, script: str, language: str) -> str:
    """Script the word should be in: the page's if that mends it, else that of most letters."""
    found = scripts_of(word)
    if script in found and in_script(word, script, language):
        return script
    return main_script(word) or script


def _message(word: str, target: str) -> str:
    wrong = {script: letters for script, letters in scripts_of(word).items() if script != target}
    named = " and ".join(
        f"“{'”, “'.join(letters)}” {'is' if len(letters) == 1 else 'are'} {script}"
        for script, letters in wrong.items()
    )
    return f"“{word}” mixes alphabets: {named}, the rest is {target}"


def _advice(word: str, target: str, mended: str | None) -> str:
    if mended is None:
        return f"type the whole word again on a {target} keyboard"
    typed = [new for old, new in zip(word, mended, strict=True) if old != new]
    letters = "”, “".join(dict.fromkeys(typed))
    return f"type the {target} “{letters}” instead; to the eye nothing changes"


def _hyphen_lost(word: re.Match[str], line: int, column: int) -> Fault:
    return Fault(
        line,
        f"“{word[0]}” joins a Latin and a Cyrillic part without a hyphen",
        column,
        fix=f"write “{word[1]}-{word[2]}”",
        severity=Severity.WARNING,
    )
