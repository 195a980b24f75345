"""Article → page, through the theme's templates."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import jinja2
from jinja2 import FileSystemBytecodeCache, FileSystemLoader, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from handbook.page import TEMPLATES
from handbook.render.context import keep_compiled
from handbook.site.addresses import relative, shown
from handbook.site.settings import Settings

_FRAMES = ("main.html", *TEMPLATES)
_KEYS = {"async": "async_"}
"""Attributes of a script that MkDocs calls otherwise."""


@dataclass
class Neighbour:
    """The page before or after, as far as templates may know it."""

    title: str
    url: str
    typeset: dict[str, str] | None = None


@dataclass
class SitePage:
    """A page as the theme's templates see it: what MkDocs shows them of its own pages."""

    title: str
    url: str
    canonical_url: str
    edit_url: str | None
    meta: Mapping[str, Any]
    content: str
    toc: list[dict[str, Any]]
    previous_page: Neighbour | None
    next_page: Neighbour | None
    typeset: dict[str, str] | None = None
    is_homepage: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_homepage = self.url == ""


class Composer:
    """Fills the templates of an edition."""

    def __init__(self, settings: Settings, compiled: Path, code: str) -> None:
        byte_code = _folder_of(compiled, code)
        keep_compiled(byte_code)
        self._settings = settings
        self._environment = jinja2.Environment(
            loader=_Loader(settings["folders"]),
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=FileSystemBytecodeCache(str(byte_code)),
            extensions=["jinja2.ext.loopcontrols"],
        )
        self._environment.filters |= {"url": _url, "script_tag": _script_tag}

    def compile(self) -> None:
        """Compile the templates of pages, before processes part that would each do so."""
        for name in _FRAMES:
            with suppress(jinja2.TemplateNotFound):
                self._environment.get_template(name)

    def page(self, page: SitePage, handbook: Any) -> bytes:
        """Return the HTML of a page; its view is what templates see as ``handbook``."""
        name = page.meta.get("template", "main.html")
        context = self._context(page, relative(".", page.url), handbook)
        html = self._environment.get_template(str(name)).render(context)
        return html.encode("utf-8", errors="xmlcharrefreplace")

    def whole(self, name: str, handbook: Any) -> bytes:
        """Return a file of the whole site, such as `404.html`."""
        base = urlsplit(self._settings["site_url"] or "/").path
        if posixpath.splitext(name)[0] != "404":
            base = relative(".", name)
        context = self._context(None, base, handbook)
        return self._environment.get_template(name).render(context).encode()

    def _context(self, page: SitePage | None, base: str, handbook: Any) -> dict[str, Any]:
        return {
            "nav": handbook.outline,
            "pages": [],
            "base_url": base,
            "mkdocs_version": self._settings["mkdocs_version"],
            "build_date_utc": datetime.fromtimestamp(0, UTC),
            "config": self._settings,
            "page": page,
            "handbook": handbook,
        }


_INCLUDE = re.compile(r'\{% include "([^"]+)" %\}')


class _Loader(FileSystemLoader):
    """Puts what a template includes in its place: one template a page, not a dozen.

    Empty comments around it keep its ``-%}`` from what stands beside.
    """

    def get_source(self, environment: jinja2.Environment, template: str) -> Any:
        """Return the text of a template, its file and whether it is up to date."""
        source, *known = super().get_source(environment, template)

        def included(found: re.Match[str]) -> str:
            text: str = self.get_source(environment, found[1])[0]
            return "{##}" + text.removesuffix("\n") + "{##}"

        return _INCLUDE.sub(included, source), *known


def _folder_of(compiled: Path, code: str) -> Path:
    """Return the folder of templates compiled by this code, without those of any other.

    Jinja knows compiled templates by their text alone, not by version or options.
    """
    folder = compiled / code
    if not folder.is_dir():
        for old in compiled.glob("*/*"):
            old.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def canonical(settings: Settings, url: str) -> str:
    """Absolute address of a page."""
    return urljoin(str(settings["site_url"] or ""), quote(url))


def edit_address(settings: Settings, src: str) -> str | None:
    """Where the file of a page is edited, by its path below docs/."""
    if not settings["edit_uri"]:
        return None
    repository = str(settings["repo_url"] or "")
    uri = f"{settings['edit_uri']}{src}"
    if repository and not uri.startswith(("?", "#")) and not repository.endswith("/"):
        repository += "/"
    return urljoin(repository, uri)


@pass_context
def _url(context: Context, value: object) -> str:
    page = context["page"]
    return shown(str(value), page.url if page else None, context["base_url"])


@pass_context
def _script_tag(context: Context, script: str | dict[str, Any]) -> str:
    given = script if isinstance(script, dict) else {"path": script}
    kind = Markup(' type="{}"').format(given["type"]) if given.get("type") else ""
    flags = "".join(f" {name}" for name in ("defer", "async") if given.get(_KEYS.get(name, name)))
    start = Markup('<script src="{}"').format(_url(context, given["path"]))
    return start + kind + Markup(f"{flags}></script>")
