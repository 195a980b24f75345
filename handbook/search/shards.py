"""Where the sorted terms of an index are cut, so that a query fetches the postings it needs alone.

The terms stay together (all of them are in the core): a word typed wrong, without accents or half
is led to its terms there, and only then a shard is fetched. Terms that begin alike share one, so
that a word half typed needs no other than the whole word.
"""

from __future__ import annotations

from collections.abc import Sequence

SHARD = 9_000
"""Characters of postings a shard; about 6 kB after gzip."""
_SLACK = 0.15
"""By what part of it a shard may be smaller or larger, so as to end where words differ early."""
_TAIL, _FRONT = 5, 3
"""Fewest letters of the second half of a compound and of its first; in `lexicon.js`, too."""


def cut(terms: Sequence[str], sizes: Sequence[int], shard: int = SHARD) -> list[int]:
    """Return the number of the first term of each shard; ``sizes`` are those of the postings."""
    least, most = shard * (1 - _SLACK), shard * (1 + _SLACK)
    starts = [0]
    size, best, fewest = 0, 0, 0
    for at, length in enumerate(sizes):
        if size >= least:
            shared = _shared(terms, at)
            if not best or shared < fewest:
                best, fewest = at, shared
        if best and size + length > most:
            starts.append(best)
            size, best = sum(sizes[best:at]), 0
        size += length
    return starts


def _shared(terms: Sequence[str], at: int) -> int:
    """How many letters a term shares with the one before it."""
    shared = 0
    for one, other in zip(terms[at - 1], terms[at], strict=False):
        if one != other:
            break
        shared += 1
    return shared


def guests(terms: Sequence[str], starts: Sequence[int]) -> list[list[int]]:
    """Return for each shard the terms of others that end in one of its own: compounds.

    Their postings stand in both, so that *szerződés* brings *csoportszerződés* along.
    """
    home: dict[str, int] = {}
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(terms)], strict=True)):
        home.update((term, number) for term in terms[start:end])
    found: list[list[int]] = [[] for _ in starts]
    for at, term in enumerate(terms):
        if len(term) < _FRONT + _TAIL:
            continue
        tails = [term[n:] for n in range(_FRONT, len(term) - _TAIL + 1)]
        if not home.keys().isdisjoint(tails):
            for number in {home[tail] for tail in tails if tail in home} - {home[term]}:
                found[number].append(at)
    return found
