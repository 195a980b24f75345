"""What is kept between runs, and under which key."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.book import Book, read_tree
from handbook.check.allow import Allowance
from handbook.check.cache import Cache, cache_file
from handbook.check.engine import Entry
from tests.check.test_engine import HU, hu, tree
from tests.check.test_runs import FINDING, PLAIN

__all__ = ["tree"]  # the fixture


class TestCache:
    def cache(self, tree: Path) -> tuple[Cache, Book]:
        book = read_tree(tree, "en")
        return Cache(tree.parent / "kept.json", book), book

    def test_an_entry_comes_back_as_it_was(self, tree: Path) -> None:
        entry = Entry([FINDING, PLAIN], {"links": [["é", 1]]}, [Allowance("r", "", "hu", 1, 2, 3)])
        kept, _ = self.cache(tree)
        kept.put("text/hu/a.md", "key", entry)
        kept.save()
        again, _ = self.cache(tree)
        assert again.get("text/hu/a.md", "other key") is None
        assert again.get("text/hu/b.md", "key") is None
        assert again.get("text/hu/a.md", "key") == entry

    def test_what_was_not_asked_for_again_is_dropped(self, tree: Path) -> None:
        kept, _ = self.cache(tree)
        for name in ("a", "b"):
            kept.put(name, "key", Entry([], {}))
        kept.save()
        again, _ = self.cache(tree)
        again.get("a", "key")
        again.save()
        assert list(json.loads((tree.parent / "kept.json").read_text("utf-8"))) == ["a"]

    def test_nothing_is_written_when_nothing_changed(self, tree: Path) -> None:
        kept, _ = self.cache(tree)
        kept.save()
        assert not (tree.parent / "kept.json").exists()

    def key(self, tree: Path, locale: str = "hu", name: str = "a") -> str:
        cache, book = self.cache(tree)
        page = book.pages[locale, name]
        return cache.key(page, None if page.is_source else book.page("en", page.id))

    def test_the_key_is_made_of_all_that_counts(self, tree: Path) -> None:
        before = self.key(tree)
        assert self.key(tree) == before
        assert self.key(tree, name="b") != before  # the same words at another place
        for name in ("glossary.yml", "words/hu.txt", "hu/.stamps/a.json"):
            file = tree / name
            file.parent.mkdir(exist_ok=True)
            file.write_text("{}", "utf-8")
            after = self.key(tree)
            assert after != before, name
            before = after
        (tree.parent / "mkdocs.yml").write_text("site_name: x", "utf-8")
        assert self.key(tree) != before

    def test_a_stamp_and_its_source_do_not_count_for_a_source_page(self, tree: Path) -> None:
        before = self.key(tree, "en")
        for locale in ("en", "hu"):
            (tree / locale / ".stamps").mkdir()
            (tree / locale / ".stamps/a.json").write_text("{}", "utf-8")
        hu(tree, HU + "\nMás.\n")
        assert self.key(tree, "en") == before

    def test_each_book_has_a_file_of_its_own(
        self, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        book = read_tree(tree, "en")
        file = cache_file(book)
        assert file.parent == tmp_path / "cache" / "handbook"
        assert cache_file(replace(book, docs=tmp_path)) != file
        monkeypatch.delenv("XDG_CACHE_HOME")
        monkeypatch.setenv("HOME", str(tmp_path / "home"))
        assert cache_file(book).parent == tmp_path / "home/.cache/handbook"
