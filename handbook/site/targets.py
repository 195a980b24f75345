"""What links can lead to: files, their addresses, anchors."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import quote

from handbook.book import Book


class Targets:
    """What an edition's pages can link to: path below docs/ → address.

    A page or picture the edition lacks is that of the source.
    """

    def __init__(self, book: Book, edition: str, assets: Mapping[str, str]) -> None:
        self._edition, self._source = edition, book.source.locale
        others = {each.locale for each in book.editions} - {self._source, edition}
        self._urls = {
            path: url for path, url in assets.items() if path.partition("/")[0] not in others
        }
        for locale, page_id in book.pages:
            if locale == edition or (
                locale == self._source and (edition, page_id) not in book.pages
            ):
                self._urls[f"{locale}/{page_id}.md"] = quote(book.url(edition, page_id)) or "./"

    def find(self, path: str) -> str:
        """Return the file a path leads to, an empty string when there is none."""
        for known in self._tried(posixpath.normpath(path)):
            if known in self._urls:
                return known
        return ""

    def url(self, file: str) -> str:
        """Address of a file that was found."""
        return self._urls[file]

    def _tried(self, path: str) -> list[str]:
        path = "index.md" if path == "." else path
        first, _, rest = path.partition("/")
        if first == self._edition:
            return [path, f"{self._source}/{rest}", rest]
        if first == self._source:
            return [path, f"{self._edition}/{rest}", rest]
        return [f"{self._edition}/{path}", f"{self._source}/{path}", path]


def anchor_problems(
    links: Iterable[tuple[str, str, str]], src: str, anchors: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, str]]:
    """Yield links of a page that lead to no anchor, and what is wrong with them.

    ``anchors`` are those of each file; links into other files are nobody's business here.
    """
    for file, anchor, url in links:
        if file in anchors and anchor not in anchors[file]:
            where = "this page" if file == src else file
            yield url, f"link “{url}” leads to no anchor: {where} has no #{anchor}"
