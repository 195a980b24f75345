"""Markdown → HTML with the extensions of the configuration, one converter for many pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from markdown.extensions import Extension

from handbook.render.context import PageContext
from handbook.site.links import Links
from handbook.site.pages import ANCHOR, after, before
from handbook.site.quick import QuickMarkdown
from handbook.site.settings import Settings
from handbook.site.targets import Targets


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
        configs = settings["mdx_configs"] or {}
        names = settings["markdown_extensions"]
        self._md = QuickMarkdown([_extension(name, configs.get(name, {})) for name in names])
        self._links = Links(targets, settings["levels"])
        self._md.treeprocessors.register(self._links, "relpath", 0)

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


def _extension(name: str, config: dict[str, Any]) -> Extension:
    """Return an extension by its name, without the search through all packages for its module."""
    module = import_module(name if "." in name else f"markdown.extensions.{name}")
    found: Extension = module.makeExtension(**config)
    return found


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
