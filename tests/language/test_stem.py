"""Stems: forms of one word meet, different words do not."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import snowballstemmer  # type: ignore[import-untyped]
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handbook.book import Book
from handbook.language.stem import DATA, SNOWBALL, stem
from handbook.language.stem import stems as stems_of

PAIRS = Path(__file__).parent / "data"
LIGHT = ("bg", "lv")


def read(language: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((PAIRS / f"stem-pairs-{language}.yml").read_text("utf-8"))
    return data


def stems(phrase: str, language: str) -> list[str]:
    return [stem(word, language) for word in phrase.split()]


def pairs(language: str, *, expect: str) -> list[tuple[str, str]]:
    return [
        (pair["query"], pair["page"])
        for pair in read(language)["pairs"]
        if pair.get("expect", "light") == expect
    ]


@pytest.mark.parametrize(
    ("language", "query", "page"),
    [(language, *pair) for language in LIGHT for pair in pairs(language, expect="light")],
)
def test_forms_of_a_word_meet(language: str, query: str, page: str) -> None:
    assert stems(query, language) == stems(page, language)


def test_latvian_forms_that_only_a_lemmatiser_was_expected_to_join() -> None:
    hard = pairs("lv", expect="lemma")
    met = [pair for pair in hard if stems(pair[0], "lv") == stems(pair[1], "lv")]
    assert len(hard) == 13
    assert len(met) >= 10


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        (language, pair["query"], pair["page"])
        for language in LIGHT
        for pair in read(language)["must_not_match"]
    ],
)
def test_different_words_stay_apart(language: str, one: str, other: str) -> None:
    assert stem(one, language) != stem(other, language)


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("bg", "работата", "работ"),
        ("bg", "обучението", "обучн"),
        ("bg", "Менторите", "ментор"),
        ("bg", "дом", "дом"),
        ("lv", "jauniešiem", "jauniet"),
        ("lv", "Ģimeņu", "ģimen"),
        ("hu", "mentorokkal", "mentor"),
        ("sr", "mentorima", "mentor"),
        ("sr-Latn", "mentorima", "mentor"),
        ("en", "mentors", "mentor"),
        ("xx", "Wörter", "wörter"),
    ],
)
def test_stem(language: str, word: str, expected: str) -> None:
    assert stem(word, language) == expected


@pytest.mark.parametrize("language", LIGHT)
def test_rules_are_plain_data_that_another_language_of_code_can_read(language: str) -> None:
    raw = yaml.safe_load((DATA / f"stem-{language}.yml").read_text("utf-8"))
    assert set(raw) <= {"shortest", "words", "passes", "vowels", "last_vowel"}
    for rules in raw["passes"]:
        endings = [rule[0] for rule in rules]
        assert len(endings) == len(set(endings)), "an ending stands twice in a pass"
        for ending, left, *instead in rules:
            assert isinstance(ending, str)
            assert left >= 1
            assert all(isinstance(letters, str) for letters in instead)


@given(st.text(max_size=30), st.sampled_from(["en", "hu", "sr", "lv", "bg", "xx"]))
def test_any_word_has_a_stem(word: str, language: str) -> None:
    assert isinstance(stem(word, language), str)


@pytest.mark.parametrize("language", sorted(SNOWBALL))
def test_the_stemmers_in_c_give_the_stems_of_those_shipped_to_the_browser(
    language: str, book: Book
) -> None:
    words = _words_of(book)
    assert len(words) > 20_000
    assert snowballstemmer.stemmer(SNOWBALL[language]).__class__.__module__ == "Stemmer"
    module = import_module(f"snowballstemmer.{SNOWBALL[language]}_stemmer")
    shipped = getattr(module, f"{SNOWBALL[language].title()}Stemmer")()
    assert {word: stem(word, language) for word in words} == {
        word: shipped.stemWord(word) for word in words
    }


@pytest.mark.parametrize("language", ["en", "hu", "sr-Latn", "lv", "bg", "xx"])
def test_many_words_at_once_have_the_stems_of_each_alone(language: str, book: Book) -> None:
    words = [*sorted(_words_of(book))[::7], "", "a", "šta", "čl"]
    assert stems_of(words, language) == [stem(word, language) for word in words]


@pytest.mark.parametrize("language", LIGHT)
def test_stems_follow_the_rules_as_they_are_written(language: str, book: Book) -> None:
    words = sorted(_words_of(book))
    rules = yaml.safe_load((DATA / f"stem-{language}.yml").read_text("utf-8"))
    assert stems_of(words, language) == [_by_the_rules(word, rules) for word in words]


def _by_the_rules(word: str, rules: dict[str, Any]) -> str:
    if word in rules["words"] or len(word) < rules["shortest"]:
        return str(rules["words"].get(word, word))
    for endings in rules["passes"]:
        fits = [
            (ending, "".join(new))
            for ending, left, *new in endings
            if word.endswith(ending) and len(word) - len(ending) >= left
        ]
        if fits:
            ending, new = max(fits, key=lambda fit: len(fit[0]))
            word = word.removesuffix(ending) + new
    vowels = [at for at, letter in enumerate(word) if letter in rules.get("vowels", "")]
    if vowels:
        at, new = vowels[-1], rules["last_vowel"].get(word[vowels[-1]], word[vowels[-1]])
        word = word[:at] + new + word[at + 1 :]
    return word


def _words_of(book: Book) -> set[str]:
    """All words of all editions and of the lists of inflected words."""
    lists = Path(__file__).parents[1] / "search" / "inflections.yml"
    texts = [lists.read_text("utf-8"), *(page.text for page in book.pages.values())]
    return {word for text in texts for word in re.findall(r"[^\W\d_]+", text.lower())}
