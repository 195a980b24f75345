"""A task in a copy of the process: its files stay, its memory goes, its errors arrive."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from handbook.processes import in_copy
from tests.conftest import ROOT, is_running


def alone(program: str, *given: str) -> str:
    """Run a program in a process with one thread, as a build is; return what it prints."""
    head = "import os, sys\nfrom handbook.press.setter import PressError\n"
    head += "from handbook.errors import HandbookError\nfrom handbook.processes import in_copy\n"
    command = [sys.executable, "-c", head + program, *given]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    ).stdout


def test_copy_does_the_task_elsewhere(tmp_path: Path) -> None:
    said = alone(
        "seen = []\n"
        "def task():\n"
        "    seen.append(1)\n"
        "    open(sys.argv[1], 'w').write(str(os.getpid()))\n"
        "in_copy(task)\n"
        "print(seen, os.getpid())\n",
        str(tmp_path / "pid"),
    )
    seen, own = said.split()
    assert seen == "[]"
    assert (tmp_path / "pid").read_text() != own


def test_error_arrives_as_it_was_raised() -> None:
    said = alone(
        "def task():\n"
        "    raise PressError('docs/en/index.md: one', 'docs/en/index.md: two')\n"
        "try:\n"
        "    in_copy(task)\n"
        "except PressError as error:\n"
        "    print(*error.problems, sep='\\n')\n"
    )
    assert said.splitlines() == ["docs/en/index.md: one", "docs/en/index.md: two"]


def test_copy_that_dies_is_an_error() -> None:
    said = alone(
        "try:\n    in_copy(lambda: os._exit(3))\nexcept HandbookError as error:\n    print(error)\n"
    )
    assert "ended unexpectedly" in said


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


SLOW = """
import ctypes, time
import handbook.processes as processes
real = ctypes.CDLL
def slow(*given, **named):
    print(os.getpid(), flush=True)
    time.sleep(2)
    return real(*given, **named)
processes.ctypes.CDLL = slow
"""
POOL = """
from handbook.site import work
work._side_by_side(2, None, None, 2)
"""


@pytest.mark.parametrize(("program", "copies"), [("in_copy(lambda: time.sleep(60))", 1), (POOL, 2)])
def test_copy_ends_when_its_parent_was_killed_before_it_could_ask_for_that(
    program: str, copies: int
) -> None:
    """Such a one held the lock of a killed build, and the next build waited for ever."""
    head = "import os\nfrom handbook.processes import in_copy\n"
    command = [sys.executable, "-c", head + SLOW + program]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        found = [int(parent.stdout.readline()) for _ in range(copies)]
        parent.kill()
        parent.wait()
    end = time.monotonic() + 20
    while any(map(is_running, found)) and time.monotonic() < end:
        time.sleep(0.05)
    still = [each for each in found if is_running(each)]
    for each in still:
        os.kill(each, signal.SIGKILL)
    assert not still
