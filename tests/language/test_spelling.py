from __future__ import annotations

import shutil

import pytest

from handbook.language import spelling


@pytest.fixture(autouse=True)
def _fresh() -> None:
    spelling.available.cache_clear()


def test_without_hunspell_nothing_is_asked_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert not spelling.available("hu")
    assert spelling.note(["hu", "lv"]) == "spelling not checked: hunspell is not installed"
    assert spelling.unknown(["szövge"], "hu") == frozenset()
    spelling.available.cache_clear()


def test_a_language_without_a_dictionary_is_named() -> None:
    assert not spelling.available("xx")
    note = spelling.note(["xx"])
    assert note is not None
    assert note.startswith("spelling not checked")


@pytest.mark.skipif(not spelling.available("lv"), reason="no Latvian dictionary installed")
class TestLatvian:
    def test_unknown_words_are_told_from_known_ones(self) -> None:
        asked = ["diena", "skola", "skoola", "stopnoteikumu"]
        assert spelling.unknown(asked, "lv") == {"skoola", "stopnoteikumu"}

    def test_a_listed_word_is_known_in_all_its_forms(self) -> None:
        assert spelling.unknown(["stopnoteikumu"], "lv", ["stopnoteikums"]) == frozenset()

    def test_words_with_hyphens_are_known_by_their_parts(self) -> None:
        assert spelling.unknown(["skola-skola", "skola-skoola"], "lv") == {"skola-skoola"}
