"""Versions of pages, kept between runs: only what changed is read anew."""

from __future__ import annotations

import json
import re
from pathlib import Path

from handbook.book import Page
from handbook.press import inputs
from handbook.render.context import Library

_ALONE = {"sources", "helplines", "emergency-numbers", "cards", "cards-key"}
"""Directives that show nothing of other pages."""
_DIRECTIVE = re.compile(r"<!--\s*handbook:([\w-]+)")


def kept_versions(library: Library, file: Path) -> dict[str, dict[str, str]]:
    """Return what `handbook.press.version.versions` does, reading only pages that changed.

    Args:
        library: the book and its data.
        file: where versions are kept; made when it is not there.

    """
    kept: dict[str, list[str]] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    keys = _Keys(library)
    found: dict[str, dict[str, str]] = {each.locale: {} for each in library.book.editions}
    made: dict[str, list[str]] = {}
    for (edition, page_id), page in library.book.pages.items():
        name = keys.of(page)
        old = kept.get(page.path, ["", ""])
        made[page.path] = old if old[0] == name else [name, _version(page, library)]
        found[edition][page_id] = made[page.path][1]
    if made != kept:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(made), "utf-8")
    return found


def _version(page: Page, library: Library) -> str:
    from handbook.press.version import version  # brings the parser of Markdown with it

    return version(page, library)


class _Keys:
    """Fingerprints of all that versions depend on."""

    def __init__(self, library: Library) -> None:
        book = library.book
        self._base = inputs.digest(inputs.code(), inputs.data(book))
        self._all: dict[str, str] = {}
        self._pages = book.pages

    def of(self, page: Page) -> str:
        """Fingerprint of a page, and of its whole edition when it shows parts of other pages."""
        shown = set(_DIRECTIVE.findall(page.raw))
        others = "" if shown <= _ALONE else self._edition(page.edition)
        return inputs.digest(self._base, page.path, page.raw, others)

    def _edition(self, edition: str) -> str:
        if edition not in self._all:
            texts = (page.raw for (locale, _), page in self._pages.items() if locale == edition)
            self._all[edition] = inputs.digest(*texts)
        return self._all[edition]
