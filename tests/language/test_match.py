"""Words and phrases found in a text: inflected, whole, and never as parts of words."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handbook.language.inflect import inflection
from handbook.language.match import Matcher, in_bracket, strip_bracket

DATA = Path(__file__).parent / "data"
LANGUAGES = ("hu", "sr", "lv", "bg")


def found(language: str, form: str, text: str) -> list[str]:
    return [hit.text for hit in Matcher(language, [(form, None)]).find(text)]


def inflected(language: str) -> list[tuple[str, str, str]]:
    lists: dict[str, str] = yaml.safe_load((DATA / f"inflected-{language}.yml").read_text("utf-8"))
    return [(language, form, other) for form, forms in lists.items() for other in forms.split(", ")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_inflected_forms_are_found(language: str) -> None:
    lists = inflected(language)
    assert len({form for _, form, _ in lists}) >= 40
    missed = [(form, other) for _, form, other in lists if not found(language, form, f"– {other}.")]
    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dictionary_form_is_found(language: str) -> None:
    forms = {form for _, form, _ in inflected(language)}
    assert [form for form in forms if not found(language, form, f"– {form}.")] == []


@pytest.mark.parametrize(
    ("language", "form", "text"),
    [
        ("hu", "CSO", "A csoport csokit hozott."),
        ("hu", "telep", "A fiatal itt települ le, a település központjában."),
        ("hu", "gondnok", "Gondnak nevezik, amire gondol."),
        ("hu", "társ-mentor", "A társ mentor nélkül maradt."),
        ("hu", "meccs", "A meccslabda kigurult."),
        ("hu", "árva", "Árvíz volt."),
        ("hu", "páros mentor", "Páros. Mentor is jött."),
        ("sr", "invalid", "Invaliditet i invalidnost nisu isto."),
        ("sr", "domac", "Domaći zadatak, domaćin i dom."),
        ("sr", "procjena", "Procena je gotova."),
        ("sr", "meč", "Mečka je u šumi."),
        ("sr", "=jel", "Jelo je na stolu, jela smo."),
        ("lv", "vieglā valodā", "Vieglā valoda; vieglajā valodā; viegla valoda."),
        ("lv", "jauniešu darbs", "Viņš dod jaunietim darbu."),
        ("lv", "mentora līgums", "Mentori līgumu paraksta."),
        ("lv", "psihs", "Psihe un psiholoģija."),
        ("bg", "учител", "Обучител и ученик."),
        ("bg", "менти", "Мента за чай."),
        ("bg", "донос", "Аз донося чантата."),
        ("bg", "дом", "Домат и домакин."),
        ("bg", "надзор", "Надзорен съвет."),
        ("xx", "word", "words"),
    ],
)
def test_other_words_are_not_found(language: str, form: str, text: str) -> None:
    assert found(language, form, text) == []


@pytest.mark.parametrize(
    ("language", "form", "text", "expected"),
    [
        ("hu", "CSO", "Több CSO-nak írtunk.", ["CSO"]),
        ("hu", "peer mentorálás", "a **peer**\nmentorálásról", ["peer**\nmentorálásról"]),
        ("sr", "financir*", "Financirali su ga.", ["Financirali"]),
        ("sr", "osoba sa posebnim potrebama", "osobe s posebnim potrebama", None),
        ("sr", "mentor (mentorka)", "mentori", ["mentori"]),
        ("en", "children’s rights representative", "A children's rights representative", None),
        ("xx", "word", "A WORD.", ["WORD"]),
    ],
)
def test_what_stands_between_words(
    language: str, form: str, text: str, expected: list[str] | None
) -> None:
    masked = text.replace("*", "\0")
    wanted = [text.removeprefix("A ")] if expected is None else expected
    assert [hit.replace("\0", "*") for hit in found(language, form, masked)] == wanted


def test_the_longer_phrase_wins_and_then_the_one_filed_first() -> None:
    matcher = Matcher("bg", [("гето", 1), ("ромско гето", 2), ("гето", 3)])
    assert [(hit.text, hit.value) for hit in matcher.find("Ромското гето и гето.")] == [
        ("Ромското гето", 2),
        ("гето", 1),
    ]


def test_unwanted_phrases_do_not_hide_others() -> None:
    matcher = Matcher("bg", [("гето", 1), ("ромско гето", 2)])
    assert [hit.value for hit in matcher.find("ромско гето", lambda value: value == 1)] == [1]


def test_places_hold_in_text_that_lower_case_would_lengthen() -> None:
    hit = Matcher("hu", [("páros mentor", None)]).find("İİİ páros mentorral")[0]
    assert (hit.start, hit.end, hit.text) == (4, 19, "páros mentorral")


def test_brackets() -> None:
    assert strip_bracket("mentor (mentorka)") == "mentor"
    assert in_bracket("mentor (mentorka)") == "mentorka"
    assert in_bracket("mentor") == ""


@pytest.mark.parametrize("language", (*LANGUAGES, "en"))
def test_endings_are_letters(language: str) -> None:
    known = inflection(language)
    bases = [base for bases in (*known.citation.values(), *known.words.values()) for base in bases]
    assert len(known.endings) > 5
    assert all(isinstance(letters, str) for letters in (*known.endings, *bases))


@given(st.text(max_size=80), st.text(max_size=200), st.sampled_from([*LANGUAGES, "en", "xx"]))
def test_any_form_and_any_text(form: str, text: str, language: str) -> None:
    for hit in Matcher(language, [(form, form), ("páros mentor", "")]).find(text):
        assert text[hit.start : hit.end] == hit.text


@given(st.lists(st.sampled_from(["páros", "mentor", " ", "-", "„", "\0", "\n", "ok"]), max_size=60))
def test_hits_are_in_order_and_not_nested(parts: list[str]) -> None:
    hits = Matcher("hu", [("páros mentor", 1), ("mentor", 2)]).find("".join(parts))
    assert all(one.start < two.start and one.end < two.end for one, two in zip(hits, hits[1:]))  # noqa: B905, RUF007


def test_long_text_takes_linear_time() -> None:
    matcher = Matcher("hu", [("páros mentor", None), ("páros páros páros mentor", None)])
    start = time.process_time()
    for text in ("páros " * 20_000, "páros" + "\0" * 100_000, "páros \0" * 15_000):
        matcher.find(text)
    assert time.process_time() - start < 2
