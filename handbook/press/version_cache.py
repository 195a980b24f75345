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
_BOX = "emergency box of "
"""What a row of the file holds that is no page’s."""
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
        if old[0] != name:
            box = f"{_BOX}{edition}"
            made[box] = made.get(box) or _box(page, library, keys.of_box(edition), kept.get(box))
            old = [name, _version(page, library, made[box][1:])]
        made[page.path] = old
        found[edition][page_id] = made[page.path][1]
    made = {box: lines for box, lines in kept.items() if box.startswith(_BOX)} | made
    if made != kept:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(made), "utf-8")
    return found


def _version(page: Page, library: Library, box: list[str]) -> str:
    from handbook.press.version import version  # brings the parser of Markdown with it

    return version(page, library, box)


def _box(page: Page, library: Library, name: str, old: list[str] | None) -> list[str]:
    """Return a fingerprint and the lines of the emergency box, which needs the templates."""
    if old and old[0] == name:
        return old
    from handbook.press.generated import context_of, emergency_lines

    return [name, *emergency_lines(context_of(page, library))]


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

    def of_box(self, edition: str) -> str:
        """Fingerprint of the emergency box of an edition."""
        return inputs.digest(self._base, edition)

    def _edition(self, edition: str) -> str:
        if edition not in self._all:
            texts = (page.raw for (locale, _), page in self._pages.items() if locale == edition)
            self._all[edition] = inputs.digest(*texts)
        return self._all[edition]
