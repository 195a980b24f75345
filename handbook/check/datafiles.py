"""Judges data files: whether they can be read, hold text only, and what their loaders need."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import yaml

from handbook import data
from handbook.cards import load_cards
from handbook.course import load_course
from handbook.documents import (
    DocumentError,
    Loader,
    Words,
    compose_yaml,
    line_of,
    load_yaml,
    problem_of,
    read_text,
)  # fmt: skip
from handbook.errors import HandbookError
from handbook.policy.address import link_fault
from handbook.policy.markup import text_fault

_LOADERS: Mapping[str, Callable[[Path, list[str]], object]] = {
    "interface.yml": data.load_interface,
    "helplines.yml": data.load_helplines,
    "sources.yml": data.load_sources,
    "glossary.yml": data.load_glossary,
    "course.yml": load_course,
    "cards.yml": load_cards,
}
DATA = frozenset((*_LOADERS, "patterns.yml", "diagrams.yml"))
"""Data files that this program reads."""

_SUSPECT = re.compile(r"<[a-zA-Z/!?]|&(?:lt|#)|\b(?:on[a-z]+|http-equiv|src)\s*=")
_LINKS = frozenset(("url", "source_url", "href", "link", "src"))
_QUOTE = "put texts that hold a colon, a hash or quotation marks in double quotes"

Found = tuple[int, str, str]
"""Line, what is wrong, what to do."""


def text_faults(file: Path, strict: bool) -> Iterator[Found]:
    """Yield what keeps a YAML file from being read, and what in it is no text."""
    text, flaw = read_text(file)
    if flaw:
        yield flaw.line, flaw.message, flaw.fix
        return
    try:
        load_yaml(text, Words if strict else Loader)
        if "url" in text or "href" in text or _SUSPECT.search(text):
            yield from _scalars(compose_yaml(text), "")
    except yaml.YAMLError as error:
        what, _, fix = problem_of(error).partition("; ")
        fix = fix or ("mend the line" if isinstance(error, DocumentError) else _QUOTE)
        yield line_of(error, text), f"the file cannot be read: {what}", fix


def _scalars(node: yaml.Node | None, key: str) -> Iterator[Found]:
    """Judge each text of a document; links by their key."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _scalars(name, "")
            yield from _scalars(value, str(name.value))
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _scalars(entry, key)
    elif isinstance(node, yaml.ScalarNode):
        value, line = str(node.value), node.start_mark.line + 1
        if key in _LINKS and (fault := link_fault(value)):
            yield line, f"the link “{value[:60]}” {fault}", "write an address with https:"
        elif _SUSPECT.search(value) and (found := text_fault(value)):
            yield line, f"“{value[:60]}” {found[0]}", found[1]


def load_faults(file: Path, locales: list[str]) -> Iterator[Found]:
    """Yield what a data file lacks for the pages that are filled from it."""
    load = _LOADERS.get(file.name)
    if load is None:
        return
    try:
        load(file, locales)
    except HandbookError as error:
        for problem in error.problems:
            yield _placed(file, problem)
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        what = f"an entry is of the wrong kind or lacks a key ({type(error).__name__}: {error})"
        yield _line_of_word(file, str(error)), what, "write it like its neighbours"


def _placed(file: Path, problem: str) -> Found:
    """Find the line that a loader’s message is about by the names of the entries in it."""
    text = read_text(file)[0]
    message = problem.removeprefix(f"{file}:").removeprefix(f"{file.name}:").strip()
    place, _, rest = message.partition(": ")
    names = re.findall(r"[\w.-]+", place) if rest else []
    at = 0
    for name in names:
        for part in (name, *name.split(".")):
            pattern = (
                rf"(?m)^[ \t-]*(?:\w+: *[{{]? *)*[\"']?{re.escape(part)}[\"']?(?: *[:,}}]| *$)"
            )
            if found := re.compile(pattern).search(text, at):
                at = found.end()
                break
    line = text.count("\n", 0, at) + 1
    return line, message, "write it like its neighbours"


def _line_of_word(file: Path, word: str) -> int:
    text = read_text(file)[0]
    at = text.find(word.strip("'\""))
    return text.count("\n", 0, at) + 1 if at > 0 else 1
