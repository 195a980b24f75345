"""Inline patterns, each tried only where it can find something.

Half of a page's conversion would go into regular expressions that look for `[`, `<` or `&` in text
that has none.
"""

from __future__ import annotations

from typing import Any

from markdown import inlinepatterns as core
from markdown.treeprocessors import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX, AtomicString

_NEEDS = {
    "backtick": ("`", ""),
    "escape": ("\\", ""),
    "footnote": ("[^", ""),
    "reference": ("[", ""),
    "link": ("[", ""),
    "image_link": ("![", ""),
    "image_reference": ("![", ""),
    "short_reference": ("[", ""),
    "short_image_ref": ("![", ""),
    "autolink": ("://", ""),
    "automail": ("@", ""),
    "linebreak": ("  \n", ""),
    "html": ("<", ""),
    "entity": ("&", ""),
    "em_strong": ("*", "_"),
    "hardbreak": ("\\\n", ""),
}
"""Pattern → one of what is in every text it matches; a pattern not named here is always tried."""
_REFERENCES = (
    core.ReferenceInlineProcessor,
    core.ShortReferenceInlineProcessor,
    core.ImageReferenceInlineProcessor,
    core.ShortImageReferenceInlineProcessor,
)
"""Patterns that find nothing on a page that defines no reference."""


class _Inline(InlineProcessor):
    """Python-Markdown's own but for the loop over the patterns, and for text that has none.

    What is overridden are private methods; they have been what they are since Python-Markdown 2.
    """

    _from: list[list[tuple[int, Any, str, str]]]
    """Number of a pattern → it and those after it that a page can have, with their needs."""

    def run(self, tree: Any, ancestors: list[str] | None = None) -> Any:
        """Apply the patterns that are registered by now."""
        registry: Any = self.md.inlinePatterns
        registry._sort()
        patterns = [
            (number, registry[item.name], *_NEEDS.get(item.name, ("", "")))
            for number, item in enumerate(registry._priority)
        ]
        if not self.md.references:
            patterns = [each for each in patterns if type(each[1]) not in _REFERENCES]
        self._from = [
            [each for each in patterns if each[0] >= first] for first in range(len(registry) + 1)
        ]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for number, pattern, needed, other in self._from[patternIndex]:
            if needed in data or (other and other in data):
                start, matched = 0, True
                while matched:
                    data, matched, start = apply(pattern, data, number, start)
        return data

    def _InlineProcessor__processPlaceholders(  # noqa: N802
        self,
        data: str | None,
        parent: Any,
        isText: bool = True,  # noqa: N803
    ) -> list[tuple[Any, list[str]]]:
        if data and INLINE_PLACEHOLDER_PREFIX in data:
            found: list[tuple[Any, list[str]]]
            found = super()._InlineProcessor__processPlaceholders(data, parent, isText)  # type: ignore[misc]
            return found
        if data and isText:
            parent.text = parent.text + data if parent.text else data
        elif data:
            parent.tail = parent.tail + data if parent.tail else data
        return []


class _Emphasis(core.DelimiterProcessor):
    """Python-Markdown's own but for the way from one delimiter to the next."""

    def search(self, data: str, start: int) -> Any:
        """Return the next delimiter that can open or close something."""
        for sign in self.compiled_re.finditer(data, start):
            delimiter = self.delimiters[sign[0]]
            match = delimiter.boundary.match(data, sign.start())
            if match is None or (not delimiter.stack and match.lastgroup == "end"):
                continue
            return match
        return None


QUICK: dict[type, type] = {InlineProcessor: _Inline, core.DelimiterProcessor: _Emphasis}
