"""Sections → the compact lists the browser reads (`browser/` unpacks them).

Every word of a section is filed under its folded stem. ``terms`` are sorted; each entry says how
many letters it shares with the one before and adds the rest. Postings stand in the same order, cut
into shards (`shards.py`): where the term occurs in the text and, after a ``!``, in headings and
keywords; numbers are gaps from one section to the next, three kinds each. ``aliases`` lead from
the stem of a word typed without accents to the term it is filed under.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from handbook.search.filed import Filed
from handbook.search.shards import cut, guests

_DIGITS = "".join(chr(code) for code in range(35, 127) if chr(code) not in "\\`")
_LAST = 64
"""Digits below this one end a number; the others say that more follows."""
_SHARED = re.compile(r"^(.{0,35}).*+\n(?=\1)", re.MULTILINE)
"""What a line begins with and the next one, too: 35 letters are the most that a digit tells."""

Postings = list[int]
"""Sections in order with the kind of occurrence (0, 1 or 2): three times the one plus the other."""


@dataclass
class _Lists:
    text: dict[str, Postings] = field(default_factory=lambda: defaultdict(list))
    head: dict[str, Postings] = field(default_factory=lambda: defaultdict(list))
    bare: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sizes: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Packed:
    """An edition's index: what each query needs, and the postings, of which it needs a part."""

    core: dict[str, Any]
    shards: list[list[str]]
    """Of each shard: its postings, the numbers of its guests, their postings."""


def pack(pages: Sequence[Filed]) -> Packed:
    """Return an edition's index; the names of its files are for `publish.py` to add."""
    lists = _Lists()
    for page in pages:
        _gather(lists, page)
    _texts.extend(map(number_text, range(len(_texts), 3 * len(lists.sizes))))
    terms = sorted({*lists.text, *lists.head})
    place = {term: at for at, term in enumerate(terms)}
    aliases = sorted((bare, place[term]) for bare in lists.bare for term in lists.bare[bare])
    postings = [_postings(lists, term) for term in terms]
    starts = cut(terms, [len(posting) + 1 for posting in postings])
    core = {
        "pages": [[page.url, len(page.sizes), int(page.is_list)] for page in pages],
        "heads": [heading for page in pages for heading in page.headings],
        "anchors": " ".join(anchor for page in pages for anchor in page.anchors),
        "sizes": "".join(_DIGITS[min(size.bit_length(), 63)] for size in lists.sizes),
        "terms": front_code(terms),
        "aliases": front_code([bare for bare, _ in aliases]),
        "targets": "".join(number_text(at) for _, at in aliases),
        "starts": "".join(number_text(start) for start in starts),
    }
    return Packed(core, _shards(postings, starts, guests(terms, starts)))


def _shards(postings: list[str], starts: list[int], invited: list[list[int]]) -> list[list[str]]:
    return [
        [
            " ".join(postings[start:end]),
            "".join(number_text(at) for at in invited[number]),
            " ".join(postings[at] for at in invited[number]),
        ]
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], None], strict=True))
    ]


def _gather(lists: _Lists, page: Filed) -> None:
    """Add a page's words to those of the pages before it."""
    text, head = lists.text, lists.head
    first = 3 * len(lists.sizes)
    for here, (terms, counts) in zip(count(first - 1, 3), page.text, strict=False):
        for term, times in zip(terms.split(" "), counts, strict=False):
            text[term].append(here + (times if times < 3 else 3))
    for here, (terms, kinds) in zip(count(first, 3), page.head, strict=False):
        for term, kind in zip(terms.split(" "), kinds, strict=False):
            head[term].append(here + kind)
    for word, stems in page.bare.items():
        lists.bare[word].update(stems)
    lists.sizes += page.sizes


def _postings(lists: _Lists, term: str) -> str:
    text, head = _gaps(lists.text.get(term, ())), lists.head.get(term)
    return f"{text}!{_gaps(head)}" if head else text


def _gaps(postings: Sequence[int]) -> str:
    if len(postings) == 1:
        return _texts[postings[0]]
    passed, parts = 0, []
    for one in postings:
        parts.append(_texts[one - passed])
        passed = one - one % 3 + 3
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


_texts: list[str] = []
"""Numbers as text: as many as were needed so far, each written once."""


def front_code(words: Sequence[str]) -> str:
    """Join sorted words; each starts with a digit: letters it shares with the one before."""
    shared = [0, *map(len, _SHARED.findall("\n".join(words)))]
    pairs = zip(words, shared, strict=False)
    return " ".join([_DIGITS[length] + word[length:] for word, length in pairs])
