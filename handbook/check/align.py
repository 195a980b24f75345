"""Alignment of a translation's blocks with those of its source.

Headings are paired first, by id and else by level and order; then the blocks below each pair of
headings, by kind, marks (figures, links, badges, notes), length and words common to both
languages. What is left on both sides and alike is paired as moved.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, groupby, pairwise, takewhile

from handbook.check.likeness import length_ratio, pair_cost
from handbook.check.sequence import LARGEST, Cost, Match, in_order
from handbook.check.units import Unit

_MOVED = 1.0
_FINE = 1.6
"""Cost up to which a pair in its place is not doubted."""
_MOST_COMPARED = 40
_SWAP = 1.0
"""How much better two pairs must fit with their partners exchanged."""


@dataclass(frozen=True)
class Alignment:
    """Matches in reading order, and those of them whose place differs."""

    matches: list[Match]
    moved: list[tuple[Unit, Unit]]


def align(source: Sequence[Unit], target: Sequence[Unit]) -> Alignment:
    """Align the units of a page and of its translation."""
    ratio = length_ratio(source, target)

    def cost(ours: Unit, theirs: Unit) -> float:
        return pair_cost(ours, theirs, ratio)

    heads, moved = _headings(source, target, cost)
    matches: list[Match] = []
    for i, end, j, their_end in _spans(heads, len(source), len(target)):
        if i >= 0 and j >= 0:
            matches.append((source[i], target[j]))
        found, changed = _section(source[i + 1 : end], target[j + 1 : their_end], cost)
        matches += found
        moved += changed
    matches, changed = _reunite(matches, cost)
    return Alignment(_settle(matches), moved + changed)


def _headings(
    source: Sequence[Unit], target: Sequence[Unit], cost: Cost
) -> tuple[list[tuple[int, int]], list[tuple[Unit, Unit]]]:
    """Pair headings: their indices in the source's order, and those that stand out of order."""
    ours = [i for i, unit in enumerate(source) if unit.level]
    theirs = [j for j, unit in enumerate(target) if unit.level]
    by_id, source_ids = _unique_ids(target, theirs), _unique_ids(source, ours)
    pairs = {i: by_id[name] for name, i in source_ids.items() if name in by_id}
    _untangle(pairs, source, target)
    index = {id(unit): i for units in (source, target) for i, unit in enumerate(units)}
    ordered = _longest_rising(sorted(pairs.items()))
    moved = [(source[i], target[j]) for i, j in pairs.items() if (i, j) not in set(ordered)]
    free = [i for i in ours if i not in pairs], [j for j in theirs if j not in pairs.values()]
    for low, high in zip([(-1, -1), *ordered], [*ordered, (len(source), len(target))], strict=True):
        left = [i for i in free[0] if low[0] < i < high[0]]
        right = [j for j in free[1] if low[1] < j < high[1]]
        matched = in_order([source[i] for i in left], [target[j] for j in right], cost)
        pairs |= {index[id(a)]: index[id(b)] for a, b in matched if a and b}
    return sorted(pairs.items()), moved


def _untangle(pairs: dict[int, int], source: Sequence[Unit], target: Sequence[Unit]) -> None:
    """Pair two headings by what stands below them where only their ids changed places."""
    ordered = sorted(pairs)
    for i, other in pairwise(ordered):
        if pairs[i] <= pairs[other]:
            continue
        crossed = _below(source, i, target, pairs[i]) + _below(source, other, target, pairs[other])
        straight = _below(source, i, target, pairs[other]) + _below(source, other, target, pairs[i])
        if straight > crossed:
            pairs[i], pairs[other] = pairs[other], pairs[i]


def _below(source: Sequence[Unit], i: int, target: Sequence[Unit], j: int) -> int:
    """Count what two headings have in common: level, kinds, marks and words of their sections."""
    ours, theirs = _own_section(source, i), _own_section(target, j)
    same_kinds = [u.block.kind for u in ours] == [u.block.kind for u in theirs]
    common = sum(len(_all_of(ours, name) & _all_of(theirs, name)) for name in ("marks", "roots"))
    return common + 3 * same_kinds + (source[i].level == target[j].level)


