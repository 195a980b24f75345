"""Shared: the real book, one build of it for the whole session, a small book, a browser."""

from __future__ import annotations

import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from handbook.book import Book, load
from handbook.build import build
from handbook.render.context import Library, PageContext

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
SITE_URL = "https://handbook.example/"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With HANDBOOK_COMPLETE set (in CI), a skipped test is a failure."""
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("HANDBOOK_COMPLETE") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def book() -> Book:
    return load(ROOT / "mkdocs.yml")


@pytest.fixture(scope="session")
def library(book: Book) -> Library:
    return Library(book)


@pytest.fixture
def page(library: Library) -> Callable[..., PageContext]:
    """Make a page context: page("hu", "run/match-start")."""

    def make(
        edition: str = "en", page_id: str = "run/match-start", language: str | None = None
    ) -> PageContext:
        url = library.book.url(edition, page_id)
        return PageContext(library, edition, language or edition, page_id, url)

    return make


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real book, built once for all tests."""
    target = tmp_path_factory.mktemp("published") / "site"
    build(ROOT / "mkdocs.yml", target, lambda _line: None, paper=False, check=False)
    return target


class SmallBook:
    """A book of two pages in three editions, with the real data files; change it, then build."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.config_file = root / "mkdocs.yml"
        text = (ROOT / "mkdocs.yml").read_text("utf-8")
        nav = "nav:\n  - index.md\n  - run:\n      - run/match-start.md\n"
        self.config_file.write_text(text[: text.index("\nnav:")] + "\n" + nav, "utf-8")
        (root / "docs" / "diagrams").mkdir(parents=True)
        for pattern in ("*.yml", "diagrams/*.svg"):
            for file in (ROOT / "docs").glob(pattern):
                shutil.copy(file, root / "docs" / file.relative_to(ROOT / "docs"))
        shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
        overrides = root / "handbook" / "site"
        overrides.mkdir(parents=True)
        overrides.joinpath("overrides").symlink_to(ROOT / "handbook" / "site" / "overrides")
        for locale in ("en", "hu", "sr", "lv", "bg"):
            self.write(locale, "index", f"# Start {locale}\n\n[next](run/match-start.md#one)\n")
            self.write(
                locale, "run/match-start", f"# Match {locale}\n\n## One {{ #one }}\n\nText.\n"
            )

    def file(self, locale: str, page_id: str) -> Path:
        return self.root / "docs" / locale / f"{page_id}.md"

    def write(self, locale: str, page_id: str, text: str, **meta: Any) -> None:
        file = self.file(locale, page_id)
        file.parent.mkdir(parents=True, exist_ok=True)
        front = {
            "title": f"Title {locale}",
            "description": "What it is.",
            "part": "start",
            "last_reviewed": "2026-11-21",
            **({} if locale == "en" else {"status": "draft", "source_blob": "x"}),
            **meta,
        }
        whole = self.root.parent / f"{self.root.name}.md"  # moved there whole: a preview may look
        whole.write_text(f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n\n{text}", "utf-8")
        whole.replace(file)


@pytest.fixture
def small(tmp_path: Path) -> SmallBook:
    return SmallBook(tmp_path)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a site as a static host does: silent, with the site's own 404 page."""

    def log_message(self, *_args: Any) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served, with a slash at the end."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Handler, directory=str(site))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium: apt-get install chromium")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=path, args=flags + quiet)
        yield chromium
        chromium.close()


def is_running(process: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False
