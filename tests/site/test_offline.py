"""An edition without a network: the zip from the file system, and what a phone keeps."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, Request, expect

from handbook.offline.addresses import in_page, replaced, target
from tests.build.sound import WORDS, SoundBook, tree
from tests.conftest import SITE_URL, Handler

CARD = {
    "en": ("Crisis card", "Whom to call."),
    "hu": ("Kríziskártya", "Kit kell hívni."),
}


def small_book(root: Path) -> SoundBook:
    """Two editions of a start page, a page and a crisis card."""
    book = SoundBook(root, ("en", "hu"))
    config = book.config_file.read_text("utf-8")
    nav = "nav:\n  - index.md\n"
    assert nav in config
    book.config_file.write_text(config.replace(nav, f"{nav}  - crisis-card.md\n"), "utf-8")
    for locale, (title, what) in CARD.items():
        meta = {"template": "crisis-card.html", "title": title, "description": what}
        book.write(locale, "crisis-card", f"# {title}\n\n{what}\n", **meta)
    book.built(check=False)
    return book


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> SoundBook:
    return small_book(tmp_path_factory.mktemp("offline") / "book")


@pytest.fixture(scope="module")
def unpacked(book: SoundBook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Hungarian zip, opened as a reader does."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(book.site / "hu" / "handbook-hu.zip") as packed:
        packed.extractall(folder)
    return folder / "handbook-hu"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("../x/#y", "hu/x/index.html"),
        ("../x/?q=1", "hu/x/index.html"),
        ("./", "hu/run/index.html"),
        ("../../assets/a%20b.css", "assets/a b.css"),
        ("/assets/a.css", "assets/a.css"),
        ("#y", None),
        ("https://example.org/", None),
        ("tel:112", None),
    ],
)
def test_where_an_address_leads(address: str, found: str | None) -> None:
    assert target("hu/run/index.html", address) == found


def test_only_addresses_in_tags_are_replaced() -> None:
    page = '<p data-href="a" title="x > y">href="b" <a id="c" href="d?e&amp;f">g</a></p>'
    assert in_page(page) == ["d?e&f"]
    assert replaced(page, lambda address: f"{address}&h") == page.replace("&amp;f", "&amp;f&amp;h")


def place_of(address: str, file: Path, site: Path) -> Path | None:
    """The file an address of the zip leads to, there or on the site; none when elsewhere."""
    parts = urlsplit(address)
    path = unquote(parts.path)
    if address.startswith(SITE_URL):
        return site / path.lstrip("/") / ("index.html" if path.endswith("/") else "")
    if parts.scheme or parts.netloc:
        return None
    return file.parent / path if path else file


def test_every_link_of_the_zip_leads_somewhere(unpacked: Path, book: SoundBook) -> None:
    pages, seen = sorted(unpacked.rglob("*.html")), 0
    assert len(pages) == 4  # three of the book, the list of all pages
    for file in pages:
        for address in in_page(file.read_text("utf-8")):
            place = place_of(address, file, book.site)
            if place is None:
                continue
            assert place.is_file(), f"{file}: {address}"
            anchor = unquote(urlsplit(address).fragment)
            if anchor:
                assert anchor in html.parse(str(place)).xpath("//@id"), f"{file}: {address}"
            seen += 1
        away = [str(link) for link in html.parse(str(file)).xpath("//a/@href")]
        assert not [link for link in away if link.startswith(f"{SITE_URL}hu/")]  # it is at hand
    assert seen > 40


def test_the_zip_is_one_folder_and_the_same_every_time(book: SoundBook, tmp_path: Path) -> None:
    with zipfile.ZipFile(book.site / "hu" / "handbook-hu.zip") as packed:
        entries = packed.infolist()
    names = [entry.filename for entry in entries]
    assert names == sorted(names)
    assert {name.split("/")[0] for name in names} == {"handbook-hu"}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in names if name.endswith((".zip", ".json", ".pdf"))]
    again = small_book(tmp_path / "another place")
    assert tree(again.site) == tree(book.site)


def searched(page: Page, word: str) -> str:
    """Search for a word, open the first result, return its heading."""
    page.locator(".md-search__input").fill(word)
    first = page.locator(".md-search-result__link").first
    expect(first).to_be_visible()
    first.click()
    page.wait_for_load_state()
    return page.locator("article h1").inner_text().strip("¶ \n")


@pytest.mark.browser
def test_the_zip_opens_from_the_file_system(unpacked: Path, browser: Browser) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    failed: list[str] = []

    def note(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader went on before it was there
            failed.append(request.url)

    page.on("requestfailed", note)
    page.goto((unpacked / "index.html").as_uri())
    expect(page.locator(".keep")).to_have_count(0)
    page.get_by_role("article").get_by_role("link", name=WORDS["hu"][2]).click()
    expect(page.locator("h1")).to_contain_text(WORDS["hu"][2])
    page.goto((unpacked / "index.html").as_uri())
    assert searched(page, "asztal") == WORDS["hu"][2]
    page.goto((unpacked / "crisis-card" / "index.html").as_uri())
    expect(page.locator("h1")).to_contain_text(CARD["hu"][0])
    assert failed == []
    context.close()


@contextmanager
def served(site: Path) -> Iterator[tuple[str, list[str]]]:
    """Serve what a site leads to at each moment; give its address, and note what is asked for."""
    asked: list[str] = []

    class Noting(Handler):
        def do_GET(self) -> None:  # noqa: N802 - the name is the server’s
            asked.append(self.path.lstrip("/"))
            super().do_GET()

        def end_headers(self) -> None:
            self.send_header("Cache-Control", "no-store")  # what opens offline is what is kept
            super().end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Noting, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", asked
    server.shutdown()


def wait_for(there: Callable[[], bool]) -> None:
    """Wait until something is so; half a minute at most."""
    end = time.monotonic() + 30
    while not there():
        assert time.monotonic() < end
        time.sleep(0.1)


class Phone:
    """A browser of a reader, and the site of a book that changes under it."""

    def __init__(
        self, book: SoundBook, address: str, asked: list[str], context: BrowserContext
    ) -> None:
        self.book, self.address, self.asked, self.context = book, address, asked, context
        self.page = context.new_page()
        self.context.set_default_timeout(60_000)

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    @property
    def button(self) -> Locator:
        return self.page.locator(".keep button")

    @property
    def status(self) -> Locator:
        return self.page.locator(".keep [role=status]")

    def keep(self, root: str, said: str) -> None:
        self.open(root)
        self.button.click()
        expect(self.status).to_contain_text(said, timeout=60_000)

    def known(self) -> dict[str, Any]:
        """What the worker knows of the edition kept; nothing when none is."""
        found = self.page.evaluate(
            """async () => {
              const found = await caches.match(new URL('/kept.json', location).href);
              return found ? found.json() : {};
            }"""
        )
        return dict(found)

    def last_checked(self, days: float) -> None:
        """Make believe that the last look at the site was so long ago."""
        self.page.evaluate(
            """async (past) => {
              const address = new URL('/kept.json', location).href;
              const cache = await caches.open('handbook ' + new URL('/', location).href);
              const known = await (await cache.match(address)).json();
              await cache.put(address, Response.json({ ...known, checked: Date.now() - past }));
            }""",
            days * 86_400_000,
        )

    def caches(self) -> list[str]:
        return list(self.page.evaluate("caches.keys()"))


@pytest.fixture
def phone(book: SoundBook, browser: Browser, tmp_path: Path) -> Iterator[Phone]:
    """A phone that nothing is kept on, and a copy of the book, served."""
    shutil.copytree(book.root, tmp_path / "book", symlinks=True)
    mine = SoundBook.at(tmp_path / "book")
    mine.built(check=False)
    with served(mine.site) as (address, asked):
        context = browser.new_context(service_workers="allow")
        yield Phone(mine, address, asked, context)
        context.close()


@pytest.mark.browser
def test_kept_it_opens_without_a_network_and_is_removed_again(phone: Phone) -> None:
    phone.open("hu/")
    size = sum(file[0] for file in listed(phone)["files"].values())
    expect(phone.button).to_contain_text(f"{-(-size // 1000)} kB")
    registered = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
    assert phone.page.evaluate(registered) == 0  # nothing happens before the tap
    phone.keep("hu/", "Mentve erre a telefonra")
    phone.context.set_offline(True)
    phone.open("hu/run/match-start/")
    expect(phone.page.locator("h1")).to_contain_text(WORDS["hu"][2])
    phone.open("hu/index.html?q=")
    assert searched(phone.page, "asztal") == WORDS["hu"][2]
    phone.open("hu/crisis-card")  # the slash forgotten
    expect(phone.page.locator("h1")).to_contain_text(CARD["hu"][0])
    phone.open("hu/")
    expect(phone.page.locator(".kept-old")).to_have_count(0)
    phone.button.click()
    expect(phone.button).to_contain_text("kB")
    assert phone.caches() == []
    assert phone.page.evaluate(registered) == 0
    with pytest.raises(Error, match="net::ERR_"):
        phone.open("hu/crisis-card/")


@pytest.mark.browser
def test_a_change_arrives_quietly_and_alone(phone: Phone) -> None:
    phone.keep("hu/", "Mentve")
    before = phone.known()
    phone.book.fill("hu", sentence="A mentor mindenkit egyenként köszönt.")
    phone.book.built(check=False)
    phone.open("hu/run/match-start/")  # seen within the hour: nobody asks the site
    assert phone.known() == before
    phone.asked.clear()
    phone.last_checked(days=1)
    phone.open("hu/run/match-start/")
    expect(phone.page.locator("article")).to_contain_text(WORDS["hu"][5])
    wait_for(lambda: phone.known()["list"]["version"] != before["list"]["version"])
    phone.context.set_offline(True)
    phone.open("hu/run/match-start/")
    expect(phone.page.locator("article")).to_contain_text("egyenként")
    assert len(phone.caches()) == 2
    after = phone.known()["list"]["files"]
    changed = {name for name in after if after[name] != before["list"]["files"].get(name)}
    assert "hu/run/match-start/" in changed
    assert "hu/crisis-card/" not in changed
    assert set(phone.asked) - {"sw.js"} == {"hu/offline.json", *changed}


@pytest.mark.browser
def test_a_broken_update_leaves_what_is_kept(phone: Phone) -> None:
    phone.keep("hu/", "Mentve")
    before = phone.known()["list"]
    phone.book.fill("hu", sentence="A mentor mindenkit egyenként köszönt.")
    phone.book.built(check=False)
    page = phone.book.site / "hu" / "run" / "match-start" / "index.html"
    whole = page.read_text("utf-8")
    page.unlink()
    page.write_text(whole.replace("egyenként", "sietve"), "utf-8")  # not what the list says
    phone.last_checked(days=1)
    phone.open("hu/")
    wait_for(lambda: len(phone.caches()) == 3)
    phone.page.wait_for_timeout(1000)
    assert phone.known()["list"] == before
    phone.context.set_offline(True)
    phone.open("hu/run/match-start/")
    expect(phone.page.locator("article")).to_contain_text(WORDS["hu"][5])


@pytest.mark.browser
def test_another_edition_takes_the_place_of_the_first(phone: Phone) -> None:
    phone.keep("hu/", "Mentve")
    phone.keep("", "Kept on this phone")
    assert len(phone.caches()) == 2
    phone.context.set_offline(True)
    phone.open("run/match-start/")
    expect(phone.page.locator("h1")).to_contain_text(WORDS["en"][2])
    with pytest.raises(Error, match="net::ERR_"):
        phone.open("hu/")


@pytest.mark.browser
def test_a_copy_not_compared_for_long_says_so(phone: Phone) -> None:
    phone.keep("hu/", "Mentve")
    phone.context.set_offline(True)
    phone.last_checked(days=29)
    phone.open("hu/run/match-start/")
    phone.page.wait_for_timeout(500)
    expect(phone.page.locator(".kept-old")).to_have_count(0)
    phone.last_checked(days=31)
    phone.open("hu/run/match-start/")
    then = date.fromtimestamp(phone.known()["checked"] / 1000)
    expect(phone.page.locator(".kept-old")).to_contain_text(
        f"elavult lehet (utolsó ellenőrzés: {then.year}. "
    )
    expect(phone.page.locator(".kept-old")).to_contain_text(f" {then.day}.)")
    phone.context.set_offline(False)
    phone.open("hu/run/match-start/")
    wait_for(lambda: time.time() - phone.known()["checked"] / 1000 < 60)
    phone.page.wait_for_timeout(500)
    expect(phone.page.locator(".kept-old")).to_have_count(0)


def listed(phone: Phone) -> dict[str, Any]:
    found = json.loads((phone.book.site / "hu" / "offline.json").read_text("utf-8"))
    return dict(found)


def test_the_list_names_what_is_there(book: SoundBook) -> None:
    about = json.loads((book.site / "hu" / "offline.json").read_text("utf-8"))
    for address, (size, start) in about["files"].items():
        data = (book.site / address / ("index.html" if address.endswith("/") else "")).read_bytes()
        assert (size, start) == (len(data), hashlib.sha256(data).hexdigest()[:16])
    names = about["files"].keys()
    assert {"hu/", "hu/run/match-start/", "hu/crisis-card/"} <= names
    assert {"hu/search/", "hu/search/index.js"} <= names
    assert any(name.endswith(".woff2") for name in names)
    assert not [name for name in names if name.startswith("run/") or "changes" in name]
