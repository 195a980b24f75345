"""What changed in English since a translation was made, beside the translation as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.blocks import Block
from handbook.book import Page
from handbook.check.pair import Pair
from handbook.translate.fingerprint import TITLES, Passage, passages
from handbook.translate.stale import Change, State
from handbook.translate.stamps import StampStore


@dataclass(frozen=True)
class Entry:
    """One changed passage: English before and now, and what stands for it in the translation.

    ``old`` is None where the passage is new, or where its old wording is not known: then
    ``change.was`` has its first words. ``line`` is that of the translation, 0 if it has none.
    """

    change: Change
    old: str | None
    new: str | None
    translation: str = ""
    line: int = 0


@dataclass(frozen=True)
class PageDiff:
    """All changes of a page in order; a number stands for so many unchanged passages.

    ``note`` says what could not be known; it is empty when nothing was missing.
    """

    source: Page
    target: Page
    state: State
    entries: tuple[Entry | int, ...]
    source_name: str = "English"
    note: str = ""


def page_diff(store: StampStore, target: Page) -> PageDiff:
    """Compare the English a translation was made from with the present one.

    Raises:
        KeyError: when there is no English page of this name.

    """
    source = store.source(target)
    if source is None:
        raise KeyError(target.id)
    state = store.state(target)
    old = store.old(target) if state.name == "stale" else None
    entries = tuple(_entries(store.passages(source), state, _Beside(source, target, old)))
    note = _note(state, entries, old is not None, ": ".join(store.why(target)))
    note = " ".join(filter(None, [state.problem, note]))
    return PageDiff(source, target, state, entries, store.source_name, note)


def _entries(present: tuple[Passage, ...], state: State, beside: _Beside) -> Iterator[Entry | int]:
    """Walk the present passages and the removed ones in order, counting the unchanged."""
    places = [(change.place, change) for change in state.changes]
    changed = {id(change.now) for change in state.changes}
    walk = [(float(p.line), None) for p in present if id(p) not in changed]
    same = 0
    for _, change in sorted([*places, *walk], key=lambda step: step[0]):
        if change is None:
            same += 1
            continue
        if same:
            yield same
        yield beside.entry(change)
        same = 0
    if same:
        yield same


class _Beside:
    """Finds the old wording of a change, and its place in the translation.

    A translation is laid beside the English it was made from: there its blocks agree.
    """

    def __init__(self, source: Page, target: Page, old: Page | None) -> None:
        self.target = target
        self.known: dict[str, Passage] = {}
        for passage in passages(old) if old else ():
            self.known.setdefault(passage.fingerprint, passage)
        self.places = _places(Pair.of(old or source, target))
        self.has_old = old is not None

    def entry(self, change: Change) -> Entry:
        """Make an entry of a change."""
        before = self.known.get(change.was.fingerprint) if change.was else None
        here = before if self.has_old else change.now
        text, line = self._translation(here) if here else ("", 0)
        new = change.now.written if change.now else None
        return Entry(change, before.written if before else None, new, text, line)

    def _translation(self, passage: Passage) -> tuple[str, int]:
        if passage.kind in TITLES:
            text = str(self.target.meta.get(passage.kind) or "")
            return text, self.target.key_line(passage.kind) if text else 0
        found = [self.places.get(_key(block)) for block in passage.blocks]
        blocks = [block for block in found if block]
        if not blocks:
            return "", 0
        written = " | ".join(" ".join(block.text.split()) for block in blocks)
        return written, blocks[0].line


def _key(block: Block) -> tuple[int, int, int]:
    return block.line, block.row, block.col


def _places(pair: Pair) -> dict[tuple[int, int, int], Block]:
    """Blocks of the translation by the place of their source; the first of a line counts."""
    found: dict[tuple[int, int, int], Block] = {}
    for ours, theirs in pair.both:
        found.setdefault(_key(ours), theirs)
    return found


def _note(state: State, entries: tuple[Entry | int, ...], old: bool, why: str) -> str:
    """Say what could not be known."""
    if state.name == "unstamped":
        return "This translation has no stamp: nobody can say what changed since it was made."
    if state.name == "stale" and not state.changes:
        return f"Which blocks changed cannot be said: {state.excuse}."
    lost = [e for e in entries if isinstance(e, Entry) and e.change.was and e.old is None]
    if not lost:
        return ""
    if old:
        return "Old wordings that are not shown were stamped later than source_blob says."
    return f"Old wordings cannot be shown: {why}."
