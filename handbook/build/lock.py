"""One build at a time in a folder; whoever waits is told for whom."""

from __future__ import annotations

import fcntl
import json
import os
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

Say = Callable[[str], None]


def _complain(line: str) -> None:
    print(f"waiting  {line}", file=sys.stderr, flush=True)


@contextmanager
def locked(work: Path, say: Say = _complain) -> Iterator[None]:
    """Let one build at a time work in ``work``; a second one says who holds it, and waits.

    The system frees the lock when its holder ends, however it ends: nothing is left to clean up.
    """
    work.mkdir(parents=True, exist_ok=True)
    with (work / "lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"another build is running here: {_holder(lock)}")
            fcntl.flock(lock, fcntl.LOCK_EX)
        _sign(lock)
        yield


def _sign(lock: TextIO) -> None:
    """Write who holds the lock; on a full disk it is held without a name."""
    lock.seek(0)
    lock.truncate()
    command = shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])
    since = time.strftime("%Y-%m-%d %H:%M:%S")
    try:
        lock.write(json.dumps({"pid": os.getpid(), "since": since, "command": command}))
        lock.flush()
    except OSError:
        return


def _holder(lock: TextIO) -> str:
    lock.seek(0)
    try:
        found = json.loads(lock.read())
        return f"process {found['pid']}, since {found['since']}: {found['command']}"
    except (ValueError, KeyError, TypeError):
        return "it has not said its name yet"
