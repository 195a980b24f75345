"""A book MkDocs must build as a whole: it has plugins, hooks or pages this package knows nothing of.

Slower, and nothing is kept; the pages are right.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from handbook.site.engine import Rendered, RenderError
from handbook.site.said import heard


def render_whole(config_file: Path, staging: Path, strict: bool) -> Rendered:
    """Let MkDocs build all editions into ``staging``.

    Raises:
        RenderError: for an error, and for every warning when ``strict``.

    """
    with heard() as lines:
        try:
            config = load_config(str(config_file), site_dir=str(staging))
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except (MkDocsException, SystemExit) as error:
            raise RenderError(*(lines or [str(error)])) from None
    if lines and strict:
        raise RenderError(*lines)
    pages = sum(1 for _ in staging.rglob("*.html"))
    return Rendered(str(config.site_url or ""), pages, 0, tuple(lines))
