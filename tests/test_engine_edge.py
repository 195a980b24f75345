"""The engine stays at its edge: one package imports it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

ENGINE = {"mkdocs", "material", "mkdocs_static_i18n"}


def imported(file: Path) -> Iterator[str]:
    """Names of top-level packages a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_only_the_site_package_imports_the_engine() -> None:
    files = [path for path in (ROOT / "handbook").rglob("*.py") if "site" not in path.parts]
    assert len(files) > 100
    guilty = [str(file) for file in files if ENGINE & {*imported(file)}]
    assert guilty == []


def test_the_site_package_imports_it_in_three_places() -> None:
    """The document on moving to another engine names them; a fourth belongs there, too."""
    files = sorted((ROOT / "handbook" / "site").glob("*.py"))
    users = [file.name for file in files if ENGINE & {*imported(file)}]
    assert users == ["plugin.py", "settings.py", "whole.py"]
    text = (ROOT / "ENGINE.md").read_text("utf-8")
    assert all(name in text for name in users)