def _own_section(units: Sequence[Unit], at: int) -> list[Unit]:
    following = takewhile(lambda unit: not unit.level, units[at + 1 :])
    return [units[at], *following]


def _all_of(units: list[Unit], name: str) -> frozenset[str]:
    return frozenset().union(*(getattr(unit, name) for unit in units))


def _unique_ids(units: Sequence[Unit], headings: list[int]) -> dict[str, int]:
    """Find the headings whose id no other heading of the page has: id → index."""
    counts = Counter(units[at].block.id for at in headings)
    return {name: at for at in headings if (name := units[at].block.id) and counts[name] == 1}


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Longest run of pairs whose second numbers rise (quadratic in the number of headings)."""
    if all(a[1] < b[1] for a, b in pairwise(pairs)):
        return pairs
    best: list[list[tuple[int, int]]] = []
    for pair in pairs[:400]:
        before = max((run for run in best if run[-1][1] < pair[1]), key=len, default=[])
        best.append([*before, pair])
    return max(best, key=len)


def _section(
    source: Sequence[Unit], target: Sequence[Unit], cost: Cost
) -> tuple[list[Match], list[tuple[Unit, Unit]]]:
    """Align what stands below a pair of headings."""
    alike = len(source) == len(target) and all(
        a.block.kind == b.block.kind and cost(a, b) < _FINE
        for a, b in zip(source, target, strict=True)
    )
    if alike and not crossed(source, target):
        return list(zip(source, target, strict=True)), []
    with_roots = _with_roots(source, target, cost)
    return _swapped(in_order(source, target, with_roots), with_roots)


def _swapped(matches: list[Match], cost: Cost) -> tuple[list[Match], list[tuple[Unit, Unit]]]:
    """Exchange the partners of two pairs where that fits clearly better: they changed places."""
    moved: list[tuple[Unit, Unit]] = []
    paired = [at for at, (a, b) in enumerate(matches) if a and b]
    for i, j in combinations(paired[:_MOST_COMPARED], 2):
        (a, b), (c, d) = matches[i], matches[j]
        if not (a and b and c and d) or a.block.kind != c.block.kind:
            continue
        if cost(a, d) + cost(c, b) + _SWAP < cost(a, b) + cost(c, d):
            matches[i], matches[j] = (c, b), (a, d)
            moved.append((c, b))
    return matches, moved


def crossed(source: Sequence[Unit], target: Sequence[Unit]) -> bool:
    """Whether words of a block stand in another one's place: the blocks may have changed places.

    Counts only words that one block of each side has.
    """
    source, target = _unproved(source, target)
    if len(source) < 2:
        return False
    common = _once(source) & _once(target)
    ours, theirs = _where(common, source), _where(common, target)
    votes = Counter((ours[root], theirs[root]) for root in common)
    return any(
        i != j and (count := votes[i, j] + votes[j, i]) >= 1 and count > votes[i, i] + votes[j, j]
        for i, j in list(votes)
    )


def _unproved(
    source: Sequence[Unit], target: Sequence[Unit]
) -> tuple[Sequence[Unit], Sequence[Unit]]:
    """Leave out pairs that share a mark no other block has: these stand where they belong."""
    if len(source) != len(target):
        return source, target
    counts = Counter(chain.from_iterable(unit.marks for unit in (*source, *target)))
    left = [
        (a, b)
        for a, b in zip(source, target, strict=True)
        if not (a.marks and any(counts[mark] == 2 for mark in a.marks & b.marks))
    ]
    return [a for a, _ in left], [b for _, b in left]


def _once(units: Sequence[Unit]) -> set[str]:
    """Words and marks that one of the units has."""
    seen, again = set[str](), set[str]()
    for unit in units:
        again |= seen & unit.signs
        seen |= unit.signs
    return seen - again


def _where(signs: set[str], units: Sequence[Unit]) -> dict[str, int]:
    """Tell which unit has each of these, by its number."""
    return {sign: index for index, unit in enumerate(units) for sign in signs & unit.signs}


def _with_roots(source: Sequence[Unit], target: Sequence[Unit], cost: Cost) -> Cost:
    """Lower the cost of pairs that share words which few other blocks have."""
    ours, theirs = (
        Counter(root for unit in units for root in unit.roots) for units in (source, target)
    )

    def with_roots(a: Unit, b: Unit) -> float:
        gain = sum(1.4 / max(ours[root], theirs[root]) for root in a.roots & b.roots)
        return cost(a, b) - min(3.0, gain)

    return with_roots


def _reunite(matches: list[Match], cost: Cost) -> tuple[list[Match], list[tuple[Unit, Unit]]]:
    """Pair blocks left alone on either side that are each other's: they were moved."""
    lost = [a for a, b in matches if a and not b]
    extra = [b for a, b in matches if b and not a]
    if not lost or not extra or len(lost) * len(extra) > LARGEST:
        return matches, []
    with_roots = _with_roots(lost, extra, cost)
    ranked = sorted(
        ((with_roots(a, b), i, j) for i, a in enumerate(lost) for j, b in enumerate(extra)),
    )
    moved: list[tuple[Unit, Unit]] = []
    for price, i, j in ranked:
        taken = any(lost[i] is a or extra[j] is b for a, b in moved)
        if price < _MOVED and not taken and lost[i].block.kind == extra[j].block.kind:
            moved.append((lost[i], extra[j]))
    return _put_back(matches, moved), [pair for pair in moved if _crosses(pair, matches)]


