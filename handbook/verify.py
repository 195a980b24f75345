"""Reads the built site as a stranger would and says what is broken.

Checks every HTML page: links and anchors, duplicate ids, language tags, canonical and hreflang
addresses, that nothing is loaded from another host, and that each page works under its own
Content-Security-Policy. What a page says of itself is read once (`Reading`) and may be kept; what
it says of others is looked up each time.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import html

from handbook.book import Book
from handbook.files import read_json, write_json
from handbook.render.content_policy import policy_faults
from handbook.render.finish import duplicate_ids

_LOADED = (
    "//script/@src | //img/@src | //iframe/@src | //source/@src | //video/@src | //audio/@src"
    " | //object/@data | //link[contains(@rel, 'stylesheet') or contains(@rel, 'icon')"
    " or contains(@rel, 'preload') or contains(@rel, 'preconnect')]/@href"
)


@dataclass(frozen=True)
class Reading:
    """What one HTML page says of itself; the same bytes are read the same."""

    lang: str | None
    ids: list[str]
    links: list[str]
    canonical: list[str]
    alternates: list[str]
    faults: list[str]
    leads_on: bool
    """A page that only leads on to another address."""

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Every anchor of the page."""
        return frozenset(self.ids)

    @classmethod
    def of(cls, data: bytes) -> Reading:
        """Read a page."""
        tree = html.fromstring(data)
        faults = [f"id “{name}” stands twice" for name in duplicate_ids(tree)]
        for address in tree.xpath(_LOADED):
            if urlsplit(str(address)).netloc:
                faults.append(f"loads {address} from another host")
        leads_on = bool(tree.xpath("//meta[@http-equiv='refresh']"))
        faults += [] if leads_on else dict.fromkeys(policy_faults(tree))
        alternates = tree.xpath("//link[@rel='alternate'][@hreflang]/@href")
        return cls(
            tree.get("lang"),
            list(dict.fromkeys(str(name) for name in tree.xpath("//@id | //a/@name"))),
            list(dict.fromkeys(str(link) for link in tree.xpath("//a/@href"))),
            [str(address) for address in tree.xpath("//link[@rel='canonical']/@href")],
            [str(address) for address in alternates],
            faults,
            leads_on,
        )


class Readings:
    """Readings kept in ``file`` from one run to the next, by what is in a page.

    ``digests`` has the hash of each page; ``program`` is the hash of whatever reads them.
    """

    def __init__(self, file: Path, digests: Mapping[str, str], program: str) -> None:
        self._file = file
        self._digests = digests
        self._program = program
        kept = read_json(file)
        self._kept: dict[str, Any] = kept.get("pages", {}) if kept.get("by") == program else {}
        self._now: dict[str, Any] = {}
        self.read = 0

    def of(self, path: str, file: Path) -> Reading:
        """Return the reading of a page."""
        data = None if path in self._digests else file.read_bytes()
        digest = self._digests.get(path) or hashlib.sha256(data or b"").hexdigest()
        kept = self._kept.get(digest)
        if kept is None:
            self.read += 1
            kept = asdict(Reading.of(file.read_bytes() if data is None else data))
        self._now[digest] = kept
        return Reading(**kept)

    def save(self) -> None:
        """Keep the readings of this run."""
        write_json(self._file, {"by": self._program, "pages": self._now})


def site_files(site: Path) -> dict[str, Path]:
    """Return every file of a built site by its path there."""
    return {file.relative_to(site).as_posix(): file for file in site.rglob("*") if file.is_file()}


def verify(
    site: Path | Mapping[str, Path],
    book: Book,
    site_url: str,
    readings: Readings | None = None,
    editions: Collection[str] = (),
) -> list[str]:
    """Return one line for every fault of a built site; an empty list means sound.

    Args:
        site: its folder, or its files by path.
        book: what should be there.
        site_url: absolute address the canonical and hreflang links must start with.
        readings: what is known of the pages already.
        editions: locales that were built, all when empty; pages of the others are taken as there.

    """
    return list(_Site(site, book, site_url, readings, editions).faults())


class _Site:
    """A built site and what should be there."""

    def __init__(
        self,
        site: Path | Mapping[str, Path],
        book: Book,
        site_url: str,
        readings: Readings | None,
        editions: Collection[str],
    ) -> None:
        self.files = site_files(site) if isinstance(site, Path) else site
        self.site_url = site_url
        readings = readings or Readings(Path(), {}, "")
        self.pages = {
            path: readings.of(path, self.files[path])
            for path in sorted(self.files)
            if path.endswith(".html")
        }
        self.folders = {posixpath.dirname(path) for path in self.files}
        self.expected: dict[str, str] = {}
        self.elsewhere: set[str] = set()
        for edition in book.editions:
            for page_id in book.nav:
                path = f"{book.url(edition.locale, page_id)}index.html"
                if not editions or edition.locale in editions:
                    self.expected[path] = edition.tag
                else:
                    self.elsewhere.add(path)

    def faults(self) -> Iterator[str]:
        """Yield a line for every fault."""
        for path in self.expected:
            if path not in self.pages:
                yield f"{path}: not built"
        if "404.html" not in self.pages:
            yield "404.html: not built"
        for path, page in self.pages.items():
            for fault in self._page_faults(path, page):
                yield f"{path}: {fault}"
        for path, tag in self.expected.items():
            if path in self.pages and self.pages[path].lang != tag:
                yield f"{path}: <html lang> is {self.pages[path].lang!r}, should be {tag!r}"

    def _page_faults(self, path: str, page: Reading) -> Iterator[str]:
        yield from page.faults
        for link in page.links:
            yield from self._link_fault(path, link)
        if not page.leads_on:
            yield from self._head_faults(path, page)

    def _link_fault(self, path: str, link: str) -> Iterator[str]:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            if parts.scheme in ("ref", "diagram"):
                yield f"link {link} was left unfinished"
            return
        target = self._target(path, unquote(parts.path))
        if target in self.pages:
            anchor = unquote(parts.fragment)
            if anchor and anchor not in self.pages[target].anchors:
                yield f"link {link} leads to no anchor “{anchor}” on {target}"
        elif target not in self.files and target not in self.elsewhere:
            yield f"link {link} leads to no file ({target})"

    def _target(self, page: str, path: str) -> str:
        """File a relative or root-relative link leads to, relative to the site's root."""
        if not path:
            return page
        base = "" if path.startswith("/") else posixpath.dirname(page)
        full = posixpath.normpath(posixpath.join(base, path.lstrip("/") or "."))
        if full.split("/")[0] == "..":
            return path
        if path.endswith(("/", ".")) or full in self.folders:
            full = posixpath.normpath(posixpath.join(full, "index.html"))
        return full

    def _head_faults(self, path: str, page: Reading) -> Iterator[str]:
        if path != "404.html" and len(page.canonical) != 1:
            yield f"has {len(page.canonical)} canonical links, must have one"
        for address in [*page.canonical, *page.alternates]:
            name = address.removeprefix(self.site_url)
            file = posixpath.join(name, "index.html")
            if name == address or (file not in self.files and file not in self.elsewhere):
                what = f"leads to no page below {self.site_url}"
                yield f"canonical or hreflang address {address} {what}"
        if page.alternates and page.canonical and page.canonical[0] not in page.alternates:
            yield "hreflang links do not name the page itself"
