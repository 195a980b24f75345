"""Links stay within the edition.

Why: who reads in one language and follows a link into another loses the page, the menu and the
search in their own language.

Bad (hu): Lásd a [kártyát](../../en/crisis-card.md).
Good (hu): Lásd a [kártyát](../crisis-card.md).
Good (hu): Angolul: [English](../../en/index.md).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.links import targets
from handbook.check.model import Edit, Fault
from handbook.check.words import short

SCOPE = "page"
SEVERITY = "error"

_FORGE = re.compile(r"(?:^|\.)(?:github|gitlab|codeberg|bitbucket|githubusercontent)\.")
_ENDING = re.compile(r"(?:/index)?(?:\.md|\.html|/)?$")


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each link to a page of another edition, unless it names that language."""
    depth = page.id.count("/")
    ways = [way for way in ("../" * (depth + 1), "](/", "://", "=") if way in page.text]
    for block in page.blocks if ways else ():
        if not any(way in block.text for way in ways):
            continue
        for target, start, label in targets(block):
            found = _elsewhere(target, page, context)
            if found and not _names_language(label, context):
                line, column = block.place(start)
                yield _fault(page, context, found, target, label, line, column)


def _elsewhere(target: str, page: Page, context: Context) -> tuple[str, str] | None:
    """Edition and page id to which a link leaves this edition; None when it stays."""
    if target.startswith(("../", "./", "/")) and not target.startswith("//"):
        path = unquote(target.split("#")[0].split("?")[0])
        folder = f"/{page.edition}/{posixpath.dirname(page.id)}"
        return _named(posixpath.normpath(posixpath.join(folder, path)), path, page, context)
    if "://" in target:
        try:
            parts = urlsplit(target)
        except ValueError:
            return None
        if _FORGE.search(parts.netloc):
            return None  # the file, not the page
        found = _named(unquote(parts.path), parts.path, page, context)
        return found if found and found[1] != "index" else None
    return None


def _named(full: str, path: str, page: Page, context: Context) -> tuple[str, str] | None:
    parts = full.strip("/").split("/")
    locales = {edition.locale for edition in context.book.editions} - {page.edition}
    for index, part in enumerate(parts[:-1] if len(parts) > 1 else parts):
        if part in locales:
            rest = _ENDING.sub("", "/".join(parts[index + 1 :])) or "index"
            source = context.book.source.locale
            known = any(context.book.page(locale, rest) for locale in (part, source))
            return (part, rest) if known or path.startswith("../") else None
        if "://" not in path and index == 0 and path.startswith("../"):
            return None  # a relative path names the edition first
    return None


def _names_language(label: str, context: Context) -> bool:
    """Whether the words of a link say that another language follows."""
    words = label.strip("*_ ").casefold()
    return any(words in (e.name.casefold(), e.locale.casefold()) for e in context.book.editions)


def _fault(
    page: Page, context: Context, found: tuple[str, str], target: str, label: str, line: int,
    column: int,
) -> Fault:  # fmt: skip
    edition, page_id = found
    name = context.book.edition(edition).name
    anchor = f"#{target.partition('#')[2]}" if "#" in target else ""
    right = posixpath.relpath(f"{page_id}.md", posixpath.dirname(page.id) or ".") + anchor
    text = page.lines[line - 1]
    at = text.find(f"]({target}", column - 1)
    known = context.book.page(page.edition, page_id) or context.is_handbook
    return Fault(
        line,
        f"the link {short(label)} leads into the {name} edition: {target}",
        column=column,
        fix=f"write {right}"
        if known
        else f"there is no {page.edition}/{page_id}.md to link to yet",
        edit=Edit(line, at + 3, len(target), right) if at >= 0 and known else None,
    )
