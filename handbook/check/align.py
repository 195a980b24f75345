"""Alignment of a translation's blocks with those of its source.

Headings are paired first, by id and else by level and order; then the blocks below each pair of
headings, by kind, marks (figures, links, badges, notes), length and words common to both
languages. What is left on both sides and alike is paired as moved. Lengths follow Gale and
Church, “A program for aligning sentences in bilingual corpora” (1993).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise, zip_longest

from handbook.check.units import Unit

GAP = 2.2
"""Cost of leaving a block alone on its side; pairs that cost more than two gaps come apart."""
_ROUNDING = 1e-9
_SPREAD = 0.24
_USUAL = 1.15
"""Length of a translation to English, in characters (this book: 1.14 Serbian to 1.22 Hungarian)."""
_DOUBT = 500
"""Characters that count for the usual ratio beside those of the page."""
_OTHER_KIND = 2.6
_KINSHIP = {
    frozenset(("paragraph", "item")): 1.2,
    frozenset(("paragraph", "admonition")): 1.6,
    frozenset(("paragraph", "table")): 1.2,
    frozenset(("paragraph", "heading")): 1.6,
    frozenset(("paragraph", "code")): 1.0,
    frozenset(("item", "code")): 1.2,
}
_MOVED = 1.0
_FINE = 1.6
"""Cost up to which a pair in its place is not doubted."""
_MOST_COMPARED = 40
_SWAP = 1.0
"""How much better two pairs must fit with their partners exchanged."""
_LARGEST = 40_000
"""Pairs of units compared at once; beyond it blocks are paired by position."""

Match = tuple[Unit | None, Unit | None]
Cost = Callable[[Unit, Unit], float]


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


def length_ratio(source: Sequence[Unit], target: Sequence[Unit]) -> float:
    """Length of the translation to that of the source, in characters; a short page says little."""
    ours, theirs = (sum(unit.length for unit in units) for units in (source, target))
    return min(2.0, max(0.5, (theirs + _USUAL * _DOUBT) / (ours + _DOUBT)))


def pair_cost(source: Unit, target: Unit, ratio: float) -> float:
    """Cost of taking two units for the same; about 0 when they agree, below it when much does."""
    cost = 0.0
    if source.block.kind != target.block.kind:
        kinds = frozenset((source.block.kind, target.block.kind))
        cost += _KINSHIP.get(kinds, _OTHER_KIND)
    elif source.level != target.level:
        cost += 1.0
    if source.block.within != target.block.within:
        cost += 0.5
    if source.block.id and target.block.id and source.block.id != target.block.id:
        cost += 1.0
    return cost + length_cost(source, target, ratio) + _mark_cost(source.marks, target.marks)


def deviation(source: int, target: int, ratio: float) -> float:
    """How far a length is from the usual, in standard deviations; negative: too short."""
    ours, theirs = source + 6, target + 6
    spread = _SPREAD + 1.6 / math.sqrt(ours)
    return math.log(theirs / (ours * ratio)) / spread


def length_cost(source: Unit, target: Unit, ratio: float) -> float:
    """Cost of a difference in length, at most 4."""
    return min(4.0, deviation(source.length, target.length, ratio) ** 2 / 2)


def _mark_cost(source: frozenset[str], target: frozenset[str]) -> float:
    if not source and not target:
        return 0.0
    same, other = len(source & target), len(source ^ target)
    return max(-6.0, min(3.0, 0.6 * other - 0.9 * same))


def _headings(
    source: Sequence[Unit], target: Sequence[Unit], cost: Cost
) -> tuple[list[tuple[int, int]], list[tuple[Unit, Unit]]]:
    """Pair headings: their indices in the source's order, and those that stand out of order."""
    ours = [i for i, unit in enumerate(source) if unit.level]
    theirs = [j for j, unit in enumerate(target) if unit.level]
    by_id, source_ids = _unique_ids(target, theirs), _unique_ids(source, ours)
    pairs = {i: by_id[name] for name, i in source_ids.items() if name in by_id}
    index = {id(unit): i for units in (source, target) for i, unit in enumerate(units)}
    ordered = _longest_rising(sorted(pairs.items()))
    moved = [(source[i], target[j]) for i, j in pairs.items() if (i, j) not in set(ordered)]
    free = [i for i in ours if i not in pairs], [j for j in theirs if j not in pairs.values()]
    for low, high in zip([(-1, -1), *ordered], [*ordered, (len(source), len(target))], strict=True):
        left = [i for i in free[0] if low[0] < i < high[0]]
        right = [j for j in free[1] if low[1] < j < high[1]]
        matched = _sequence([source[i] for i in left], [target[j] for j in right], cost)
        pairs |= {index[id(a)]: index[id(b)] for a, b in matched if a and b}
    return sorted(pairs.items()), moved


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
    return _swapped(_sequence(source, target, with_roots), with_roots)


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
    if len(source) < 2:
        return False
    ours, theirs = _only_in(source), _only_in(target)
    votes = Counter((ours[root], theirs[root]) for root in ours.keys() & theirs.keys())
    return any(
        i != j and (count := votes[i, j] + votes[j, i]) >= 1 and count > votes[i, i] + votes[j, j]
        for i, j in list(votes)
    )


