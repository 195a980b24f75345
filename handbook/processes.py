"""Processes of ours end when the one that started them does, even when that one was killed.

A worker that outlives a killed build would go on writing where the next build works.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import NoReturn

from handbook.errors import HandbookError

_PARENT_DEATH = 1
"""``PR_SET_PDEATHSIG`` of Linux."""
_LOOK = 0.5
"""Seconds between two looks at the parent, where the system does not tell."""


def end_with_parent(parent: int | None = None) -> None:
    """Let this process be killed when its parent ends; the initializer of every pool of ours.

    ``parent`` is the process that started this one: when it is gone already, of which the system
    tells nothing any more, this one ends at once.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PARENT_DEATH, signal.SIGKILL)
    else:  # pragma: no cover
        threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()
    if parent is not None and os.getppid() != parent:
        os._exit(1)


def in_copy(task: Callable[[], None]) -> None:
    """Run a task in a copy of this process, which gives its memory back; here, where none can be.

    A copy is there at once, with all that is loaded already. It has one thread only, so there is
    none when this process has several.

    Raises:
        HandbookError: as the task raises it; also when the copy ends in another way.

    """
    if sys.platform != "linux" or threading.active_count() > 1:
        task()
        return
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    child = os.fork()
    if not child:
        os.close(reading)
        _run_and_end(task, writing, parent)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if said:
        kind, problems = pickle.loads(said)
        raise kind(*problems)
    if status:
        raise HandbookError(f"a process ended unexpectedly (status {status}); try again")


def _run_and_end(task: Callable[[], None], writing: int, parent: int) -> NoReturn:
    """Run a task as the copy of a process; tell what it raised."""
    gc.disable()  # all memory is given back soon
    status = 1
    try:
        end_with_parent(parent)
        task()
        status = 0
    except HandbookError as error:
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump((type(error), error.problems), pipe)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _watch(parent: int) -> None:  # pragma: no cover
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)
