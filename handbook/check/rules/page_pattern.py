"""A page has the sections of its part, in order, under the headings of its language.

Why: who has read one page finds the steps, the forms and the sources of every other page at once.
The patterns are in docs/patterns.yml.

Bad (hu): ---⏎part: run⏎---⏎## Dióhéjban { #in-short }⏎⏎Szöveg.
Good (hu): ---⏎part: easy⏎---⏎## Dióhéjban { #idea }⏎⏎Szöveg.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from handbook.blocks import Block
from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Fault

SCOPE = "page"
SEVERITY = "error"

_SESSION = "{session}"


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield one fault for each section that is missing, extra, misplaced or under other words."""
    pattern = _pattern(page, context.patterns) if context.is_handbook else []
    if not pattern:
        return
    words = context.patterns.get("headings", {})
    sections = [block for block in page.blocks if block.kind == "heading" and block.level == 2]
    usual = {name: words.get(name, {}).get(page.edition) for name in pattern}
    if page.is_source:
        yield from _words(sections, usual)
        yield from _extra(sections, pattern)
        yield from _order(page, sections, pattern, words)
    else:  # sections of translations are compared with the source's
        yield from _words(_sure(sections, usual, words, context.book.source.locale), usual)


def _pattern(page: Page, patterns: Mapping[str, Any]) -> list[str]:
    """Ids of the sections a page must have; empty when its part has no pattern."""
    name = patterns.get("pages", {}).get(page.id)
    name = name or patterns.get("which", {}).get(str(page.meta.get("part")))
    return list(patterns.get("parts", {}).get(name) or ())


def _name(section: Block) -> str:
    """Id of a section; all sessions of a training count as one."""
    return _SESSION if section.id.startswith("session-") else section.id


def _sure(
    sections: list[Block], usual: Mapping[str, str | None], words: Mapping[str, Any], source: str
) -> list[Block]:
    """Sections of a translation whose words are to be judged, not their ids or their language."""
    ids = Counter(section.id for section in sections)
    english = {name: words.get(name, {}).get(source) for name in usual}
    left = [section for section in sections if section.text == english.get(section.id)]
    told = left if len(left) > 2 else [section for section in left if " " in section.text]
    return [  # untranslated tells of pages and of headings of several words
        section
        for section in sections
        if ids[section.id] == 1 and section not in told and section.text not in usual.values()
    ]


def _words(sections: list[Block], usual: Mapping[str, str | None]) -> Iterator[Fault]:
    for section in sections:
        wanted = usual.get(section.id)
        if wanted and section.text != wanted:
            line, column = section.place(0)
            message = f"here the heading is “{section.text}”, on other pages “{wanted}”"
            yield Fault(line, message, column=column, fix=f"write “{wanted}”")


def _extra(sections: list[Block], pattern: list[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for section in sections:
        name = _name(section)
        if name not in pattern:
            message = f"pages of this part have no section “{section.text}”"
            fix = f"begin it with ###; the sections are {', '.join(pattern)}"
            yield Fault(section.line, message, fix=fix)
        elif name in seen and name != _SESSION:
            message = f"the section #{name} stands here a second time"
            yield Fault(section.line, message, fix="join the two, or remove one")
        seen.add(name)


def _order(
    page: Page, sections: list[Block], pattern: list[str], words: Mapping[str, Any]
) -> Iterator[Fault]:
    """Sections out of order, and those missing, named where they belong."""
    first: dict[str, Block] = {}
    for section in sections:
        first.setdefault(_name(section), section)
    placed = [name for name in first if name in pattern]
    kept = _longest_rising([pattern.index(name) for name in placed])
    for name in placed:
        if pattern.index(name) not in kept:
            message = f"the section “{first[name].text}” stands in the wrong place"
            fix = f"the order is {', '.join(pattern)}"
            yield Fault(first[name].line, message, fix=fix)
    for index, name in enumerate(pattern):
        if name not in first:
            later = (first[other].line for other in pattern[index + 1 :] if other in first)
            title = words.get(name, {}).get(page.edition) or "a session"
            yield Fault(
                next(later, len(page.raw.rstrip("\n").split("\n"))),
                f"before this line the section “{title}” is missing",
                fix=f"add ## {title} {{ #{name.strip('{}')} }}",
            )


def _longest_rising(numbers: list[int]) -> set[int]:
    """Numbers that can stay where they are when the fewest are moved."""
    runs: list[list[int]] = [[]]
    for number in numbers:
        before = [run for run in runs if not run or run[-1] < number]
        runs.append([*sorted(before, key=len)[-1], number])
    return set(sorted(runs, key=len)[-1])
