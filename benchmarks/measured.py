"""Runs a command and measures all of it: every process it starts, also those it leaves behind."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_SUBREAPER = 36
"""``PR_SET_CHILD_SUBREAPER``: processes whose parent ended become ours, and their time, too."""
_PAUSE = 0.02


@dataclass(frozen=True)
class Run:
    """What a command took, all its processes together."""

    cpu: float
    """Seconds of processor time, user and system."""
    clock: float
    """Seconds on the wall."""
    peak: int
    """Largest resident size that any one process reached, in MB."""
    out: str


def measure(command: Sequence[object], cwd: Path, env: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end (Linux only).

    Raises:
        SystemExit: with the end of its error output, when it fails.

    """
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    peaks: dict[int, int] = {}
    with subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=cwd,
        env={**os.environ, **(env or {})},
    ) as process:
        ended = threading.Event()
        watch = threading.Thread(target=_watch, args=(peaks, ended))
        watch.start()
        out, errors = process.communicate()
        ended.set()
        watch.join()
    clock = time.monotonic() - started
    _reap()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(errors[-3000:])
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Run(cpu, clock, max(peaks.values(), default=0) // 1024, out)


def _reap() -> None:
    """Wait for the processes that the command left behind."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def _watch(peaks: dict[int, int], ended: threading.Event) -> None:
    """Note the largest resident size (kB) each process below this one has had."""
    while not ended.wait(_PAUSE):
        for pid in _below(os.getpid()):
            try:
                lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            except OSError:
                continue  # it has ended
            for line in lines:
                if line.startswith("VmHWM:"):
                    peaks[pid] = int(line.split()[1])


def _below(root: int) -> list[int]:
    """Return every process that descends from one."""
    kids: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            kids.setdefault(parent, []).append(int(folder.name))
    found = list(kids.get(root, []))
    for pid in found:
        found += kids.get(pid, [])
    return found
