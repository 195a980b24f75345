"""Letters that stand for others, and text read in the wrong encoding."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handbook.language.letters import mended, unusual
from handbook.language.lookalikes import (
    codes_in_cyrillic,
    cyrillic_in_latin,
    digits_in_words,
    foreign_letters_in,
    latin_in_cyrillic,
    separate_accents,
)
from handbook.language.mojibake import CODE_PAGES, garbled
from handbook.language.script import expected_script, in_script, main_script, script_of, scripts_of

TEXTS = {
    "hu": "A kézikönyv „első” része őrült jó – így él",
    "sr": "čuđenje, žurka, „šuma”, ćilim i đak",
    "lv": "ēdiens, šķīvis, ņem, ģimene un „jā”",
    "bg": "Това дете пише „центъра“ с въпроси",
    "en": "the café’s “menu” – naïve",
}


def spoilt(text: str, code_page: str) -> str:
    """UTF-8 read in a code page; what the page lacks stays a control character."""
    chars = (bytes((byte,)).decode(code_page, "ignore") or chr(byte) for byte in text.encode())
    return "".join(chars)


@pytest.mark.parametrize("code_page", [*CODE_PAGES, "latin-1"])
@pytest.mark.parametrize("language", TEXTS)
def test_spoilt_text_is_repaired(language: str, code_page: str) -> None:
    text = spoilt(TEXTS[language], code_page)
    for word in reversed(garbled(text, language)):
        assert word.repaired
        text = text[: word.start] + word.repaired + text[word.end :]
    if language == "bg" and code_page in ("cp1250", "cp1251", "cp1257"):
        text = text.replace(spoilt("с", code_page), "с")  # one letter alone may be meant
    assert text == TEXTS[language]


@pytest.mark.parametrize("language", TEXTS)
def test_right_text_is_left_alone(language: str) -> None:
    assert garbled(TEXTS[language], language) == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("„KÉSZ É”, SAJÁT KÉP», Ő” és CAFÉ » ára", "hu"),
        ("„ЦЕНТЪР“, НАДЗОР“ и В София", "bg"),
        ("NOĆ”, „ĐAK” i Đ”", "sr"),
        ("der Buchstabe „Ä“ und ÄÖÜ", "de"),
        ("FĂRĂ” și „FĂRĂ»", "ro"),
        ("20 °C, § 5, „Å“", "sv"),
    ],
)
def test_capitals_before_quotes_are_no_mojibake(text: str, language: str) -> None:
    assert garbled(text, language) == ()


def test_code_pages_read_as_western() -> None:
    words = garbled("Ïðîãðàìà „Îáó÷åíèå“", "bg")
    assert [word.repaired for word in words] == ["Програма", "Обучение"]


def test_spoilt_twice() -> None:
    (word,) = garbled("kÃƒÂ©z", "hu")
    assert word.repaired == "kéz"


@given(st.text(max_size=200), st.sampled_from(["hu", "bg", "sr", "en", "mk"]))
def test_any_text(text: str, language: str) -> None:
    for word in garbled(text, language):
        assert 0 <= word.start < word.end <= len(text)
    for finder in (cyrillic_in_latin, digits_in_words, separate_accents):
        assert all(look.start < look.end for look in finder(text))
    assert all(look.right for look in foreign_letters_in(text, language))
    assert all(look.right for look in latin_in_cyrillic(text, language))


@pytest.mark.parametrize(
    ("word", "language", "right"),
    [
        ("következõ", "hu", "következő"),
        ("jaunieðiem", "lv", "jauniešiem"),
        ("takoðe", "sr", "takođe"),
        ("veè", "sr", "več"),
        ("младі", "bg", "млади"),
        ("ﬁatal", "hu", "fiatal"),
        ("façade", "sr", None),
        ("Curaçao", "sr", None),
        ("château", "lv", None),
    ],
)
def test_foreign_letters(word: str, language: str, right: str | None) -> None:
    assert mended(word, language) == right


def test_names_keep_their_letters() -> None:
    assert list(foreign_letters_in("Ott van Võru és São Paulo.", "hu")) == []
    assert [look.right for look in foreign_letters_in("Ott van Petõfi.", "hu")] == ["Petőfi"]


def test_other_scripts() -> None:
    assert [look.right for look in cyrillic_in_latin("ez а ház, Т38 és С")] == ["a", "T38", "C"]
    assert list(cyrillic_in_latin("a „МВР” és a ДАЗД")) == []
    assert [look.right for look in latin_in_cyrillic("Той ce обажда c радост", "bg")] == ["се", "с"]
    assert list(latin_in_cyrillic("витамин C и план B и A клас", "bg")) == []
    assert [look.right for look in codes_in_cyrillic("лист Т38", "лист T38")] == ["T38"]
    assert list(codes_in_cyrillic("лист А4", "лист А4")) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [("a k0rház", "korház"), ("0rvos", "Orvos"), ("3адача и задача", "Задача"), ("ка3ва", "казва")],
)
def test_digits_in_words(text: str, right: str) -> None:
    assert [look.right for look in digits_in_words(text)] == [right]


@pytest.mark.parametrize(
    "text", ["10 km", "H2O", "3млн", "3-та", "0-s", "A4", "COVID19", "3месечен"]
)
def test_digits_that_are_meant(text: str) -> None:
    assert list(digits_in_words(text)) == []


def test_scripts() -> None:
    assert script_of("ј") == "Cyrillic"
    assert script_of("7") is None
    assert scripts_of("еднo") == {"Cyrillic": "едн", "Latin": "o"}
    assert main_script("едно word и още") == "Cyrillic"
    assert in_script("еднo", "Cyrillic", "bg") == "едно"
    assert in_script("едnо", "Cyrillic", "bg") is None
    assert in_script("сiло", "Cyrillic", "bg") is None  # Bulgarian has no і
    assert in_script("сiло", "Cyrillic", "uk") == "сіло"


@pytest.mark.parametrize(
    ("tag", "script"),
    [("bg", "Cyrillic"), ("sr-Latn", "Latin"), ("sr_Cyrl", "Cyrillic"), ("sr", None), ("hu", None)],
)
def test_scripts_of_tags(tag: str, script: str | None) -> None:
    assert expected_script(tag) == script


def test_usual_pages_have_no_unusual_characters() -> None:
    for language, text in TEXTS.items():
        assert unusual(text.replace("ï", "i").replace("é", "e"), language) <= set("őéúíóáöü")
    assert unusual("a\u200b", "hu") == {"\u200b"}


@given(st.text(alphabet="abcdeáéőçñ", min_size=1, max_size=80))
def test_mending_keeps_the_length_of_words(word: str) -> None:
    right = mended(word, "lv")
    assume(right is not None)
    assert len(right or "") == len(word)
