"""Scaffolds: what is written, what the checker says of it, what stays untouched."""

from __future__ import annotations

import difflib
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from handbook.book import read
from handbook.check.context import Context
from handbook.check.engine import judge
from handbook.check.pair import Side
from handbook.translate.history import blob_id
from handbook.translate.new import NewError, new_language, new_page, new_translation
from handbook.translate.stamps import StampStore
from tests.conftest import ROOT, SmallBook
from tests.translate.conftest import CONFIG, Site

TODAY = date(2026, 11, 22)


def added(before: str, after: str) -> list[str]:
    """Lines put in; none may be gone."""
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    assert not [line for line in lines if line.startswith("- ")]
    return [line[2:] for line in lines if line.startswith("+ ")]


def test_a_page_has_the_pattern_of_its_part(small: SmallBook) -> None:
    book = read(small.config_file)
    made = new_page(small.config_file, book, "run/first-meeting.md", TODAY)
    page = read(small.config_file).pages["en", "run/first-meeting"]
    assert made.files == [small.file("en", "run/first-meeting")]
    assert page.meta["part"] == "run"
    assert page.meta["last_reviewed"] == TODAY
    headings = [block for block in page.blocks if block.kind == "heading"]
    assert [heading.id for heading in headings[1:]] == [
        "in-short", "why", "how", "example", "watch-out", "tools", "ten-minutes", "sources",
    ]  # fmt: skip
    assert [heading.text for heading in headings[:3]] == ["First meeting", "In short", "Why"]


def test_the_navigation_gets_one_line_and_keeps_its_comments(site: Site) -> None:
    new_page(site.config, site.book(), "run/other", TODAY)
    assert added(CONFIG, site.config.read_text("utf-8")) == ["      - run/other.md"]
    assert site.book().nav == ("index", "run/page", "run/other")
    new_page(site.config, site.book(), "front", TODAY)
    assert site.book().nav == ("index", "front", "run/page", "run/other")


def test_a_navigation_that_cannot_be_edited_safely_is_left_alone(site: Site) -> None:
    made = new_page(site.config, site.book(), "evaluate/plan", TODAY)
    assert site.config.read_text("utf-8") == CONFIG
    assert "add this line to nav in mkdocs.yml: - evaluate/plan.md" in made.notes
    flow = CONFIG[: CONFIG.index("nav:")] + "nav: [index.md, run/page.md]\n"
    site.config.write_text(flow, "utf-8")
    assert len(new_page(site.config, site.book(), "run/flow", TODAY).notes) == 3
    assert site.config.read_text("utf-8") == flow


@pytest.mark.parametrize(
    "name", ["run/Page", "run/első", "../x", "run/", "a b", "/etc/x", "run//x"]
)
def test_names_that_make_no_address(site: Site, name: str) -> None:
    with pytest.raises(NewError, match="small letters"):
        new_page(site.config, site.book(), name, TODAY)


def test_nothing_is_overwritten(site: Site) -> None:
    with pytest.raises(NewError, match=r"docs/en/run/page\.md: there already"):
        new_page(site.config, site.book(), "run/page", TODAY)
    with pytest.raises(NewError, match=r"docs/hu/run/page\.md: there already"):
        new_translation(site.book(), "run/page", "hu")


def test_a_translation_is_the_skeleton_with_stamp_and_status(small: SmallBook) -> None:
    text = "# Match\n\n## Why { #why }\n\n- One { .x }\n\n| a |\n|---|\n| b |\n\n### Own { #own }\n"
    small.write("en", "run/match-start", text)
    small.file("hu", "run/match-start").unlink()
    made = new_translation(read(small.config_file), "run/match-start", "hu")
    book = read(small.config_file)
    page, source = book.pages["hu", "run/match-start"], book.pages["en", "run/match-start"]
    assert page.text == source.text.replace("## Why {", "## Miért fontos? {")
    assert page.meta == {
        **source.meta,
        "source_blob": blob_id(source.file.read_bytes()),
        "status": "draft",
    }
    assert made.files[1] == small.root / "docs/hu/.stamps/run/match-start.json"
    assert StampStore(book, git=False).state(page).name == "fresh"


