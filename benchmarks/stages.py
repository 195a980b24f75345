"""CPU time of each stage of the pipeline on a generated book; `benchmarks/build.py` runs it.

    python -m benchmarks.stages CONFIG

Builds the book as `handbook build --no-print` does and prints JSON: stage → CPU seconds of this
process and those it waited for, stages that were not run left out. Generated pages follow no
pattern of ours and lack pages that ours lead to: what check and verify find is not held against
them here, it costs the same.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

import handbook.build.pipeline as pipeline
import handbook.verify
from handbook.build import gates
from handbook.build.job import Job
from handbook.build.stage import Done, Stage


class _Everything(set[str]):
    """Rules whose errors stop no build: all of them."""

    def __contains__(self, rule: object) -> bool:
        return True


def cpu() -> float:
    """Return the CPU seconds spent so far, processes that have ended included."""
    found = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in found)


def measured(config: Path) -> dict[str, float]:
    """Build a book; return what each stage took that was run."""
    taken: dict[str, float] = {}
    run, verify = pipeline.run_stage, handbook.verify.verify

    def timed(stage: Stage, job: Job) -> Done:
        before = cpu()
        done = run(stage, job)
        if not done.reused:
            taken[stage.name] = cpu() - before
        return done

    def lenient(*arguments: Any) -> list[str]:
        verify(*arguments)
        return []

    pipeline.run_stage = timed
    handbook.verify.verify = lenient
    gates._TOLD = _Everything()
    pipeline.build(config, say=lambda line: None, paper=False)
    return taken


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]))))