def _crosses(pair: tuple[Unit, Unit], matches: list[Match]) -> bool:
    """Whether anything sure lies between the places of a pair.

    A heading paired by its order alone is not: where one was added, those after it are paired
    with their neighbours, and what stands below has not moved.
    """
    places = [at for at, match in enumerate(matches) if match[0] is pair[0] or match[1] is pair[1]]
    between = (match for match in matches[min(places) + 1 : max(places)] if None not in match)
    return any(a and b and (not a.level or _is_sure(a, b)) for a, b in between) or not any(
        a and b and a.level for a, b in matches[min(places) + 1 : max(places)]
    )


def _is_sure(ours: Unit, theirs: Unit) -> bool:
    ids = ours.block.id and ours.block.id == theirs.block.id
    return bool(ids or ours.marks & theirs.marks or ours.roots & theirs.roots)


def _put_back(matches: list[Match], moved: list[tuple[Unit, Unit]]) -> list[Match]:
    by_target = {id(b): a for a, b in moved}
    gone = {id(a) for a, _ in moved}
    kept: list[Match] = []
    for a, b in matches:
        if b is not None and id(b) in by_target:
            kept.append((by_target[id(b)], b))
        elif b is not None or id(a) not in gone:
            kept.append((a, b))
    return kept


def _spans(
    heads: list[tuple[int, int]], ours: int, theirs: int
) -> Iterator[tuple[int, int, int, int]]:
    """Spans from each pair of headings to before the next paired one; first the page's top (-1)."""
    paired = [(-1, -1), *heads]
    lefts = [*sorted(i for i, _ in paired), ours]
    rights = [*sorted(j for _, j in paired), theirs]
    for i, j in paired:
        yield i, lefts[bisect_right(lefts, i)], j, rights[bisect_right(rights, j)]


def align_rows(source: Sequence[Unit], target: Sequence[Unit]) -> Alignment:
    """Align the rows of two tables; the header rows belong together."""
    ratio = length_ratio(source, target)

    def cost(ours: Unit, theirs: Unit) -> float:
        return pair_cost(ours, theirs, ratio)

    body, swapped = _section(source[1:], target[1:], cost)
    body, moved = _reunite(body, cost)
    return Alignment([(source[0], target[0]), *_settle(body)], swapped + moved)


def _settle(matches: list[Match]) -> list[Match]:
    """Pair blocks of one kind that are alone at the same spot: one was put for the other."""
    settled: list[Match] = []
    for alone, group in groupby(matches, lambda match: None in match):
        listed = list(group)
        settled += _couple(listed) if alone else listed
    return settled


def _couple(matches: list[Match]) -> list[Match]:
    ours = [a for a, _ in matches if a]
    theirs = [b for _, b in matches if b]
    if not ours or not theirs or [a.block.kind for a in ours] != [b.block.kind for b in theirs]:
        return matches
    return list(zip(ours, theirs, strict=True))
