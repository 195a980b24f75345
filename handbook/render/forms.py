"""Forms shown on a second page: one text, two places.

``<!-- handbook:form design/safeguarding#t18 -->`` in Markdown stands for the section ``#t18`` of
that page of the same edition, without its heading.
"""

from __future__ import annotations

import posixpath
import re

from handbook.errors import HandbookError
from handbook.render.context import PageContext

_FORM = re.compile(r"^<!--\s*handbook:form ([\w/-]+)#([\w-]+)\s*-->$", re.MULTILINE)
_HEADING = re.compile(r"^(#{2,6}) .*$", re.MULTILINE)
_ID = re.compile(r"\{ #([\w-]+) \}")
_LINK = re.compile(r"\]\(([\w./-]+\.md)")


class FormError(HandbookError):
    """A form cannot be shown: its page or section is missing."""


def shown_forms(markdown: str) -> dict[str, str]:
    """Return which sections of a page show a form of another page: id → ``page#id``."""
    found: dict[str, str] = {}
    for match in _FORM.finditer(markdown):
        above = [h for h in _HEADING.finditer(markdown) if h.start() < match.start()]
        name = _ID.search(above[-1].group(0)) if above else None
        if name:
            found[name.group(1)] = f"{match.group(1)}#{match.group(2)}"
    return found


def include_forms(markdown: str, page: PageContext) -> str:
    """Put the text of each form where its comment stands."""
    if "handbook:form" not in markdown:
        return markdown
    return _FORM.sub(lambda match: _section(match.group(1), match.group(2), page), markdown)


def _section(page_id: str, anchor: str, page: PageContext) -> str:
    source = page.library.book.page(page.language, page_id)
    text = source.text if source else ""
    heading = next((h for h in _HEADING.finditer(text) if f"{{ #{anchor} }}" in h.group(0)), None)
    if heading is None:
        raise FormError(
            f"{page.place}: no section #{anchor} on page {page_id}; mend the comment or the id"
        )
    level = len(heading.group(1))
    rest = text[heading.end() :]
    end = next((h.start() for h in _HEADING.finditer(rest) if len(h.group(1)) <= level), len(rest))
    return _rebased(_HEADING.sub(_one_level_up, rest[:end]).strip(), page_id, page.page_id)


def _one_level_up(heading: re.Match[str]) -> str:
    return heading.group(0)[1:]


def _rebased(text: str, old: str, new: str) -> str:
    """Make the links of a section, written for page ``old``, right on page ``new``."""

    def link(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(old), match.group(1)))
        return f"]({posixpath.relpath(target, posixpath.dirname(new) or '.')}"

    return _LINK.sub(link, text)
