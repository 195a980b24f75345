"""Publishing, rolling back, and what is left when either is cut short; no book is built here."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handbook.build.errors import BuildError
from handbook.build.release import HASHED, Release, Releases
from handbook.build.stage import File, Tree
from handbook.files import Fingerprints


class Shop:
    """A place to publish little sites from."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = root / "site"
        self.work = root / ".build"

    @property
    def releases(self) -> Releases:
        return Releases(self.work, self.site, Fingerprints(self.work / "files.json"))

    def tree(self, **files: str) -> Tree:
        layer = self.root / "layer"
        tree: Tree = {}
        for name, text in files.items():
            path = name.replace("__", "/").replace("_", ".")
            place = layer / hashlib.md5(text.encode()).hexdigest() / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, "utf-8")
            digest = hashlib.sha256(text.encode()).hexdigest()
            tree[path] = File(place, digest, len(text.encode()))
        return tree

    def publish(self, **files: str) -> Release:
        return self.releases.publish(self.tree(**files))[0]

    def folders(self) -> list[str]:
        return sorted(entry.name for entry in self.releases.folder.iterdir() if entry.is_dir())

    @property
    def shown(self) -> str:
        return (self.site / "index.html").read_text("utf-8")


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def test_the_site_is_a_link_to_all_of_it(shop: Shop) -> None:
    shop.publish(index_html="one", hu__index_html="egy")
    assert shop.site.is_symlink()
    assert not shop.site.readlink().is_absolute()
    assert (shop.site / "hu" / "index.html").read_text() == "egy"


def test_the_same_again_publishes_nothing(shop: Shop) -> None:
    first = shop.publish(index_html="one")
    again, new = shop.releases.publish(shop.tree(index_html="one"))
    assert not new
    assert again.folder == first.folder


def test_a_damaged_release_is_published_again(shop: Shop) -> None:
    first = shop.publish(index_html="one", a_css="a")
    (first.folder / "a.css").unlink()
    second, new = shop.releases.publish(shop.tree(index_html="one", a_css="a"))
    assert new
    assert (second.folder / "a.css").read_text() == "a"


def test_two_releases_are_kept(shop: Shop) -> None:
    names = [shop.publish(index_html=text).folder.name for text in ("one", "two", "three")]
    assert shop.folders() == sorted(names[1:])
    assert shop.shown == "three"


def test_what_did_not_change_is_the_same_file_with_the_same_time(shop: Shop) -> None:
    first = shop.publish(index_html="one", a_css="a")
    second = shop.publish(index_html="two", a_css="a")
    assert (first.folder / "a.css").samefile(second.folder / "a.css")
    assert not (first.folder / "index.html").samefile(second.folder / "index.html")


def test_anybody_may_read_the_files(shop: Shop) -> None:
    before = os.umask(0o077)
    try:
        release = shop.publish(hu__index_html="egy")
    finally:
        os.umask(before)
    assert (release.folder / "hu" / "index.html").stat().st_mode & 0o777 == 0o644
    assert (release.folder / "hu").stat().st_mode & 0o777 == 0o755
    assert release.folder.stat().st_mode & 0o777 == 0o755


def test_hashed_files_stay_for_one_generation(shop: Shop) -> None:
    old = {"main_484c7ddc_css": "old", "plain_css": "p", "search__1a2b3c4d_js": "t"}
    shop.publish(index_html="one", **old)
    second = shop.publish(index_html="two", main_99999999_css="new")
    assert (shop.site / "main.484c7ddc.css").read_text() == "old"
    assert (shop.site / "search/1a2b3c4d.js").read_text() == "t"
    assert not (shop.site / "plain.css").exists()
    assert sorted(second.kept) == ["main.484c7ddc.css", "search/1a2b3c4d.js"]
    shop.publish(index_html="three", main_99999999_css="new")
    assert not (shop.site / "main.484c7ddc.css").exists()
    assert (shop.site / "main.99999999.css").exists()


@pytest.mark.parametrize(
    "path",
    [
        "assets/stylesheets/main.484c7ddc.min.css",
        "assets/fonts/source-sans-3-italic-latin.0a1b2c3d.woff2",
        "hu/search/9f7d6b42.js",
        "assets/javascripts/bundle.79ae519e.min.js.map",
    ],
)
def test_names_with_a_hash(path: str) -> None:
    assert HASHED.search(path)


@pytest.mark.parametrize(
    "path",
    ["index.html", "assets/handbook.css", "a/facade.css", "hu/paper/run-match-start.pdf",
     "effaceddeadbeef.css", "go/20261122x/index.html", "report.2026.pdf"],
)  # fmt: skip
def test_names_without(path: str) -> None:
    assert not HASHED.search(path)