def test_the_checker_finds_a_new_translation_untranslated_and_nothing_else(
    small: SmallBook,
) -> None:
    shutil.copy(ROOT / "docs/en/run/supervision.md", small.file("en", "run/match-start"))
    small.file("hu", "run/match-start").unlink()
    new_translation(read(small.config_file), "run/match-start", "hu")
    book = read(small.config_file)
    page, source = book.pages["hu", "run/match-start"], book.pages["en", "run/match-start"]
    found = judge(page, Side(page), Side(source), Context(book)).findings
    assert {finding.rule for finding in found} == {"untranslated"}


def test_a_translation_of_nothing(site: Site) -> None:
    with pytest.raises(NewError, match="no edition “de”"):
        new_translation(site.book(), "run/page", "de")
    assert new_translation(site.book(), "docs/en/run/page.md", "lv").files[0].is_file()


def test_a_foreign_page_gets_a_stamp_only(site: Site) -> None:
    site.config.write_text(CONFIG.replace("  - handbook\n", ""), "utf-8")
    site.file("en").write_text("# Plain\n\nText.\n", "utf-8")
    new_translation(site.book(), "run/page", "lv")
    page = site.page("lv")
    assert list(page.meta) == ["source_blob"]
    assert page.text == "\n# Plain\n\nText.\n"


def test_a_language_is_declared_and_begun(site: Site) -> None:
    (site.root / "docs" / "words.yml").write_text(
        yaml.safe_dump({"a": {"en": "A", "hu": "B", "lv": "C"}, "b": [{"en": "A", "hu": "B"}]}),
        "utf-8",
    )
    made = new_language(site.config, site.book(), "de", "Deutsch")
    assert added(CONFIG, site.config.read_text("utf-8")) == [
        "        - locale: de",
        "          name: Deutsch",
        "          theme: { language: de }",
        "          nav_translations: # still in the source language",
        "            run: Run",
    ]
    book = site.book()
    assert [edition.locale for edition in book.editions] == ["en", "hu", "lv", "de"]
    assert book.pages["de", "index"].meta["status"] == "draft"
    assert "docs/words.yml: needs 2 texts in de" in made.notes


def test_a_language_whose_code_yaml_reads_as_no(site: Site) -> None:
    new_language(site.config, site.book(), "no", "Norsk: bokmål")
    edition = site.book().editions[-1]
    assert (edition.locale, edition.name) == ("no", "Norsk: bokmål")


def test_a_configuration_that_cannot_be_edited_safely_is_left_alone(site: Site) -> None:
    flow = CONFIG.replace("        - locale: lv\n          name: Latviešu\n", "")
    flow = flow.replace("        - locale: hu\n", "        - {locale: hu, name: Magyar}\n").replace(
        "          name: Magyar\n          nav_translations:\n"
        "            run: Megvalósítás # and this one\n", ""
    )  # fmt: skip
    flow = flow.replace("        - locale: en\n          name: English\n          default: true\n"
        "          nav_translations:\n            run: Run\n",
        "        - {locale: en, name: English, default: true}\n")  # fmt: skip
    site.config.write_text(flow, "utf-8")
    made = new_language(site.config, site.book(), "de", "Deutsch")
    assert site.config.read_text("utf-8") == flow
    assert made.notes[0].startswith("add these lines under plugins › i18n › languages")


@pytest.mark.parametrize(("code", "problem"), [("hu", "already"), ("Deutsch", "no language code")])
def test_languages_that_cannot_be(site: Site, code: str, problem: str) -> None:
    with pytest.raises(NewError, match=problem):
        new_language(site.config, site.book(), code, "X")


def test_no_trial_file_is_left(site: Site) -> None:
    new_page(site.config, site.book(), "run/other", TODAY)
    assert not [path for path in Path(site.root).iterdir() if "trial" in path.name]
