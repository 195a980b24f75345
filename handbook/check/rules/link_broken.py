"""Links lead to pages, files and headings that exist.

Why: a link that leads nowhere costs the reader the form or the number behind it. A link that is
broken in the source is reported there, not once more in every translation.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.book import Book, Page
from handbook.check.context import Context, Facts
from handbook.check.links import Link, anchor_key, named_link
from handbook.check.model import Edit, Fault, Severity
from handbook.check.names import source_of
from handbook.check.nearest import nearest
from handbook.check.pair import Pair
from handbook.check.resolve import OUTSIDE, Resolver
from handbook.lazy import lazy

SCOPE = "book"
SEVERITY = "error"

_DIAGRAM = "diagram:"


def check(book: Book, context: Context) -> Iterator[Fault]:
    """Yield a fault for each link, image, drawing and form that cannot be found."""
    resolver = Resolver(context)
    for page in book.pages.values():
        if page.path in context.facts:
            yield from _Reading(page, context, resolver).faults()


@dataclass(frozen=True)
class _Reading:
    """One page whose links are followed."""

    page: Page
    context: Context
    resolver: Resolver

    def faults(self) -> list[Fault]:
        """Faults of the page; a page that stands where none belongs is left to page-orphan."""
        found = list(self._faults())
        if self.page.is_source or source_of(self.page, self.context):
            return found
        links = [link for link in self.context.facts[self.page.path]["links"] if ".md" in link[0]]
        return [] if self.context.is_handbook or len(found) * 2 > len(links) else found

    def _faults(self) -> Iterator[Fault]:
        source = source_of(self.page, self.context)
        theirs = self.context.facts.get(source.path) if source else None
        shared = {link[0] for link in theirs["links"]} if theirs else set()
        facts = self.context.facts[self.page.path]
        for link in facts["links"]:
            if link[4] == "badge":
                continue
            is_shared = link[0] in shared
            found = list(self._follow(link, source, is_shared, theirs))
            if found and not (source and self._is_told(source, link, is_shared)):
                yield from found
        if source is None:
            for name, argument, line in facts["directives"]:
                yield from self._form(argument, line) if name == "form" else ()

    def _follow(
        self, link: Link, source: Page | None, is_shared: bool, theirs: Facts | None
    ) -> Iterator[Fault]:
        target, kind = link[0], link[4]
        if kind == "lost":
            yield from self._reference(link, theirs)
        elif target.startswith(_DIAGRAM):
            if source is None:  # else the rule images compares it with the source’s
                yield from self._diagram(link)
        elif not OUTSIDE.match(target):
            yield from self._link(link, source if is_shared else None)

    @lazy
    def _compared(self) -> set[int]:
        """Lines of the blocks that stand beside one of the source: their links are compared."""
        source = source_of(self.page, self.context)
        both = Pair.of(source, self.page).both if source else ()
        blocks = (theirs for _, theirs in both if theirs.kind not in ("table", "row"))
        return {line for block in blocks for line in range(block.line, block.end + 1)}

    def _is_told(self, source: Page, link: Link, is_shared: bool) -> bool:
        """Whether another finding says it: in the source, or that the link differs from it."""
        if is_shared:
            return self._is_source_broken(source, link)
        name = posixpath.basename(link[0])
        if link[4] == "image" and any(
            posixpath.basename(other[0]) == name
            for other in self.context.facts[source.path]["links"]
        ):
            return False  # the rule images compares names only
        return link[1] in self._compared

    def _is_source_broken(self, source: Page, link: Link) -> bool:
        """Whether the same link of the source page leads nowhere: it is reported there."""
        if link[4] == "lost":
            return True
        path, _, anchor = link[0].partition("#")
        own = f"{source.edition}/{source.id}.md"
        name = self.resolver.find(source, path, link[4]) if path else own
        return name is None or not self.resolver.has_anchor(name, anchor)

    def _link(self, link: Link, source: Page | None) -> Iterator[Fault]:
        path, _, anchor = link[0].partition("#")
        path = path.partition("?")[0]
        own = f"{self.page.edition}/{self.page.id}.md"
        name = self.resolver.find(self.page, path, link[4]) if path else own
        if name is None:
            yield from self._no_file(link, path)
        elif not self.resolver.has_anchor(name, anchor):
            if not self._is_heading_of_source(name, anchor, source):
                yield self._no_anchor(link, name, anchor, source)
        elif name != own and not self.context.is_handbook:
            yield from self._in_source_only(link, name)

    def _is_heading_of_source(self, name: str, anchor: str, source: Page | None) -> bool:
        """Whether the heading or what is generated there was lost: other rules say so."""
        if source is None:
            return False
        return self.resolver.is_declared(f"{source.edition}/{name.partition('/')[2]}", anchor)

    def _in_source_only(self, link: Link, name: str) -> Iterator[Fault]:
        """Name a page that only the source has: readers get it in the source’s language."""
        locale = self.resolver.source
        is_page = name in self.resolver.pages and name.startswith(f"{locale}/")
        if self.page.edition != locale and is_page and not _climbs(link[0], self.page):
            message = f"{_what(link)} leads to a page that is not translated yet: {link[0]}"
            fix = "nothing, if the site shows the source page in its place"
            yield self._fault(link, message, fix, severity=Severity.INFO)

    def _no_file(self, link: Link, path: str) -> Iterator[Fault]:
        if path.startswith("/") and not self.context.is_handbook:
            return  # who knows where the site’s root is
        if not self.context.is_handbook and not _is_page(path) and self._is_foreign_folder(path):
            return
        meant = self.resolver.find_leniently(self.page, path)
        right: str | None
        if meant:
            right = self._relative(meant)
            message = f"{_what(link)} leads to {path}, which is no file"
        else:
            right = self._nearest_file(path)
            noun = "file" if link[4] == "image" or not _is_page(path) else "page"
            message = f"{_what(link)} leads to {path}, but there is no such {noun}"
        sure = meant or (right and right.casefold() == path.casefold())
        edit = self._edit(link, path, right) if right and sure else None
        fix = f"write {right}" if right else "mend the address, or remove the link"
        is_doubtful = link[4] == "image" and not self.context.is_handbook
        severity = Severity.WARNING if is_doubtful else None  # themes bring files of their own
        yield self._fault(link, message, fix, edit, severity)

    def _is_foreign_folder(self, path: str) -> bool:
        """Whether nothing of the folder is here: its files come from elsewhere."""
        folder = posixpath.dirname(posixpath.join(self.page.edition, self.page.id))
        inside = posixpath.dirname(posixpath.normpath(posixpath.join(folder, path)))
        return not any(name.startswith(f"{inside}/") for name in self.resolver.files)

    def _relative(self, name: str) -> str:
        return posixpath.relpath(name, posixpath.dirname(f"{self.page.edition}/{self.page.id}"))

    def _nearest_file(self, path: str) -> str | None:
        """Return the path, from here, of the file that was probably meant."""
        folder = posixpath.dirname(f"{self.page.edition}/{self.page.id}")
        full = posixpath.normpath(posixpath.join(folder, path))
        known = self.resolver.pages if _is_page(path) else self.resolver.files
        name = posixpath.basename(full).casefold()
        same = [other for other in known if other.casefold().endswith(f"/{name}")]
        near = [other for other in same if other.startswith(f"{self.page.edition}/")] or same
        meant = near[0] if len(near) == 1 else nearest(full, near or known, least=85)
        alike = meant and nearest(_stem(full), [_stem(meant)], least=60)
        return self._relative(meant) if meant and alike else None

    def _no_anchor(self, link: Link, name: str, anchor: str, source: Page | None) -> Fault:
        page = self.resolver.pages[name]
        place = "this page" if page is self.page else page.path
        message = f"{_what(link)} leads to #{anchor}, but {place} has no such place"
        here = self._same_heading(name, anchor, source)
        like = here or self._like(name, anchor)
        fix = f"add {{ #{anchor} }} to the heading that is meant, or mend the link"
        if like:
            fix = f"write #{like}" + f", or add {{ #{anchor} }} to that heading" * bool(here)
        severity = None if self.context.is_handbook else Severity.WARNING
        sure = like and like.casefold() == anchor.casefold()
        edit = self._edit(link, f"#{anchor}", f"#{like}") if sure else None
        return self._fault(link, message, fix, edit, severity)

    def _same_heading(self, name: str, anchor: str, source: Page | None) -> str | None:
        """Return the anchor of the heading that stands where the source has the one meant."""
        if source is None:
            return None
        theirs = self.resolver.facts(f"{source.edition}/{name.partition('/')[2]}") or {}
        ours = self.resolver.facts(name) or {}
        before, now = theirs.get("outline", []), ours.get("outline", [])
        key = anchor_key(anchor)
        if len(before) != len(now) or key not in before:
            return None
        return str(now[before.index(key)]) or None

    def _like(self, name: str, anchor: str) -> str | None:
        facts = self.resolver.facts(name) or {}
        least = 60 if self.context.is_handbook else 80
        return nearest(anchor, {*facts.get("ids", ()), *facts.get("slugs", ())}, least)

    def _reference(self, link: Link, theirs: Facts | None) -> Iterator[Fault]:
        """Judge a reference without definition; other sites may define it elsewhere."""
        defined = bool(theirs and theirs["names"])
        if self.context.is_handbook or defined:
            known = self.context.facts[self.page.path]["names"]
            like = nearest(link[0], known)
            message = f"{_what(link)} refers to [{link[0]}], which the page does not define"
            fix = f"write [{like}]" if like else f"add a line [{link[0]}]: with the address"
            yield self._fault(link, message, fix)

    def _diagram(self, link: Link) -> Iterator[Fault]:
        name = link[0].removeprefix(_DIAGRAM)
        if self.context.is_handbook and name not in self.context.diagrams:
            like = nearest(name, self.context.diagrams)
            fix = f"write {_DIAGRAM}{like}" if like else "draw it, or mend the name"
            yield self._fault(link, f"there is no drawing {name} in docs/diagrams/", fix)

    def _form(self, argument: str, line: int) -> Iterator[Fault]:
        name, _, anchor = argument.partition("#")
        path = f"{self.page.edition}/{name}.md"
        if path not in self.resolver.pages or not self.resolver.has_anchor(path, anchor):
            ids = {
                f"{page.id}#{found}"
                for page in self.resolver.pages.values()
                if page.edition == self.page.edition and page.path in self.context.facts
                for found in self.context.facts[page.path]["ids"]
            }
            like = nearest(argument, ids)
            fix = f"write {like}" if like else "mend the page and the id of the form’s heading"
            message = f"there is no form {argument} to put here"
            yield self._fault([argument, line, 1, "", "form"], message, fix)

    def _edit(self, link: Link, wrong: str, right: str) -> Edit | None:
        text = self.page.lines[link[1] - 1]
        at = text.find(f"]({link[0]}", link[2] - 1)
        offset = link[0].find(wrong)
        if at < 0 or offset < 0:
            return None
        return Edit(link[1], at + 3 + offset, len(wrong), right)

    def _fault(
        self,
        link: Link,
        message: str,
        fix: str,
        edit: Edit | None = None,
        severity: Severity | None = None,
    ) -> Fault:
        return Fault(
            link[1],
            message,
            column=link[2],
            fix=fix,
            severity=severity,
            edit=edit,
            path=self.page.path,
            edition=self.page.edition,
        )


def _what(link: Link) -> str:
    return named_link(link[3], "the image" if link[4] == "image" else "the link")


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


def _is_page(path: str) -> bool:
    ending = posixpath.splitext(path)[1]
    return ending in ("", ".md", ".html")


def _climbs(target: str, page: Page) -> bool:
    """Whether a link leaves the edition’s folder: link-edition says so."""
    return target.startswith("/") or target.count("../") > page.id.count("/")
