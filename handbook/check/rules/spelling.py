"""Words are in the dictionary, the glossary or the project’s word list.

Why: a misspelt word is skipped by search and read twice by everyone. Only with hunspell and a
dictionary of the language; right words that it lacks belong in docs/words/<language>.txt, one a
line. Names, codes and words with digits are not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from handbook.book import Book, Page
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.prose import prose
from handbook.language.spelling import available, note, unknown

SCOPE = "book"
SEVERITY = "info"

_WORD = re.compile(r"(?<![\w.@/#-])(?<!\w\()[^\W\d_]+(?:[-’'][^\W\d_]+)*(?![\w@])")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_SENTENCE_END = re.compile(r"(?:^|[.!?:…\x01\n\0“„‘«»])[\s“”„‘’«»(\0]*\Z")
_FIELDS = ("preferred", "also", "text", "why")

Places = dict[str, list[tuple[Page, int]]]
"""Word → pages and offsets at which it stands first on the page."""


def check(book: Book, context: Context) -> Iterator[Fault]:
    """Yield each unknown word once a page, for languages whose dictionary is installed."""
    if not context.spelling:
        return
    if missing := note(edition.locale for edition in book.editions):
        context.notes.append(missing)
    for edition in book.editions:
        if available(edition.locale):
            pages = [page for page in book.pages.values() if page.edition == edition.locale]
            places = _places(pages)
            known = {*_listed(book, edition.locale), *_glossary(context, edition.locale)}
            for word in sorted(unknown(places, edition.locale, known)):
                yield from (_fault(page, offset, word) for page, offset in places[word])


def _places(pages: list[Page]) -> Places:
    """Words of pages in one language, without names: what has a capital inside a sentence."""
    found: Places = {}
    names: set[str] = set()
    for page in pages:
        seen: set[str] = set()
        text = prose(page).text
        for match in _WORD.finditer(text):
            word = match[0].replace("’", "'")
            if word in seen or not _is_plain(word, page.edition):
                continue
            if word[0].isupper() and not _starts_sentence(text, match.start()):
                names.add(word)
            else:
                seen.add(word)
                found.setdefault(word, []).append((page, match.start()))
    return {word: places for word, places in found.items() if word not in names}


def _is_plain(word: str, locale: str) -> bool:
    """Whether a word is no code and in the script of the language."""
    cyrillic = _CYRILLIC.search(word) is not None
    return len(word) > 1 and word[1:].islower() and cyrillic == (locale == "bg")


def _starts_sentence(text: str, at: int) -> bool:
    return _SENTENCE_END.search(text[max(0, at - 8) : at]) is not None


def _fault(page: Page, offset: int, word: str) -> Fault:
    piece, start = prose(page).piece(offset)
    line, column = piece.place(offset - start)
    return Fault(
        line,
        f"“{word}” is not in the dictionary",
        column,
        fix=f"mend it, or add it to docs/words/{page.edition}.txt if it is right",
        path=page.path,
        edition=page.edition,
    )


def _listed(book: Book, locale: str) -> list[str]:
    file: Path = book.docs / "words" / f"{locale}.txt"
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _glossary(context: Context, locale: str) -> Iterator[str]:
    """Words of the glossary: all of this language, and the terms of the others."""
    for term in context.glossary:
        for other, entry in term.items():
            fields = _FIELDS if other == locale else _FIELDS[:2]
            for field in fields if isinstance(entry, dict) else ():
                value = entry.get(field) or ""
                for text in value if isinstance(value, list) else [value]:
                    yield from _WORD.findall(str(text))
