"""What a page shows without having it in its Markdown: helplines, forms, terms, drawings.

A sheet on which such a part stands is out of date when its data changes, so each line of it is a
passage like those written by hand. Left out is what says nothing new to a reader: dates of a
check, the table of translations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from lxml import html

from handbook.blocks import Block
from handbook.book import Page
from handbook.data import Source
from handbook.render.context import Library, PageContext
from handbook.render.emergency import emergency_box
from handbook.render.finish import DIRECTIVE, directive
from handbook.render.forms import include_forms
from handbook.translate.fingerprint import Passage, plain

KIND = "generated"
EMERGENCY = "emergency"
"""Id of the emergency box, which stands at the foot of every page that has none of its own."""

_SILENT = {"status"}
_DIAGRAM = "diagram:"
_LINES = {"li", "tr", "p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "caption", "summary"}
_ENTRIES = {"term", "source"}
_LEFT_OUT = {"emergency__sources", "source__certainty", "glossary-filter", "term-table"}


@dataclass(frozen=True)
class Shown(Passage):
    """A passage that readers see as ``shown``; ``text`` is the same in one spelling."""

    shown: str = ""

    @property
    def seen(self) -> str:
        """All of it as a reader sees it."""
        return self.shown


def context_of(page: Page, library: Library) -> PageContext:
    """Return what is needed to finish a page of its own edition."""
    url = library.book.url(page.edition, page.id)
    return PageContext(library, page.edition, page.edition, page.id, url)


def with_forms(page: Page, context: PageContext) -> Page:
    """Return a page with the forms it shows from other pages in their places.

    Raises:
        FormError: when a form's page or section is missing.

    """
    text = include_forms(page.text, context)
    if text == page.text:
        return page
    return replace(page, raw=page.raw[: len(page.raw) - len(page.text)] + text)


def sources_named(page: Page, library: Library) -> list[Source]:
    """Return the sources that the badges of a page name, in order."""
    inlines = (inline for block in page.blocks for inline in block.inlines)
    named = dict.fromkeys(inline.target for inline in inlines if inline.kind == "badge")
    return [library.sources[name] for name in named if name in library.sources]


def of_directive(passage: Passage, context: PageContext, named: list[Source]) -> Iterator[Passage]:
    """Yield what stands on the page in place of a comment such as ``<!-- handbook:course -->``.

    Raises:
        PageError: when there is no such directive.

    """
    match = DIRECTIVE.fullmatch(passage.text)
    if match and match.group(1) not in _SILENT:
        for line in _lines(directive(match.group(1), context, named, match.group(2) or "")):
            yield Shown(KIND, passage.line, plain(line), 0, passage.section, shown=line)


def drawings(passage: Passage, context: PageContext) -> Iterator[Passage]:
    """Yield the drawings that a passage shows."""
    for block in passage.blocks:
        for name in _drawing_names(block):
            drawing = context.library.diagrams.get(name)
            if drawing:
                each = (drawing.title, drawing.description, *drawing.words.values())
                words = "\n".join(texts.get(context.language, "") for texts in each)
                digest = blake2b(drawing.svg, digest_size=6).hexdigest()
                title = drawing.title.get(context.language, "")
                yield Shown("drawing", passage.line, f"{plain(words)} {digest}", shown=title)


def emergency_lines(context: PageContext) -> list[str]:
    """Return the lines of the emergency box: the same on every page of a language."""
    return list(_lines(emergency_box(context)))


def emergency(lines: Sequence[str]) -> Iterator[Passage]:
    """Yield the lines of the emergency box as passages."""
    for line in lines:
        yield Shown(KIND, 0, plain(line), section=EMERGENCY, shown=line)


def titled(passage: Passage, page: Page) -> Passage:
    """Return the title of the front matter as it is written there."""
    return Shown(passage.kind, passage.line, passage.text, shown=page.title)


def _drawing_names(block: Block) -> Iterator[str]:
    for inline in block.inlines:
        if inline.kind == "image" and inline.target.startswith(_DIAGRAM):
            yield inline.target.removeprefix(_DIAGRAM)


def _lines(fragment: str) -> Iterator[str]:
    yield from _walk(html.fragment_fromstring(fragment, create_parent="div"))


def _walk(element: html.HtmlElement) -> Iterator[str]:
    """Yield the text of each list item, row, paragraph or entry below an element."""
    yield from _text(element.text)
    for child in element:
        if isinstance(child.tag, str):
            classes = set((child.get("class") or "").split())
            if not classes & _LEFT_OUT:
                whole = child.tag in _LINES or classes & _ENTRIES
                yield from _text(_whole(child)) if whole else _walk(child)
        yield from _text(child.tail)


def _whole(element: html.HtmlElement) -> str:
    """Return all text of an element but what is left out; cells are apart."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not set((child.get("class") or "").split()) & _LEFT_OUT:
            parts.append(_whole(child) + (" " if child.tag in ("td", "th") else ""))
        parts.append(child.tail or "")
    return "".join(parts)


def _text(text: str | None) -> Iterator[str]:
    if text and text.strip():
        yield " ".join(text.split())
