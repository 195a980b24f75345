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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from handbook.search.filed import Filed, Leaf
from handbook.search.shards import cut, guests

_DIGITS = "".join(chr(code) for code in range(35, 127) if chr(code) not in "\\`")
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}
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
    bare: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    sections: int = 0


@dataclass
class Gathered:
    """What an index is put together from; `mend.py` changes a page in it."""

    leaves: list[Leaf]
    postings: dict[str, str]
    """Term → where it occurs, as the browser reads it; in the order of the terms."""
    bare: dict[str, dict[str, int]]
    """Stem of a word typed without accents → the terms it may mean, each with its pages."""


@dataclass(frozen=True)
class Packed:
    """An edition's index: what each query needs, and the postings, of which it needs a part."""

    core: dict[str, Any]
    shards: list[list[str]]
    """Of each shard: its postings, the numbers of its guests, their postings."""


def pack(pages: Sequence[Filed]) -> Packed:
    """Return an edition's index; the names of its files are for `publish.py` to add."""
    return assemble(gather(pages))


def gather(pages: Sequence[Filed]) -> Gathered:
    """Bring the words of all pages together."""
    lists = _Lists()
    for page in pages:
        _gather(lists, page)
    terms = sorted({*lists.text, *lists.head})
    return Gathered(
        [Leaf.of(page) for page in pages],
        {term: _postings(lists, term) for term in terms},
        dict(lists.bare),
    )


def assemble(gathered: Gathered) -> Packed:
    """Put an index together."""
    leaves, terms = gathered.leaves, list(gathered.postings)
    postings = list(gathered.postings.values())
    place = {term: at for at, term in enumerate(terms)}
    aliases = sorted((bare, place[term]) for bare, found in gathered.bare.items() for term in found)
    starts = cut(terms, [len(posting) + 1 for posting in postings])
    core = {
        "pages": [[leaf.url, len(leaf.headings), int(leaf.is_list)] for leaf in leaves],
        "heads": [heading for leaf in leaves for heading in leaf.headings],
        "anchors": " ".join(anchor for leaf in leaves for anchor in leaf.anchors),
        "sizes": "".join(
            _DIGITS[min(size.bit_length(), 63)] for leaf in leaves for size in leaf.sizes
        ),
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
    first = 3 * lists.sections
    for here, counts in zip(count(first - 1, 3), page.text, strict=False):
        for term, times in counts.items():
            text[term].append(here + (times if times < 3 else 3))
    for here, kinds in zip(count(first, 3), page.head, strict=False):
        for term, kind in kinds.items():
            head[term].append(here + kind)
    for word, stems in page.bare.items():
        known = lists.bare[word]
        for stem in stems:
            known[stem] = known.get(stem, 0) + 1
    lists.sections += len(page.sizes)


def _postings(lists: _Lists, term: str) -> str:
    text, head = pack_gaps(lists.text.get(term, ())), lists.head.get(term)
    return joined(text, pack_gaps(head)) if head else text


def joined(text: str, head: str) -> str:
    """Join the postings of a term in the text and in headings."""
    return f"{text}!{head}" if head else text


def pack_gaps(postings: Sequence[int]) -> str:
    """Write postings as the gaps between them."""
    if not postings:
        return ""
    texts, following = _tables(postings[-1])
    passed, parts = 0, []
    for one in postings:
        parts.append(texts[one - passed])
        passed = following[one]
    return "".join(parts)


def unpack_gaps(text: str) -> Postings:
    """Read postings again that ``pack_gaps`` wrote."""
    found, passed = [], 0
    for gap in _numbers(text):
        found.append(passed + gap)
        passed = found[-1] - found[-1] % 3 + 3
    return found


def _numbers(text: str) -> Iterator[int]:
    more, before = len(_DIGITS) - _LAST, list[int]()
    for sign in text:
        number = _VALUES[sign]
        if number >= _LAST:
            before.append(number - _LAST)
            continue
        while before:
            number = number * more + before.pop() + _LAST
        yield number


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
_following: list[int] = []


def _tables(number: int) -> tuple[list[str], list[int]]:
    """Return tables up to a number: numbers as text; where the section after a posting begins."""
    more = len(_DIGITS) - _LAST
    for each in range(len(_texts), number + 1):
        rest, last = divmod(each - _LAST, more)
        _texts.append(_DIGITS[each] if each < _LAST else _DIGITS[_LAST + last] + _texts[rest])
        _following.append(each - each % 3 + 3)
    return _texts, _following


def front_code(words: Sequence[str]) -> str:
    """Join sorted words; each starts with a digit: letters it shares with the one before."""
    shared = [0, *map(len, _SHARED.findall("\n".join(words)))]
    pairs = zip(words, shared, strict=False)
    return " ".join([_DIGITS[length] + word[length:] for word, length in pairs])
