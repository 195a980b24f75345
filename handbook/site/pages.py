"""From a page's Markdown to its finished HTML, around whatever converts the Markdown itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from handbook.errors import HandbookError
from handbook.page import TEMPLATES
from handbook.render.badges import badge_problems
from handbook.render.context import PageContext
from handbook.render.finish import finish, prepare
from handbook.render.forms import include_forms

ANCHOR = re.compile(r' (?:id|name)="([^"]+)"')
"""What a link can lead to, in finished HTML."""


def shown(meta: Mapping[str, Any]) -> dict[str, Any]:
    """Return what templates may know of a page's front matter; no frame but ours is chosen."""
    known: dict[str, Any] = escaped(dict(meta))
    template = known.get("template")
    if not isinstance(template, str) or template not in TEMPLATES:
        known.pop("template", None)
    return known


def escaped(value: Any) -> Any:
    """Return front matter as HTML: the theme prints titles and descriptions as they are."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, dict):
        return {escaped(key): escaped(entry) for key, entry in value.items()}
    return [escaped(entry) for entry in value] if isinstance(value, list) else value


class TextError(HandbookError):
    """A page cannot stand as it is written; one line a problem: place, problem, remedy."""


def before(markdown: str, context: PageContext) -> str:
    """Check the badges, put shared forms in their place, write blanks as HTML.

    Raises:
        TextError: for a badge without source, a claim without badge.
        FormError: for a form that is not there.

    """
    source = context.library.book.page(context.language, context.page_id)
    if source:
        problems = badge_problems(source.text, context.library.sources, source.text_line)
        lines = [f"{context.place}:{problem}" for problem in problems]
        if lines:
            raise TextError(*lines)
    return prepare(include_forms(markdown, context))


def after(html: str, context: PageContext) -> str:
    """Finish a page's HTML; text of another language is marked as such.

    Raises:
        PageError: for what cannot be finished.

    """
    content = finish(html, context)
    if context.edition == context.language:
        return content
    tag = context.library.book.edition(context.language).tag
    return f'<div lang="{tag}" class="untranslated">{content}</div>'
