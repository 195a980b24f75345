"""Links of a page: each file named in Markdown becomes an address, as MkDocs would write it."""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from handbook.site.addresses import relative
from handbook.site.targets import Targets

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ADDRESSES = {"a": "href", "img": "src"}


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
            key = _ADDRESSES.get(element.tag)
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
