"""Runs MkDocs; the rest of the package never does."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from handbook.errors import HandbookError


class RenderError(HandbookError):
    """MkDocs could not render the book; the message says why, one line a problem."""


class _Collector(logging.Handler):
    """Gathers warnings: `handbook build` is always strict."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not message.startswith("Error reading page"):  # the cause follows in a line of its own
            self.lines.append(message)


def render_site(config_file: Path, site_dir: Path) -> str:
    """Render all editions into ``site_dir``; return the site's absolute address.

    Raises:
        RenderError: for an error, and for every warning of MkDocs or its plugins.

    """
    collector = _Collector()
    log = logging.getLogger("mkdocs")
    log.addHandler(collector)
    try:
        config = load_config(str(config_file), site_dir=str(site_dir))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except (MkDocsException, SystemExit) as error:
        raise RenderError(*(collector.lines or [str(error)])) from None
    finally:
        log.removeHandler(collector)
    if collector.lines:
        raise RenderError(*collector.lines)
    return str(config.site_url or "")
