"""Which version of a page this is: eight characters that change when what a reader reads changes.

The version covers title and passages in order (`handbook.translate.fingerprint`), and the lines
that data files put on the page (`handbook.press.generated`). Lines broken elsewhere, another
spelling of quotes or dashes, ids, addresses and the keys of the front matter do not change it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from handbook.book import Page
from handbook.data import Source
from handbook.press.generated import (
    EMERGENCY,
    context_of,
    drawings,
    emergency,
    emergency_lines,
    of_directive,
    sources_named,
    titled,
    with_forms,
)
from handbook.press.ledger import Section
from handbook.render.context import Library, PageContext
from handbook.translate.fingerprint import Passage, passages

_SHORT = 6
"""Hexadecimal digits of a passage's fingerprint that the ledger keeps."""


@dataclass(frozen=True)
class Part:
    """A section of the present page; ``id`` is empty above the first heading below the title."""

    id: str
    heading: str
    passages: tuple[Passage, ...]

    @cached_property
    def section(self) -> Section:
        """What the ledger keeps of it."""
        fingerprints = [passage.fingerprint for passage in self.passages]
        blocks = tuple(each[:_SHORT] for each in fingerprints)
        return Section(self.id, self.heading, blocks, _digest(5, self.id, *fingerprints))


@dataclass(frozen=True)
class Present:
    """A page as it stands now."""

    page: Page
    parts: tuple[Part, ...]

    @cached_property
    def version(self) -> str:
        """Eight hexadecimal digits."""
        said = (passage.fingerprint for part in self.parts for passage in part.passages)
        return _digest(4, *said)


def version(page: Page, library: Library, box: Sequence[str] = ()) -> str:
    """Return the version of a page: what a printed sheet carries in its footer.

    ``box`` are the lines of the emergency box in its language, made here when there are none.
    """
    return present(page, library, box).version


def versions(library: Library) -> dict[str, dict[str, str]]:
    """Return the version of every page: edition → page → version."""
    found: dict[str, dict[str, str]] = {each.locale: {} for each in library.book.editions}
    for (edition, page_id), page in library.book.pages.items():
        found[edition][page_id] = version(page, library)
    return found


def present(page: Page, library: Library, box: Sequence[str] = ()) -> Present:
    """Read a page as a reader of its edition gets it, section by section; for ``box`` see above.

    Raises:
        HandbookError: when what its data files put on the page cannot be made.

    """
    context = context_of(page, library)
    sections: dict[str, list[Passage]] = {}
    headings: dict[str, str] = {}
    for name, heading, passage in _placed(page, context, box):
        headings.setdefault(name, heading)
        sections.setdefault(name, []).append(passage)
    found = ((name, headings[name], tuple(held)) for name, held in sections.items())
    return Present(page, tuple(Part(*each) for each in found))


def _placed(
    page: Page, context: PageContext, box: Sequence[str]
) -> Iterator[tuple[str, str, Passage]]:
    """Yield each passage with the id and the words of its section's heading."""
    whole = with_forms(page, context)
    named = sources_named(whole, context.library)
    is_top, has_box = True, False
    for passage in passages(whole):
        is_top = is_top and not (passage.kind == "heading" and passage.level > 1)
        has_box = has_box or passage.text == "handbook:helplines"
        place = ("", "") if is_top else (passage.section, passage.under)
        for shown in _shown(passage, context, page, named):
            yield *place, shown
    for line in emergency(box or emergency_lines(context)) if not has_box else ():
        yield EMERGENCY, context.word("emergency.title"), line


def _shown(
    passage: Passage, context: PageContext, page: Page, named: list[Source]
) -> Iterator[Passage]:
    """Yield a passage with what is shown in it or instead of it; the description is not printed."""
    if passage.kind == "comment":
        yield from of_directive(passage, context, named)
    elif passage.kind == "title":
        yield titled(passage, page)
    elif passage.kind != "description":
        yield passage
        yield from drawings(passage, context)


def _digest(size: int, *parts: str) -> str:
    return blake2b("\n".join(parts).encode(), digest_size=size).hexdigest()
