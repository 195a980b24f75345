"""Values of the front matter are text, and name no template but ours.

Why: titles and descriptions stand in the menu of every page and in the heads of pages; a tag in
one of them runs wherever the title is shown.

Bad (en): ---⏎title: <img src=x onerror=alert(1)>⏎---⏎Text.
Bad (en): ---⏎title: Why⏎template: ../../secret.html⏎---⏎Text.
Good (en): ---⏎title: 'Under 18 & “alone”: what if A < B?'⏎---⏎Text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.page import TEMPLATES
from handbook.policy.markup import text_fault

SCOPE = "page"
SEVERITY = "error"

_PATH = re.compile(r"[\w-]+\.html")
_SIGNS = re.compile(r"[<&=]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""Controls, marks of direction and of no width: YAML can write them as escapes that no one sees."""


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each value that holds markup, and for a foreign template."""
    if not page.has_front_matter:
        return
    if not context.is_handbook:  # in our book `front-matter` judges the kinds of values
        for key in page.meta.keys() & {"title", "description"}:
            if not isinstance(page.meta[key], (str, int, float, type(None))) or (
                page.meta[key] is False
            ):
                what = f"“{key}” is read as {type(page.meta[key]).__name__}, not as a text"
                yield Fault(page.key_line(key), what, fix="put it in quotation marks")
    for key, value in page.meta.items():
        for text in _texts((key, value)):
            fault = text_fault(text) if _SIGNS.search(text) else _unseen(text)
            if fault:
                yield Fault(page.key_line(str(key)), f"“{key}” {fault[0]}", fix=fault[1])
                break
    template = page.meta.get("template")
    if template is not None and not _is_known(template, context):
        fix = f"leave it out, or write {' or '.join(sorted(TEMPLATES))}"
        message = f"the page may not ask for the template “{template}”"
        yield Fault(page.key_line("template"), message, fix=fix)


def _unseen(text: str) -> tuple[str, str] | None:
    found = _UNSEEN.search(text)
    return (
        (f"holds an invisible character, U+{ord(found[0]):04X}", "take it out") if found else None
    )


def _is_known(template: Any, context: Context) -> bool:
    if context.is_handbook:
        return isinstance(template, str) and template in TEMPLATES
    return isinstance(template, str) and _PATH.fullmatch(template) is not None


def _texts(value: Any) -> Iterator[str]:
    """All texts of a value, however deep; its depth is bounded by the reader."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _texts(key)
            yield from _texts(entry)
    elif isinstance(value, (list, tuple)):
        for entry in value:
            yield from _texts(entry)
