from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.cli import main
from tests.build.sound import SoundBook
from tests.conftest import SmallBook


@pytest.fixture
def sound(tmp_path: Path) -> SoundBook:
    """A book that passes the checker, in two languages."""
    return SoundBook(tmp_path / "book", ("en", "hu"))


def test_build_says_what_it_made_and_where(sound: SoundBook) -> None:
    result = CliRunner().invoke(main, ["build", "-f", str(sound.config_file)])
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    stages = [line.split()[0] for line in lines[:7]]
    assert stages == ["check", "render", "changes", "search", "press", "verify", "publish"]
    assert re.match(r"4 pages, \d+ kB \(.*paper \d+ kB.*\), \d+\.\d s\. Open ", lines[-1])
    assert (sound.site / "hu" / "paper" / "run-match-start.pdf").is_file()


def test_build_without_paper_and_back(sound: SoundBook) -> None:
    result = CliRunner().invoke(main, ["build", "--no-print", "-f", str(sound.config_file)])
    assert result.exit_code == 0, result.output
    assert "press" not in result.output
    assert not list(sound.site.rglob("*.pdf"))
    back = CliRunner().invoke(main, ["build", "--rollback", "-f", str(sound.config_file)])
    assert back.exit_code == 1
    assert "there is no release before this one to go back to" in back.output


def test_build_where_type_cannot_be_set_says_so_each_time(
    sound: SoundBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handbook.press.setter.available", lambda: "paper is left out: no Pango")
    for _ in range(2):
        result = CliRunner().invoke(main, ["build", "-f", str(sound.config_file)])
        assert result.exit_code == 0, result.output
        assert "press    paper is left out: no Pango\n" in result.output
        assert "<!-- handbook:paper -->" in (sound.site / "index.html").read_text("utf-8")


def test_build_names_what_is_wrong(small: SmallBook) -> None:
    small.file("en", "index").unlink()
    result = CliRunner().invoke(main, ["build", "-f", str(small.config_file)])
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "Error: not published",
        "docs/en/index.md: in the navigation of mkdocs.yml but missing; "
        "write it or remove its line",
        "site/ was not made",
    ]


def test_help_shows_an_example() -> None:
    assert "Example: handbook build" in CliRunner().invoke(main, ["build", "--help"]).output
