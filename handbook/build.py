"""The stages in order: render into a staging folder, print, verify, publish in one atomic step.

`site/` is a link to a finished release below `.build/releases/`; it moves only when every gate
has passed, so a reader never meets half a site.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from handbook.book import Book, load
from handbook.errors import HandbookError
from handbook.press.changes_pages import write_changes
from handbook.press.press import Report
from handbook.render.context import Library
from handbook.site.engine import render_site
from handbook.verify import verify

_KEPT = 2
"""Releases kept: the one published and the one before it."""


class BuildError(HandbookError):
    """The site was not published; the one before stays as it was."""


@dataclass(frozen=True)
class Result:
    """What a build made: where it stands, how many pages, how large (bytes), how long (seconds)."""

    site: Path
    pages: int
    size: int
    seconds: float


def build(
    config_file: Path,
    site: Path | None = None,
    say: Callable[[str], None] = print,
    paper: bool = True,
) -> Result:
    """Build every edition and publish it as ``site`` (default: `site/` beside the config).

    Without ``paper``, or where the system lacks what setting type needs, the site has none.

    Raises:
        BookError: when the book cannot be built as declared.
        BuildError: when rendering or verification fails; the published site stays as it was.
        PressError: when paper fails one of its gates; likewise.

    """
    started = time.monotonic()
    root = config_file.resolve().parent
    site = site or root / "site"
    book = load(config_file)
    work = root / ".build"
    with locked(work):
        staging = work / "staging"
        shutil.rmtree(staging, ignore_errors=True)
        say(f"render   {len(book.pages)} pages, {len(book.editions)} editions")
        site_url = render_site(config_file, staging).site_url
        say("changes  what is new since each published version")
        library = Library(book)
        write_changes(staging, library, site_url)
        if paper:
            put_on_paper(staging, library, work / "cache" / "press", site_url, say)
        say("verify   links, anchors, ids, languages, hosts")
        problems = verify(staging, book, site_url)
        if problems:
            raise BuildError(*problems, f"{site.name}/ is unchanged")
        _publish(staging, _releases(work, site), site)
        say(f"publish  {site}")
    return _result(site, book, time.monotonic() - started)


def put_on_paper(
    staging: Path,
    library: Library,
    work: Path,
    site_url: str,
    say: Callable[[str], None],
    editions: Sequence[str] = (),
) -> Report:
    """Print what changed and put it on the staged site; say in one line why when it cannot be."""
    from handbook.press.setter import available
    from handbook.press.shelf import fill

    reason = available()
    if reason:
        say(f"press    {reason}")
        return Report()
    from handbook.press.press import run
    from handbook.press.version import versions

    report = run(
        staging, library, work, site_url, versions(library), editions or None, _progress("press")
    )
    fill(staging, library, report)
    pages = sum(each.pages for each in report.papers)
    say(
        f"press    {len(report.papers)} files, {pages} pages; "
        f"{report.made} pieces set, {report.reused} taken as they were"
    )
    say(f"forms    {len(report.forms)} files to adapt, {report.forms_made} of them made anew")
    return report


def _progress(stage: str) -> Callable[[int, int], None]:
    """Show how far a long stage is, on one line of a terminal; nothing where there is none."""

    def show(done: int, total: int) -> None:
        if sys.stderr.isatty():
            end = "\r" if done < total else "\r\033[K"
            print(f"{stage:<8} {done} of {total}", end=end, file=sys.stderr, flush=True)

    return show


def _result(site: Path, book: Book, seconds: float) -> Result:
    size = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    return Result(site, len(book.pages), size, seconds)


@contextmanager
def locked(work: Path) -> Iterator[None]:
    """Let one build at a time work in ``work``; a second one waits and says so."""
    work.mkdir(parents=True, exist_ok=True)
    with (work / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("another build is running here; waiting for it …", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _releases(work: Path, site: Path) -> Path:
    """Folder of the releases of one published site; each address has its own."""
    return work / "releases" / hashlib.sha256(str(site).encode()).hexdigest()[:8]


def _publish(staging: Path, releases: Path, site: Path) -> None:
    """Move the staged site among the releases and point the link ``site`` at it."""
    if site.exists() and not site.is_symlink():
        raise BuildError(f"{site}: a folder, not a link to a release; move it away and build again")
    releases.mkdir(parents=True, exist_ok=True)
    release = releases / f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}"
    staging.rename(release)
    link = site.with_name(f".{site.name}.next")
    link.unlink(missing_ok=True)
    link.symlink_to(os.path.relpath(release, site.parent))
    link.replace(site)
    for old in sorted(path for path in releases.iterdir() if path != release)[: -(_KEPT - 1)]:
        shutil.rmtree(old)


def serve(config_file: Path, address: str) -> int:
    """Preview with live reload; returns the exit code of ``mkdocs serve``."""
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(config_file), "-a", address]
    return subprocess.run(command, check=False).returncode
