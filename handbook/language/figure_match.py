"""Compare the figures of a text with those of its translation."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from handbook.language.figure_runs import Value
from handbook.language.figure_words import CURRENCIES, MONTHS, SECONDS, words
from handbook.language.figures import Figure, figures
from handbook.language.numerals import months, numerals

_MOST = 200
"""Figures on each side that are compared loosely; a text with more differs as a whole."""
_LINK = re.compile(
    r"[^\w.;]{0,4}(?:[0-9][0-9.,]{0,6}[^\w.;]{1,4}){0,4}(?:[^\W\d_]{1,4}[^\w.;]{1,4})?"
)
"""What may stand between a figure and a percent sign that is also its: 10, 20 or 30%."""
_SILENT = frozenset(("year", "hour", *CURRENCIES))
"""Units often left out: *aged 14*, *at 18.00*, *lend me 20*."""
_SMALL = 20
"""Numbers up to this are often written in words in languages whose words are not known."""
_ALSO = {
    ("month", 12): ("year", 1),
    ("month", 24): ("year", 2),
    ("month", 6): ("year", 1),
    ("month", 18): ("year", 1),
    ("month", 3): ("year", 1),
    ("day", 7): ("week", 1),
    ("day", 14): ("week", 2),
    ("day", 365): ("year", 1),
    ("week", 2): ("day", 14),
    ("week", 52): ("year", 1),
    ("hour", 24): ("day", 1),
    ("hour", 48): ("day", 2),
    ("hour", 72): ("day", 3),
    ("minute", 30): ("hour", 1),
    ("minute", 60): ("hour", 1),
    ("minute", 90): ("hour", 1),
    ("minute", 120): ("hour", 2),
    ("second", 60): ("minute", 1),
}
"""What may stand in words for a measure: *a year* for 12 months, *egy óra* for 60 minutes."""


@dataclass(frozen=True)
class Text:
    """A text with its language."""

    text: str
    language: str


@dataclass(frozen=True)
class Difference:
    """Figures of the source that the translation lacks, and those that only it has.

    ``changed`` are figures with the same number and another unit.
    """

    missing: list[Figure]
    added: list[Figure]
    changed: list[tuple[Figure, Figure]]

    def __bool__(self) -> bool:
        return bool(self.missing or self.added or self.changed)

    @property
    def of_source(self) -> list[Figure]:
        """Figures of the source that are not as they are there, in order."""
        return sorted([*self.missing, *(ours for ours, _ in self.changed)], key=_start)

    @property
    def of_target(self) -> list[Figure]:
        """Figures of the translation that are wrong, in order."""
        return sorted([*self.added, *(theirs for _, theirs in self.changed)], key=_start)


def _start(figure: Figure) -> int:
    return figure.start


NONE = Difference([], [], [])


def compare(source: Text, target: Text) -> Difference:
    """Say in which figures two texts differ, but for what their languages write differently."""
    ours, theirs = (figures(text.text, text.language) for text in (source, target))
    if not (ours or theirs) or _keys(ours) == _keys(theirs):
        return NONE
    missing, added, _ = _cancel(list(ours), list(theirs), _exact, _always)
    if not missing and not added:
        return NONE
    if len(missing) > _MOST or len(added) > _MOST:
        return Difference(missing[:_MOST], added[:_MOST], [])
    return _loosely(missing, added, source, target)


def _keys(found: Iterable[Figure]) -> list[tuple[Value, str]]:
    return [(figure.value, figure.unit) for figure in found]


def _loosely(missing: list[Figure], added: list[Figure], source: Text, target: Text) -> Difference:
    """Compare what is left after the figures that agree exactly."""
    missing, added = _shared_percent(missing, source), _shared_percent(added, target)
    fits = partial(_units_fit, source, target)
    for keys, fit in ((_value, fits), (_values, fits), (_measure, _always)):
        missing, added, _ = _cancel(missing, added, keys, fit)
    missing, added, changed = _cancel(missing, added, _value, _units_clash)
    if missing and added and _digits(missing, source) == _digits(added, target):
        return Difference([], [], changed)  # one number, grouped in another way
    missing = [figure for figure in missing if not _excused(figure, source, target)]
    added = [figure for figure in added if not _excused(figure, target, source)]
    missing, added, more = _cancel(missing, added, _value, _always)
    return Difference(missing, added, changed + more)


Keys = Callable[[Figure], Iterable[Hashable]]


def _cancel(
    left: list[Figure], right: list[Figure], keys: Keys, fits: Callable[[Figure, Figure], bool]
) -> tuple[list[Figure], list[Figure], list[tuple[Figure, Figure]]]:
    """Take out pairs that share a key and fit; return what is left on each side, and the pairs."""
    index: dict[Hashable, list[Figure]] = {}
    for figure in right:
        for key in keys(figure):
            index.setdefault(key, []).append(figure)
    used: set[int] = set()
    rest, pairs = [], []
    for figure in left:
        found = (other for key in keys(figure) for other in index.get(key, ()))
        fitting = next((o for o in found if id(o) not in used and fits(figure, o)), None)
        if fitting is None:
            rest.append(figure)
        else:
            used.add(id(fitting))
            pairs.append((figure, fitting))
    return rest, [figure for figure in right if id(figure) not in used], pairs


def _exact(figure: Figure) -> Iterable[Hashable]:
    return ((figure.value, figure.unit),)


def _value(figure: Figure) -> Iterable[Hashable]:
    return (figure.value,)


def _values(figure: Figure) -> Iterable[Hashable]:
    return (figure.value, *figure.also)


def _measure(figure: Figure) -> Iterable[Hashable]:
    """Length of a time: 90 minutes and 1,5 óra are the same."""
    if isinstance(figure.value, str):
        return ()
    if figure.unit in SECONDS:
        return (("seconds", figure.value * SECONDS[figure.unit]),)
    return (("months", figure.value * MONTHS[figure.unit]),) if figure.unit in MONTHS else ()


def _always(_figure: Figure, _other: Figure) -> bool:
    return True


def _units_fit(source: Text, target: Text, ours: Figure, theirs: Figure) -> bool:
    """Whether units agree; one that is not written must be named in the text at least."""
    if ours.unit == theirs.unit or "shared" in (ours.unit, theirs.unit):
        return True
    if ours.unit and theirs.unit:
        return False
    unit, bare = (ours.unit, target) if ours.unit else (theirs.unit, source)
    return unit in _SILENT or (unit != "percent" and _names(bare, unit))


def _units_clash(ours: Figure, theirs: Figure) -> bool:
    return bool(ours.unit and theirs.unit)


def _names(text: Text, unit: str) -> bool:
    """Whether a unit's word stands anywhere in a text, or may stand there unknown to us."""
    known = words(text.language, text.text)
    pattern = known.units.get(unit)
    return bool(pattern.search(text.text)) if pattern else not known.is_known


