"""The commands of the README, from outside."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


def run(*command: str, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, check=False
    )


def test_every_script_the_readme_names_can_be_run() -> None:
    named = set(re.findall(r"scripts/(\w+)", (ROOT / "README.md").read_text("utf-8")))
    assert {"build", "test", "serve", "lock"} <= named
    for name in named | {"setup"}:
        assert os.access(ROOT / "scripts" / name, os.X_OK), name
        syntax = run("sh", "-n", f"scripts/{name}")
        assert syntax.returncode == 0, syntax.stderr


def test_the_map_of_the_readme_is_true() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for path in re.findall(r"^\| `([^`*<]+?/?)`", readme, re.MULTILINE):
        for part in path.split()[:1]:
            assert (ROOT / part).exists(), part


def test_test_script_refuses_unknown_options() -> None:
    result = run("scripts/test", "--fast")
    assert result.returncode == 2
    assert "usage:" in result.stderr


def test_plain_mkdocs_builds_strictly(tmp_path: Path) -> None:
    result = run(sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "out"))
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "out" / "sr" / "run" / "match-start" / "index.html").is_file()


@pytest.mark.long
def test_a_fresh_clone_builds_and_the_second_time_sets_nothing_up(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    assert run("git", "clone", "--quiet", str(ROOT), str(clone)).returncode == 0
    first = run("scripts/build", cwd=clone)
    assert first.returncode == 0, first.stderr
    assert "setup: making .venv" in first.stdout
    assert (clone / "site" / "bg" / "index.html").is_file()
    second = run("scripts/build", cwd=clone)
    assert second.returncode == 0
    assert "setup:" not in second.stdout
