"""Links of a page: each file named in Markdown becomes an address, as MkDocs would write it."""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from handbook.book import Book
from handbook.site.addresses import relative

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


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


@dataclass
class Found:
    """What the links of one page led to."""

    paths: dict[str, str] = field(default_factory=dict)
    """Path asked for → file found, empty for none."""
    anchors: list[tuple[str, str, str]] = field(default_factory=list)
    """File, anchor in it, the link as it was written."""
    warnings: list[tuple[str, str]] = field(default_factory=list)
    """The link as it was written, what is wrong with it."""


class Links(Treeprocessor):
    """Writes the addresses and notes in ``found`` what was asked for."""

    def __init__(self, targets: Targets, levels: Mapping[str, int]) -> None:
        super().__init__()
        self._targets, self._levels = targets, levels
        self.begin("", "")

    def begin(self, src: str, url: str) -> None:
        """Begin a page: the path of its file below docs/ and its address."""
        self._src, self._url = src, url
        self.found = Found()

    def run(self, root: Element) -> None:
        """Write the addresses of links and pictures."""
        for element in root.iter():
            key = {"a": "href", "img": "src"}.get(element.tag)
            if key:
                element.set(key, self._address(element.get(key) or ""))

    def _address(self, url: str) -> str:
        scheme, netloc, path, query, anchor = urlsplit(url)
        if scheme or netloc or AMP_SUBSTITUTE in url:
            return url
        if url.startswith(("/", "\\")):
            problem = f"link “{url}” is absolute; make it relative to the page"
            self._warn("absolute_links", url, problem)
            return url
        if not path:
            if anchor:
                self.found.anchors.append((self._src, anchor, url))
            return url
        return self._file_address(url, unquote(path), query, anchor)

    def _file_address(self, url: str, path: str, query: str, anchor: str) -> str:
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(self._src), path).lstrip("/"))
        file = self.found.paths[wanted] = self._targets.find(wanted)
        if not file:
            kind = "not_found" if posixpath.splitext(path)[1] else "unrecognized_links"
            self._warn(kind, url, f"link “{url}” leads to no file ({wanted}); mend it")
            return url
        if anchor:
            self.found.anchors.append((file, anchor, url))
        address = relative(self._targets.url(file), self._url)
        return urlunsplit(("", "", address, query, anchor))

    def _warn(self, kind: str, url: str, problem: str) -> None:
        if self._levels[kind] >= logging.WARNING:
            self.found.warnings.append((url, problem))


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
