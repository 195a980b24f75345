"""The long run: atheris on the readers, from the corpus and the seeds kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gate.cases import FOLDER
from tests.gate.promises import hold

SEEDS = FOLDER.parent / "seeds"
ROOT = Path(__file__).parents[2]


@pytest.mark.long
def test_nothing_breaks_the_readers(tmp_path: Path) -> None:
    pytest.importorskip("atheris")
    seconds = int(os.environ.get("HANDBOOK_FUZZ_SECONDS", "300"))
    (tmp_path / "found").mkdir()
    command = [sys.executable, "-m", "tests.gate.fuzz", str(tmp_path / "found"),
               f"-max_total_time={seconds}", "-max_len=3000", "-timeout=20",
               f"-artifact_prefix={tmp_path}/"]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    broken = [file.name for file in tmp_path.iterdir() if file.is_file()]
    assert broken == []


@pytest.mark.parametrize("seed", sorted(SEEDS.iterdir()), ids=lambda seed: seed.name[:8])
def test_what_once_broke_a_promise_breaks_none(seed: Path) -> None:
    """Seeds are kept from all runs, those that found something among them."""
    hold(seed.read_bytes())


def test_seeds_and_corpus_are_there() -> None:
    assert len(list(FOLDER.glob("*.yml"))) >= 6
    assert (FOLDER.parent / "seeds").is_dir()
