"""Looks for inputs that break the readers: python -m tests.gate.fuzz [SEEDS …] [libFuzzer options].

Needs atheris (`requirements-fuzz.txt`; `scripts/test --long` installs it). The first byte of an
input chooses the reader. Seeds are made of the corpus; inputs kept from former runs stand in
`tests/gate/seeds/`. An input that breaks something is written to the current folder and named.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["handbook", "markdown_it", "yaml"]):
    import yaml

    from handbook.blocks import parse
    from handbook.documents import Words, decode, line_of, load_yaml
    from handbook.policy import cost, markup, names, plain, svg
    from handbook.policy.address import link_fault, load_fault

SEEDS = Path(__file__).parent / "seeds"


def read_page(text: str) -> None:
    """Blocks, cost and plainness of a page."""
    last = text.count("\n") + 1
    assert all(1 <= block.line <= last for block in parse(text))
    assert all(0 <= at <= len(text) for at, _message, _fix in cost.faults(text))
    plain.is_plain(text, ("toc",))


def read_html(text: str) -> None:
    """What may stand on a page."""
    assert len(markup.judge(text)) <= markup.MOST
    markup.text_fault(text)


def read_yaml(text: str) -> None:
    """Data, or an error with a line."""
    try:
        made = load_yaml(text, Words)
    except yaml.YAMLError as error:
        assert 1 <= line_of(error, text) <= text.count("\n") + 1
    else:
        assert not isinstance(made, float) or math.isfinite(made)


def read_words(text: str) -> None:
    """Addresses and names of files."""
    if not link_fault(text):
        assert not text.lower().lstrip().startswith(("javascript:", "data:", "vbscript:"))
    load_fault(text)
    names.name_fault(text)


READERS: tuple[Callable[[str], None], ...] = (read_page, read_html, read_yaml, read_words)


def one_input(data: bytes) -> None:
    """Give the input to the reader that its first byte names."""
    kind, rest = data[:1], data[1:]
    if kind == b"s":
        for line, message, fix in svg.judge(rest):
            assert line >= 1
            assert message
            assert fix
    elif kind:
        text, _flaw = decode(rest)
        READERS[kind[0] % len(READERS)](text)


def write_seeds(folder: Path) -> None:
    """Write the corpus as seeds; the letters stand for the readers by their number."""
    from tests.gate.cases import PASSING, REFUSED

    for number, case in enumerate((*REFUSED, *PASSING)):
        texts = [case.text[:5000]] if case.is_text else [*case.given.get("at", {}).values()]
        for text in [*texts, *filter(None, [case.given.get("more")])]:
            for letter in b"dabcs":
                (folder / f"{number}-{letter}").write_bytes(bytes([letter]) + text.encode())


def main() -> None:
    """Fuzz until the time given is over or something breaks."""
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    if folders:
        write_seeds(Path(folders[0]))
    atheris.Setup([*sys.argv, str(SEEDS)], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
