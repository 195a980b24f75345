"""The glossary as a checker: right forms are silent, wrong ones are found where they are wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.check.vocabulary import matches_page, vocabulary
from handbook.language.match import Matcher, in_bracket, strip_bracket
from handbook.language.wording import avoided

GLOSSARY: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parents[2] / "docs" / "glossary.yml").read_text("utf-8"), yaml.CSafeLoader
)["terms"]
LANGUAGES = ("hu", "sr", "lv", "bg")


def right_forms(language: str) -> list[str]:
    forms = [
        form
        for term in GLOSSARY
        for form in (term[language]["preferred"], *(term[language].get("also") or ()))
    ]
    return [
        part for form in forms for part in (form, strip_bracket(form), in_bracket(form)) if part
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_right_form_is_found_wrong(language: str) -> None:
    known = vocabulary(GLOSSARY, language)
    matchers: tuple[Matcher[Any], ...] = (known.wrong, known.avoided)
    wrong = [
        (form, hit.text)
        for matcher in matchers
        for form in right_forms(language)
        for hit in matcher.find(form)
        if not known.is_fine(hit, form)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_forbidden_form_is_found(language: str) -> None:
    known = vocabulary(GLOSSARY, language)
    forms = [form["form"] for term in GLOSSARY for form in term[language].get("forbidden") or ()]
    assert forms
    assert [form for form in forms if not known.wrong.find(form)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_to_avoid_is_found_unless_the_glossary_has_it(language: str) -> None:
    known = vocabulary([], language)
    entries = avoided(language)
    assert entries
    for entry in entries:
        text = entry.form.lstrip("=").replace("*", "")
        assert [hit.value for hit in known.avoided.find(text)], entry.form
        assert entry.level in ("error", "warning")
        assert entry.remedy(text).endswith(".")


@pytest.mark.parametrize(
    ("text", "form", "remedy"),
    [
        ("procjenu", "procjen*", "Write “procenu”."),
        ("Financirali", "financir*", "Write “Finansirali”."),
        ("tijekom", "=tijekom", "Write “tokom”."),
        ("od strane", "=od strane", "Say who does it and make that the subject."),
    ],
)
def test_the_remedy_is_written_out(text: str, form: str, remedy: str) -> None:
    entry = next(entry for entry in avoided("sr") if entry.form == form)
    assert entry.remedy(text) == remedy


@pytest.mark.parametrize(
    ("where", "page", "expected"),
    [
        ("*", "run/closure", True),
        ("easy/*", "easy/rights", True),
        ("easy/*", "run/closure", False),
        ("!easy/*", "run/closure", True),
        ("!{groups/foster-families,countries/lv}", "countries/lv", False),
        ("{groups/*,countries/lv}", "groups/sanctions", True),
        ("{", "{", True),
    ],
)
def test_pages_on_which_a_form_is_wrong(where: str, page: str, expected: bool) -> None:
    assert matches_page(where, page) is expected


@pytest.mark.parametrize("glossary", [[None], ["x"], [{"en": 1}], [{"id": "a", "hu": {}}]])
def test_another_sites_glossary_is_no_error(glossary: list[Any]) -> None:
    assert vocabulary(glossary, "hu").wrong.find("páros mentor") == []
