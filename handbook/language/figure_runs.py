"""Runs of digits: which may be one figure, and what number, date or telephone number it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

Value = int | Fraction | str
"""A number; or ``"m4"`` for April, ``"tel0800300303"``, ``"T38"``, ``"6.9.1"``."""

Piece = tuple[int, int, Value, tuple[Value, ...]]
"""Start and end in the run, value, other values it may be read as."""

LONGEST = 30
"""More digits than any number of a text has; longer runs are compared as they are written."""

_S = r"[ \xa0\u202f]"
_PHONE = r"[ \xa0\u202f/-]"
RUN = re.compile(
    r"[+0-9](?:"
    rf"(?<=\+)[0-9]{{1,3}}(?:{_PHONE}?\(?[0-9]{{1,5}}\)?){{2,6}}(?![0-9])"
    rf"|(?<=0)(?=(?:{_PHONE}?[0-9]){{6}})(?![0-9](?:[-/][0-9]{{2}}){{2}})"
    rf"[0-9]{{1,12}}(?:{_PHONE}[0-9]{{1,7}}){{0,5}}(?![0-9])"
    rf"|(?<=1)16[ \xa0\u202f-]?[0-9]{{3}}(?![0-9])"
    rf"|(?<!\+)[0-9]{{3}}(?:-|\.{_S}?)[0-9]{{1,2}}(?:-|\.{_S}?)[0-9]{{1,2}}(?![0-9])"
    rf"|(?<!\+)[0-9]?\.{_S}?[0-9]{{1,2}}\.{_S}?[0-9]{{4}}(?![0-9])"
    rf"|(?<!\+)[0-9]*(?:(?:[.,:/]|{_S}(?=[0-9]{{3}}(?![0-9])))[0-9]+)*"
    r")"
)
"""Telephone numbers abroad, with 0, and 116 111; dates such as 2021-04-07; other numbers."""

_DATE = re.compile(
    rf"(?P<y>[0-9]{{4}})(?:\.{_S}?|-)(?P<m>[0-9]{{1,2}})(?:\.{_S}?|-)(?P<d>[0-9]{{1,2}})$"
)
_SHORT_DATE = re.compile(
    rf"(?P<d>[0-9]{{1,2}})(?:\.{_S}?|(?P<slash>/))(?P<m>[0-9]{{1,2}})(?:\.{_S}?|/)(?P<y>[0-9]{{4}})$"
)
_TIME = re.compile(r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9]$")
_FRACTION = re.compile(r"([1-9][0-9]?)/([1-9][0-9]?)$")
_SPACED = re.compile(rf"[0-9]{{1,3}}(?:{_S}[0-9]{{3}})+(?:[.,][0-9]+)?$")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}((?:\1[0-9]{3})*)(?:(?!\1)[.,]([0-9]+))?$")
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+$")
_DOTTED = re.compile(r"(?![1-9][0-9]{0,2}(?:\.[0-9]{3})+$)[0-9]+(?:\.[0-9]+){2,}$")
"""6.9.1, but not 1.138.200."""
_PART = re.compile(r"[0-9]+(?:[.,:][0-9]+)?")
_DIGITS = re.compile(r"[0-9]+")
_NATIONAL = {"+36": "06", "+371": "", "+381": "0", "+359": "0"}
"""Country codes, and what is dialled instead inside the country."""


def read(raw: str, mark: str) -> list[Piece]:
    """Read a run of digits; ``mark`` is the decimal mark, ``""`` when either may be."""
    if raw.isdigit() and len(raw) < 6:
        return [(0, len(raw), int(raw), ())]
    if phone := _phone(raw):
        return [(0, len(raw), phone, ())]
    if date := _date(raw):
        return date
    values = number(raw, mark)
    return [(0, len(raw), values[0], values[1:])] if values else list(_parts(raw, mark))


@lru_cache(maxsize=4096)
def number(raw: str, mark: str) -> tuple[Value, ...]:
    """Value of a run and others it may have; empty when it holds several numbers."""
    if raw.isdigit():
        return (int(raw) if len(raw) < LONGEST else raw,)
    if len(raw) > LONGEST:
        return ()
    return (raw,) if _DOTTED.match(raw) else tuple(map(whole, _values(raw, mark)))


def whole(value: int | Fraction) -> int | Fraction:
    """Write a number without a fraction as one."""
    return int(value) if value.denominator == 1 else value


def _values(raw: str, mark: str) -> tuple[Fraction, ...]:
    if _TIME.match(raw):
        return (Fraction(raw.replace(":", ".")),)
    if fraction := _FRACTION.match(raw):
        above, below = int(fraction[1]), int(fraction[2])
        return (Fraction(above, below),) if above < below else ()
    if _SPACED.match(raw):
        return (Fraction(re.sub(_S, "", raw).replace(",", ".")),)
    if grouped := _GROUPED.match(raw):
        return _grouped(raw, grouped, mark)
    listed = not _DECIMAL.match(raw) or ("," in raw and mark == ".")
    return () if listed else (Fraction(raw.replace(",", ".")),)


def _grouped(raw: str, match: re.Match[str], mark: str) -> tuple[Fraction, ...]:
    """Decide what dots and commas mean: 1,138 is 1138 in English and 1.138 in Hungarian."""
    sign, more, decimals = match.groups()
    thousands = Fraction(re.sub("[.,]", "", raw.removesuffix(decimals or "")))
    if decimals or more:
        return (thousands + Fraction(f"0.{decimals or 0}"),)
    broken = Fraction(raw.replace(",", "."))
    return (broken,) if sign == mark else (thousands,) if mark else (thousands, broken)


def _phone(raw: str) -> str:
    """Digits of a telephone number as dialled inside the country, else an empty text."""
    digits = "".join(_DIGITS.findall(raw))
    if raw[0] == "+":
        for code, prefix in _NATIONAL.items():
            if digits.startswith(code[1:]):
                return f"tel{prefix}{digits.removeprefix(code[1:]).removeprefix('0')}"
        return f"tel+{digits}"
    marks = set(raw) - set("0123456789")
    if raw[0] == "0" and 7 <= len(digits) < LONGEST and marks <= set(" \xa0\u202f/-"):
        return f"tel{digits}"
    european = len(digits) == 6 and digits.startswith("116") and marks <= set(" \xa0\u202f-")
    return f"tel{digits}" if european else ""


def _date(raw: str) -> list[Piece]:
    """Day, month and year of a date in figures; 7/4/2021 may be in April or in July."""
    match = (_DATE.match(raw) or _SHORT_DATE.match(raw)) if len(raw) < 13 else None
    if not match:
        return []
    day, month, year = int(match["d"]), int(match["m"]), int(match["y"])
    american = (f"m{day}",) if match.groupdict().get("slash") else ()
    return [
        (*match.span("d"), day, american),
        (*match.span("m"), f"m{month}", (month,)),
        (*match.span("y"), year, ()),
    ]


def _parts(raw: str, mark: str) -> Iterator[Piece]:
    """Take apart a run that is no single figure, such as 5,6 or 2016/17, number by number."""
    year = 0
    for part in _PART.finditer(raw):
        values = number(part[0], mark)
        if not values:
            digits = (match.span() for match in _DIGITS.finditer(raw, *part.span()))
            yield from ((*span, number(raw[slice(*span)], mark)[0], ()) for span in digits)
            continue
        value, also = values[0], values[1:]
        if year and len(part[0]) == 2 and isinstance(value, int):
            also = (year - year % 100 + value,)
        year = int(value) if is_year(value) else 0
        yield (*part.span(), value, also)


def is_year(value: Value) -> bool:
    """Whether a number may be a year of our time."""
    return isinstance(value, int) and 1800 <= value < 2200
