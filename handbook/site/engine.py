"""Runs MkDocs; the rest of the package never does."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from handbook.book import load
from handbook.errors import HandbookError
from handbook.site.plugin import HandbookPlugin


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


@dataclass(frozen=True)
class Rendered:
    """What a rendering did.

    ``site_url`` is the absolute address the site is meant for, with a slash at its end;
    ``pages`` were rendered, ``reused`` taken from the cache; ``warnings`` are the lines said about
    pages, those of reused pages included (empty unless rendered with ``strict=False``).
    """

    site_url: str
    pages: int = 0
    reused: int = 0
    warnings: tuple[str, ...] = ()


def render_site(
    config_file: Path,
    staging: Path,
    editions: Sequence[str] = (),
    cache: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
    *,
    search: bool = True,
    strict: bool = True,
) -> Rendered:
    """Render editions into ``staging``: the same bytes as ``mkdocs build --strict`` makes.

    ``staging`` may be new, empty, or filled by an earlier call. Pages that are as they should be
    are left alone, byte and time; what this function put there earlier and the book no longer
    has is removed; what others put there stays. A file is replaced by a new one, never written
    into: hard links to earlier pages keep their text. A folder filled by somebody else is
    emptied first. Nothing outside ``staging`` and ``cache`` is written.

    An edition rendered alone gets its own pages and all that belongs to no edition (`404.html`,
    `sitemap.xml`, `assets/`), which is made of the whole book each time: editions rendered apart,
    by any number of machines, and laid over one another are the bytes of one rendering.

    Args:
        config_file: the book's configuration.
        staging: folder of the site.
        editions: locales; all when empty.
        cache: what is kept from one rendering to the next; `.build/cache/render` beside the
            configuration by default. Damaged or missing, it is made anew.
        progress: told how many of how many pages are done, from this process only.
        search: also write each edition's index and site map (`handbook.search.publish`).
        strict: raise for warnings; else they are in the result.

    Raises:
        RenderError: for an error, and for every warning when ``strict``; ``staging`` is then
            unfinished and must not be published.

    """
    collector = _Collector()
    log = logging.getLogger("mkdocs")
    log.addHandler(collector)
    try:
        config = load_config(str(config_file), site_dir=str(staging))
        config.plugins.on_startup(command="build", dirty=False)
        ours = cast(HandbookPlugin, config.plugins["handbook"])
        ours.with_search = search
        build(config)
        config.plugins.on_shutdown()
    except (MkDocsException, SystemExit) as error:
        raise RenderError(*(collector.lines or [str(error)])) from None
    finally:
        log.removeHandler(collector)
    if collector.lines and strict:
        raise RenderError(*collector.lines)
    pages = _prune(config_file, staging, editions)
    return Rendered(str(config.site_url or ""), pages, 0, tuple(collector.lines))


def _prune(config_file: Path, site_dir: Path, editions: Sequence[str]) -> int:
    """Take away the pages of editions that were not asked for; return how many pages there are."""
    book = load(config_file)
    chosen = set(editions) or {edition.locale for edition in book.editions}
    for edition in book.editions:
        if edition.locale in chosen:
            continue
        if not edition.is_source:
            shutil.rmtree(site_dir / edition.locale)
            continue
        for page_id in book.nav:
            (site_dir / book.url(edition.locale, page_id) / "index.html").unlink()
    return len(chosen) * len(book.nav)
