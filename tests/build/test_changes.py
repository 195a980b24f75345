"""Pages of changes: only what tells something else is written anew, and nothing else stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handbook.build import build
from tests.build.sound import WORDS, SoundBook
from tests.build.test_stages import as_clean, title, word

FORM = "\n## Form { #form }\n\nWord.\n"
SHOWN = "\n## Lent { #lent }\n\n<!-- handbook:form run/match-start#form -->\n"


def kept(book: SoundBook) -> int:
    """Build; return how many pages of changes were taken as they were; -1 for a stage not run."""
    lines: list[str] = []
    build(book.config_file, book.site, lines.append, paper=False, check=False)
    line = next(line for line in lines if line.startswith("changes"))
    if "(unchanged)" in line:
        return -1
    found = re.search(r"; (\d+) taken as they were", line)
    return int(found[1]) if found else 0


def page(book: SoundBook, locale: str, name: str = "run/match-start/") -> Path:
    """Where a page of changes is on the site."""
    return book.site / ("" if locale == "en" else locale) / name / "changes" / "index.html"


def test_a_word_costs_its_own_page_only(sound: SoundBook, tmp_path: Path) -> None:
    before = page(sound, "hu").read_text("utf-8")
    text = sound.file("hu", "run/match-start").read_text("utf-8")
    sound.file("hu", "run/match-start").write_text(text.replace("figyel,", "hallgat,"), "utf-8")
    assert kept(sound) == 3
    assert page(sound, "hu").read_text("utf-8") != before, "it names the version"
    as_clean(sound, tmp_path / "clean")


def test_what_another_page_lends_counts(sound: SoundBook, tmp_path: Path) -> None:
    for locale in ("en", "hu"):
        start, lender = sound.file(locale, "index"), sound.file(locale, "run/match-start")
        start.write_text(start.read_text("utf-8") + SHOWN, "utf-8")
        lender.write_text(lender.read_text("utf-8") + FORM, "utf-8")
    kept(sound)
    before = page(sound, "hu", "").read_text("utf-8")
    lender.write_text(lender.read_text("utf-8").replace("Word.", "Other."), "utf-8")
    assert kept(sound) == 2, "those in English"
    assert page(sound, "hu", "").read_text("utf-8") != before
    as_clean(sound, tmp_path / "clean")


@pytest.mark.parametrize("change", [word, title])
def test_whatever_changes_it_is_as_from_a_clean_build(
    change: object, sound: SoundBook, tmp_path: Path
) -> None:
    change(sound)  # type: ignore[operator]
    kept(sound)
    as_clean(sound, tmp_path / "clean")


def test_a_number_to_call_is_on_every_page(sound: SoundBook, tmp_path: Path) -> None:
    file = sound.root / "docs" / "helplines.yml"
    text = file.read_text("utf-8")
    assert "116-123" in text or "116 123" in text
    file.write_text(text.replace("116-123", "116-124").replace("116 123", "116 124"), "utf-8")
    assert kept(sound) == 0
    as_clean(sound, tmp_path / "clean")


def test_a_page_that_is_missing_is_told_of_in_the_words_of_the_source(
    sound: SoundBook, tmp_path: Path
) -> None:
    sound.file("hu", "run/match-start").unlink()
    kept(sound)
    assert WORDS["en"][2] in page(sound, "hu").read_text("utf-8")
    sound.fill("hu")
    kept(sound)
    assert WORDS["hu"][2] in page(sound, "hu").read_text("utf-8")
    as_clean(sound, tmp_path / "clean")


def test_one_that_was_tampered_with_is_written_again(sound: SoundBook) -> None:
    before = page(sound, "en").read_bytes()
    file = sound.root / ".build/stages/all/changes/run/match-start/changes/index.html"
    file.write_text("x", "utf-8")
    assert kept(sound) == 0, "the layer is not as it was left: it is begun anew"
    assert page(sound, "en").read_bytes() == before
    assert kept(sound) == -1
