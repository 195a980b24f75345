"""Which pages are so plain that what they become need not be looked at.

Only pages that hold nothing but words, lists, tables, boxes and the links and ids written below
are passed over; in them nothing can become an element or attribute that is not on the allow-list.
A property test holds this to what the renderer makes of such pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from handbook.policy.cost import paragraphs
from handbook.policy.elements import id_fault

EXTENSIONS = frozenset(
    [
        "abbr",
        "admonition",
        "attr_list",
        "def_list",
        "fenced_code",
        "footnotes",
        "md_in_html",
        "sane_lists",
        "tables",
        "toc",
        "pymdownx.escapeall",
        "pymdownx.tilde",
        "pymdownx.mark",
        "pymdownx.caret",
        "nl2br",
    ]
)
"""Extensions of which is known that they make nothing of plain words."""

_DRAWING = re.compile(
    r"!\[[^\[\]\n]*\]\((?:diagram:\w+|(?:\.\./){0,2}(?:[\w-]+/)*[\w-]+\.(?:svg|png|jpe?g|webp))\)",
    re.ASCII,
)
"""A drawing of ours, or a picture that lies in docs/ whatever the page."""
_PLAIN = re.compile(
    r"\]\((?:ref:\w+|https?://[A-Za-z0-9][A-Za-z0-9./?=%#_~,-]*|(?:\.\./){0,8}[\w/-]+\.md(?:#[\w-]+)?"
    r"|#[\w-]+|tel:\+?[0-9]+)\)"
    r"|\{ #(?P<id>[a-z][a-z0-9-]*) \}"
    r"|^<!-- handbook:(?: allow )?(?:(?!--)[^<>\n])+ -->$"
    r"|\[\^\w{1,20}\]:?"
    r"|&(?:nbsp|shy|amp|lt|gt);",
    re.MULTILINE | re.ASCII,
)
_REST = re.compile(
    r"<[a-zA-Z/!?]|&[#a-zA-Z]|\{|\]\(|\]:|!\[|[\x00-\x08\x0b-\x1f\x7f]|^[ \t]*(?:```|~~~)"
    r"|^[ \t>*+-]*+(?:!!!|\?\?\?)[^\"\n]*?md-",
    re.MULTILINE,
)
_LONGEST = 100_000
_MOST_SIGNS = 800
"""Signs of emphasis in a paragraph, which may stand within one another."""
_MOST_BACKSLASHES = 8000
"""Beyond these two, what the page costs must be seen."""


def is_plain(text: str, extensions: Iterable[str]) -> bool:
    """Tell whether a page can become nothing but what is allowed."""
    if len(text) > _LONGEST or not EXTENSIONS.issuperset(extensions):
        return False
    if text.count("\\") > _MOST_BACKSLASHES or _is_emphatic(text):
        return False
    text = _DRAWING.sub("\n", text)
    ids = {found["id"] for found in _PLAIN.finditer(text) if found["id"]}
    if any(map(id_fault, ids)):
        return False
    return _REST.search(_PLAIN.sub("\uffff", text)) is None


def _is_emphatic(text: str) -> bool:
    """Whether a paragraph has so many stars and low lines that they may nest without end."""
    if text.count("*") + text.count("_") <= _MOST_SIGNS:
        return False
    parts = (part for _start, part in paragraphs(text))
    return any(part.count("*") + part.count("_") > _MOST_SIGNS for part in parts)
