"""Configurations and data files that are refused, each built by itself without asking the gate.

What is configured is built: a foreign style sheet that `mkdocs.yml` names is written into pages,
and only the Content-Security-Policy then keeps a browser from asking for it. It is therefore left
on here. No configuration runs a program, and none brings a secret or a file of the host's to the
site; with some no site can be built at all (a theme without its folder, say). Data files are filled
into pages: one that is refused must stop the build, or be shown as text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Request

from handbook.book import load
from handbook.errors import HandbookError
from handbook.render.context import Library
from handbook.site.engine import render_site
from tests.conftest import SmallBook
from tests.gate.cases import REFUSED, Case
from tests.gate.watched import one_edition

SECRET = "PLANTED-7f3a91"
CONFIGURED = [case for case in REFUSED if "more" in case.given]
DATA = [case for case in REFUSED if case.rule == "data-file" and case.given.get("at")]
RAN: list[str] = []
"""Programs that the interpreter saw being started while it was asked to look."""
_armed: list[bool] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _armed and event in ("os.system", "subprocess.Popen", "os.exec", "os.posix_spawn"):
        RAN.append(f"{event} {arguments[:2]}")


sys.addaudithook(_hook)


def _configured(small: SmallBook, more: str) -> None:
    """Put lines of the corpus into the configuration, in place of those of the same name."""
    text = small.config_file.read_text("utf-8")
    for name in set(re.findall(r"(?m)^(\w+):", more)):
        text = re.sub(rf"(?ms)^{name}:.*?(?=^\S|\Z)", "", text)
    small.config_file.write_text(f"{text.rstrip()}\n{more}", "utf-8")


def _built(small: SmallBook, site: Path) -> str:
    """Build a book; say what stopped it, or nothing."""
    RAN.clear()
    _armed.append(True)
    try:
        render_site(small.config_file, site, ("en",), search=False, strict=False)
    except Exception as error:  # MkDocs and the theme fail in their own ways
        return f"{type(error).__name__}: {error}"
    finally:
        _armed.clear()
    return ""


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_args: Any) -> None:
        pass


@pytest.fixture
def small_one(small: SmallBook, monkeypatch: pytest.MonkeyPatch) -> SmallBook:
    """A small book in English beside a secret, with secrets in the environment."""
    one_edition(small)
    (small.root / "secret.txt").write_text(SECRET, "utf-8")
    for name in ("GITHUB_TOKEN", "DEPLOY_KEY", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, SECRET)
    return small


@pytest.fixture
def asked(small_one: SmallBook, browser: Browser) -> Iterator[Any]:
    """Open the site's first page with its policy, and say what ran and who was asked."""
    handler = partial(_Silent, directory=str(small_one.root / "site"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    host = f"http://127.0.0.1:{server.server_address[1]}/"
    context = browser.new_context()

    def look() -> list[str]:
        page, left = context.new_page(), list[str]()

        def answer(dialog: Dialog) -> None:
            left.append(dialog.message)
            dialog.dismiss()

        def note(request: Request) -> None:
            if not request.url.startswith(host):
                left.append(request.url)

        def forget(request: Request) -> None:
            if request.url in left:  # the policy kept it from leaving
                left.remove(request.url)

        page.on("dialog", answer)
        page.on("request", note)
        page.on("requestfailed", forget)
        page.goto(host, wait_until="load")
        page.wait_for_timeout(50)
        return left

    yield look
    context.close()
    server.shutdown()


@pytest.mark.long
@pytest.mark.browser
@pytest.mark.parametrize("case", CONFIGURED, ids=lambda case: case.id)
def test_a_configuration_runs_nothing(case: Case, small_one: SmallBook, asked: Any) -> None:
    _configured(small_one, case.given["more"])
    site = small_one.root / "site"
    stopped = _built(small_one, site)
    assert RAN == []
    for file in (file for file in small_one.root.rglob("*.html") if "site" in file.parts):
        assert SECRET not in file.read_text("utf-8")
    if not stopped and (site / "index.html").exists():
        assert asked() == []


@pytest.mark.long
@pytest.mark.parametrize("case", DATA, ids=lambda case: case.id)
def test_a_data_file_stops_the_build_or_is_text(case: Case, small_one: SmallBook) -> None:
    for path, text in case.given["at"].items():
        (small_one.root / "docs" / path).write_text(text, "utf-8")
    stopped = ""
    try:
        Library(load(small_one.config_file)).words  # noqa: B018 - it is read when asked for
        stopped = _built(small_one, small_one.root / "site")
    except HandbookError as error:
        stopped = str(error)
    assert RAN == []
    assert SECRET not in stopped
    for words in case.given.get("never", ()):
        for file in (small_one.root / "site").rglob("*.html"):
            assert words not in file.read_text("utf-8").replace("<script src", "")
