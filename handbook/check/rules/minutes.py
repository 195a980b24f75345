"""The minutes of a session are the same in the front matter, in its box and in its steps.

Why: a trainer plans the day by the front matter and leads it by the steps; when they differ, the
last exercise falls out.

Bad (en): ---⏎minutes: {"1.1": [5, 10]}⏎---⏎### Steps { #steps-1-1 }⏎⏎1. **5 min · Hello.** Hello.
    ⏎2. **8 min · Names.** Say your name.
Good (en): ---⏎minutes: {"1.1": [5, 10]}⏎---⏎### Steps { #steps-1-1 }⏎⏎1. **5 min · Hello.** Hello.
    ⏎2. **10 min · Names.** Say your name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.blocks import Block
from handbook.book import Page
from handbook.check.context import Context
from handbook.check.frontmatter import entry_lines, type_fault
from handbook.check.model import Fault
from handbook.check.words import plural, short

SCOPE = "page"
SEVERITY = "error"

_STEP = re.compile(r"\*\*(\d+)\b")


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each step or box whose minutes are not those of the front matter."""
    minutes = page.meta.get("minutes")
    if not context.is_handbook or not minutes or type_fault("minutes", minutes):
        return
    if not page.is_source:
        return  # figures and front-matter-parity compare them with the source's
    lines, sections = entry_lines(page, "minutes"), _sections(page)
    for session, planned in minutes.items():
        anchor = str(session).replace(".", "-")
        line = lines.get(str(session), page.key_line("minutes"))
        yield from _steps(sections.get(f"steps-{anchor}", []), str(session), planned, line)
        section = sections.get(f"session-{anchor}") or sections.get(anchor, [])
        yield from _box(section, planned)


def _sections(page: Page) -> dict[str, list[Block]]:
    """Headings by id, each with the blocks up to the next one of its level or above."""
    found: dict[str, list[Block]] = {}
    opened: list[list[Block]] = []
    for block in page.blocks:
        if block.kind == "heading":
            opened = [section for section in opened if section[0].level < block.level]
            opened.append(found.setdefault(block.id, []) if block.id else [])
        for section in opened:
            section.append(block)
    return found


def _steps(section: list[Block], session: str, planned: list[int], line: int) -> Iterator[Fault]:
    if not section:
        anchor = f"steps-{session.replace('.', '-')}"
        message = f"no section #{anchor} holds the steps of session {session}"
        yield Fault(line, message, fix=f"add {{ #{anchor} }} to the heading above the steps")
        return
    items = (b for b in section if b.kind == "item" and b.level == 0 and b.marker[:1].isdigit())
    steps = [(item, match) for item in items if (match := _STEP.match(item.text))]
    if len(steps) != len(planned):
        message = (
            f"session {session} has {plural(len(steps), 'step')} with minutes here, "
            f"{len(planned)} in the front matter"
        )
        yield Fault(section[0].line, message, fix="make the steps and the front matter agree")
        return
    for (item, match), minutes in zip(steps, planned, strict=True):
        if int(match[1]) != minutes:
            at, column = item.place(match.start(1))
            message = f"this step takes {match[1]} minutes here, {minutes} in the front matter"
            fix = f"make them agree: here, or at line {line}"
            yield Fault(at, message, column=column, fix=fix)


def _box(section: list[Block], planned: list[int]) -> Iterator[Fault]:
    """Compare the first line of a session’s box, which says how long it takes."""
    first = next((b for b in section if b.kind == "item" and "admonition" in b.within), None)
    total = sum(planned)
    if first and not re.search(rf"(?<!\d){total}(?!\d)", first.text):
        line, column = first.place(0)
        message = f"the box says {short(first.prose)}; the steps take {total} minutes together"
        yield Fault(line, message, column=column, fix=f"write {total}")
