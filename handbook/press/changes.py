"""What has changed between a published version of a page and the page as it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from handbook.press.generated import EMERGENCY
from handbook.press.ledger import Section
from handbook.press.version import Part
from handbook.translate.fingerprint import first_words

_QUOTES = 3
"""Passages quoted of one section."""
_ALL_QUOTES = 12
"""Passages quoted of one version; beyond, sections are only named and counted."""
_LENGTH = 280
"""Characters quoted of a passage."""


@dataclass(frozen=True)
class Change:
    """What happened to a section: ``kind`` is changed, new, gone, or order (of its passages).

    Kind ``moved`` has no section: whole sections changed places. ``quotes`` are the first words of
    what is new or has another wording, ``more`` counts those not quoted, ``taken`` the passages
    there are fewer.
    """

    kind: str
    id: str = ""
    heading: str = ""
    quotes: tuple[str, ...] = ()
    more: int = 0
    taken: int = 0


def compare(old: Sequence[Section], now: Sequence[Part]) -> tuple[Change, ...]:
    """Return what changed since a version that is not the present one.

    Numbers to call come first, then the order of the present page, then sections that are gone.
    """
    pairs = _pairs(old, now)
    changes = [change for part in now if (change := _change(pairs.get(part.id), part))]
    changes.sort(key=lambda change: change.id != EMERGENCY)
    kept = {section.id for section in pairs.values()}
    gone = [Change("gone", each.id, each.heading) for each in old if each.id not in kept]
    return tuple(_within_limit([*changes, *gone])) or (Change("moved"),)


def _pairs(old: Sequence[Section], now: Sequence[Part]) -> dict[str, Section]:
    """Find each present section's old one: by id, or by heading where the id is new."""
    by_id = {section.id: section for section in old}
    present = {part.id for part in now}
    by_heading = {each.heading: each for each in old if each.heading and each.id not in present}
    pairs = {}
    for part in now:
        found = by_id.get(part.id) or by_heading.pop(part.heading, None)
        if found:
            pairs[part.id] = found
    return pairs


def _change(was: Section | None, part: Part) -> Change | None:
    """Compare a section with its old text as multisets: what only moved is not quoted."""
    blocks = part.section.blocks
    if was is None:
        heading = part.passages[0].kind == "heading"
        quotes = tuple(each.seen for each in part.passages[heading:])
        return Change("new", part.id, part.heading, quotes)
    if was.blocks == blocks:
        return None
    left = Counter(was.blocks)
    fresh = []
    for passage, block in zip(part.passages, blocks, strict=True):
        if left[block]:
            left[block] -= 1
        else:
            fresh.append(passage)
    gone = left.total()
    kind = "changed" if fresh or gone else "order"
    taken = max(0, gone - len(fresh))
    quotes = tuple(dict.fromkeys(passage.seen for passage in fresh))  # a title stands twice
    return Change(kind, part.id, part.heading, quotes, taken=taken)


def _within_limit(changes: Sequence[Change]) -> Iterator[Change]:
    left = _ALL_QUOTES
    for change in changes:
        quotes = change.quotes[: min(_QUOTES, left)]
        left -= len(quotes)
        short = tuple(first_words(quote.replace(" | ", " · "), _LENGTH) for quote in quotes)
        yield replace(change, quotes=short, more=len(change.quotes) - len(quotes))
