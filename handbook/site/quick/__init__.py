"""Python-Markdown with the same output for less work.

Each part is a small subclass of one of Python-Markdown's own that leaves out work whose result is
known beforehand: a pattern that cannot match, a tree nobody reads. What is left is
Python-Markdown's business. An object whose class is exactly one of those named in `_QUICK` becomes
one of ours, with its state and in its place; whatever another extension puts there stays as it is.

Some of what is overridden is private there, though it has been the same for years: a test converts
every page, and texts made to trip it up, both ways, so that a version that changes it is noticed.
Plain `mkdocs build`, whose pages must be the same, uses nothing of this.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self

import markdown
from markdown.extensions import Extension

from handbook.site.quick import blocks, inline, text, trees

_QUICK = {**blocks.QUICK, **inline.QUICK, **text.QUICK, **trees.QUICK}
"""Class of Python-Markdown → ours."""


class _Levels(dict[Any, bool]):
    """Tag → whether its element is a block, asked once each."""

    def __init__(self, md: QuickMarkdown) -> None:
        super().__init__()
        self._md = md

    def __missing__(self, tag: Any) -> bool:
        self[tag] = found = super(QuickMarkdown, self._md).is_block_level(tag)
        return found


class QuickMarkdown(markdown.Markdown):
    """A converter; `reset` it before each page."""

    output_formats: ClassVar[dict[Any, Any]] = {
        **markdown.Markdown.output_formats,
        "xhtml": text.to_xhtml,
    }

    def __init__(self, extensions: Sequence[Extension]) -> None:
        self.levels = _Levels(self)
        super().__init__(extensions=list(extensions))
        processors = (self.preprocessors, self.treeprocessors, self.postprocessors)
        parts = [self.parser, *self.parser.blockprocessors, *self.inlinePatterns]
        for part in (*parts, *(each for registry in processors for each in registry)):
            part.__class__ = _QUICK.get(type(part), type(part))

    def reset(self) -> Self:
        """Forget the page before."""
        self.levels.clear()
        return super().reset()

    def is_block_level(self, tag: Any) -> bool:
        """Whether an element is a block."""
        return self.levels[tag]
