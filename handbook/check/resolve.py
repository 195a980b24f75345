"""Where a link leads: the page or file it names, and whether its anchor stands there.

Our own book is read as MkDocs reads it: links name files. Other sites are read with more patience
(links without an ending, links to folders, addresses relative to the built page), because each
generator has its own ways and a link that works must not be called broken.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from handbook.book import Book, Page
from handbook.check.context import Context, Facts
from handbook.check.links import anchor_key
from handbook.lazy import lazy

OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|\{|\$\{|%\(|<|[A-Z_]+$")
"""How addresses begin that are none of a file: a scheme, a host, a placeholder."""

_NO_ANCHOR = re.compile(r"|top|fn(ref)?\d*:.*|__.*|:~:.*|[!/].*", re.DOTALL)
"""Anchors that the browser, the theme or the notes make."""
_COUNTED = re.compile(r"-\d+$")
_GENERATED = {
    "bibliography": re.compile(r"research|project-pages|laws|programmes|facts"),
    "course": re.compile(r"course-module-\d+"),
    "course-formats": re.compile(r"format-[\w-]+"),
    "glossary": re.compile(r"five-languages|glossary-filter"),
    "helplines": re.compile(r"emergency(?:-title)?"),
}
"""Anchors of what a directive generates, besides those of the data files."""


class Resolver:
    """Finds the files and anchors of one book."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.book: Book = context.book
        self.source = self.book.source.locale
        pages = self.book.pages.items()
        self.pages = {f"{locale}/{page_id}.md": page for (locale, page_id), page in pages}
        self._made: dict[str, set[str]] = {}
        self._found: dict[tuple[str, str, str, bool], str | None] = {}

    @lazy
    def files(self) -> frozenset[str]:
        """Every file below docs/ that is no page, by its path there."""
        found: list[str] = []
        for folder, _, names in os.walk(self.book.docs):
            inside = os.path.relpath(folder, self.book.docs).replace(os.sep, "/")
            found += (posixpath.normpath(f"{inside}/{name}") for name in names)
        return frozenset(found)

    def find(self, page: Page, path: str, kind: str) -> str | None:
        """Return the file a link leads to, by its path below docs/; None when there is none."""
        strict = self.context.is_handbook and kind != "html"
        key = (page.edition, posixpath.dirname(page.id) if strict else page.id, path, strict)
        if key not in self._found:
            names = self._names(page, unquote(path), strict)
            self._found[key] = next((name for name in names if self._exists(name)), None)
        return self._found[key]

    def find_leniently(self, page: Page, path: str) -> str | None:
        """Return what a link was meant to lead to that names no file but a folder or address."""
        return next((n for n in self._names(page, unquote(path), False) if self._exists(n)), None)

    def _exists(self, name: str) -> bool:
        if name in self.pages:
            return True
        if name.startswith("../"):
            return (self.book.docs / name).exists()
        return name in self.files

    def _names(self, page: Page, path: str, strict: bool) -> Iterator[str]:
        """Files that a path may mean, the likeliest first; the source’s stands in for a page."""
        folder = posixpath.join(page.edition, posixpath.dirname(page.id))
        bases = [posixpath.join(folder, path)]
        if path.startswith("/"):
            bases = [path.strip("/"), posixpath.join(page.edition, path.strip("/"))]
        elif not strict and not page.id.endswith("index"):
            bases.append(posixpath.join(page.edition, page.id, path))
        for base in bases:
            full = posixpath.normpath(base).strip("/")
            for name in (full,) if strict else _variants(full):
                yield name
                if name.startswith(f"{page.edition}/"):
                    yield f"{self.source}{name[len(page.edition) :]}"

    def facts(self, name: str) -> Facts | None:
        """Facts of a page by its path below docs/; None for other files."""
        page = self.pages.get(name)
        return self.context.facts.get(page.path) if page else None

    def has_anchor(self, name: str, anchor: str) -> bool:
        """Whether a page has an anchor; other files are taken to have every one."""
        facts = self.facts(name)
        if facts is None or anchor in facts["ids"]:
            return True
        anchor = unquote(anchor)
        if _NO_ANCHOR.fullmatch(anchor) or anchor in facts["ids"]:
            return True
        key = anchor_key(anchor)
        return (
            key in facts["slugs"]
            or _COUNTED.sub("", key) in facts["slugs"]
            or (key.isdigit() and anchor.startswith("_"))
            or self.is_declared(name, anchor)
        )

    def is_declared(self, name: str, anchor: str) -> bool:
        """Whether a page has an anchor that is the same in every language."""
        facts = self.facts(name)
        return facts is not None and (
            anchor in facts["ids"]
            or anchor in self._generated(name, facts)
            or any(_made(entry[0], anchor) for entry in facts["directives"])
        )

    def _generated(self, name: str, facts: Facts) -> set[str]:
        """Return the anchors that the data files put on a page."""
        if name not in self._made:
            self._made[name] = self._make(name, facts)
        return self._made[name]

    def _make(self, name: str, facts: Facts) -> set[str]:
        found = {f"diagram-{drawing.lower()}" for drawing in self.context.diagrams}
        for directive, argument, _ in facts["directives"]:
            if directive == "glossary":
                found |= {f"term-{term.get('id')}" for term in self.context.glossary}
            elif directive in ("bibliography", "sources"):
                before = "source-" if directive == "sources" else ""
                found |= {f"{before}{source.lower()}" for source in self.context.sources}
            elif directive == "form":
                form = self.facts(f"{name.split('/')[0]}/{argument.split('#')[0]}.md")
                found |= set(form["ids"]) if form else set()
        return found


def _made(directive: str, anchor: str) -> bool:
    pattern = _GENERATED.get(directive)
    return bool(pattern and pattern.fullmatch(anchor))


def _variants(full: str) -> Iterator[str]:
    """Files that a path without its ending, or that of the built page, may stand for."""
    yield full
    bare = full.removesuffix(".html").removesuffix("/index")
    yield f"{bare}.md"
    yield f"{bare}/index.md"
    yield f"{bare}/README.md"
    yield f"{full}.mdx"
