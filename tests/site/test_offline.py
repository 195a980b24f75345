"""An edition without a network: the zip from the file system, and what a phone keeps."""

from __future__ import annotations

import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from handbook.offline.addresses import in_page, replaced, target
from tests.build.sound import WORDS, SoundBook, tree
from tests.conftest import SITE_URL

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
    page.on("requestfailed", lambda request: failed.append(request.url))
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
