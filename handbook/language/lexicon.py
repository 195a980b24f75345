"""Which word beginnings of a translation go with which of the source, learned from aligned text.

Alignment uses it as a hint where figures and lengths say nothing, such as two rows of a table
that changed places. ``learn`` makes the table of one language by association (Dice) over aligned
blocks; the tables in ``data/lexicon.json`` were learned from this book:

    python -m handbook.language.lexicon mkdocs.yml

Source: I. D. Melamed, “Models of translational equivalence among words” (2000), reduced to its
competitive linking of the best partner.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "lexicon.json"
_WORD = re.compile(r"[^\W\d_]{3,}")
_LATIN = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфхцъь", "abvgdeziiklmnoprstufhcay", strict=True))
    | {"ж": "zh", "ч": "ch", "ш": "sh", "щ": "sht", "ю": "iu", "я": "ia", "đ": "d", "ł": "l"}
)
_LENGTH = 5
_DENIED = 8
"""Letters of a word from which “ne” at its beginning is taken for “not”."""
_RARE = 3
_COMMON = 0.12
_BOUND = 0.3


@lru_cache(maxsize=200_000)
def root(word: str) -> str:
    """Return the first letters of a word in plain Latin: *Koordinator*, *координатор* → *koord*."""
    latin = unicodedata.normalize("NFD", word.lower().translate(_LATIN))
    return "".join(letter for letter in latin if not unicodedata.combining(letter))[:_LENGTH]


def roots(text: str) -> frozenset[str]:
    """Return the roots of a text's words of three letters or more.

    A word that says no with its beginning has the root of the other one, too: *nepalīdz*, *palīdz*.
    """
    words = _WORD.findall(text)
    denied = (word[2:] for word in words if len(word) >= _DENIED and word[:2].lower() == "ne")
    return frozenset(map(root, (*words, *denied)))


def learn(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Learn from aligned texts: root of the translation → roots of the source that go with it."""
    ours, theirs, both = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    count = 0
    for source, target in pairs:
        words, others = roots(source), roots(target)
        ours.update(words)
        theirs.update(others)
        both.update(product(others, words))
        count += 1
    found: dict[str, list[tuple[float, str]]] = {}
    for (b, a), together in both.items():
        dice = 2 * together / (ours[a] + theirs[b])
        if a != b and together >= _RARE and dice >= _BOUND and ours[a] < _COMMON * count:
            found.setdefault(b, []).append((-dice, a))
    return {b: [a for _, a in sorted(partners)[:2]] for b, partners in sorted(found.items())}


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    tables: dict[str, dict[str, list[str]]] = json.loads(_DATA.read_text("utf-8"))
    return tables


def lexicon(language: str) -> Mapping[str, list[str]]:
    """Return the table of a language; empty for one we have no text in."""
    return _tables().get(language, {})


def _main(config: str) -> None:
    from handbook.book import read
    from handbook.check.pair import Pair

    book = read(Path(config))
    tables = {}
    for edition in book.editions:
        pairs = [
            (a.prose, b.prose)
            for (locale, page_id), page in book.pages.items()
            if locale == edition.locale and (source := book.page(book.source.locale, page_id))
            for a, b in Pair.of(source, page).both
            if a.prose and b.prose
        ]
        if not edition.is_source:
            tables[edition.locale] = learn(pairs)
    lines = [
        f" {json.dumps(name)}: {{\n"
        + ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in table.items())
        + "\n }"
        for name, table in tables.items()
    ]
    _DATA.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    _main(sys.argv[1])
