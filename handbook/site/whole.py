"""A book MkDocs must build as a whole: it has plugins or hooks this package knows nothing of.

Slower, and nothing is kept; the pages are right.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from handbook.book import read
from handbook.config import refuse_programs
from handbook.site.engine import Rendered, RenderError
from handbook.site.said import heard


def render_whole(
    config_file: Path, staging: Path, editions: Sequence[str], search: bool, strict: bool
) -> Rendered:
    """Let MkDocs build all editions into ``staging``, then take away those not asked for.

    Raises:
        RenderError: for an error, and for every warning when ``strict``.

    """
    refuse_programs(config_file)
    with heard() as lines:
        try:
            config = load_config(str(config_file), site_dir=str(staging))
            config.plugins.on_startup(command="build", dirty=False)
            ours: Any = config.plugins.get("handbook")
            if ours:
                ours.with_search = search
            build(config)
            config.plugins.on_shutdown()
        except (MkDocsException, SystemExit) as error:
            raise RenderError(*(lines or [str(error)])) from None
    if lines and strict:
        raise RenderError(*lines)
    pages = _prune(config_file, staging, editions)
    return Rendered(str(config.site_url or ""), pages, 0, tuple(lines))


def _prune(config_file: Path, site: Path, editions: Sequence[str]) -> int:
    """Take away the pages of editions that were not asked for; return how many pages there are."""
    book = read(config_file)
    for edition in book.editions if editions else ():
        if edition.locale in editions:
            continue
        if not edition.is_source:
            shutil.rmtree(site / edition.locale)
            continue
        for page_id in book.nav:
            (site / book.url(edition.locale, page_id) / "index.html").unlink()
    return len(editions or book.editions) * len(book.nav)
