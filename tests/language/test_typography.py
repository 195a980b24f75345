"""The patterns as data: complete, readable, and quick whatever the text."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.language.typography import (
    LANGUAGES,
    MAKE,
    WHEN,
    Pattern,
    find,
    mixed,
    numbers,
    patterns,
    word_before,
)
from tests.hang import no_hang
from tests.language.families import TYPOGRAPHY

RULES = [*TYPOGRAPHY, "reading-level"]
ALL = [
    pytest.param(language, rule, pattern, id=f"{language} {rule} {pattern.id}")
    for language in LANGUAGES
    for rule in RULES
    for pattern in patterns(language, rule)
]


@pytest.mark.parametrize(("language", "rule", "pattern"), ALL)
def test_an_entry_says_what_is_wrong_and_what_to_write(
    language: str, rule: str, pattern: Pattern
) -> None:
    assert not pattern.say.endswith(".")
    assert pattern.fix or pattern.put is not None or pattern.make
    assert pattern.put is None or not pattern.make
    assert pattern.make in (None, *MAKE)
    assert pattern.when in (None, *WHEN)
    assert pattern.level in (None, "error", "warning", "info")
    assert not pattern.edit or pattern.put is not None or pattern.make


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES)
def test_ids_are_unique(language: str, rule: str) -> None:
    ids = Counter(pattern.id for pattern in patterns(language, rule))
    ids.update(way.id for way in mixed(language, rule))
    assert set(ids.values()) <= {1}


def test_other_languages_have_no_patterns() -> None:
    assert patterns("de", "quotes") == ()
    assert patterns("sr-Latn", "ranges") == patterns("sr", "ranges")


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("od 15", 3, "od"),
        ("Од 15", 0, ""),
        ("да, че не", 3, "да,"),
        ("„И че", 2, "и"),
        ("x\nне", 2, "x"),
    ],
)
def test_the_word_before(text: str, at: int, word: str) -> None:
    assert word_before(text, at) == word


def _all(language: str, text: str) -> int:
    where = numbers(text)
    return sum(len(find(patterns(language, rule), text, where)) for rule in RULES)


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(
        st.one_of(
            st.sampled_from("\"'„“”«»‚‘’–—--.,:;%€()  \u00a0\u202f\0\n0123456789aAzсСвВъ"),
            st.characters(codec="utf-8"),
        ),
        max_size=300,
    ),
    language=st.sampled_from(LANGUAGES),
)
def test_any_text_is_read_without_an_exception(text: str, language: str) -> None:
    assert _all(language, text) >= 0


HOSTILE = {
    sign: (sign * (100_000 // len(sign) + 1))[:100_000]
    for sign in (
        '"',
        "-",
        " ",
        "1",
        "1 ",
        "1.",
        "1,",
        " - ",
        "2-3 ",
        "„",
        " ,",
        "az 1 ",
        "с с",
        "t će ",
    )
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sign", HOSTILE, ids=repr)
def test_hostile_text_is_searched_to_its_end(language: str, sign: str) -> None:
    text = HOSTILE[sign]
    where = numbers(text)
    with no_hang():
        for rule in RULES:
            assert all(match for match in find(patterns(language, rule), text, where))
