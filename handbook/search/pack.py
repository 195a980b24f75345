"""Sections → the compact lists the browser reads (`browser/engine.js` unpacks them).

Every word of a section is filed under its folded stem. ``terms`` are sorted; each entry says how
many letters it shares with the one before and adds the rest. ``postings`` stand in the same
order: where the term occurs in the text and, after a ``!``, in headings and keywords; numbers
are gaps from one section to the next, three kinds each. ``aliases`` lead from the stem of a word
typed without accents to the term it is filed under.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from handbook.search.analyse import Token, analyse
from handbook.search.pages import FoundPage, Section

_DIGITS = "".join(chr(code) for code in range(35, 127) if chr(code) not in "\\`")
_LAST = 64
"""Digits below this one end a number; the others say that more follows."""

Postings = dict[int, int]
"""Section → kind of occurrence (0, 1 or 2)."""


@dataclass
class _Lists:
    text: dict[str, Postings] = field(default_factory=lambda: defaultdict(dict))
    head: dict[str, Postings] = field(default_factory=lambda: defaultdict(dict))
    bare: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sizes: list[int] = field(default_factory=list)


def pack(pages: Iterable[FoundPage], locale: str, texts: Iterable[str]) -> dict[str, Any]:
    """Return an edition's index; ``texts`` names the file that holds each page's text."""
    pages = list(pages)
    lists = _Lists()
    number = 0
    for page in pages:
        for section in page.sections:
            _file(lists, number, section, page if section is page.sections[0] else None, locale)
            number += 1
    terms = sorted({*lists.text, *lists.head})
    place = {term: at for at, term in enumerate(terms)}
    aliases = sorted((bare, place[term]) for bare in lists.bare for term in lists.bare[bare])
    return {
        "pages": [
            [page.url, len(page.sections), text, int(page.is_list)]
            for page, text in zip(pages, texts, strict=True)
        ],
        "heads": [section.heading for page in pages for section in page.sections],
        "anchors": " ".join(section.anchor for page in pages for section in page.sections),
        "sizes": "".join(_DIGITS[min(size.bit_length(), 63)] for size in lists.sizes),
        "terms": front_code(terms),
        "postings": " ".join(_postings(lists, term) for term in terms),
        "aliases": front_code([bare for bare, _ in aliases]),
        "targets": "".join(number_text(at) for _, at in aliases),
    }


def _file(
    lists: _Lists, number: int, section: Section, page: FoundPage | None, locale: str
) -> None:
    counts: dict[str, int] = defaultdict(int)
    tokens = analyse(section.text, locale)
    for token in tokens:
        counts[_key(lists, token)] += 1
    for term, count in counts.items():
        lists.text[term][number] = min(count, 3) - 1
    keywords = f"{section.keywords} {page.description}" if page else section.keywords
    for kind, text in ((0, keywords), (1, section.heading)):
        for token in analyse(text, locale):
            lists.head[_key(lists, token)][number] = kind
    lists.sizes.append(len(tokens))


def _key(lists: _Lists, token: Token) -> str:
    if token.bare_stem != token.stem:
        lists.bare[token.bare_stem].add(token.stem)
    return token.stem


def _postings(lists: _Lists, term: str) -> str:
    text, head = _gaps(lists.text.get(term, {})), _gaps(lists.head.get(term, {}))
    return f"{text}!{head}" if head else text


def _gaps(postings: Postings) -> str:
    last, parts = -1, []
    for section in sorted(postings):
        parts.append(number_text((section - last - 1) * 3 + postings[section]))
        last = section
    return "".join(parts)


def number_text(number: int) -> str:
    """Write a number in the digits the browser reads, without a sign between numbers."""
    more = len(_DIGITS) - _LAST
    text = ""
    while number >= _LAST:
        number -= _LAST
        text += _DIGITS[_LAST + number % more]
        number //= more
    return text + _DIGITS[number]


def front_code(words: Iterable[str]) -> str:
    """Join sorted words; each starts with a digit: letters it shares with the one before."""
    before, parts = "", []
    for word in words:
        shared = 0
        while shared < min(len(before), len(word), 35) and before[shared] == word[shared]:
            shared += 1
        parts.append(_DIGITS[shared] + word[shared:])
        before = word
    return " ".join(parts)
