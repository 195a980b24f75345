"""The zip of an edition, and what is known of its files."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from handbook.build.stage import File, Tree
from handbook.offline.archive import archive
from handbook.offline.kept import KeptLoads

SITE = "https://book.example/"
PAGES = {
    "hu/index.html": '<a href="a/">A</a> <a href="../en/">en</a> <img src="../assets/p.png">',
    "hu/a/index.html": '<a href="../b/#x">B</a> <a href="../">up</a> <a href="../c/">C</a>',
    "hu/b/index.html": '<a href="../a/">A</a> <a href="../search/w-12345678.js">no</a>',
    "hu/search/index.html": '<a href="../a/">A</a>',
    "hu/search/w-12345678.js": "words",
    "assets/p.png": "picture",
}


class Site:
    """Some files of a site, and the Hungarian zip made of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: Tree = {}
        for path, text in PAGES.items():
            self.put(path, text)

    def put(self, path: str, text: str) -> None:
        """Write a file."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        data = place.read_bytes()
        self.files[path] = File(place, hashlib.sha256(data).hexdigest(), len(data))

    def drop(self, path: str) -> None:
        """Remove a file."""
        del self.files[path]

    def zip(self, site_url: str = SITE) -> bytes:
        """Make the zip."""
        return archive(self.files, sorted(self.files), "hu/", site_url, "book-hu")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


def test_a_page_that_comes_or_goes_changes_the_links_of_others(site: Site) -> None:
    before = site.zip()
    assert f'href="{SITE}hu/c/"' in _text(before, "a/index.html")
    site.put("hu/c/index.html", "C")
    assert 'href="../c/index.html"' in _text(site.zip(), "a/index.html")
    site.drop("hu/c/index.html")
    assert site.zip() == before


def test_the_address_of_the_site_is_in_every_page(site: Site) -> None:
    other = site.zip("https://other.example/")
    assert 'href="https://other.example/hu/c/"' in _text(other, "a/index.html")


def test_what_a_page_loads_is_read_once(site: Site, tmp_path: Path) -> None:
    def loads(program: str = "program") -> list[str]:
        kept = KeptLoads(tmp_path / "cache", program)
        found = kept.loads("hu/index.html", site.files["hu/index.html"])
        kept.save()
        return found

    assert loads() == ["assets/p.png"]
    place = site.files["hu/index.html"].place
    place.write_text('<img src="../assets/q.png">')  # behind the back of the build
    assert loads() == ["assets/p.png"]
    assert loads("newer program") == ["assets/q.png"]
    site.put("hu/index.html", '<img src="../assets/r.png"><a href="../b.pdf">paper</a>')
    assert loads("newer program") == ["assets/r.png"]


def _text(made: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        return packed.read(f"book-hu/{name}").decode()
