"""Words that belong to figures, by language: units, currencies, months, numbers in words.

Read from ``data/figures-<language>.yml``; a language without such a file gets
``figures-general.yml``: signs, and words that are alike in many languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from handbook.data import read

DATA = Path(__file__).parent / "data"
GENERAL = "general"

SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
CURRENCIES = ("EUR", "HUF", "RSD", "BGN", "USD", "GBP")
BEFORE = {"€": "EUR", "$": "USD", "£": "GBP", "Ft": "HUF"} | {code: code for code in CURRENCIES}
"""Signs and codes that may stand before a sum."""

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
MONTHS = {"month": 1, "year": 12}

_POINT = frozenset(("en", "zh", "ja", "ko", "he", "th", "hi", "bn", "ms", "ur"))
_CYRILLIC = re.compile("[а-яА-Я]")
_GAP = r"[ \t\n\0\xa0\u202f]{0,8}[-‑]?\0{0,4}"

Meaning = tuple[Fraction, str]
"""What a word may stand for: a number, and the unit without which it does not, or ``""``."""

Numbers = Mapping[str, tuple[Meaning, ...]]
_SUFFIX = {"": "", "%": "percent", "min": "minute", "mo": "month"}


@dataclass(frozen=True)
class Words:
    """What is known about the figures of one language.

    ``mark`` is the decimal mark, ``""`` when either may be one; ``tail`` matches the word after
    a figure and ``month`` a month, the label being the name of the group that matched last;
    group ``ordinal`` of ``tail`` is what makes *7.* or *7-ми* of 7.
    ``exact`` are numbers in words, ``begins`` beginnings of such words, ``phrases`` those of
    several words; ``others`` are beginnings of words that only look like numbers.
    """

    language: str
    mark: str
    tail: re.Pattern[str]
    month: re.Pattern[str]
    month_initial: re.Pattern[str]
    units: Mapping[str, re.Pattern[str]]
    exact: Numbers
    begins: Numbers
    others: tuple[str, ...]
    phrases: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        """Whether the language has a file of its own."""
        return self.language != GENERAL


def words(language: str, text: str = "") -> Words:
    """Words of a locale; ``text`` tells which script a language of two scripts is written in."""
    known = _words(language)
    if known.language == "sr" and _CYRILLIC.search(text):
        return _read(GENERAL, ",")
    return known


@cache
def _words(language: str) -> Words:
    base = language.replace("_", "-").split("-")[0].lower()
    mark = "." if base in _POINT else ","
    return _read(base, mark) if base in _languages() else _read(GENERAL, mark.strip(","))


@cache
def _languages() -> frozenset[str]:
    files = DATA.glob("figures-*.yml")
    return frozenset(file.stem.removeprefix("figures-") for file in files) - {GENERAL}


@cache
def _read(name: str, mark: str) -> Words:
    raw: dict[str, Any] = read(DATA / f"figures-{name}.yml")
    months = [f"(?P<m{number}>{month})" for number, month in enumerate(raw["months"], 1)]
    initials = "".join(m[1:3] if m[0] == "[" else m[0] for m in raw["months"])
    units = [f"(?P<{label}>{pattern})" for label, pattern in raw["units"].items()]
    exact, begins = _numbers(raw["numbers"])
    return Words(
        name,
        mark,
        re.compile(f"(?P<ordinal>{raw['suffix']}){_GAP}(?:{'|'.join(units + months)})"),
        re.compile("|".join(months) or "(?!)"),
        re.compile(f"[{initials}]" if initials else "(?!)"),
        {label: re.compile(pattern, re.IGNORECASE) for label, pattern in raw["units"].items()},
        exact,
        begins,
        tuple(word.rstrip("*") for word in str(raw.get("not", "")).split()),
        tuple(word for word in exact if " " in word),
    )


def _numbers(raw: dict[Any, str]) -> tuple[Numbers, Numbers]:
    exact: dict[str, tuple[Meaning, ...]] = {}
    begins: dict[str, tuple[Meaning, ...]] = {}
    for key, forms in raw.items():
        values = tuple(_meaning(value) for value in str(key).split())
        for form in forms.split():
            table = begins if form.endswith("*") else exact
            word = form.rstrip("*").replace("_", " ")
            table[word] = (*table.get(word, ()), *values)
    return exact, begins


def _meaning(value: str) -> Meaning:
    number = value.rstrip("%abcdefghijklmnopqrstuvwxyz")
    return Fraction(number), _SUFFIX[value.removeprefix(number)]
