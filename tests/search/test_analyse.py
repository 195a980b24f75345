"""One analyser, two languages of code."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.book import Book
from handbook.search.analyse import _forms, analyse, forms, terms_of
from tests.search.conftest import LOCALES

INFLECTIONS = yaml.safe_load(Path(__file__).with_name("inflections.yml").read_text("utf-8"))
TOKENS = "text => analyser.tokens(text).map(one => [one.start, one.end, ...one.forms])"


def in_python(text: str, locale: str) -> list[list[Any]]:
    return [
        [token.start, token.end, token.stem, token.bare_stem, token.plain]
        for token in analyse(text, locale)
    ]


@pytest.mark.browser
@pytest.mark.parametrize("locale", LOCALES)
def test_both_give_the_same_over_the_whole_book(
    locale: str, book: Book, javascript: Callable[[str], Any]
) -> None:
    pages = [page.raw for (edition, _), page in sorted(book.pages.items()) if edition == locale]
    pages.append((book.docs / "glossary.yml").read_text("utf-8"))  # all five languages at once
    for text in pages:
        text = unicodedata.normalize("NFC", text)
        expected = in_python(text, locale)
        assert expected
        assert javascript(locale).evaluate(TOKENS, text) == expected


@pytest.mark.browser
@pytest.mark.parametrize("locale", LOCALES)
def test_both_give_the_same_for_inflected_words_in_every_spelling(
    locale: str, javascript: Callable[[str], Any]
) -> None:
    text = unicodedata.normalize("NFC", " ".join(INFLECTIONS.values()))
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    for spelling in (text, text.upper(), text.title(), bare):
        assert javascript(locale).evaluate(TOKENS, spelling) == in_python(spelling, locale)


@pytest.mark.browser
@pytest.mark.parametrize("locale", LOCALES)
def test_both_give_the_same_for_any_text(locale: str, javascript: Callable[[str], Any]) -> None:
    letters = st.characters(max_codepoint=0x52F, exclude_categories=["Cs"]) | st.sampled_from(
        "áéőűđčćšžāēķļņŗ’'-свађаъщюяйѝ" * 3
    )

    @settings(max_examples=60, deadline=None)
    @given(st.text(letters, max_size=80))
    def check(text: str) -> None:
        text = unicodedata.normalize("NFC", text).encode("utf-16", "surrogatepass").decode("utf-16")
        assert javascript(locale).evaluate(TOKENS, text) == in_python(text, locale)

    check()


@pytest.mark.parametrize(
    ("locale", "spellings"),
    [
        ("sr", "svađa svadja свађа СВАЂА Svađa"),
        ("sr", "vršnjacima vrsnjacima вршњацима"),
        ("sr", "džepu dzepu џепу"),
        ("bg", "връстници vrastnici vrystnitsi"),
        ("bg", "обучението obuchenieto obu4enieto"),
        ("bg", "детство detstvo"),
        ("bg", "изход izhod"),
    ],
)
def test_spellings_of_one_word_give_the_same_token(locale: str, spellings: str) -> None:
    assert len({forms(word, locale) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("locale", "typed", "meant"),
    [
        ("hu", "szupervizio", "szupervízió"),
        ("lv", "gramatas", "grāmatas"),
        ("lv", "gimene", "ģimene"),
        ("bg", "organizatsia", "организация"),
        ("bg", "organizaciya", "организация"),
    ],
)
def test_a_word_without_accents_meets_the_bare_stem_of_the_word_meant(
    locale: str, typed: str, meant: str
) -> None:
    assert forms(typed, locale)[1:] == forms(meant, locale)[1:]


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", "mentor mentors mentor's"),
        ("hu", "párosítás párosításról párosításnak"),
        ("sr", "supervizija superviziju supervizije"),
        ("lv", "supervīzija supervīziju supervīzijas"),
        ("bg", "подарък подаръци подаръците подаръка"),
    ],
)
def test_inflected_forms_share_a_stem(locale: str, words: str) -> None:
    stems, bare_stems, _ = zip(*(forms(word, locale) for word in words.split()), strict=True)
    assert len(set(stems)) == 1 or len(set(bare_stems)) == 1


def test_places_point_into_the_text() -> None:
    text = "Kortárs mentorok – és a „szülők”."
    assert [text[one.start : one.end] for one in analyse(text, "hu")] == [
        "Kortárs", "mentorok", "és", "a", "szülők",
    ]  # fmt: skip


@given(
    st.lists(st.text("aáéőđčķщйЈ’'Ωİ", min_size=1, max_size=6), max_size=8),
    st.sampled_from(["en", "hu", "sr", "lv", "bg"]),
)
def test_words_together_have_the_forms_of_each_alone(words: list[str], locale: str) -> None:
    alone = {word: next(_forms([word], locale)) for word in words}
    together = _forms(words, locale) if words else iter(())
    assert dict(zip(words, together, strict=True)) == alone
    assert {word: forms(word, locale) for word in words} == alone
    known = terms_of({*words}, locale)
    for word in words:
        assert (known.stems[word], known.bare.get(word, known.stems[word])) == alone[word][:2]
