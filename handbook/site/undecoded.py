"""A page whose bytes have been read and are decoded when first asked for.

Of two thousand pages an edit looks into a few. Of the others the front matter is enough; decoding
all of them takes longer than reading them.
"""

from __future__ import annotations

import re
from pathlib import Path

from handbook.documents import LARGEST_PAGE, Flaw, decode
from handbook.lazy import lazy
from handbook.page import FRONT_MATTER, Page

_FRONT = re.compile(FRONT_MATTER.pattern.encode(), FRONT_MATTER.flags & re.DOTALL)


class UndecodedPage(Page):
    """As `Page`; made by `of`."""

    _data = b""

    @classmethod
    def of(
        cls, data: bytes, page_id: str, edition: str, file: Path, path: str, is_source: bool
    ) -> UndecodedPage:
        """Return the page that is in a file; for ``path`` see `Page`."""
        page = cls.__new__(cls)
        given = {"id": page_id, "edition": edition, "file": file, "path": path}
        vars(page).update(given, is_source=is_source, _data=data)
        return page

    @lazy
    def _decoded(self) -> tuple[str, Flaw | None]:
        return decode(self._data)

    @lazy
    def raw(self) -> str:
        """The file as text."""
        return self._decoded[0]

    @lazy
    def flaw(self) -> Flaw | None:
        """What is wrong with the bytes of the file, if anything."""
        return self._decoded[1]

    @lazy
    def front(self) -> str:
        """The front matter as it is written; where nothing in it is mended, without the rest."""
        found = _FRONT.match(self._data, 0, LARGEST_PAGE)
        if found and b"\r" not in found[0] and b"\0" not in found[0]:
            try:
                return found[0].decode()
            except UnicodeDecodeError:
                pass
        return self._front[0] if self._front else ""
