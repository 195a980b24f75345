"""Looks for inputs that break a promise: python -m tests.gate.fuzz [SEEDS …] [libFuzzer options].

Needs atheris (`requirements-fuzz.txt`; `scripts/test --long` installs it). The first byte of an
input chooses the promise (`promises.py`). Seeds are made of the corpus; inputs kept from former
runs stand in `tests/gate/seeds/`, pieces of what strangers write in `fuzz.dict`. An input that
breaks something is written to the current folder and named.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

INSTRUMENTED = ["handbook", "markdown_it", "yaml"]
"""Not Python-Markdown itself, which would take ten times as long to no one's gain."""

with atheris.instrument_imports(include=INSTRUMENTED):
    from tests.gate import promises

HERE = Path(__file__).parent
SEEDS = HERE / "seeds"
WORDS = HERE / "fuzz.dict"


def write_seeds(folder: Path) -> None:
    """Write the corpus as seeds, for each reader."""
    from tests.gate.cases import PASSING, REFUSED

    for number, case in enumerate((*REFUSED, *PASSING)):
        texts = [case.body[:3000]] if case.is_text else [*case.given.get("at", {}).values()]
        front = case.given.get("file", "").removeprefix("---\n").partition("\n---\n")[0]
        for text in [*texts, *filter(None, [front, case.given.get("more")])]:
            for letter in promises.LETTERS + b"s":
                (folder / f"{number}-{letter}").write_bytes(bytes([letter]) + text.encode())


def main() -> None:
    """Fuzz until the time given is over or something breaks."""
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    if folders:
        write_seeds(Path(folders[0]))
    atheris.Setup([*sys.argv, f"-dict={WORDS}", str(SEEDS)], promises.hold)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
