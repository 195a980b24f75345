"""The checker's tests, run on a changed module in a process of its own; nothing is written.

This process never imports the handbook: each child imports it anew, with one module changed.
"""

from __future__ import annotations

import ast
import json
import os
import signal
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import click
import hypothesis
import lxml.html
import markdown_it
import playwright.sync_api
import pytest
import rapidfuzz
from hypothesis import Phase, settings

settings.register_profile("mutants", phases=[Phase.explicit, Phase.generate], deadline=None)
settings.load_profile("mutants")  # one failing example is enough: it need not be made small

READY = (click, hypothesis, lxml.html, markdown_it, playwright.sync_api, rapidfuzz)
"""What the tests need of others: imported once here, so that no child has to."""
ROOT = Path(__file__).parents[1]
TESTS = ("tests/check", "--ignore=tests/check/test_mutations.py", "-m", "not browser and not long")
"""The checker's tests that need no browser; test_mutations judges the planter of defects."""
QUIET = ("-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0")
PATIENCE = 120
"""Seconds after which a child hangs: a mutant is noticed by that, too."""
Function = tuple[str, int]
"""A function: its file and first line, decorators included."""


class Suite:
    """The tests, and which functions of the checker each of them enters."""

    def __init__(self) -> None:
        with tempfile.NamedTemporaryFile() as file:
            if not _child(partial(_run, _Recorder(Path(file.name)))):
                sys.exit("the tests fail without any change: mend that first")
            self._entered = json.loads(Path(file.name).read_bytes())
        self._by_function: dict[Function, set[str]] = defaultdict(set)
        for test, functions in self._entered.items():
            for path, line in functions:
                self._by_function[path, line].add(test)

    def kills(self, file: Path, line: int, changed: ast.Module, thorough: bool = True) -> bool:
        """Whether a test fails when this file reads as changed, near this line."""
        near = self._near(file, line)

        def run(chosen: list[str]) -> bool:
            work = partial(_run, _Chosen(chosen), _Changed(file, changed))
            return bool(chosen) and not _child(work)

        order = sorted(near, key=lambda test: (len(self._entered[test]), test))
        return run(order) or (thorough and run(sorted(self._entered.keys() - near)))

    def _near(self, file: Path, line: int) -> set[str]:
        """Name the tests that enter the function around a line, or, outside of any, the file."""
        around = [
            (node.end_lineno, _first(node))
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.FunctionDef) and node.body[0].lineno <= line <= node.end_lineno
        ]
        if around:
            return self._by_function[str(file), max(first for _, first in around)]
        own = [tests for (path, _), tests in self._by_function.items() if path == str(file)]
        return set().union(*own)


def _first(node: ast.FunctionDef) -> int:
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


def _child(work: Callable[[], int]) -> bool:
    """Do something in a child without output; whether it ended well."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    signal.alarm(PATIENCE)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        code = 1
        try:
            code = work()
        finally:
            os._exit(code)


def _run(plugin: object, changed: MetaPathFinder | None = None) -> int:
    """Run the tests under a plugin, with one module changed."""
    if changed:
        sys.meta_path.insert(0, changed)
    os.chdir(ROOT)
    files = plugin.files if isinstance(plugin, _Chosen) else []
    return int(pytest.main([*QUIET, *(files or TESTS)], plugins=[plugin]))


class _Changed(MetaPathFinder):
    """Finds one module as changed, all others as they are."""

    def __init__(self, file: Path, tree: ast.Module) -> None:
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        self._name, self._file, self._tree = name.removesuffix(".__init__"), file, tree

    def find_spec(self, name: str, path: Any, _target: Any = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path) if name == self._name else None
        if spec:
            spec.loader = _Loader(name, str(self._file))
            spec.loader.tree = self._tree
        return spec


class _Loader(SourceFileLoader):
    tree: ast.Module

    def get_code(self, _name: str) -> CodeType:
        return compile(self.tree, self.path, "exec")


class _Chosen:
    """Runs only these tests, in this order."""

    def __init__(self, tests: list[str]) -> None:
        self._order = {test: number for number, test in enumerate(tests)}
        self.files = list(dict.fromkeys(test.partition("::")[0] for test in tests))

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self._order]
        items.sort(key=lambda item: self._order[item.nodeid])


class _Recorder:
    """Notes which functions of the checker each test enters."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._entered: dict[str, list[Function]] = {}
        self._codes: set[CodeType] = set()

    def _note(self, frame: FrameType, _event: str, _argument: Any) -> None:
        self._codes.add(frame.f_code)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Record while a test runs with its setup."""
        self._codes.clear()
        sys.settrace(self._note)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            ours = f"{ROOT}/handbook/check/"
            self._entered[item.nodeid] = [
                (code.co_filename, code.co_firstlineno)
                for code in self._codes
                if code.co_filename.startswith(ours)
            ]

    def pytest_sessionfinish(self) -> None:
        """Hand over what was noted."""
        self._file.write_text(json.dumps(self._entered), "utf-8")
