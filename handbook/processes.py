"""Processes of ours end when the one that started them does, even when that one was killed.

A worker that outlives a killed build would go on writing where the next build works.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time

_PARENT_DEATH = 1
"""``PR_SET_PDEATHSIG`` of Linux."""
_LOOK = 0.5
"""Seconds between two looks at the parent, where the system does not tell."""


def end_with_parent(parent: int | None = None) -> None:
    """Let this process be killed when its parent ends; the initializer of every pool of ours.

    ``parent`` is the process expected to have started this one: when it is gone already, this
    one ends at once.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PARENT_DEATH, signal.SIGKILL)
    else:  # pragma: no cover
        threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()
    if parent is not None and os.getppid() != parent:
        os._exit(1)


def _watch(parent: int) -> None:  # pragma: no cover
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)