def _only_in(units: Sequence[Unit]) -> dict[str, int]:
    seen: dict[str, int] = {}
    for index, unit in enumerate(units):
        for root in unit.roots | unit.marks:
            seen[root] = -1 if root in seen else index
    return {root: index for root, index in seen.items() if index >= 0}


def _with_roots(source: Sequence[Unit], target: Sequence[Unit], cost: Cost) -> Cost:
    """Lower the cost of pairs that share words which few other blocks have."""
    ours, theirs = (
        Counter(root for unit in units for root in unit.roots) for units in (source, target)
    )

    def with_roots(a: Unit, b: Unit) -> float:
        gain = sum(1.4 / max(ours[root], theirs[root]) for root in a.roots & b.roots)
        return cost(a, b) - min(3.0, gain)

    return with_roots


def _sequence(source: Sequence[Unit], target: Sequence[Unit], cost: Cost) -> list[Match]:
    """Cheapest alignment in order (Needleman and Wunsch), or by position when it is too large."""
    if len(source) * len(target) > _LARGEST:
        return list(zip_longest(source, target))
    rows, cols = len(source) + 1, len(target) + 1
    best = [[0.0] * cols for _ in range(rows)]
    best[0] = [j * GAP for j in range(cols)]
    for i, unit in enumerate(source, 1):
        row, above = best[i], best[i - 1]
        row[0] = i * GAP
        for j, other in enumerate(target, 1):
            row[j] = min(above[j - 1] + cost(unit, other), above[j] + GAP, row[j - 1] + GAP)
    return _path(source, target, best)


def _path(source: Sequence[Unit], target: Sequence[Unit], best: list[list[float]]) -> list[Match]:
    found: list[Match] = []
    i, j = len(source), len(target)
    while i and j:
        if best[i][j] >= best[i][j - 1] + GAP - _ROUNDING:
            j -= 1
            found.append((None, target[j]))
        elif best[i][j] >= best[i - 1][j] + GAP - _ROUNDING:
            i -= 1
            found.append((source[i], None))
        else:
            i, j = i - 1, j - 1
            found.append((source[i], target[j]))
    found += [(None, unit) for unit in reversed(target[:j])]
    found += [(unit, None) for unit in reversed(source[:i])]
    return found[::-1]


def _reunite(matches: list[Match], cost: Cost) -> tuple[list[Match], list[tuple[Unit, Unit]]]:
    """Pair blocks left alone on either side that are each other's: they were moved."""
    lost = [a for a, b in matches if a and not b]
    extra = [b for a, b in matches if b and not a]
    if not lost or not extra or len(lost) * len(extra) > _LARGEST:
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
