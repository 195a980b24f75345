"""Figures of five languages: the same fact has the same value, another fact another one."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.language.figure_excuses import Text
from handbook.language.figure_format import localised
from handbook.language.figure_match import compare
from handbook.language.figures import Figure, figures
from handbook.language.numerals import numerals

LANGUAGES = ("en", "hu", "sr", "lv", "bg")
MASK = "\0\0"

SAME_FACTS: dict[str, dict[str, str]] = {
    "date": {
        "en": "The seminar was on 7 April 2021.",
        "hu": "A szeminárium 2021. április 7-én volt.",
        "sr": "Seminar je održan 7. aprila 2021. godine.",
        "lv": "Seminārs notika 2021. gada 7. aprīlī.",
        "bg": "Семинарът беше на 7 април 2021 г.",
    },
    "days and month": {
        "en": "The training was held on 1–5 December 2019.",
        "hu": "A képzés 2019. december 1–5. között volt.",
        "sr": "Obuka je održana od 1. do 5. decembra 2019. godine.",
        "lv": "Mācības notika 2019. gada 1.–5. decembrī.",
        "bg": "Обучението беше на 1–5 декември 2019 г.",
    },
    "from date to date": {
        "en": "The project ran from 1 May 2019 to 30 April 2021.",
        "hu": "A projekt 2019. május 1. – 2021. április 30. között zajlott.",
        "sr": "Projekat je trajao od 1. maja 2019. do 30. aprila 2021, u Vršcu.",
        "lv": "Projektu īsteno no 2019. gada 1. maija līdz 2021. gada 30. aprīlim.",
        "bg": "Проектът беше от 1 май 2019 г. до 30 април 2021 г.",
    },
    "month and year": {
        "en": "It came out in April 2021.",
        "hu": "2021 áprilisában jelent meg.",
        "sr": "Objavljen je u aprilu 2021. godine.",
        "lv": "Iznāca 2021. gada aprīlī.",
        "bg": "Излезе през април 2021 г.",
    },
    "short date": {
        "en": "2021-04-07",
        "hu": "2021. 04. 07.",
        "sr": "7. 4. 2021.",
        "lv": "07.04.2021.",
        "bg": "07.04.2021 г.",
    },
    "millions": {
        "en": "€4.7 million",
        "hu": "4,7 millió euró",
        "sr": "4,7 miliona evra",
        "lv": "4,7 miljoni eiro",
        "bg": "4,7 млн. евро",
    },
    "thousands": {
        "en": "251,395.55 EUR",
        "hu": "251 395,55 euró",
        "sr": "251.395,55 EUR",
        "lv": "251 395,55 EUR",
        "bg": "251\u202f395,55 евро",
    },
    "percent": {
        "en": "20% of them",
        "hu": "20%-uk",
        "sr": "20 posto njih",
        "lv": "20\xa0% no viņiem",
        "bg": "20 на сто от тях",
    },
    "hours": {
        "en": "a 20-hour training",
        "hu": "20 órás képzés",
        "sr": "obuka od 20 časova",
        "lv": "20 stundu mācības",
        "bg": "20-часово обучение",
    },
    "weeks": {
        "en": "after 12 weeks",
        "hu": "12 hét után",
        "sr": "posle 12 nedelja",
        "lv": "pēc 12 nedēļām",
        "bg": "след 12 седмици",
    },
    "form": {
        "en": "form T38",
        "hu": "a T38-as űrlap",
        "sr": "obrazac T38",
        "lv": "veidlapa T38",
        "bg": "формуляр Т38",
    },
    "helpline": {
        "en": "call 116 111",
        "hu": "a 116-111-es szám",
        "sr": "broj 116111",
        "lv": "tālrunis 116111",
        "bg": "телефон 116\xa0111",
    },
}


def meant(text: str, language: str) -> list[tuple[str, str]]:
    """Values and units in an order that does not depend on the language."""
    return sorted((str(figure.value), figure.unit) for figure in figures(text, language))


@pytest.mark.parametrize("fact", SAME_FACTS)
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_one_fact_is_one_value_in_five_languages(fact: str, language: str) -> None:
    texts = SAME_FACTS[fact]
    assert meant(texts["en"], "en")
    assert meant(texts[language], language) == meant(texts["en"], "en")


TIMES = [
    ("en", "18:00"),
    ("en", "6 pm"),
    ("en", "6 p.m."),
    ("hu", "18.00-kor"),
    ("hu", "18 órakor"),
    ("sr", "u 18.00"),
    ("lv", "plkst. 18.00"),
    ("bg", "18:00 ч."),
    ("bg", "18,00 ч."),
]


@pytest.mark.parametrize(("language", "text"), TIMES)
def test_a_time_is_its_hour_and_minutes(language: str, text: str) -> None:
    assert [figure.value for figure in figures(text, language)] == [18]
    assert figures("18.30", "sr")[0].value == figures("18:30", "en")[0].value == Fraction(183, 10)


NUMBERS = [
    ("en", "1,138", 1138),
    ("hu", "1,138", Fraction(1138, 1000)),
    ("hu", "1138", 1138),
    ("sr", "1.138", 1138),
    ("en", "1.138", Fraction(1138, 1000)),
    ("bg", "0,21", Fraction(21, 100)),
    ("lv", "1 000 000", 1_000_000),
    ("en", "3/4", Fraction(3, 4)),
    ("en", "1½ hours", Fraction(3, 2)),
    ("en", "18th", 18),
    ("hu", "3.-nak", 3),
    ("bg", "1-ви", 1),
    ("en", "16-year-old", 16),
    ("en", "10k", 10_000),
    ("sr", "3 hiljade", 3000),
    ("hu", "2 milliárd", 2_000_000_000),
    ("de", "1.138", 1138),
    ("de", "4,7 Millionen", 4_700_000),
    ("en", "9" * 200, "9" * 200),
    ("en", "6.9.1", "6.9.1"),
    ("en", "0800 007 000", "tel0800007000"),
    ("en", "+36 80 205 520", "tel0680205520"),
    ("en", "+381 800 300 303", "tel0800300303"),
]


@pytest.mark.parametrize(("language", "text", "value"), NUMBERS)
def test_a_number_has_its_value(language: str, text: str, value: object) -> None:
    assert [figure.value for figure in figures(text, language)] == [value]


def test_offsets_are_those_of_the_text() -> None:
    text = "Pay €20 within 2 weeks of 7 April 2021, in T38."
    found = figures(text, "en")
    assert [text[figure.start : figure.end] for figure in found] == [
        "€20",
        "2 weeks",
        "7",
        "April",
        "2021",
        "T38",
    ]


def test_masked_signs_do_not_come_between_a_figure_and_its_unit() -> None:
    assert meant(f"{MASK}5{MASK} minutes", "en") == [("5", "minute")]
    assert meant(f"{MASK}5{MASK} perc", "hu") == [("5", "minute")]


def test_ordinals_and_years_are_no_measures() -> None:
    assert [figure.unit for figure in figures("A 3. hét 2021. évi", "hu")] == ["", ""]
    assert [figure.unit for figure in figures("2021. gada 3. nedēļa, 3 nedēļas", "lv")] == [
        "",
        "",
        "week",
    ]


ALIKE = [
    ("2 trainers", "hu", "Két tréner"),
    ("2 people", "sr", "dvoje ljudi"),
    ("both of the 2", "lv", "abi divi"),
    ("25 people", "hu", "huszonöt ember"),
    ("125 people", "bg", "сто двадесет и пет души"),
    ("12 people", "sr", "dvanaest ljudi"),
    ("two people", "hu", "2 ember"),
    ("a dozen", "sr", "12"),
    ("twice", "bg", "2 пъти"),
    ("1 hour", "sr", "sat vremena jednom"),
    ("a third (33%)", "hu", "egyharmad"),
    ("half", "bg", "50%"),
    ("three quarters", "sr", "75%"),
    ("in the 21st century", "sr", "u XXI veku"),
    ("in the 19th century", "hu", "a XIX. században"),
    ("12 months", "hu", "egy év"),
    ("a year", "bg", "12 месеца"),
    ("90 minutes", "hu", "másfél óra"),
    ("90 minutes", "lv", "1,5 stundas"),
    ("half an hour", "sr", "30 minuta"),
    ("14 days", "hu", "két hét"),
    ("48 hours", "sr", "dva dana"),
    ("under-18s", "lv", "nepilngadīgie"),
    ("open 24/7", "hu", "éjjel-nappal nyitva"),
    ("1:1 mentoring", "hu", "egyéni mentorálás"),
    ("7 each", "hu", "7-7 fő"),
    ("2019–21", "sr", "od 2019. do 2021."),
    ("the 1990s", "bg", "90-те години"),
    ("20 to 30%", "hu", "20%-tól 30%-ig"),
    ("from 3 to 5 pm", "sr", "od 15 do 17 časova"),
    ("at 6 pm", "hu", "este 6-kor"),
    ("2 h 25", "hu", "2 óra 25 perc"),
    ("weeks 1, 2, 4 and 8", "lv", "1., 2., 4. un 8. nedēļā"),
    ("Month 3", "hu", "a 3. hónap"),
    ("April 7, 2021", "hu", "2021. IV. 7."),
    ("4/7/2021", "hu", "2021. április 7."),
    ("in April and May 2021", "hu", "2021 áprilisában és májusában"),
    ("Lend me 20", "sr", "Pozajmi mi 20 evra"),
    ("Call 67 037 333", "lv", "Zvani 6703 7333"),
    ("see T38", "hu", "A T38. A T38-ban"),
    ("3 people", "de", "drei Menschen"),
    ("7 April 2021", "fr", "le 7 avril 2021"),
    ("10,000 euros", "de", "10.000 Euro"),
    ("7 April 2021", "sr", "7. априла 2021. године"),
]


@pytest.mark.parametrize(("source", "language", "target"), ALIKE)
def test_what_languages_write_differently_is_no_difference(
    source: str, language: str, target: str
) -> None:
    difference = compare(Text(source, "en"), Text(target, language))
    assert not difference, (difference.of_source, difference.of_target)


UNLIKE = [
    ("20%", "hu", "25%"),
    ("20%", "sr", "20 ljudi"),
    ("12 weeks", "lv", "21 nedēļa"),
    ("12 weeks", "hu", "12 nap"),
    ("2 days, and both come", "lv", "2 nedēļās nāk abi"),
    ("under 18", "bg", "под 18 месеца"),
    ("4.7 million", "sr", "47 miliona"),
    ("4.7 million", "hu", "4,7 ezer"),
    ("1,138", "hu", "1183"),
    ("1,138", "hu", "1,138"),
    ("10,000", "bg", "1000"),
    ("251,395.5", "sr", "25.139,55"),
    ("€20", "hu", "20 forint"),
    ("7 April 2021", "lv", "2021. gada 8. aprīlis"),
    ("7 April 2021", "bg", "7 май 2021 г."),
    ("7 April 2021", "hu", "2012. április 7."),
    ("She leaves in June", "sr", "Odlazi u julu"),
    ("18:00", "hu", "16.00"),
    ("at 6 pm", "hu", "este 7-kor"),
    ("0800 007 000", "sr", "0800 070 000"),
    ("116 111", "hu", "116-112"),
    ("T38", "hu", "T83"),
    ("T38", "hu", "H38"),
    ("T05", "lv", "T5"),
    ("H1.1", "bg", "H1.2"),
    ("3 of 12", "hu", "12-ből"),
    ("three", "hu", "4"),
    ("a year of 12 months", "hu", "egy év hónapjai"),
    ("10 days", "de", "12 Tage"),
    ("30%", "fr", "40 %"),
]


@pytest.mark.parametrize(("source", "language", "target"), UNLIKE)
def test_another_figure_is_a_difference(source: str, language: str, target: str) -> None:
    assert compare(Text(source, "en"), Text(target, language))


def test_a_difference_says_what_is_missing_added_and_changed() -> None:
    difference = compare(Text("12 people, 20% in 2 days", "en"), Text("25% za 2 nedelje", "sr"))
    assert [figure.value for figure in difference.missing] == [12, 20]
    assert [figure.value for figure in difference.added] == [25]
    assert [(ours.unit, theirs.unit) for ours, theirs in difference.changed] == [("day", "week")]


def test_months_are_told_from_words_that_begin_like_them() -> None:
    assert not any(f.value == "m5" for f in figures("Of those 12 may come, in March 12", "en"))
    assert [f.value for f in figures("5. Apreibināšanās", "lv")] == [5]
    assert [f.value for f in figures("Grupa 3 martinuje", "sr")] == [3]


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("1,138", "hu", "1138"),
        ("12,500", "hu", "12 500"),
        ("12,500", "sr", "12.500"),
        ("4.7 million", "bg", "4,7 million"),
        ("20%", "lv", "20%"),
        ("18:00", "hu", "18.00"),
        ("18:00", "bg", "18:00"),
        ("April", "hu", "April"),
        ("T38", "sr", "T38"),
        ("251,395.55", "lv", "251 395,55"),
        ("1,138", "de", "1,138"),
    ],
)
def test_figures_are_written_as_the_language_writes_them(
    text: str, target: str, expected: str
) -> None:
    assert localised(text, "en", target) == expected


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "twenty-five", 25),
        ("en", "two hundred and five", 205),
        ("hu", "huszonegyedik", 21),
        ("hu", "kétszázötven", 250),
        ("sr", "dvadeset i pet", 25),
        ("lv", "divdesmit pieci", 25),
        ("bg", "двадесет и пет", 25),
        ("bg", "три хиляди", 3000),
        ("en", "chapter XIV", 14),
        ("en", "chapter IX", 9),
    ],
)
def test_numbers_in_words_are_added_up(language: str, text: str, value: int) -> None:
    assert numerals(text, language).counts[Fraction(value)]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [("hu", "határidő", 6), ("hu", "ötlet", 5), ("sr", "petak", 5), ("bg", "петък", 5)],
)
def test_words_that_begin_like_a_number_are_none(language: str, text: str, value: int) -> None:
    assert not numerals(text, language).counts[Fraction(value)]


TEXTS = st.text(
    st.one_of(
        st.sampled_from("0123456789.,:/-–+% \u00a0\u202f\0€½()IVXT"),
        st.sampled_from(
            ["7 April ", "2021. ", "4,7 millió ", "6 pm", "12 недели", "két", "116 111"]
        ).flatmap(st.sampled_from),
        st.characters(codec="utf-8", exclude_categories=["Cs"]),
    ),
    max_size=200,
)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, language=st.sampled_from([*LANGUAGES, "de", "sr-Latn", "pt-BR", ""]))
def test_any_text_has_figures_in_order_within_it(text: str, language: str) -> None:
    found = figures(text, language)
    assert all(0 <= figure.start < figure.end <= len(text) for figure in found)
    starts = [figure.start for figure in found]
    assert starts == sorted(starts)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, other=TEXTS, language=st.sampled_from([*LANGUAGES, "de"]))
def test_any_two_texts_can_be_compared(text: str, other: str, language: str) -> None:
    compare(Text(text, "en"), Text(other, language))
    assert not compare(Text(text, language), Text(text, language))


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1.", "1 ", "0-", "0 ", "+1", "1/2/", "7. 4. ", "2021. ", "T38 ", "5% ", "két "],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    compare(Text(text, "en"), Text(text.replace("1", "3")[:-7], "hu"))
    assert time.process_time() - started < 2


def test_a_figure_is_plain_data() -> None:
    assert figures("12", "en") == (Figure(0, 2, 12),)
