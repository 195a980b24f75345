"""What of the English text changed since a translation was made from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio

from handbook.translate.fingerprint import TITLES, Passage
from handbook.translate.sidecar import Stamped

NOUNS = {
    "item": "list item",
    "row": "table row",
    "admonition": "box",
    "footnote": "note",
    "comment": "directive",
    "html": "HTML",
}
"""What people call a kind of passage, where it is not the kind’s own name."""

_ALIKE = 60.0
"""Likeness of first words, of 100, from which a passage counts as changed, not as another one."""
_MANY = 400
"""Beyond so many changes on either side, old and new are no longer compared one by one."""


@dataclass(frozen=True)
class Change:
    """A passage whose present English text is not the stamped one.

    ``was`` is what the stamp remembers, None for a new passage; ``now`` the present passage, None
    for one that is gone; ``after`` the line of the present page after which that one stood.
    """

    was: Stamped | None
    now: Passage | None
    after: int = 0

    @property
    def kind(self) -> str:
        """Say what happened to it: changed, new or removed."""
        if self.now is None:
            return "removed"
        return "changed" if self.was else "new"

    @property
    def line(self) -> int:
        """Line in the present English page; 0 for a removed passage."""
        return self.now.line if self.now else 0

    @property
    def fingerprint(self) -> str:
        """Fingerprint of the stamped text, or of the new one."""
        if self.was:
            return self.was.fingerprint
        return self.now.fingerprint if self.now else ""

    @property
    def place(self) -> float:
        """Order on the page: its line, or half a line after where it stood."""
        return self.line or self.after + 0.5

    @property
    def name(self) -> str:
        """Name it for people: ``list item “Ask first …” (line 41, under “Why”)``."""
        if self.now is None:
            assert self.was
            place = f", under “{self.was.section}”" if self.was.section else ""
            return f"{noun(self.was.kind)} “{self.was.words}” (removed{place})"
        under = self.now.under if self.now.kind != "heading" else ""
        place = f", under “{under}”" if under else ""
        new = "" if self.was else "new "
        return f"{new}{noun(self.now.kind)} “{self.now.words}” (line {self.now.line}{place})"


def noun(kind: str) -> str:
    """Return what people call a kind of passage."""
    return NOUNS.get(kind, kind)


@dataclass(frozen=True)
class State:
    """How a translation stands to the present English page.

    ``name`` is missing, fresh, stale or unstamped. ``changes`` are in the order of the page, those
    removed where they stood under their heading; they are empty for a stale page of which only
    is known that the English file differs: then ``why`` says what is not at hand and ``reason``
    why not. ``blocks`` counts the passages of the English page (0 where nobody had to know).
    ``problem`` is one line on a broken sidecar.
    """

    name: str
    changes: tuple[Change, ...] = ()
    blocks: int = 0
    why: str = ""
    reason: str = ""
    problem: str = ""

    @property
    def excuse(self) -> str:
        """Say in one sentence why the changed blocks cannot be named."""
        return ": ".join(filter(None, [self.why, self.reason]))

    @property
    def summary(self) -> str:
        """Say it in a few words: ``stale: 3 of 41 blocks``."""
        if self.name != "stale":
            return self.name
        if not self.changes:
            return "stale: cannot say which blocks"
        return f"stale: {len(self.changes)} of {self.blocks} blocks"


def compare(present: Sequence[Passage], stamped: Iterable[Stamped]) -> tuple[Change, ...]:
    """Find what differs between the present passages and the stamped ones, as multisets."""
    left: dict[str, list[Stamped]] = {}
    for entry in stamped:
        left.setdefault(entry.fingerprint, []).append(entry)
    fresh: list[Passage] = []
    for passage in present:
        known = left.get(passage.fingerprint)
        if known:
            known.pop()
        else:
            fresh.append(passage)
    gone = [entry for entries in left.values() for entry in entries]
    return _in_order(_paired(fresh, gone), present)


def _paired(fresh: Sequence[Passage], gone: Sequence[Stamped]) -> list[Change]:
    """Join what is new and what is gone where one is the other’s new wording."""
    ranked: list[tuple[float, int, int]] = []
    if max(len(fresh), len(gone)) <= _MANY:
        ranked = sorted(
            (-_likeness(now, was), i, j)
            for i, now in enumerate(fresh)
            for j, was in enumerate(gone)
            if now.kind == was.kind
        )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in ranked:
        if -score >= _ALIKE and i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    changed = [Change(gone[partner[i]] if i in partner else None, p) for i, p in enumerate(fresh)]
    return changed + [Change(was, None) for j, was in enumerate(gone) if j not in taken]


def _likeness(now: Passage, was: Stamped) -> float:
    """Likeness of the first words, of 100; the same kind under the same heading helps."""
    if now.kind in TITLES or (now.kind == "heading" and now.section == was.section):
        return 100.0
    same = 25.0 if now.section == was.section else 0.0
    return ratio(now.words, was.words) + same


def _in_order(changes: Iterable[Change], present: Sequence[Passage]) -> tuple[Change, ...]:
    """Sort by line; what is gone stands at the end of its section, or of the page."""
    ends: dict[str, int] = {passage.section: passage.line for passage in present}
    last = max(ends.values(), default=0)
    placed = [
        replace(change, after=ends.get(change.was.section, last))
        if change.was and not change.now
        else change
        for change in changes
    ]
    return tuple(
        sorted(placed, key=lambda c: (c.line or c.after + 0.5, c.was.words if c.was else ""))
    )
