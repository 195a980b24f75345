"""What a site has besides pages: each edition's search, fonts; made from or beside built pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.site.edition import Outcome
from handbook.site.inputs import digest
from handbook.site.staging import Staging
from handbook.site.traced import Parts

if TYPE_CHECKING:
    from handbook.render.context import Library

_FONTS = ("assets/fonts",)


def add_rest(site: Path, library: Library, site_url: str, search: bool = True) -> None:
    """Put the fonts beside the other assets and give each edition its own search.

    The compressed site map that MkDocs writes carries the day of the build: it goes, `sitemap.xml`
    says the same.
    """
    if search:
        from handbook.search.publish import write_search

        words = library.words
        write_search(site, library.book, lambda locale, key: words[locale][key], site_url)
    _write_fonts(site, library.book.root)
    (site / "sitemap.xml.gz").unlink(missing_ok=True)


def add_groups(
    staging: Staging, parts: Parts, outcomes: Sequence[Outcome], site_url: str, search: bool
) -> list[str]:
    """Do the same in a folder that may have some of it already; return the names of the groups."""
    book, code = parts.book, parts.inputs.code
    staging.group("fonts", code, _FONTS, lambda: _write_fonts(staging.folder, book.root))
    groups = ["fonts"]
    for outcome in outcomes if search else ():
        key = digest(code, site_url, parts.notes["data words"], list(outcome.pages.items()))
        place = f"{book.url(outcome.locale, 'index')}search"
        name = f"search {outcome.locale}"
        staging.group(name, key, (place,), _Search(staging, parts, outcome, site_url))
        groups.append(name)
    return groups


class _Search:
    """Writes the search of one edition."""

    def __init__(self, staging: Staging, parts: Parts, outcome: Outcome, site_url: str) -> None:
        self._staging, self._parts, self._outcome = staging, parts, outcome
        self._site_url = site_url

    def __call__(self) -> None:
        from handbook.search.kept import KeptPages
        from handbook.search.publish import write_search

        words = self._parts.get("words")
        write_search(
            self._staging.folder,
            self._parts.book,
            lambda locale, key: words[locale][key],
            self._site_url,
            editions=(self._outcome.locale,),
            kept=KeptPages(self._parts.store.folder / "search", self._parts.inputs.code),
            digests=self._outcome.pages,
        )


def _write_fonts(site: Path, root: Path) -> None:
    from handbook.site.fonts import font_store, write_fonts

    write_fonts(site / "assets", font_store(root))
