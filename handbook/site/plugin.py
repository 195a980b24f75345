"""The MkDocs plugin: hands each page to `handbook.render` and each template what it needs.

mkdocs-static-i18n runs the whole build once a language, so nothing here is remembered between
editions; the edition is read from the file being built.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from handbook.book import load
from handbook.check.rules.plain_values import TEMPLATES
from handbook.errors import HandbookError
from handbook.render.badges import badge_problems
from handbook.render.context import Library, PageContext
from handbook.render.finish import finish, prepare
from handbook.render.forms import include_forms
from handbook.search.publish import write_search
from handbook.site.assets import Assets, make_assets
from handbook.site.fonts import write_fonts
from handbook.site.publishable import publishable
from handbook.site.view import PageView, SiteView

_ID = re.compile(r'\sid="([^"]+)"')


def shown(meta: Mapping[str, Any]) -> dict[str, Any]:
    """Return what templates may know of a page's front matter; no frame but ours is chosen."""
    known: dict[str, Any] = escaped(dict(meta))
    if known.get("template") not in TEMPLATES:
        known.pop("template", None)
    return known


def escaped(value: Any) -> Any:
    """Return front matter as HTML: the theme prints titles and descriptions as they are."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, dict):
        return {escaped(key): escaped(entry) for key, entry in value.items()}
    return [escaped(entry) for entry in value] if isinstance(value, list) else value


class HandbookPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Finishes pages and fills templates; every error is one line: place, problem, remedy."""

    library: Library
    with_search = True
    """Whether to write the search, too; the pipeline has a stage of its own for it."""
    assets: Assets

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the book and its data files afresh; stop with every problem found."""
        try:
            self.library = Library(load(Path(config.config_file_path)))
            self.library.check()
        except HandbookError as error:
            raise PluginError(str(error)) from None
        docs = Path(config.docs_dir)
        scripts = [str(script) for script in config.extra_javascript]
        try:
            self.assets = make_assets(
                [docs / style for style in config.extra_css], [docs / script for script in scripts]
            )
        except OSError as error:
            raise PluginError(f"mkdocs.yml: {error.filename}: {error.strerror}") from None
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Leave out what may not be published, what is joined into one, and the theme's own."""
        joined = {*config.extra_css, *(str(script) for script in config.extra_javascript)}
        docs, allowed = Path(config.docs_dir), publishable(self.library.book)
        for file in list(files):
            of_theme = file.src_dir != str(docs) and file.src_uri != config.theme["favicon"]
            theirs = of_theme and file.src_uri.startswith("assets/")
            refused = file.src_dir == str(docs) and file.src_uri not in allowed
            if theirs or refused or file.src_uri in joined:
                files.remove(file)
        return files

    @event_priority(100)
    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Check the badges, mark pages that only exist in the source, write blanks as HTML."""
        page.meta = shown(page.meta)
        context = self._context(page.file)
        self._check_badges(context)
        if context.edition != context.language:
            self._mark_untranslated(page, context, config)
        try:
            return prepare(include_forms(markdown, context))
        except HandbookError as error:
            raise PluginError(str(error)) from None

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Finish the page's HTML."""
        context = self._context(page.file)
        try:
            content = finish(html, context)
        except HandbookError as error:
            raise PluginError(str(error)) from None
        if page.present_anchor_ids is not None:  # entries we generate are anchors too
            page.present_anchor_ids |= set(_ID.findall(content))
        if context.edition != context.language:
            tag = self.library.book.edition(context.language).tag
            return f'<div lang="{tag}" class="untranslated">{content}</div>'
        return content

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the templates the page's words, neighbours and status."""
        context["handbook"] = PageView(  # type: ignore[typeddict-unknown-key]
            self._context(page.file),
            page.meta,
            config.site_url or "",
            page.content or "",
            self.assets,
        )
        return context

    def on_template_context(
        self, context: TemplateContext, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give 404 and site map what they need: they speak for all editions at once."""
        context["handbook"] = SiteView(self.library, config.site_url or "")  # type: ignore[typeddict-unknown-key]
        return context

    @event_priority(-200)  # after i18n, which builds all languages in its own turn
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the fonts beside the other assets and give each edition its own search."""
        root = Path(config.config_file_path).parent
        library, site = self.library, Path(config.site_dir)
        if self.with_search:
            write_search(
                site,
                library.book,
                lambda locale, key: library.words[locale][key],
                config.site_url or "",
            )
        self.assets.write(site)
        write_fonts(site / "assets", root / ".build" / "cache" / "fonts")
        _pack_site_map(site)

    def _context(self, file: File) -> PageContext:
        book = self.library.book
        edition = getattr(file, "locale_alternate_of", book.source.locale)
        language = getattr(file, "locale", edition)
        page_id = file.src_uri.removeprefix(f"{language}/").removesuffix(".md")
        return PageContext(self.library, edition, language, page_id, book.url(edition, page_id))

    def _check_badges(self, context: PageContext) -> None:
        source = self.library.book.page(context.language, context.page_id)
        if source is None:
            return
        problems = badge_problems(source.text, self.library.sources, source.text_line)
        lines = [f"{context.place}:{problem}" for problem in problems]
        if lines:
            raise PluginError("\n".join(lines))

    def _mark_untranslated(self, page: Page, context: PageContext, config: MkDocsConfig) -> None:
        """Keep source text out of the edition's search, canonical at its own address."""
        book = self.library.book
        tag = book.edition(context.language).tag
        page.meta["search"] = {"exclude": True}
        page.canonical_url = (config.site_url or "") + book.url(context.language, context.page_id)
        page.typeset = {"title": f'<span lang="{tag}">{page.title}</span>'}  # type: ignore[attr-defined]


def _pack_site_map(site: Path) -> None:
    """Pack the site map anew: MkDocs writes the day of the build into it."""
    plain = site / "sitemap.xml"
    packed = gzip.compress(plain.read_bytes(), mtime=0)
    plain.with_suffix(".xml.gz").write_bytes(packed)
