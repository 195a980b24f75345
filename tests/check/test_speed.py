"""Short cuts that spare a rule its work must never hide anything from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.book import Page
from handbook.check.figureless import figureless
from handbook.check.phrases import may_be_phrase, phrases_left
from handbook.check.prose import MASK, prose
from handbook.check.tongue import _TECHNICAL, plain, words_by_piece
from handbook.language.figure_excuses import Text, named_months
from handbook.language.figures import figures
from handbook.language.match import WORD, Matcher, Words
from handbook.language.typography import LANGUAGES, any_number, numbers, patterns
from handbook.lazy import lazy

_BITS = st.sampled_from(
    ["mentor", "Mentor", "mentora", "CSO", "a-b", "x.y", "2.4", "12", "M", "4,7 %", "и", "İ", "ő",
     "_", "²", "https://a.b/c", "eBay", "the", "of", "April", "апреля", " ", "\n", "\n\n", ". ",
     "- ", "**", "`", "€ 20", "2 000 EUR", "\x01", "|", "7-7", "in", "you"]
)  # fmt: skip
_TEXTS = st.lists(_BITS, max_size=25).map(" ".join) | st.lists(_BITS, max_size=25).map("".join)


def _page(text: str, edition: str = "en") -> Page:
    return Page("p", edition, Path("p.md"), "p.md", text)


@given(_TEXTS)
def test_plain_masks_every_technical_token_and_no_other(text: str) -> None:
    def masked(token: re.Match[str]) -> str:
        return MASK * len(token[0]) if _TECHNICAL.search(token[0]) else token[0]

    assert plain(text) == re.sub(r"\S+", masked, text)


@given(_TEXTS)
def test_words_are_runs_of_letters_of_each_piece(text: str) -> None:
    page = _page(text)
    parts = prose(page).text.lower().split("\x01")
    assert words_by_piece(page) == [re.findall(r"[^\W\d_]+", part) for part in parts]


@given(_TEXTS, st.sampled_from(["en", "sr", "bg"]))
def test_a_figureless_block_has_no_figure_and_no_month(text: str, edition: str) -> None:
    page = _page(text, edition)
    bare = figureless(page, monthless=True)
    for block in page.blocks:
        if id(block) in bare:
            assert not figures(block.prose, edition)
            assert not list(named_months(Text(block.prose, edition)))


@given(_TEXTS)
def test_the_cheap_test_lets_every_phrase_pass(text: str) -> None:
    for block in _page(f"{text} you are in the middle of it and that is for you").blocks:
        if list(phrases_left(block, block)):
            assert may_be_phrase(re.findall(r"[^\W\d_]+", block.prose.lower()))


@given(_TEXTS)
def test_a_matcher_finds_the_same_with_the_words_cut_before(text: str) -> None:
    matcher = Matcher("en", [("mentor", 1), ("the mentor", 2), ("CSO", 3), ("men*", 4), ("a-b", 5)])
    words = Words(WORD.findall(text.lower())) if len(text.lower()) == len(text) else None
    assert matcher.find(text, words=words) == matcher.find(text)


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=_TEXTS)
def test_no_number_that_a_pattern_fits_is_passed_over(language: str, text: str) -> None:
    rules = ("number-format", "grammar", "ranges", "date-format", "time-format", "abbreviations")
    fits = any_number(language)
    for at in numbers(text):
        for pattern in (p for rule in rules for p in patterns(language, rule) if p.number):
            if pattern.find.match(text, at):
                assert fits.match(text, at)


def test_a_lazy_attribute_is_made_once() -> None:
    class Thing:
        made = 0

        @lazy
        def value(self) -> int:
            """Say how often it was made."""
            self.made += 1
            return self.made

    thing = Thing()
    assert (thing.value, thing.value) == (1, 1)
    assert Thing.value.__doc__ == "Say how often it was made."
