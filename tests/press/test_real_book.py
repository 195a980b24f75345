"""One edition of the real book on paper: every gate, and two judges of accessible PDF."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.press.press import Report, run
from handbook.press.version import versions
from handbook.render.context import Library
from tests.conftest import SITE_URL
from tests.press.test_press import validate

HEURISTICS = {"TAG-002"}
"""Rules of `outloud` that take the heads of pages for lost prose: they differ from page to page,
so its search for repeated lines misses them. They are artefacts, as PDF/UA asks."""


@pytest.fixture(scope="module")
def printed(
    site: Path, library: Library, fonts: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Report]:
    """The Bulgarian edition, printed; a press that fails a gate raises."""
    folder = tmp_path_factory.mktemp("paper")
    copy = folder / "site"
    shutil.copytree(site, copy)
    (folder / "work").mkdir()
    (folder / "work" / "fonts").symlink_to(fonts)
    report = run(copy, library, folder / "work", SITE_URL, versions(library), ["bg"])
    return copy, report


@pytest.mark.long
def test_every_file_of_an_edition_passes_pdf_ua(printed: tuple[Path, Report]) -> None:
    site, report = printed
    names = {paper.name for paper in report.papers}
    assert {"handbook", "course-handouts", "train-module-1-facilitator"} <= names
    for paper in report.papers:
        if paper.pages:
            assert validate(site / paper.url) == [], paper.url


@pytest.mark.long
def test_a_second_judge_finds_no_error(printed: tuple[Path, Report]) -> None:
    site, _report = printed
    book = site / "bg" / "paper" / "handbook.pdf"
    command = [str(Path(sys.executable).parent / "outloud"), "--json", "-", str(book)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    (judged,) = json.loads(done.stdout)["results"]
    assert judged["stats"]["pages"] > 100
    errors = {each["rule"] for each in judged["findings"] if each["severity"] == "error"}
    assert errors <= HEURISTICS


@pytest.mark.long
def test_crisis_card_fits_one_sheet_of_paper(printed: tuple[Path, Report]) -> None:
    _site, report = printed
    card = next(paper for paper in report.papers if paper.name == "crisis-card")
    assert card.pages <= 2
