"""A guard against hanging; how long things take is for `benchmarks/` to say."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def no_hang(seconds: int = 60) -> Iterator[None]:
    """Fail when the block has not ended after a time that only runaway code needs."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"still running after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
