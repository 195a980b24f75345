"""Languages of short texts: the own one is passed, any other is told."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.language.detect import best_of, foreign, profile_of
from handbook.language.profiles import FILE, cyrillic_of_serbian, latin_of_serbian, words_of
from handbook.language.sentences import sentences

OWN = ("en", "hu", "sr", "lv", "bg")
SIX_WORDS = {
    "en": "Write down what you have heard.",
    "hu": "Írd le még ma, mit hallottál tőle.",
    "sr": "Zapiši još danas šta ti je rekao.",
    "lv": "Vēl šodien pieraksti, ko tu dzirdēji.",
    "bg": "Запиши още днес какво си чул.",
    "de": "Die Mentorin schreibt jede Woche einen Bericht.",
    "fr": "La mentore écrit un rapport chaque semaine.",
    "es": "La mentora escribe un informe cada semana.",
    "it": "La mentore scrive una relazione ogni settimana.",
    "pl": "Mentorka pisze co tydzień krótki raport.",
    "ro": "Mentora scrie un raport în fiecare săptămână.",
    "ru": "Наставница каждую неделю пишет короткий отчёт.",
    "uk": "Наставниця щотижня пише короткий звіт для команди.",
    "sk": "Mentorka píše každý týždeň krátku správu.",
    "lt": "Mentorė kiekvieną savaitę rašo trumpą ataskaitą.",
}
"""Written for this test: none of it was counted for the profiles."""


@pytest.mark.parametrize("edition", OWN)
def test_the_own_language_is_passed(edition: str) -> None:
    assert foreign(SIX_WORDS[edition], edition) == ()


@pytest.mark.parametrize("language", SIX_WORDS)
@pytest.mark.parametrize("edition", OWN)
def test_another_language_is_told_on_six_words(edition: str, language: str) -> None:
    if language == edition:
        return
    parts = foreign(SIX_WORDS[language], edition)
    near = {"sk": {"sk", "cs"}}.get(language, {language})
    assert {part.language for part in parts} <= near
    assert parts


def test_one_sentence_in_a_paragraph_is_told_where_it_stands() -> None:
    text = "A mentor kedden jön. Please call me on Monday evening. Aztán együtt főznek."
    (part,) = foreign(text, "hu")
    assert part.language == "en"
    assert text[part.start : part.end] == "Please call me on Monday evening."


@pytest.mark.parametrize(
    "text",
    [
        "Budapest, Riga, Beograd, Sofia, Vršac, Békéscsaba",
        "Big Brothers Big Sisters of America, Mentoring Europe",
        "T35, T36, T37, T38 és T40",
        "Microsoft SQL Server Management Studio (Express vagy LocalDB)",
        "A named stored procedure query meghívható a Spring Data tárolójából",
        "LND frissítése új verzióra (Update LND to a newer version)",
    ],
)
def test_names_terms_and_glosses_are_no_other_language(text: str) -> None:
    assert foreign(text, "hu") == ()


def test_croatian_is_no_foreign_language_in_the_serbian_edition() -> None:
    assert foreign("Mlada osoba uvijek sama bira i mijenja svoga mentora.", "sr") == ()


def test_serbian_in_cyrillic_is_told_apart_from_bulgarian() -> None:
    assert foreign("Млада особа сама бира свог ментора међу троје људи.", "sr")[0].language == (
        "sr-Cyrl"
    )
    assert foreign("Младежът сам избира своя ментор от трима души.", "sr")[0].language == "bg"


@pytest.mark.parametrize(
    ("tag", "profile"),
    [("hu", "hu"), ("sr-Latn", "sr"), ("sr-Cyrl", "sr-Cyrl"), ("hr", "sr"), ("en-GB", "en"),
     ("pt_BR", "pt"), ("zh", None), ("mk", None)],
)  # fmt: skip
def test_tags(tag: str, profile: str | None) -> None:
    assert profile_of(tag) == profile


def test_the_table_is_small_and_nothing_big_is_loaded() -> None:
    assert FILE.stat().st_size < 100_000
    code = (
        "import sys; from handbook.language.detect import foreign; "
        "foreign('Write down what you have heard.', 'hu'); assert 'simplemma' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_serbian_goes_from_script_to_script_and_back() -> None:
    text = "ljubav, njegov, džep, čekić, đak, žaba, šuma, injekcija"
    assert latin_of_serbian(cyrillic_of_serbian(text)) == text


def test_sentences() -> None:
    text = "Egy mondat. Még egy, dr. kovács és a 3. nap! „Ez is?” Ez: nem."
    assert [text[slice(*span)] for span in sentences(text)] == [
        "Egy mondat.",
        "Még egy, dr. kovács és a 3. nap!",
        "„Ez is?”",
        "Ez: nem.",
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from([*OWN, "sr-Cyrl", "de"]))
def test_any_text_is_judged(text: str, language: str) -> None:
    for part in foreign(text, language):
        assert 0 <= part.start < part.end <= len(text)
        assert part.language != language
    best_of(words_of(text))
