"""Python-Markdown's inline patterns, each tried only where it can find something.

Half of a page's conversion goes into regular expressions that look for `[`, `<` or `&` in text that
has none. Here each pattern is asked only when the text holds what it needs; what it then finds is
Python-Markdown's business, and the result is the same (a test converts every page both ways).
"""

from __future__ import annotations

from typing import Any

import markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_NEEDS = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[^",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
    "hardbreak": "\\\n",
}
"""Pattern → what is in every text it matches; a pattern not named here is always tried."""


def speed_up(md: markdown.Markdown) -> None:
    """Let a converter pass over patterns that cannot match."""
    md.treeprocessors.register(_Inline(md), "inline", 20)


class _Inline(InlineProcessor):
    """Python-Markdown's own processor but for the loop over the patterns.

    The loop is one of its private methods, as is the next step down; both have been what they are
    since Python-Markdown 2, and a version that changes them fails the test named above.
    """

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self._patterns: list[tuple[int, Any, str]] = []

    def run(self, tree: Any, ancestors: list[str] | None = None) -> Any:
        """Apply the patterns that are registered by now."""
        registry: Any = self.md.inlinePatterns
        registry._sort()
        self._patterns = [
            (number, registry[item.name], _NEEDS.get(item.name, ""))
            for number, item in enumerate(registry._priority)
        ]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for number, pattern, needed in self._patterns[patternIndex:]:
            if needed in data:
                start, matched = 0, True
                while matched:
                    data, matched, start = apply(pattern, data, number, start)
        return data