def _shared_percent(found: list[Figure], where: Text) -> list[Figure]:
    """Mark bare figures to which a percent sign further on may belong: 20 to 30%."""
    starts = [f.start for f in figures(where.text, where.language) if f.unit == "percent"]
    return [
        figure._replace(unit="shared")
        if not figure.unit and any(_LINK.fullmatch(where.text, figure.end, s) for s in starts)
        else figure
        for figure in found
    ]


def _digits(found: list[Figure], where: Text) -> str:
    """All digits in a row; the words when they are too few for a telephone number."""
    written = "".join(where.text[figure.start : figure.end] for figure in found)
    digits = "".join(filter(str.isdigit, written))
    return digits if len(digits) > 5 else f"{where.language}: {written}"


def _excused(figure: Figure, own: Text, other: Text) -> bool:
    """Whether the other text may have a figure in words, or a reference at another place."""
    known = words(other.language, other.text)
    small = not (known.is_known and words(own.language, own.text).is_known)
    if isinstance(figure.value, str):
        if figure.value[0] == "m":
            return small or figure.value in months(other.text, known)
        return figure.value in {f.value for f in figures(other.text, other.language)}
    if small and figure.value <= _SMALL:
        return True
    if _in_words(
        {Fraction(v) for v in (figure.value, *figure.also) if isinstance(v, int | Fraction)},
        own,
        other,
    ):
        return True
    unit, count = _ALSO.get((figure.unit, figure.value), ("", 0))  # type: ignore[arg-type]
    return bool(count) and _names(other, unit)


def _in_words(values: set[Fraction], own: Text, other: Text) -> bool:
    """Whether the other text has more words for one of the numbers than this one."""
    theirs = numerals(other.text, other.language)
    if not values & theirs.keys():
        return False
    ours = numerals(own.text, own.language)
    return any(theirs[value] > (ours[value] if value > 1 else 0) for value in values)
