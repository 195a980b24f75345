"""Editions side by side, one process each; alone or with little to do, in this one."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from handbook.processes import end_with_parent
from handbook.site.edition import EditionPages, Outcome
from handbook.site.staging import Seen, Staging

Progress = Callable[[int, int], None]
_FEW = 40
"""Pages that are rendered sooner than processes are started."""

_shared: dict[str, Any] = {}
"""What a forked process finds: the editions, the folder, the counter."""


def render_editions(
    editions: Sequence[EditionPages], staging: Staging, progress: Progress | None
) -> list[Outcome]:
    """Render editions; what each put into the folder is in its account afterwards."""
    total = sum(len(each.book.nav) for each in editions)
    if len(editions) < 2 or total <= _FEW or not _can_fork():
        done = _Counter(total, progress)
        return [each.render(staging, done) for each in editions]
    import multiprocessing

    from handbook.site.making import Maker

    Maker(editions[0], {}).prepare()  # once, before the processes part
    counter = multiprocessing.get_context("fork").Value("i", 0)
    _shared.update(editions=editions, staging=staging, counter=counter)
    try:
        return _side_by_side(len(editions), staging, progress, total)
    finally:
        _shared.clear()


def _side_by_side(
    count: int, staging: Staging, progress: Progress | None, total: int
) -> list[Outcome]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("fork")
    workers = min(count, os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, context, end_with_parent, (os.getpid(),)) as pool:
        jobs = [pool.submit(_render, number) for number in range(count)]
        for job in jobs:
            while not job.done() and progress:
                _wait(job)
                progress(_shared["counter"].value, total)
        found = [job.result() for job in jobs]
    for _, put in found:
        staging.now.update(put)
    return [outcome for outcome, _ in found]


def _render(number: int) -> tuple[Outcome, dict[str, Seen]]:
    """Render one edition in a process of its own."""
    staging: Staging = _shared["staging"]
    counter = _shared["counter"]

    def done() -> None:
        with counter.get_lock():
            counter.value += 1

    staging.now = {}
    outcome = _shared["editions"][number].render(staging, done)
    return outcome, staging.now


def _wait(job: Any) -> None:
    from concurrent.futures import wait

    wait([job], timeout=0.2)


def _can_fork() -> bool:
    """Whether a process can be copied: not on Windows, not beside running threads."""
    import multiprocessing
    import threading

    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


class _Counter:
    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def __call__(self) -> None:
        self._done += 1
        if self._progress:
            self._progress(self._done, self._total)
