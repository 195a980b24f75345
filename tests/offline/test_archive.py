"""The zip of an edition: as `zipfile` writes it, and the same whether mended or made anew."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.build.stage import File, Tree
from handbook.offline import archive as made_by
from handbook.offline import zipped as zipping
from handbook.offline.archive import Archive, archive
from handbook.offline.kept import KeptEditions
from handbook.offline.zipped import ZipError, piece, zipped

SITE = "https://book.example/"
PAGES = {
    "hu/index.html": '<a href="a/">A</a> <a href="../en/">en</a> <img src="../assets/p.png">',
    "hu/a/index.html": '<a href="../b/#x">B</a> <a href="../">up</a> <a href="../c/">C</a>',
    "hu/b/index.html": '<a href="../a/">A</a> <a href="../search/w-12345678.js">no</a>',
    "hu/search/index.html": '<a href="../a/">A</a>',
    "hu/search/w-12345678.js": "words",
    "assets/p.png": "picture",
}

names = st.text("abžж/.", min_size=1, max_size=8).map(lambda name: f"f/{name}")
endings = st.sampled_from([".html", ".png", ".js"])
contents = st.dictionaries(st.builds(str.__add__, names, endings), st.binary(max_size=200))


def by_zipfile(files: Mapping[str, bytes]) -> bytes:
    """Return the zip that Python's own module writes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            stored = name.endswith(".png")
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)
    return out.getvalue()


@settings(deadline=None)
@given(contents)
def test_a_zip_is_what_zipfile_writes(files: dict[str, bytes]) -> None:
    data, starts = zipped({name: piece(name, content) for name, content in files.items()})
    assert data == by_zipfile(files)
    for (name, content), start in zip(files.items(), starts, strict=True):
        packed = piece(name, content).packed
        assert data[start : start + len(packed)] == packed


@pytest.mark.parametrize(("limit", "value"), [("_MOST_FILES", 1), ("_MOST_BYTES", 120)])
def test_a_zip_that_old_programs_cannot_open_is_refused(
    limit: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = {name: piece(name, b"abc") for name in ("a.js", "b.js")}
    zipped(pieces)
    monkeypatch.setattr(zipping, limit, value)
    with pytest.raises(ZipError, match="too large"):
        zipped(pieces)


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

    def zip(self, before: Archive | None = None, site_url: str = SITE) -> Archive:
        """Make the zip."""
        return archive(self.files, sorted(self.files), "hu/", site_url, "book-hu", before)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note every file that is packed."""
    packed: list[str] = []

    def noted(name: str, data: bytes) -> zipping.Piece:
        packed.append(name)
        return piece(name, data)

    monkeypatch.setattr(made_by, "piece", noted)
    return packed


def test_only_a_changed_file_is_packed_again(site: Site, read: list[str]) -> None:
    before = site.zip()
    read.clear()
    site.put("hu/b/index.html", '<a href="../a/">other</a>')
    mended = site.zip(before)
    assert read == ["b/index.html"]
    assert mended == site.zip()


def test_files_of_the_search_come_and_go_without_anything_else(site: Site, read: list[str]) -> None:
    before = site.zip()
    read.clear()
    site.drop("hu/search/w-12345678.js")
    site.put("hu/search/w-87654321.js", "other words")
    mended = site.zip(before)
    assert read == ["search/w-87654321.js"]
    assert mended == site.zip()


def test_a_page_that_comes_or_goes_changes_the_links_of_others(site: Site) -> None:
    before = site.zip()
    with_c = _text(before, "a/index.html")
    assert f'href="{SITE}hu/c/"' in with_c
    site.put("hu/c/index.html", "C")
    mended = site.zip(before)
    assert 'href="../c/index.html"' in _text(mended, "a/index.html")
    assert mended == site.zip()
    site.drop("hu/c/index.html")
    assert site.zip(mended) == before


def test_the_address_of_the_site_is_in_every_page(site: Site) -> None:
    mended = site.zip(site.zip(), "https://other.example/")
    assert 'href="https://other.example/hu/c/"' in _text(mended, "a/index.html")
    assert mended == site.zip(None, "https://other.example/")


def test_a_zip_is_known_again_only_while_it_is_that_zip(
    site: Site, tmp_path: Path, read: list[str]
) -> None:
    place, made = tmp_path / "hu.zip", site.zip()
    kept = KeptEditions(tmp_path / "cache", "program")
    kept.keep_archive("hu", made)
    assert kept.archive("hu", place) is None, "no zip is there"
    place.write_bytes(made.data)
    again = KeptEditions(tmp_path / "cache", "program").archive("hu", place)
    assert again
    assert (again.ground, again.pieces) == (made.ground, made.pieces)
    read.clear()
    assert site.zip(again) == made
    assert read == []
    assert kept.archive("en", place) is None
    assert KeptEditions(tmp_path / "cache", "newer program").archive("hu", place) is None
    place.write_bytes(made.data[:-1] + b"x")
    assert kept.archive("hu", place) is None, "somebody changed it"


def test_what_a_page_loads_is_read_once(site: Site, tmp_path: Path) -> None:
    def loads(program: str = "program") -> list[str]:
        kept = KeptEditions(tmp_path / "cache", program)
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


def _text(made: Archive, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(made.data)) as packed:
        return packed.read(f"book-hu/{name}").decode()
