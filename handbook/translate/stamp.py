"""Stamping: a translator says that a page, or some of its blocks, agrees with present English."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from handbook.book import FRONT_MATTER, Page
from handbook.check.model import Finding, Severity
from handbook.files import write_whole
from handbook.translate.fingerprint import TITLES, Passage, passages
from handbook.translate.history import blob_id
from handbook.translate.sidecar import (
    Sidecar,
    Stamped,
    StampError,
    render,
    sidecar_file,
    stamp_all,
    write,
)
from handbook.translate.stale import Change, State
from handbook.translate.stamps import StampStore, stamped_blob

_KEY = re.compile(r"^(source_blob[ \t]*:)[^\r\n#]*?([ \t]+#[^\r\n]*)?(?=\r?$)", re.MULTILINE)
_SHOWN = 5
"""Errors that a refusal quotes."""


@dataclass(frozen=True)
class Stamping:
    """What a stamp did: passages accepted, those still open, whether any file was written."""

    page: Page
    accepted: int
    left: int
    written: bool

    @property
    def summary(self) -> str:
        """One line for people."""
        if self.left:
            open_ = f"{self.left} changed block{'' if self.left == 1 else 's'} still open"
            return f"{self.page.path}: accepted {self.accepted}, {open_}"
        done = "stamped" if self.written else "was stamped already"
        return f"{self.page.path}: {done}, up to date with its source"


def stamp(
    store: StampStore,
    page: Page,
    blocks: Sequence[str] = (),
    errors: Collection[Finding] = (),
    force: bool = False,
) -> Stamping:
    """Accept the present English page, or the blocks named, as what a translation says.

    ``blocks`` are lines of the English page, heading ids (all changed blocks under them), `title`,
    `description`, or fingerprints; ``errors`` are the findings about the page.

    Raises:
        StampError: while errors remain and ``force`` is not set, or when a block is unknown.

    """
    source = store.source(page)
    if source is None:
        where = f"{store.book.docs.name}/{store.book.source.locale}/{page.id}.md"
        raise StampError(f"{page.path}: there is no {where} it could be made from")
    if not force:
        _refuse(page, [error for error in errors if error.severity is Severity.ERROR])
    data = source.file.read_bytes()
    present = passages(source)
    if not blocks:
        return _whole(store, page, present, blob_id(data))
    state = store.state(page)
    accepted = list(dict.fromkeys(c for name in blocks for c in _named(page, state, present, name)))
    left = len(state.changes) - len(accepted)
    if not left and not state.why:
        return _whole(store, page, present, blob_id(data), len(accepted))
    written = bool(accepted)
    if accepted:
        write(store.book, page, _partly(store, page, accepted))
    return Stamping(page, len(accepted), left, written)


def _refuse(page: Page, errors: Sequence[Finding]) -> None:
    if not errors:
        return
    lines = [f"  {e.path}:{e.line}: {e.rule}: {e.message}" for e in errors[:_SHOWN]]
    if len(errors) > _SHOWN:
        lines.append(f"  … and {len(errors) - _SHOWN} more: handbook check {page.path}")
    count = f"{len(errors)} error{'' if len(errors) == 1 else 's'}"
    head = f"{page.path}: not stamped, {count} to mend first (or stamp it with --force):"
    raise StampError(head, *lines)


def _whole(
    store: StampStore, page: Page, present: Sequence[Passage], blob: str, accepted: int = 0
) -> Stamping:
    """Write blob id and all fingerprints; files that say so already stay untouched."""
    before = page.file.read_bytes()
    after = with_source_blob(before, blob)
    sidecar = stamp_all(present, blob)
    file = sidecar_file(store.book, page)
    known = file.is_file() and file.read_bytes() == render(sidecar).encode()
    if after != before:
        write_whole(page.file, after)
    if not known:
        write(store.book, page, sidecar)
    return Stamping(page, accepted or len(present), 0, after != before or not known)


def _named(page: Page, state: State, present: Sequence[Passage], name: str) -> Iterator[Change]:
    """Find the changes that ``name`` means; none when what it names is up to date."""
    changes = [change for change in state.changes if _means(name, change)]
    if changes:
        yield from changes
    elif state.name == "unstamped" or state.why:
        why = state.excuse or "it has no stamp yet, so stamp the whole page first"
        raise StampError(f"{page.path}: single blocks cannot be stamped; {why}")
    elif not any(_means(name, Change(None, passage)) for passage in present):
        raise StampError(f"{page.path}: no block “{name}”; {_choices(state)}")


def _means(name: str, change: Change) -> bool:
    if change.now is None:
        assert change.was
        return name in (change.was.fingerprint, change.was.section)
    passage = change.now
    first = passage.line
    last = max((block.end for block in passage.blocks), default=first)
    if name.isdecimal() and len(name) < 12:
        return first <= int(name) <= last
    if name in TITLES:
        return passage.kind == name
    return name.removeprefix("#") in (passage.section, passage.fingerprint)


def _choices(state: State) -> str:
    if not state.changes:
        return "nothing changed, so there is nothing to accept"
    names = [str(change.line or change.fingerprint) for change in state.changes]
    return f"changed are {', '.join(names[:12])} (handbook diff shows them)"


def _partly(store: StampStore, page: Page, accepted: Sequence[Change]) -> Sidecar:
    """Return the stamps with some changes accepted and the others as they were."""
    kept = list(store.accepted(page) or ())
    for change in accepted:
        if change.was in kept:
            kept.remove(change.was)
    still = {entry.fingerprint for entry in kept}  # the page may say the same thing twice
    for change in accepted:
        if change.now:
            gone = change.was.fingerprint if change.was else ""
            kept.append(Stamped.of(change.now, "" if gone in still else gone))
    return Sidecar(stamped_blob(page), tuple(kept))


def with_source_blob(data: bytes, blob: str) -> bytes:
    """Return a page with its ``source_blob`` line set; every other byte stays as it is."""
    text = data.decode("utf-8", "surrogateescape")
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    end = "\r\n" if "\r\n" in text else "\n"
    body = text.removeprefix(bom)
    front = FRONT_MATTER.match(body.replace("\r\n", "\n"))
    if not front:
        new = f"---{end}source_blob: {blob}{end}---{end}{end}{body}"
    else:
        close = _closing(body)
        keys, found = _KEY.subn(rf"\g<1> {blob}\g<2>", body[:close], count=1)
        new = (keys if found else f"{keys}source_blob: {blob}{end}") + body[close:]
    return (bom + new).encode("utf-8", "surrogateescape")


def _closing(body: str) -> int:
    """Offset of the line that ends the front matter."""
    match = re.compile(r"\n---[ \t]*(?:\r?\n)").search(body, 3)
    return match.start() + 1 if match else len(body)
