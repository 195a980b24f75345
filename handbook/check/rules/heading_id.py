"""Headings from level 2 on carry ids of their own, and the title stands once above them.

Why: by these ids links, the language switch and the printed book find their place in every
language; an id made from the words would change with them.

Bad (en): ## Why
Bad (en): ## Why { #why }⏎⏎## Why not { #why }
Bad (en): ## Why{ #why }
Good (en): ## Why { #why }⏎⏎## Why not { #why-not }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.blocks import Block
from handbook.book import Page
from handbook.check.context import Context
from handbook.check.links import slug_keys
from handbook.check.model import Edit, Fault, Severity
from handbook.check.names import source_of
from handbook.check.words import short

SCOPE = "page"
SEVERITY = "error"

_ASCII_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_GLUED = re.compile(r"(?<=\S)\{:?\s*#[\w:.-]+\s*\}\s*$")


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each heading without a proper id; in our book also for the title."""
    headings = [block for block in page.blocks if block.kind == "heading"]
    if context.is_handbook:
        yield from _title(page, headings, source_of(page, context))
    if not page.is_source:
        return  # heading-ids compares them with the source's
    below = [heading for heading in headings if heading.level > 1]
    if context.is_handbook or sum(1 for heading in below if heading.id) * 2 > len(below):
        yield from _ids(page, below, context.is_handbook)


def _title(page: Page, headings: list[Block], source: Page | None) -> Iterator[Fault]:
    title = page.meta.get("title")
    theirs = source.meta.get("title") if source else None
    if not isinstance(title, str):
        return  # front-matter
    tops = [heading for heading in headings if heading.level == 1]
    if not tops:
        fix = f"write # {title} above the text"
        yield Fault(page.text_line, "the page has no heading of level 1", fix=fix)
    for top in tops[:1]:
        is_left = theirs in (title, top.text) and " " in str(theirs)  # untranslated says so
        if top.text != title and not is_left:
            line, column = top.place(0)
            message = f"the heading {short(top.text)} is not the title {short(title)}"
            fix = "write the same in both places"
            yield Fault(line, message, column=column, fix=fix)
    for top in tops[1:]:
        message = f"{short(top.text)} is a second heading of level 1"
        yield Fault(top.line, message, fix="begin it with ##")


def _ids(page: Page, headings: list[Block], is_handbook: bool) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for heading in headings:
        name = heading.id
        if not name:
            yield _without(page, heading, None if is_handbook else Severity.WARNING)
        elif name in seen:
            message = f"the id “{name}” stands already at line {seen[name]}"
            yield Fault(heading.line, message, fix="give each heading an id of its own")
        elif is_handbook and not _ASCII_ID.fullmatch(name):
            message = f"the id “{name}” holds more than small letters a–z, figures and hyphens"
            yield Fault(heading.line, message, fix=f"write {{ #{_id_of(name)} }}")
        seen.setdefault(name, heading.line)


def _without(page: Page, heading: Block, severity: Severity | None) -> Fault:
    line = page.lines[heading.line - 1]
    glued = _GLUED.search(line[-200:])
    if glued:
        column = len(line) - len(line[-200:]) + glued.start() + 1
        words = short(heading.text.partition("{")[0])
        message = f"the id of {words} has no space before it and shows as text"
        edit = Edit(heading.line, column, 0, " ")
        return Fault(heading.line, message, column=column, fix="put a space before {", edit=edit)
    message = f"the heading {short(heading.prose)} has no id"
    fix = f"write {{ #{_id_of(heading.prose)} }} at its end"
    return Fault(heading.line, message, fix=fix, severity=severity)


def _id_of(words: str) -> str:
    """Return an id made of words, as advice."""
    names = sorted(key for key in slug_keys(words.replace("\0", " ")) if _ASCII_ID.fullmatch(key))
    return names[0][:40].strip("-") if names else "a-short-name"
