"""A task in a copy of the process: its files stay, its memory goes, its errors arrive."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from handbook.errors import HandbookError
from handbook.press.setter import PressError
from handbook.processes import in_copy


def test_copy_does_the_task_elsewhere(tmp_path: Path) -> None:
    seen: list[int] = []

    def task() -> None:
        seen.append(1)
        (tmp_path / "pid").write_text(str(os.getpid()))

    in_copy(task)
    assert int((tmp_path / "pid").read_text()) != os.getpid()
    assert seen == []


def test_error_arrives_as_it_was_raised() -> None:
    def task() -> None:
        raise PressError("docs/en/index.md: one", "docs/en/index.md: two")

    with pytest.raises(PressError) as caught:
        in_copy(task)
    assert caught.value.problems == ["docs/en/index.md: one", "docs/en/index.md: two"]


def test_copy_that_dies_is_an_error() -> None:
    with pytest.raises(HandbookError, match="ended unexpectedly"):
        in_copy(lambda: os._exit(3))


def test_process_with_several_threads_does_the_task_itself(tmp_path: Path) -> None:
    def task() -> None:
        (tmp_path / "pid").write_text(str(os.getpid()))

    leave = threading.Event()
    other = threading.Thread(target=leave.wait)
    other.start()
    try:
        in_copy(task)
    finally:
        leave.set()
        other.join()
    assert int((tmp_path / "pid").read_text()) == os.getpid()
