from __future__ import annotations

import pytest
from click.testing import CliRunner

from handbook.cli import main
from tests.conftest import SmallBook


def test_build_says_what_it_made_and_where(small: SmallBook) -> None:
    result = CliRunner().invoke(main, ["build", "-f", str(small.config_file)])
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    stages = [line.split()[0] for line in lines[:5]]
    assert stages == ["render", "changes", "press", "verify", "publish"]
    assert "10 pages" in lines[-1]
    assert (small.root / "site" / "hu" / "paper" / "run-match-start.pdf").is_file()


def test_build_without_paper(small: SmallBook) -> None:
    result = CliRunner().invoke(main, ["build", "--no-print", "-f", str(small.config_file)])
    assert result.exit_code == 0, result.output
    assert "press" not in result.output
    assert not list((small.root / "site").rglob("*.pdf"))


def test_build_where_type_cannot_be_set_says_so(
    small: SmallBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handbook.press.setter.available", lambda: "paper is left out: no Pango")
    result = CliRunner().invoke(main, ["build", "-f", str(small.config_file)])
    assert result.exit_code == 0, result.output
    assert "press    paper is left out: no Pango" in result.output
    assert "<!-- handbook:paper -->" in (small.root / "site" / "index.html").read_text("utf-8")
    assert (small.root / "site" / "index.html").is_file()


def test_build_names_what_is_wrong(small: SmallBook) -> None:
    small.file("en", "index").unlink()
    result = CliRunner().invoke(main, ["build", "-f", str(small.config_file)])
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "Error: not published",
        "docs/en/index.md: in the navigation of mkdocs.yml but missing; "
        "write it or remove its line",
    ]


def test_help_shows_an_example() -> None:
    assert "Example: handbook build" in CliRunner().invoke(main, ["build", "--help"]).output
