"""A built page's markup, read straight through: tags in their order, the text after each, no tree.

The pages are ours (`render/finish.py`, templates): every element is closed, no tag is left open to
a reader's guess. A tree of them costs three times as much to build and walk.
"""

from __future__ import annotations

import re
from html import unescape

_RAW = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"""<(/?[a-z][a-z0-9]*+)([^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*+)>""")
_VOID = {"br", "hr", "img", "input", "wbr"}


class Markup:
    """Tags by number, in their order."""

    def __init__(self, html: str) -> None:
        self.before, *rest = _TAG.split(_RAW.sub("", html))
        self.names, self.attributes, self.texts = rest[0::3], rest[1::3], rest[2::3]
        """Of each tag: its name, with a slash where it closes; its attributes; the text after."""

    def end(self, at: int) -> int:
        """Return the tag that closes an element; the last one when none does."""
        names, name = self.names, self.names[at]
        if name in _VOID:
            return at
        closing, still_open = f"/{name}", 1
        while still_open:
            try:
                following = names.index(closing, at + 1)
            except ValueError:
                return len(names) - 1
            still_open += names[at + 1 : following].count(name) - 1
            at = following
        return at

    def value(self, at: int, attribute: str) -> str:
        """Return an attribute's value; empty where there is none."""
        begins, attributes = f' {attribute}="', self.attributes[at]
        if begins not in attributes:
            return ""
        return unescape(attributes.partition(begins)[2].partition('"')[0])
