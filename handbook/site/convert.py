"""Markdown → HTML with the extensions of the configuration, one converter for many pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import markdown
from markdown import inlinepatterns
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from handbook.render.context import PageContext
from handbook.site.links import Links, Targets
from handbook.site.pages import ANCHOR, after, before
from handbook.site.settings import Settings

@dataclass
class Content:
    """The article of a page, and what is to be known about it."""

    html: str
    toc: list[dict[str, Any]]
    anchors: list[str]
    links: list[tuple[str, str, str]]
    paths: dict[str, str]
    warnings: list[tuple[str, str]] = field(default_factory=list)


class Converter:
    """Turns the pages of an edition into articles."""

    def __init__(self, settings: Settings, targets: Targets) -> None:
        self._md = markdown.Markdown(
            extensions=settings["markdown_extensions"],
            extension_configs=settings["mdx_configs"] or {},
        )
        self._links = Links(targets, settings["levels"])
        self._md.treeprocessors.register(self._links, "relpath", 0)
        if _KNOWN.issuperset(_names(self._md)):
            self._md.treeprocessors.register(_PlainTextFirst(self._md), "inline", 20)

    def convert(self, text: str, src: str, context: PageContext) -> Content:
        """Return the article of a page; ``src`` is the path of its file below docs/.

        Raises:
            HandbookError: for what cannot stand.

        """
        prepared = "\n".join(before(text, context).splitlines())
        self._links.begin(src, context.url)
        html = self._md.reset().convert(prepared)
        toc = _toc(getattr(self._md, "toc_tokens", []))
        content = after(html, context)
        found = self._links.found
        anchors = sorted(set(ANCHOR.findall(content)))
        warnings = found.warnings
        return Content(content, toc, anchors, found.anchors, found.paths, warnings)


def _toc(tokens: list[Any]) -> list[dict[str, Any]]:
    """Return the headings as the theme's templates ask for them."""
    return [
        {
            "title": token["name"],
            "id": token["id"],
            "url": f"#{token['id']}",
            "level": token["level"],
            "children": _toc(token["children"]),
        }
        for token in tokens
    ]


_SPECIAL = re.compile(r"[`\\\[<&*_\n\x02]")
"""What every pattern of `_KNOWN` begins with or holds."""
_KNOWN = {
    "backtick", "escape", "footnote", "reference", "link", "image_link", "image_reference",
    "short_reference", "short_image_ref", "autolink", "automail", "linebreak", "html", "entity",
    "em_strong", "hardbreak",
}  # fmt: skip


def _names(md: markdown.Markdown) -> set[str]:
    patterns: Any = md.inlinePatterns
    return {item.name for item in patterns._priority}


class _PlainTextFirst(InlineProcessor):
    """Leaves text alone in which no inline pattern can find anything: most of a page.

    Such text is declared atomic, which Python-Markdown passes over; the result is the same.
    """

    def run(self, tree: Any, ancestors: list[str] | None = None) -> Any:
        for element in tree.iter():
            if element.text and not _SPECIAL.search(element.text):
                element.text = AtomicString(element.text)
        return super().run(tree, ancestors)
