from __future__ import annotations

from click.testing import CliRunner

from handbook.cli import main
from tests.conftest import SmallBook


def test_build_says_what_it_made_and_where(small: SmallBook) -> None:
    result = CliRunner().invoke(main, ["build", "-f", str(small.config_file)])
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["render", "changes", "verify", "publish"]
    assert "10 pages" in lines[-1]
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
