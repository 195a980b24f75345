"""What would happen without the gate: every refused input built, published and opened in Chromium.

The gate is left out, and so is the Content-Security-Policy: what stands behind them alone must see
to it that no script runs, that no other host is asked, and that nothing from outside docs/ is on
the site. Inputs that no book can be built with (front matter that is no YAML, say) stop the build,
as do those that take the renderer more than a second: the limits of a build end it. Data files and
configurations are built each by itself (`test_watch_settings.py`).
"""

from __future__ import annotations

import http.server
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import markdown
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from handbook.book import Book, BookError, load, read
from handbook.check.renderer import Renderer, extensions
from handbook.errors import HandbookError
from handbook.render.context import Library, PageContext
from handbook.render.finish import finish, prepare
from handbook.render.forms import include_forms
from handbook.search.publish import write_search
from handbook.site.engine import render_site
from tests.conftest import SmallBook
from tests.gate.cases import REFUSED, Case

pytestmark = pytest.mark.browser

SECRET = "PLANTED-7f3a91"
CANARY = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = function () { window.ran.push(name); };
"""
SAMPLE = 6
"""Every so many of the pages are opened in ordinary runs; all in the long one."""
_NAMED = re.compile(r"docs/en/watch/(\w+)\.md")


@dataclass
class Watched:
    """The book that was built of all inputs, and what became of each."""

    site: Path
    pages: dict[str, Case] = field(default_factory=dict)
    stopped: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


def _texts() -> list[Case]:
    """Inputs that are a page, those that are made to cost time at the end."""
    texts = [case for case in REFUSED if case.is_text]
    return sorted(texts, key=lambda case: case.id.startswith("cost/"))


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    root = tmp_path_factory.mktemp("watched")
    (root / "book").mkdir()
    small = SmallBook(root / "book")
    _one_edition(small)
    found = Watched(root / "site")
    (root / "book" / "secret.txt").write_text(SECRET, "utf-8")
    (root / "book" / ".env").write_text(f"TOKEN={SECRET}\n", "utf-8")
    for number, case in enumerate(_texts()):
        file = small.root / "docs" / "en" / "watch" / f"p{number}.md"
        file.parent.mkdir(exist_ok=True)
        text = case.text.replace("secret.txt", str(root / "book" / "secret.txt"))
        file.write_text(_whole(text), "utf-8")
        found.pages[f"p{number}"] = case
    _drop_what_stops_the_build(small, found)
    found.files = list(_put_files(small))
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


def _whole(text: str) -> str:
    """Give a page the fields without which no book is built; what it says itself stays."""
    fields = {"title": "T", "description": "D.", "part": "run", "last_reviewed": "2026-11-21"}
    missing = (f"{key}: {value}\n" for key, value in fields.items() if f"\n{key}:" not in text)
    return text.replace("---\n", "---\n" + "".join(missing), 1)


def _one_edition(small: SmallBook) -> None:
    text = small.config_file.read_text("utf-8")
    others = text[text.index("        - locale: hu") : text.index("\nnav:")]
    small.config_file.write_text(text.replace(others, ""), "utf-8")
    for locale in ("hu", "sr", "lv", "bg"):
        shutil.rmtree(small.root / "docs" / locale)


def _drop_what_stops_the_build(small: SmallBook, found: Watched) -> None:
    try:
        load(small.config_file)
    except BookError as error:
        for line in str(error).splitlines():
            named = _NAMED.search(line)
            if named and "not in the navigation" not in line:  # they are put there below
                found.stopped.setdefault(named[1], line)
    book = read(small.config_file)
    library = Library(book)
    options = extensions(book)
    _drop_what_takes_too_long(book, found)
    for name in found.pages.keys() - found.stopped.keys():
        page = book.pages.get(("en", f"watch/{name}"))
        if page is None or page.flaw:
            found.stopped.setdefault(name, "it cannot be read")
            continue
        context = PageContext(library, "en", "en", page.id, book.url("en", page.id))
        try:
            text = prepare(include_forms(page.text, context))
            finish(
                markdown.markdown(text, extensions=list(options), extension_configs=options),
                context,
            )
        except HandbookError as error:
            found.stopped.setdefault(name, str(error))
    for name in found.stopped:
        small.file("en", f"watch/{name}").unlink()
        found.pages.pop(name)


def _drop_what_takes_too_long(book: Book, found: Watched) -> None:
    """Leave out what the renderer does not make within a second: the limits of a build end it."""
    renderer = Renderer(book)
    for name, case in found.pages.items():
        if case.id.startswith("cost/") and name not in found.stopped:
            page = book.pages["en", f"watch/{name}"]
            answer = renderer.judge(page.text)
            if isinstance(answer, str):
                found.stopped[name] = answer
    renderer.close()


def _put_files(small: SmallBook) -> Iterator[str]:
    """Write the corpus's other files each into a folder of its own, and say where they would be."""
    docs = small.root / "docs"
    for number, case in enumerate(case for case in REFUSED if case.id.startswith("files/")):
        if case.rule in ("data-file", "edition-folder", "page-clash"):
            continue  # these are data, or pages that stop the build
        for path, put in _contents(case, small.root):
            if path.endswith(".md") and case.rule not in ("file-link", "file-kind"):
                continue  # a page without front matter stops the build
            parts = PurePosixPath(path).parts
            file = docs.joinpath(*parts[:-1] or ("assets",), f"w{number}", parts[-1])
            file.parent.mkdir(parents=True, exist_ok=True)
            put(file)
            yield file.relative_to(docs).as_posix().removeprefix("en/")


def _contents(case: Case, root: Path) -> Iterator[tuple[str, Callable[[Path], object]]]:
    """Paths of a case's files, each with what puts the file in its place."""
    for path, text in case.given.get("at", {}).items():
        yield path, partial(Path.write_bytes, data=text.encode())
    for path, numbers in case.given.get("hex", {}).items():
        yield path, partial(Path.write_bytes, data=bytes.fromhex(numbers))
    for path, target in case.given.get("link", {}).items():
        to = root / "secret.txt" if "secret" in target else Path(target)
        yield path, partial(Path.symlink_to, target=to)
    for path in case.given.get("hard", {}):
        yield path, partial(os.link, root / "secret.txt")
    for path in case.given.get("pipe", ()):
        yield path, os.mkfifo


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
