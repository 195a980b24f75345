from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook import data
from handbook.book import Book
from handbook.data import DataError
from handbook.render.context import Library
from tests.conftest import ROOT

DOCS = ROOT / "docs"
LOCALES = ["en", "hu", "sr", "lv", "bg"]
Edit = Callable[[Any], None]


def changed(tmp_path: Path, name: str, edit: Edit) -> Path:
    """A copy of a real data file with one thing changed."""
    content = yaml.safe_load((DOCS / name).read_text("utf-8"))
    edit(content)
    file = tmp_path / name
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    return file


def fails(load: Callable[..., Any], file: Path) -> str:
    with pytest.raises(DataError) as caught:
        load(file, LOCALES)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_every_data_file_of_the_book_loads(library: Library) -> None:
    library.check()


def test_missing_file_is_named(tmp_path: Path) -> None:
    assert "no such file" in fails(data.load_glossary, tmp_path / "glossary.yml")


def test_a_word_of_the_site_lacks_a_language(tmp_path: Path) -> None:
    file = changed(tmp_path, "interface.yml", lambda words: words["page"]["edit"].pop("lv"))
    assert fails(data.load_interface, file) == (
        "interface.yml: page.edit: no text for lv; write it"
    )


def test_placeholders_agree_in_all_languages(library: Library) -> None:
    import string

    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for key, english in library.words["en"].items():
        for locale in LOCALES:
            assert fields(library.words[locale][key]) == fields(english), (locale, key)


class TestHelplines:
    def test_a_number_without_source(self, tmp_path: Path) -> None:
        def edit(raw: Any) -> None:
            del raw["countries"][0]["emergency"][0]["source"]

        message = fails(data.load_helplines, changed(tmp_path, "helplines.yml", edit))
        assert message == "helplines.yml: hu › hu-112: lacks source"

    def test_an_unverified_number(self, tmp_path: Path) -> None:
        def edit(raw: Any) -> None:
            raw["countries"][0]["lines"][0]["certainty"] = "K"

        message = fails(data.load_helplines, changed(tmp_path, "helplines.yml", edit))
        assert "only verified numbers may stand here" in message

    def test_an_order_that_forgets_a_country(self, tmp_path: Path) -> None:
        file = changed(tmp_path, "helplines.yml", lambda raw: raw["order"]["bg"].pop())
        assert "order.bg must list every country once" in fails(data.load_helplines, file)

    def test_a_dialled_number_is_the_printed_one(self, library: Library) -> None:
        for country in library.helplines.countries.values():
            for line in (*country.emergency, *country.lines):
                assert line.tel == "".join(c for c in line.number if c.isdigit()), line.id

    def test_each_edition_starts_with_its_usual_country(self, library: Library) -> None:
        usual = {"hu": "hu", "sr": "rs", "lv": "lv", "bg": "bg"}
        for locale, country in usual.items():
            order = [one.id for one in library.helplines.for_edition(locale)]
            assert order[0] == country
            assert sorted(order) == ["bg", "hu", "lv", "rs"]

    def test_serbia_has_its_own_numbers_and_no_112(self, library: Library) -> None:
        serbia = library.helplines.countries["rs"]
        numbers = {line.kind: line.number for line in serbia.emergency}
        assert numbers == {"police": "192", "fire": "193", "ambulance": "194"}

    def test_numbers_were_checked_and_carry_an_address(self, library: Library) -> None:
        for country in library.helplines.countries.values():
            assert country.emergency
            assert country.lines
            for line in (*country.emergency, *country.lines):
                assert line.checked <= date.today()
                assert line.source_url.startswith("http")


class TestSources:
    def test_a_double_entry(self, tmp_path: Path) -> None:
        file = changed(tmp_path, "sources.yml", lambda raw: raw["facts"].append(raw["facts"][0]))
        assert "stands twice; keep one entry" in fails(data.load_sources, file)

    def test_an_unknown_kind(self, tmp_path: Path) -> None:
        def edit(raw: Any) -> None:
            raw["sources"][0]["kind"] = "sure"

        assert "kind must be one of" in fails(
            data.load_sources, changed(tmp_path, "sources.yml", edit)
        )

    def test_a_fact_of_an_unknown_programme(self, tmp_path: Path) -> None:
        def edit(raw: Any) -> None:
            raw["facts"][0]["seed"] = "S9"

        file = changed(tmp_path, "sources.yml", edit)
        assert "names seed S9, which has no entry" in fails(data.load_sources, file)

    def test_kinds_follow_the_entry(self, library: Library) -> None:
        assert library.sources["R02"].kind == "strong"
        assert library.sources["L01"].checked == date(2026, 11, 21)
        assert library.sources["A32"].seed == "S1"
        assert library.sources["R02"].link == "https://doi.org/10.1002/ajcp.12579"


class TestGlossary:
    def test_see_also_must_exist(self, tmp_path: Path) -> None:
        def edit(raw: Any) -> None:
            raw["terms"][0]["see"] = ["nothing"]

        file = changed(tmp_path, "glossary.yml", edit)
        assert "see: nothing is no term of this file" in fails(data.load_glossary, file)

    def test_a_term_without_explanation(self, tmp_path: Path) -> None:
        def edit(raw: Any) -> None:
            del raw["terms"][0]["hu"]["text"]

        file = changed(tmp_path, "glossary.yml", edit)
        assert fails(data.load_glossary, file) == "glossary.yml: mentoring › hu: lacks text"

    def test_every_open_word_says_why(self, library: Library) -> None:
        for term in library.glossary.values():
            for locale in term.open:
                assert term.why.get(locale), (term.id, locale)

    def test_no_word_is_both_right_and_wrong(self, library: Library, book: Book) -> None:
        for term in library.glossary.values():
            for edition in book.editions:
                right = {term.word[edition.locale], *term.also[edition.locale]}
                wrong = {form for form, _ in term.avoid[edition.locale]}
                assert not right & wrong, (term.id, edition.locale)
