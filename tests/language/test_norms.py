"""The right and wrong sentences of the language norms, over the rules of typography and grammar."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.book import Book
from handbook.check.model import Rule
from handbook.check.rules import RULES
from tests.check.fixtures import book_of, findings
from tests.language.families import TYPOGRAPHY

NORMS = Path(__file__).parent / "norms"
LANGUAGES = ("hu", "sr", "lv", "bg")
OURS = list(TYPOGRAPHY)
BY_ID = {rule.id: rule for rule in RULES}


@dataclass(frozen=True)
class Sentence:
    """A sentence of the norms: which rules find a fault in it, here and in other tests."""

    language: str
    text: str
    rules: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        return f"{self.language}: {self.text}"


def _load(language: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((NORMS / f"{language}.yml").read_text("utf-8"))
    return loaded


RIGHT = [Sentence(lang, text) for lang in LANGUAGES for text in _load(lang)["right"]]
WRONG = [
    Sentence(lang, entry["text"], tuple(entry.get("rules", ())), tuple(entry.get("elsewhere", ())))
    for lang in LANGUAGES
    for entry in _load(lang)["wrong"]
]


def _found(sentence: Sentence, book: Book, rules: list[Rule]) -> set[str]:
    pages = {(sentence.language, "run/page"): sentence.text + "\n"}
    made = book_of(book, pages)
    return {rule.id for rule in rules if findings(rule, made)}


def test_each_language_has_twenty_of_each() -> None:
    assert (len(RIGHT), len(WRONG)) == (80, 80)


@pytest.mark.parametrize("sentence", RIGHT, ids=str)
def test_right_sentences_are_left_alone(sentence: Sentence, book: Book) -> None:
    assert _found(sentence, book, [BY_ID[name] for name in OURS]) == set()


@pytest.mark.parametrize("sentence", WRONG, ids=str)
def test_wrong_sentences_are_found_by_their_rules_only(sentence: Sentence, book: Book) -> None:
    assert sentence.rules or sentence.elsewhere
    assert _found(sentence, book, [BY_ID[name] for name in OURS]) == set(sentence.rules)


def test_a_no_break_space_is_as_good_as_an_ordinary_one(book: Book) -> None:
    for sentence in RIGHT:
        plain = Sentence(sentence.language, sentence.text.replace("\u00a0", " "))
        assert _found(plain, book, [BY_ID[name] for name in OURS]) == set(), plain
        narrow = Sentence(sentence.language, sentence.text.replace("\u00a0", "\u202f"))
        assert _found(narrow, book, [BY_ID[name] for name in OURS]) == set(), narrow
