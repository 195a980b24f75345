"""The MkDocs plugin: hands each page to `handbook.render` and each template what it needs.

mkdocs-static-i18n runs the whole build once a language, so nothing here is remembered between
editions; the edition is read from the file being built.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from handbook.book import load
from handbook.errors import HandbookError
from handbook.render.context import Library, PageContext
from handbook.site.assets import Assets, make_assets
from handbook.site.navigation import Menu
from handbook.site.pages import ANCHOR, after, before, shown
from handbook.site.publishable import publishable
from handbook.site.rest import add_rest
from handbook.site.view import PageView, SiteView


class HandbookPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Finishes pages and fills templates; every error is one line: place, problem, remedy."""

    library: Library
    with_search = True
    """Whether to write the search, too; the pipeline has a stage of its own for it."""
    menus: dict[str, Menu]
    assets: Assets

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the book and its data files afresh; stop with every problem found."""
        try:
            self.library = Library(load(Path(config.config_file_path)))
            self.library.check()
        except HandbookError as error:
            raise PluginError(str(error)) from None
        book = self.library.book
        self.menus = {edition.locale: Menu(book, edition) for edition in book.editions}
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

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Leave the indentation of templates out of the pages."""
        env.trim_blocks = env.lstrip_blocks = True
        return env

    @event_priority(100)
    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Check the badges, mark pages that only exist in the source, write blanks as HTML."""
        page.meta = shown(page.meta)
        context = self._context(page.file)
        if context.edition != context.language:
            self._mark_untranslated(page, context, config)
        try:
            return before(markdown, context)
        except HandbookError as error:
            raise PluginError(str(error)) from None

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Finish the page's HTML."""
        try:
            content = after(html, self._context(page.file))
        except HandbookError as error:
            raise PluginError(str(error)) from None
        if page.present_anchor_ids is not None:  # entries we generate are anchors too
            page.present_anchor_ids |= set(ANCHOR.findall(content))
        return content

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the templates the page's words, neighbours and status, and no more of the book.

        What they cannot see, a page cannot hang on: `handbook build` renders a page again only
        when something it shows has changed.
        """
        own = self._context(page.file)
        view = PageView(
            own,
            page.meta,
            config.site_url or "",
            page.content or "",
            self.menus[own.edition],
            self.assets,
        )
        return _seen(context, view)

    def on_template_context(
        self, context: TemplateContext, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give 404 and site map what they need: they speak for all editions at once."""
        return _seen(context, SiteView(self.library, config.site_url or ""))

    @event_priority(-200)  # after i18n, which builds all languages in its own turn
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Add what is no page, once: i18n calls this after every edition, the last time last."""
        i18n: Any = config.plugins.get("i18n")
        if i18n is None or not i18n.building:
            site = Path(config.site_dir)
            self.assets.write(site)
            add_rest(site, self.library, config.site_url or "", self.with_search)

    def _context(self, file: File) -> PageContext:
        book = self.library.book
        edition = getattr(file, "locale_alternate_of", book.source.locale)
        language = getattr(file, "locale", edition)
        page_id = file.src_uri.removeprefix(f"{language}/").removesuffix(".md")
        return PageContext(self.library, edition, language, page_id, book.url(edition, page_id))

    def _mark_untranslated(self, page: Page, context: PageContext, config: MkDocsConfig) -> None:
        """Canonical at the source's own address; the title says its language."""
        book = self.library.book
        page.canonical_url = (config.site_url or "") + book.url(context.language, context.page_id)
        title = self.menus[context.edition].title(context.page_id)
        page.typeset = {"title": title}  # type: ignore[attr-defined]


def _seen(context: TemplateContext, view: PageView | SiteView) -> TemplateContext:
    seen: dict[str, Any] = {"handbook": view, "nav": view.outline, "pages": []}
    return cast(TemplateContext, {**context, **seen})
