"""Reads the built site as a stranger would and says what is broken.

Checks every HTML page: links and anchors, duplicate ids, language tags, canonical and hreflang
addresses, and that nothing is loaded from another host.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from handbook.book import Book
from handbook.render.finish import duplicate_ids

_LOADED = (
    "//script/@src | //img/@src | //iframe/@src | //source/@src | //video/@src | //audio/@src"
    " | //object/@data | //link[contains(@rel, 'stylesheet') or contains(@rel, 'icon')"
    " or contains(@rel, 'preload') or contains(@rel, 'preconnect')]/@href"
)


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file of the site; ``path`` is relative to the site's root, with slashes."""

    root: Path
    path: str

    @cached_property
    def tree(self) -> html.HtmlElement:
        """The parsed page."""
        return html.fromstring((self.root / self.path).read_bytes())

    @cached_property
    def ids(self) -> set[str]:
        """Every anchor of the page."""
        return {str(name) for name in self.tree.xpath("//@id | //a/@name")}


def verify(site: Path, book: Book, site_url: str) -> list[str]:
    """Return one line for every fault of the site in ``site``; an empty list means sound.

    ``site_url`` is the absolute address the canonical and hreflang links must start with.
    """
    pages = {
        path.relative_to(site).as_posix(): BuiltPage(site, path.relative_to(site).as_posix())
        for path in sorted(site.rglob("*.html"))
    }
    problems = list(_missing_pages(pages, book))
    for page in pages.values():
        problems += [f"{page.path}: {problem}" for problem in _page_problems(page, pages, site_url)]
    for path, tag in _expected_tags(book):
        if path in pages and pages[path].tree.get("lang") != tag:
            found = pages[path].tree.get("lang")
            problems.append(f"{path}: <html lang> is {found!r}, should be {tag!r}")
    return problems


def _missing_pages(pages: dict[str, BuiltPage], book: Book) -> Iterator[str]:
    for path, _tag in _expected_tags(book):
        if path not in pages:
            yield f"{path}: not built"
    if "404.html" not in pages:
        yield "404.html: not built"


def _expected_tags(book: Book) -> Iterator[tuple[str, str]]:
    for edition in book.editions:
        for page_id in book.nav:
            yield f"{book.url(edition.locale, page_id)}index.html", edition.tag


def _page_problems(page: BuiltPage, pages: dict[str, BuiltPage], site_url: str) -> Iterator[str]:
    for name in duplicate_ids(page.tree):
        yield f"id “{name}” stands twice"
    for address in page.tree.xpath(_LOADED):
        if urlsplit(str(address)).netloc:
            yield f"loads {address} from another host"
    for link in page.tree.xpath("//a/@href"):
        yield from _link_problem(page, str(link), pages)
    if not page.tree.xpath("//meta[@http-equiv='refresh']"):  # a short address only leads on
        yield from _head_problems(page, site_url)


def _link_problem(page: BuiltPage, link: str, pages: dict[str, BuiltPage]) -> Iterator[str]:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        if parts.scheme in ("ref", "diagram"):
            yield f"link {link} was left unfinished"
        return
    target = _target(page, parts.path)
    if target not in pages:
        if not (page.root / target).is_file():
            yield f"link {link} leads to no file ({target})"
    elif parts.fragment and unquote(parts.fragment) not in pages[target].ids:
        yield f"link {link} leads to no anchor “{unquote(parts.fragment)}” on {target}"


def _target(page: BuiltPage, path: str) -> str:
    """File a relative or root-relative link leads to, relative to the site's root."""
    path = unquote(path)
    if not path:
        return page.path
    base = page.root if path.startswith("/") else (page.root / page.path).parent
    full = (base / path.lstrip("/")).resolve()
    if path.endswith(("/", ".")) or full.is_dir():
        full /= "index.html"
    root = page.root.resolve()
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else path


def _head_problems(page: BuiltPage, site_url: str) -> Iterator[str]:
    canonical = page.tree.xpath("//link[@rel='canonical']/@href")
    if page.path != "404.html" and len(canonical) != 1:
        yield f"has {len(canonical)} canonical links, must have one"
    alternates = page.tree.xpath("//link[@rel='alternate'][@hreflang]")
    for address in [*canonical, *(link.get("href") for link in alternates)]:
        path = str(address).removeprefix(site_url)
        if path == address or not (page.root / path / "index.html").is_file():
            yield f"canonical or hreflang address {address} leads to no page below {site_url}"
    if alternates and canonical and canonical[0] not in [a.get("href") for a in alternates]:
        yield "hreflang links do not name the page itself"
