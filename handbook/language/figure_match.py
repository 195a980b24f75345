"""Compare the figures of a text with those of its translation."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from handbook.language.figure_excuses import (
    Text,
    excused,
    is_known,
    is_month,
    is_small,
    named_months,
    shared_percent,
    units_fit,
)
from handbook.language.figure_runs import Value
from handbook.language.figure_words import MONTHS, SECONDS
from handbook.language.figures import Figure, figures

_MOST = 200
"""Figures on each side that are compared loosely; a text with more differs as a whole."""
_LONG = 100_000
"""Numbers from this one on may be numbers to call, typed without spaces."""


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
    ours = figures(source.text, source.language)
    theirs = figures(target.text, target.language)
    difference = _compare(ours, theirs, source, target) if ours or theirs else NONE
    if difference.missing and any(is_month(figure) for figure in difference.missing):
        return difference
    return _with_months(difference, source, target)


def _compare(
    ours: Sequence[Figure], theirs: Sequence[Figure], source: Text, target: Text
) -> Difference:
    if _keys(ours) == _keys(theirs):
        return NONE
    missing, added = _exact(ours, theirs)
    if not missing and not added:
        return NONE
    if len(missing) > _MOST or len(added) > _MOST:
        return Difference(missing[:_MOST], added[:_MOST], [])
    return _loosely(missing, added, source, target)


def _with_months(difference: Difference, source: Text, target: Text) -> Difference:
    """Add a month without a figure beside it, when another is named in its place."""
    ours = {month: Figure(start, end, month) for month, start, end in named_months(source)}
    if not ours:
        return difference
    theirs = {month: Figure(start, end, month) for month, start, end in named_months(target)}
    missing = [ours[month] for month in ours if month not in theirs]
    added = [theirs[month] for month in theirs if month not in ours]
    if not missing or not added:
        return difference
    known = {figure.start for figure in difference.added}
    added = [*difference.added, *(month for month in added if month.start not in known)]
    return replace(difference, missing=difference.missing + missing, added=added)


def _keys(found: Iterable[Figure]) -> list[tuple[Value, str]]:
    return [(figure.value, figure.unit) for figure in found]


def _loosely(missing: list[Figure], added: list[Figure], source: Text, target: Text) -> Difference:
    """Compare what is left after the figures that agree exactly."""
    missing, added = shared_percent(missing, source), shared_percent(added, target)
    fits = partial(units_fit, source, target)
    for keys, fit in ((_value, fits), (_values, fits), (_measure, _always)):
        missing, added, _ = _cancel(missing, added, keys, fit)
    missing, added, changed = _cancel(missing, added, _value, _units_clash)
    if missing and added and _digits(missing, source) == _digits(added, target):
        return Difference([], [], changed)  # one number, grouped in another way
    missing = [figure for figure in missing if not excused(figure, source, target)]
    added = [figure for figure in added if not excused(figure, target, source)]
    if not (missing and added) and not (is_known(source) and is_known(target)):
        missing, added = ([f for f in side if not is_small(f)] for side in (missing, added))
    missing, added, more = _cancel(missing, added, _value, _always)
    if not missing:  # “the 3 forms” and later “all 3”
        known = {figure.value for figure in figures(source.text, source.language)}
        added = [figure for figure in added if figure.value not in known]
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


def _exact(ours: Sequence[Figure], theirs: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Take out figures that are the same, in time that grows with their number only."""
    index: dict[Hashable, list[Figure]] = {}
    for figure in reversed(theirs):
        index.setdefault((figure.value, figure.unit), []).append(figure)
    used: set[int] = set()
    missing = []
    for figure in ours:
        if same := index.get((figure.value, figure.unit)):
            used.add(id(same.pop()))
        else:
            missing.append(figure)
    return missing, [figure for figure in theirs if id(figure) not in used]


def _value(figure: Figure) -> Iterable[Hashable]:
    return (figure.value,)


def _values(figure: Figure) -> Iterable[Hashable]:
    """All values a figure may have; a long number may be one to call."""
    yield from (figure.value, *figure.also)
    if isinstance(figure.value, int) and figure.value > _LONG:
        yield f"tel{figure.value}"


def _measure(figure: Figure) -> Iterable[Hashable]:
    """Length of a time: 90 minutes and 1,5 óra are the same."""
    if isinstance(figure.value, str):
        return ()
    if figure.unit in SECONDS:
        return (("seconds", figure.value * SECONDS[figure.unit]),)
    return (("months", figure.value * MONTHS[figure.unit]),) if figure.unit in MONTHS else ()


def _always(_figure: Figure, _other: Figure) -> bool:
    return True


def _units_clash(ours: Figure, theirs: Figure) -> bool:
    return bool(ours.unit and theirs.unit)


def _digits(found: list[Figure], where: Text) -> str:
    """All digits in a row; the words when these are no parts of one long whole number."""
    written = "".join(where.text[figure.start : figure.end] for figure in found)
    digits = "".join(filter(str.isdigit, written))
    broken = any(isinstance(figure.value, Fraction) for figure in found)
    return f"{where.language}: {written}" if broken or len(digits) < 6 else digits
