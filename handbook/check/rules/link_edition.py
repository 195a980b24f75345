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
from urllib.parse import unquote

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.links import named_link, targets
from handbook.check.model import Edit, Fault

SCOPE = "page"
SEVERITY = "error"

_ENDING = re.compile(r"(?:/index)?(?:\.md|\.html|/)?$")


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each link to a page of another edition, unless it names that language."""
    ways = [way for way in ("../" * (page.id.count("/") + 1), "](/", "href") if way in page.text]
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
    if not target.startswith(("../", "./", "/")) or target.startswith("//"):
        return None
    path = unquote(target.split("#")[0].split("?")[0])
    folder = f"/{page.edition}/{posixpath.dirname(page.id)}"
    full = posixpath.normpath(posixpath.join(folder, path)).strip("/")
    first, _, rest = full.partition("/")
    locales = {edition.locale for edition in context.book.editions} - {page.edition}
    is_page = posixpath.splitext(rest)[1] in ("", ".md", ".html")
    return (first, _ENDING.sub("", rest) or "index") if first in locales and is_page else None


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
        f"{named_link(label)} leads into the edition {name}: {target}",
        column=column,
        fix=f"write {right}"
        if known
        else f"there is no {page.edition}/{page_id}.md to link to yet",
        edit=Edit(line, at + 3, len(target), right) if at >= 0 and known else None,
    )
