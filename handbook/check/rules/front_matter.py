"""The front matter can be read and holds what the page needs.

Why: title and description are what search results and previews show; a misspelt key is silently
ignored and the page then says nothing of its sources.

Bad (hu): ---⏎title: Miért: és hogyan⏎---⏎Szöveg.
Bad (en): Text without any front matter.
Good (en): ---⏎title: Why⏎description: Why it helps.⏎part: run⏎last_reviewed: 2026-11-21⏎---⏎Text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.frontmatter import (
    KNOWN,
    LONGEST_DESCRIPTION,
    OWN,
    REQUIRED,
    TRANSLATED,
    type_fault,
    yaml_problem,
)
from handbook.check.model import Edit, Fault, Severity
from handbook.check.nearest import nearest

SCOPE = "page"
SEVERITY = "error"


_MOST = 30
"""Unknown keys named of one page."""


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for front matter that cannot be read, and in our book for each wrong key."""
    if page.meta_problem:
        line, what = yaml_problem(page)
        fix = "put texts that hold a colon, a hash or quotation marks in double quotes"
        yield Fault(line, f"the front matter cannot be read: {what}", fix=fix)
    elif not context.is_handbook:
        return
    elif not page.has_front_matter:
        yield _absent(page)
    else:
        if page.is_source:
            yield from _keys(page)
            yield from _values(page, page.meta)
        else:  # front-matter-parity compares the rest
            yield from _values(page, [key for key in page.meta if key in TRANSLATED | OWN])
        yield from _description(page)


def _absent(page: Page) -> Fault:
    if page.raw.startswith("---"):
        message, fix = "the front matter is not closed", "end it with a line of three hyphens, ---"
    else:
        message = "the page has no front matter"
        fix = "begin it with a line ---, then title: and description:, then a line ---"
    return Fault(1, message, fix=fix)


def _keys(page: Page) -> Iterator[Fault]:
    unknown = [key for key in page.meta if key not in KNOWN][:_MOST]
    lacking = [key for key in REQUIRED if key not in page.meta]
    for key in OWN - {"last_reviewed"} & page.meta.keys() if page.is_source else ():
        message = f"“{key}” belongs to translations only"
        yield Fault(page.key_line(key), message, fix="remove it")
    for key in unknown:
        meant = nearest(str(key), KNOWN - page.meta.keys())
        if meant in lacking:
            lacking.remove(meant)
        fix = f"write {meant}" if meant else f"use one of: {', '.join(sorted(KNOWN))}"
        line = page.key_line(str(key))
        edit = Edit(line, 1, len(str(key)), meant) if meant and line > 1 else None
        yield Fault(line, f"the front matter knows no key “{key}”", fix=fix, edit=edit)
    if lacking:
        yield Fault(1, f"the front matter lacks {', '.join(lacking)}", fix="add it")


def _values(page: Page, keys: Iterable[str]) -> Iterator[Fault]:
    for key in keys:
        wanted = type_fault(key, page.meta[key])
        if wanted:
            message = f"“{key}” is {_shown(page.meta[key])}"
            yield Fault(page.key_line(key), message, fix=f"write {wanted}")


def _description(page: Page) -> Iterator[Fault]:
    description = page.meta.get("description")
    if isinstance(description, str) and len(description) > LONGEST_DESCRIPTION:
        yield Fault(
            page.key_line("description"),
            f"the description has {len(description)} characters; previews show "
            f"{LONGEST_DESCRIPTION}",
            fix="shorten it",
            severity=Severity.WARNING,
        )


def _shown(value: object) -> str:
    text = " ".join(str(value).split())
    if value is None or not text:
        return "empty"
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"
