"""What would happen without the gate: every refused input built, published and opened in Chromium.

The gate is left out, and so is the Content-Security-Policy: what stands behind them alone must see
to it that no script runs, that no other host is asked, and that nothing from outside docs/ is on
the site. Inputs that no book can be built with (front matter that is no YAML, say) stop the build,
as do those that take the renderer more than a second: the limits of a build end it. Data files and
configurations are built each by itself (`test_watch_settings.py`).
"""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from handbook.book import load
from handbook.render.context import Library
from handbook.search.publish import write_search
from handbook.site.engine import render_site
from tests.conftest import SmallBook
from tests.gate.watched import (
    Watched,
    drop_what_stops_the_build,
    one_edition,
    put_files,
    texts,
    whole,
)

pytestmark = pytest.mark.browser

SECRET = "PLANTED-7f3a91"
CANARY = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = function () { window.ran.push(name); };
"""
SAMPLE = 6
"""Every so many of the pages are opened in ordinary runs; all in the long one."""


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Watched:
    is_long = "not long" not in str(request.config.getoption("-m")).replace("or not long", "")
    root = tmp_path_factory.mktemp("watched")
    (root / "book").mkdir()
    small = SmallBook(root / "book")
    one_edition(small)
    found = Watched(root / "site")
    (root / "book" / "secret.txt").write_text(SECRET, "utf-8")
    (root / "book" / ".env").write_text(f"TOKEN={SECRET}\n", "utf-8")
    for number, case in enumerate(texts(costly=is_long)):
        file = small.root / "docs" / "en" / "watch" / f"p{number}.md"
        file.parent.mkdir(exist_ok=True)
        text = case.text.replace("secret.txt", str(root / "book" / "secret.txt"))
        file.write_text(whole(text), "utf-8")
        found.pages[f"p{number}"] = case
    drop_what_stops_the_build(small, found)
    found.files = list(put_files(small))
    nav = "".join(f"  - watch/{name}.md\n" for name in found.pages)
    with small.config_file.open("a", encoding="utf-8") as config:
        config.write(nav)
    render_site(small.config_file, found.site, ("en",), search=False, strict=False)
    library = Library(load(small.config_file))
    words = library.words
    write_search(
        found.site, library.book, lambda locale, key: words[locale][key], "https://h.example/"
    )
    return found


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def host(watched: Watched) -> Iterator[str]:
    handler = partial(_Silent, directory=str(watched.site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


@dataclass
class Watch:
    """A browser without the policy that tells what left it and what ran."""

    context: BrowserContext
    host: str
    left: list[str] = field(default_factory=list)

    def page(self) -> Page:
        self.context.add_init_script(CANARY)
        self.context.route("**/*", self._judge)
        return self.context.new_page()

    def _judge(self, route: Route) -> None:
        if route.request.url.startswith((self.host, "data:")):
            route.continue_()
            return
        self.left.append(route.request.url)
        route.fulfill(body="alert('from elsewhere')", content_type="text/javascript")


@pytest.fixture
def watch(browser: Browser, host: str) -> Iterator[Watch]:
    context = browser.new_context(bypass_csp=True)
    yield Watch(context, host)
    context.close()


TOUCH = """() => {
  for (const e of document.querySelectorAll("*")) {
    for (const { name } of e.attributes)
      if (name.startsWith("on")) { try { e[name](new Event(name.slice(2))); } catch (error) {} }
    if (e.matches("article a") && e.protocol === "javascript:") window.ran.push(e.href);
  }
  return window.ran;
}"""


def _open_all(watch: Watch, addresses: list[str]) -> list[str]:
    page, wrong = watch.page(), []
    for address in addresses:
        watch.left.clear()
        page.goto(watch.host + address, wait_until="load", timeout=15_000)
        page.wait_for_timeout(20)
        if ran := page.evaluate(TOUCH):
            wrong.append(f"{address}: ran {ran}")
        wrong += [f"{address}: asked {url}" for url in watch.left]
    return wrong


def test_the_watch_sees_what_it_is_there_for(watched: Watched, watch: Watch) -> None:
    """A page that gate, sanitiser and policy never saw."""
    bad = "<script>alert(1)</script><img src=https://x.example/a.png><b onclick=prompt()>x</b>"
    (watched.site / "planted.html").write_text(f"<!doctype html>{bad}", "utf-8")
    found = _open_all(watch, ["planted.html"])
    (watched.site / "planted.html").unlink()
    assert found == [
        "planted.html: ran ['alert', 'prompt']",
        "planted.html: asked https://x.example/a.png",
    ]


def test_no_script_runs_and_nothing_leaves(watched: Watched, watch: Watch) -> None:
    names = list(watched.pages)[::SAMPLE]
    assert _open_all(watch, ["", "search/", *(f"watch/{name}/" for name in names)]) == []


@pytest.mark.long
def test_no_script_runs_and_nothing_leaves_on_any_page(watched: Watched, watch: Watch) -> None:
    names = list(watched.pages)
    assert len(names) > 80
    assert _open_all(watch, [f"watch/{name}/" for name in names]) == []


def test_files_that_were_refused_are_not_published(watched: Watched) -> None:
    assert len(watched.files) > 40
    published = [path for path in watched.files if (watched.site / path).exists()]
    assert published == []
    pages = {name for name in watched.files if name.endswith(".md")}
    for path in pages & {path for path in watched.files if "/" in path}:
        built = watched.site / path.removesuffix(".md") / "index.html"
        assert not built.exists() or SECRET not in built.read_text("utf-8")


def test_nothing_from_outside_is_on_the_site(watched: Watched) -> None:
    passwords = Path("/etc/passwd").read_bytes().splitlines()[0]
    for file in (file for file in watched.site.rglob("*") if file.is_file()):
        data = file.read_bytes()
        assert SECRET.encode() not in data, file
        assert passwords not in data, file


def test_what_must_not_appear_does_not(watched: Watched) -> None:
    """In the page itself, and of what its front matter says on any other."""
    start = (watched.site / "index.html").read_text("utf-8")
    assert "<script>alert" not in start
    for name, case in watched.pages.items():
        html = (watched.site / "watch" / name / "index.html").read_text("utf-8")
        article = html[html.index('<div class="part') : html.index("<!-- handbook:paper -->")]
        for words in case.given.get("never", ()):
            assert words not in article, f"{case.id}: {words}"


def test_most_inputs_were_built(watched: Watched) -> None:
    """The rest stops the build with a line that names the page."""
    assert len(watched.pages) > 2 * len(watched.stopped)
    assert all(watched.stopped.values())