class TestRollBack:
    def test_there_and_back(self, shop: Shop) -> None:
        shop.publish(index_html="one")
        shop.publish(index_html="two")
        for expected in ("one", "two", "one"):
            shop.releases.roll_back()
            assert shop.shown == expected
            assert len(shop.folders()) == 2

    def test_pages_open_meanwhile_find_their_styles(self, shop: Shop) -> None:
        shop.publish(index_html="one", main_11111111_css="1")
        shop.publish(index_html="two", main_22222222_css="2")
        shop.releases.roll_back()
        assert (shop.site / "main.11111111.css").read_text() == "1"
        assert (shop.site / "main.22222222.css").read_text() == "2"

    def test_the_next_build_is_published_again(self, shop: Shop) -> None:
        shop.publish(index_html="one")
        shop.publish(index_html="two")
        shop.releases.roll_back()
        shop.publish(index_html="two")
        assert shop.shown == "two"
        shop.releases.roll_back()
        assert shop.shown == "one"

    def test_nothing_to_go_back_to(self, shop: Shop) -> None:
        for _ in range(2):
            with pytest.raises(BuildError, match="no release before this one"):
                shop.releases.roll_back()
            shop.publish(index_html="one")

    def test_not_to_a_damaged_release(self, shop: Shop) -> None:
        first = shop.publish(index_html="one")
        shop.publish(index_html="two")
        (first.folder / "index.html").write_text("spoilt")
        with pytest.raises(BuildError, match="missing or changed"):
            shop.releases.roll_back()
        assert shop.shown == "two"


class Killed(BaseException):
    """Stands for a kill: nothing of ours runs after it."""


class TestCutShort:
    """Every call that changes the disk is, in turn, the last one made."""

    def steps(self, shop: Shop, monkeypatch: pytest.MonkeyPatch, last: int) -> bool:
        """Publish “two” and stop before call ``last``; say whether it was reached."""
        count = 0

        def counted(function: Callable[..., Any]) -> Callable[..., Any]:
            def call(*args: Any, **given: Any) -> Any:
                nonlocal count
                count += 1
                if count > last:
                    raise Killed
                return function(*args, **given)

            return call

        with monkeypatch.context() as patch:
            for module, name in (
                (os, "mkdir"), (os, "chmod"), (os, "link"), (os, "fsync"), (os, "rename"),
                (os, "replace"), (os, "symlink"), (os, "unlink"), (shutil, "copyfile"),
                (shutil, "rmtree"),
            ):  # fmt: skip
                patch.setattr(module, name, counted(getattr(module, name)))
            try:
                shop.publish(index_html="two", main_22222222_css="2", a_css="a")
            except Killed:
                return True
        return False

    def test_the_old_site_or_the_new_one_and_the_next_build_mends_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        last = 0
        seen = set()
        while True:
            shop = Shop(tmp_path / str(last))
            shop.publish(index_html="zero", a_css="a")
            shop.publish(index_html="one", main_11111111_css="1", a_css="a")
            was_cut = self.steps(shop, monkeypatch, last)
            seen.add(shop.shown)
            assert (shop.site / "main.11111111.css").read_text() == "1"
            assert (shop.site / "a.css").read_text() == "a"
            current = shop.releases.current
            assert current
            assert shop.releases.is_intact(current)
            shop.publish(index_html="two", main_22222222_css="2", a_css="a")
            assert shop.shown == "two"
            assert len(shop.folders()) <= 2
            shop.releases.roll_back()
            assert shop.shown in ("zero", "one")
            assert not list(shop.releases.folder.glob(".*"))
            if not was_cut:
                break
            last += 1
        assert last > 20
        assert seen == {"one", "two"}


def test_never_in_place_of_a_real_folder(shop: Shop) -> None:
    shop.site.mkdir()
    with pytest.raises(BuildError, match="not a link to a release"):
        shop.publish(index_html="one")


def test_a_link_of_somebody_else_is_left_for_ours(shop: Shop) -> None:
    (shop.root / "other").mkdir()
    shop.site.symlink_to("other")
    shop.publish(index_html="one")
    assert shop.shown == "one"
    assert (shop.root / "other").is_dir()


def test_the_book_may_be_moved(shop: Shop, tmp_path: Path) -> None:
    shop.publish(index_html="one")
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in ("site", ".build"):
        (tmp_path / name).rename(moved / name)
    after = Shop(moved)
    assert after.shown == "one"
    after.publish(index_html="two")
    assert len(after.folders()) == 2


def test_the_files_of_a_release_are_written_down(shop: Shop) -> None:
    release = shop.publish(index_html="one")
    about = json.loads(release.folder.with_name(f"{release.folder.name}.json").read_text())
    assert about["files"] == {"index.html": [hashlib.sha256(b"one").hexdigest(), 3]}
