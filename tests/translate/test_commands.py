"""The translator's commands as typed: what they print and how they end."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from handbook.cli import main
from tests.translate.conftest import Site

Run = Callable[..., Result]


@pytest.fixture
def run(site: Site, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(site.root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(site.root / "cache"))

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments)

    return call


def test_status(site: Site, run: Run) -> None:
    assert "run/page draft" in run("status").output
    found = json.loads(run("status", "--format", "json", "--edition", "hu").output)
    assert found["pages"]["run/page"] == {"hu": {"state": "draft"}}
    assert run("status", "--format", "html").output.startswith('<table class="status">')


def test_status_of_a_plain_tree(site: Site, run: Run) -> None:
    site.config.unlink()
    assert "run/page draft" in run("status", "--docs", "docs", "--source", "en").output


def test_diff(site: Site, run: Run) -> None:
    site.edit(("2 days", "3 days"))
    assert "[-2-]{+3+} days" in run("diff", "run/page", "--edition", "hu").output
    assert "~~2~~ **3** days" in run("diff", "docs/hu/run/page.md", "--format", "markdown").output
    assert "<del>2</del>" in run("diff", "run/page.md", "--format", "html").output


def test_stamp_refuses_and_can_be_told(site: Site, run: Run) -> None:
    site.edit(("within 2 days", "within 3 days"), ("within 2 days", "within 3 days"))
    done = run("stamp", "run/page", "--edition", "hu")
    assert done.exit_code == 1
    assert "not stamped" in done.output
    assert site.state(git=False).name == "stale"
    done = run("stamp", "run/page", "--edition", "hu", "--force")
    assert (done.exit_code, site.state(git=False).name) == (0, "fresh")


def test_wrong_names_are_wrong_use(site: Site, run: Run) -> None:
    for command in (["diff", "run/paeg"], ["stamp", "run/paeg"], ["status", "--edition", "xx"]):
        done = run(*command)
        assert done.exit_code == 2
        assert done.output.count("\n") == 1


def test_new(site: Site, run: Run) -> None:
    assert "written: docs/en/run/other.md" in run("new", "page", "run/other").output
    assert (
        "written: docs/lv/run/other.md" in run("new", "page", "run/other", "--edition", "lv").output
    )
    assert "written: docs/de/index.md" in run("new", "language", "de", "Deutsch").output
    assert run("new", "language", "de", "Deutsch").exit_code == 2


def test_a_new_translation_is_found_untranslated_and_nothing_else(site: Site, run: Run) -> None:
    run("new", "page", "run/page", "--edition", "lv")
    checked = run("check", "docs/lv/run/page.md", "--format", "json", "--no-spelling")
    found = json.loads(checked.output)
    assert {each["rule"] for each in found["findings"]} == {"untranslated"}
