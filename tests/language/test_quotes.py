from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.language.quotes import Found, Marks, Style, read, rewritten, style, wrong

LANGUAGES = ["en", "hu", "sr", "lv", "bg"]


def of(locale: str) -> Style:
    found = style(locale)
    assert found is not None
    return found


def pairs(text: str, locale: str) -> list[str]:
    return [q.pair for q in read(text, text, of(locale)).quotations]


def alone(text: str, locale: str) -> tuple[list[str], list[str]]:
    found: Found = read(text, text, of(locale))
    return [m.sign for m in found.unclosed], [m.sign for m in found.unopened]


def better(text: str, locale: str) -> str:
    marks: Marks = {}
    for _, right in wrong(read(text, text, of(locale)), text, of(locale)):
        marks |= right
    return rewritten(text, 0, len(text), marks)


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("hu", 'A "mentor" szó.', ['""']),
        ("hu", "A „passz”-ban, „így”.", ["„”", "„”"]),
        ("lv", "Projektu „RETHINK“ vadīja.", ["„“"]),
        ("bg", "Тя каза: «Да».", ["«»"]),
        ("en", "‘Don’t!’, she said; the boys’ bus.", ["‘’"]),
        ("en", "the boys’ bus", []),
        ("hu", 'Egy 15.6" képernyő', []),
        ("hu", "a ’90-es évek", []),
        ("hu", "„ üres hely ”", ["„”"]),
    ],
)
def test_marks_pair_by_the_company_they_keep(locale: str, text: str, expected: list[str]) -> None:
    assert pairs(text, locale) == expected


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("hu", 'A "mentor" szó.', "A „mentor” szó."),
        ("hu", "„Ez „jó” volt.”", "„Ez »jó« volt.”"),
        ("hu", "„Ez «jó» volt.”", "„Ez »jó« volt.”"),
        ("hu", '"Ez "jó" volt."', "„Ez »jó« volt.”"),
        ("sr", "“Tu sam.”", "„Tu sam.”"),
        ("sr", "„Tu sam.“", "„Tu sam.“"),
        ("sr", "„Reci „ne”.”", "„Reci ’ne’.”"),
        ("lv", "„RETHINK” un ‘vārds’", "“RETHINK” un ‘vārds’"),
        ("bg", "„Искам”, „площад „Народно събрание“.", "„Искам“, „площад „Народно събрание“."),
        ("en", 'Say "yes" and ‘a ‘big’ one’.', "Say ‘yes’ and ‘a “big” one’."),
    ],
)
def test_wrong_pairs_are_rewritten_in_the_marks_of_the_language(
    locale: str, text: str, expected: str
) -> None:
    assert better(text, locale) == expected
    assert better(expected, locale) == expected


def test_marks_that_stand_alone() -> None:
    assert alone("Azt mondta: „Jó volt.", "hu") == (["„"], [])
    assert alone("Azt mondta: Jó volt”, és elment.", "hu") == ([], ["”"])
    assert alone("„Egyik. „Másik” itt.", "hu") == (["„"], [])
    assert alone("„… площад „Народно събрание“.", "bg") == ([], [])


def test_what_is_masked_counts_as_a_word_unless_it_is_markup() -> None:
    text = '"**bold**" and "`code`"'
    prose = '"\0\0bold\0\0" and "\0\0\0\0\0\0"'
    assert [q.pair for q in read(prose, text, of("hu")).quotations] == ['""', '""']


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_short_cut_agrees_with_the_reading(locale: str) -> None:
    for text in ("Plain.", "“x”", "‘x’", "„x”", "„x“", "a „b »c« d” e", "‘a “b” c’ it’s", "„ x”"):
        found = read(text, text, of(locale))
        faulty = bool([*wrong(found, text, of(locale)), *found.unclosed, *found.unopened])
        assert not (of(locale).right.fullmatch(text) and faulty), text


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.sampled_from("\"'„“”«»‚‘’ aб1.\0\n("), max_size=60))
@pytest.mark.parametrize("locale", LANGUAGES)
def test_any_marks_are_read_and_rewriting_settles(locale: str, text: str) -> None:
    once = better(text, locale)
    assert len(once) == len(text)
    if of(locale).right.fullmatch(text):
        assert once == text
