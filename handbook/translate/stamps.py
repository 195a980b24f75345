"""Which English text each translation was made from, and what has changed in it since.

Everything is read when first asked for. Git is asked at most once, for all old texts together,
and only when the stamps in files do not tell enough.
"""

from __future__ import annotations

import re
from hashlib import blake2b

from handbook.book import Book, Page
from handbook.lazy import lazy
from handbook.translate.fingerprint import Passage, passages
from handbook.translate.history import History, blob_id, read_blobs
from handbook.translate.sidecar import (
    Sidecar,
    Stamped,
    StampError,
    is_intact,
    parse,
    sidecar_file,
)
from handbook.translate.stale import State, compare

_KEY = re.compile(
    r"^source_blob[ \t]*:[ \t]*[\"']?([0-9a-f]{40})[\"']?[ \t]*(?:#.*)?$", re.MULTILINE | re.I
)


class StampStore:
    """The stamps of a book; ``git`` says whether old texts may be read from its history."""

    def __init__(self, book: Book, git: bool = True) -> None:
        self.book = book
        self.git = git
        self._states: dict[tuple[str, str], State] = {}
        self._passages: dict[str, tuple[Passage, ...]] = {}
        self._blobs: dict[str, frozenset[str]] = {}

    @property
    def source_name(self) -> str:
        """Name of the source language in messages."""
        source = self.book.source
        return "English" if source.locale == "en" else source.name

    def source(self, page: Page) -> Page | None:
        """Return the English page of a translation."""
        return self.book.page(self.book.source.locale, page.id)

    def passages(self, source: Page) -> tuple[Passage, ...]:
        """Return the passages of a present English page; each page is read once."""
        if source.id not in self._passages:
            self._passages[source.id] = passages(source)
        return self._passages[source.id]

    def blobs(self, source: Page) -> frozenset[str]:
        """Return the ids git may know an English file by: as it stands, and with plain line ends.

        Line ends differ where git converts them at checkout.
        """
        if source.id not in self._blobs:
            data = source.file.read_bytes() if source.file.is_file() else source.raw.encode()
            plain = data.replace(b"\r\n", b"\n")
            self._blobs[source.id] = frozenset((blob_id(data), blob_id(plain)))
        return self._blobs[source.id]

    def sidecar(self, page: Page) -> Sidecar | None:
        """Read the stamps of a translation; None when there are none.

        Raises:
            StampError: when the file cannot be used.

        """
        file = sidecar_file(self.book, page)
        try:
            text = file.read_text("utf-8", errors="replace")
        except OSError:
            return None
        root = self.book.root
        place = file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
        return parse(text, place)

    def digest(self, page: Page) -> str:
        """Return a hash of the stamps of a translation, for the key of a cache."""
        try:
            return blake2b(sidecar_file(self.book, page).read_bytes(), digest_size=8).hexdigest()
        except OSError:
            return ""

    def state(self, page: Page) -> State:
        """Say how a translation stands to the present English page."""
        key = page.edition, page.id
        if key not in self._states:
            self._states[key] = self._state(page)
        return self._states[key]

    def state_of(self, edition: str, page_id: str) -> State:
        """Say how a page of an edition stands, also when the edition lacks it."""
        page = self.book.page(edition, page_id)
        return self.state(page) if page else State("missing")

    def _state(self, page: Page) -> State:
        source, blob = self.source(page), stamped_blob(page)
        fresh = source is not None and blob in self.blobs(source)
        sidecar, problem = None, ""
        try:
            if not (fresh and is_intact(sidecar_file(self.book, page))):
                sidecar = self.sidecar(page)
        except StampError as error:
            problem = str(error)
        if fresh:
            return State("fresh", problem=problem)
        if source is None or not (blob or sidecar):
            return State("unstamped", problem=problem)
        present, entries = self.passages(source), self.accepted(page)
        if entries is None:
            return State("stale", (), len(present), *self.why(page), problem)
        changes = compare(present, entries)
        return State("stale" if changes else "fresh", changes, len(present), "", "", problem)

    def accepted(self, page: Page) -> tuple[Stamped, ...] | None:
        """Return the passages a translation was made from; None when nobody knows.

        When ``source_blob`` was set by hand after the last stamp, the text it names counts.
        """
        try:
            sidecar = self.sidecar(page)
        except StampError:
            sidecar = None
        if sidecar and sidecar.source == stamped_blob(page):
            return sidecar.counting
        old = self.old(page)
        if old:
            return tuple(Stamped.of(passage) for passage in self._old_passages(page, old))
        return sidecar.counting if sidecar else None

    def _old_passages(self, page: Page, old: Page) -> tuple[Passage, ...]:
        """Passages of an old source page; translations made from the same one share them."""
        key = f"{page.id}@{stamped_blob(page)}"
        if key not in self._passages:
            self._passages[key] = passages(old)
        return self._passages[key]

    def old(self, page: Page) -> Page | None:
        """Return the English page that ``source_blob`` of a translation names, if git has it."""
        blob, source = stamped_blob(page), self.source(page)
        text = self.history.texts.get(blob)
        if text is None or source is None:
            return None
        raw = text.decode("utf-8-sig", "replace").replace("\r\n", "\n")
        return Page(source.id, source.edition, source.file, source.path, raw, is_source=True)

    def why(self, page: Page) -> tuple[str, str]:
        """Say that the old source text of a translation is not at hand, and the reason."""
        blob = stamped_blob(page)
        if not blob:
            return "the translation does not name the text it was made from (source_blob)", ""
        reason = self.history.why if self.git else "git was not asked"
        return f"the {self.source_name} text it was made from ({blob[:7]}) is not at hand", reason

    @lazy
    def history(self) -> History:
        """Old texts of all translations whose English file differs from the stamped one."""
        if not self.git:
            return History()
        wanted = set()
        for page in self.book.pages.values():
            source, blob = self.source(page), stamped_blob(page)
            if source and blob and not page.is_source and blob not in self.blobs(source):
                wanted.add(blob)
        return read_blobs(self.book.docs, wanted)


def stamped_blob(page: Page) -> str:
    """Return ``source_blob`` of a translation; empty when it is no blob id.

    Read as written: YAML would take an id of digits only for a number.
    """
    if page.meta.get("source_blob") is None:
        return ""
    found = _KEY.search(page.raw, 0, len(page.raw) - len(page.text))
    return found[1].lower() if found else ""
