"""A stage: what it depends on, what it does, and what it left behind.

Every stage writes into a folder of its own, its *layer*; laid over each other in order, the layers
are the site. Beside the layer stands its record: the inputs it was made from and each file with
its hash. A stage whose inputs and files are as recorded is not run again. The record is taken away
before a stage starts and written when it has ended, so that half a layer is never taken for one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from handbook.files import digest, read_json, walk, write_json

if TYPE_CHECKING:
    from handbook.build.job import Job

Facts = dict[str, Any]
"""What a stage has to say, fit for JSON: counts, warnings, the site's address."""


class File(NamedTuple):
    """One file of the site: where it lies, the SHA-256 of what is in it, its size in bytes."""

    place: Path
    digest: str
    size: int


Tree = dict[str, File]
"""Path on the site, with slashes → file."""


@dataclass(frozen=True)
class Stage:
    """One step of the pipeline.

    Attributes:
        name: a word for people; its layer and record are named so.
        inputs: everything the stage depends on, by name, as hashes.
        run: does the work; writes files into the folder it is given and returns its facts.
        words: says in a few words what the facts mean, for the line of the stage; how they
            came about stands behind a semicolon.
        keeps: whether it mends what it left the last time instead of beginning anew.
        removes: paths of the layers below that this stage takes off the site, from its facts.

    """

    name: str
    inputs: Callable[[Job], Mapping[str, str]]
    run: Callable[[Job, Path], Facts]
    words: Callable[[Facts], str]
    keeps: bool = False
    removes: Callable[[Facts], list[str]] = lambda facts: []


@dataclass(frozen=True)
class Done:
    """What a stage left: its facts, its files, whether they were there already, and why not."""

    stage: Stage
    facts: Facts
    files: Tree = field(default_factory=dict)
    reused: bool = False
    why: str = ""


def perform(stage: Stage, job: Job) -> Done:
    """Run a stage, or take what it left the last time when nothing it depends on has changed."""
    record, layer = job.folder / f"{stage.name}.json", job.folder / stage.name
    inputs = dict(stage.inputs(job))
    kept = read_json(record)
    intact = _intact(kept, layer, job)
    if intact and kept["inputs"] == inputs:
        return Done(stage, kept["facts"], _recorded(kept, layer), reused=True)
    record.unlink(missing_ok=True)
    keeps = stage.keeps and intact
    job.left = kept["facts"] if keeps else {}
    if layer.exists() and not keeps:
        shutil.rmtree(layer)
        job.prints.forget_below(layer)
    layer.mkdir(parents=True, exist_ok=True)
    facts = stage.run(job, layer)
    files = _files(layer, job)
    if facts.get("lasting", True):
        listed = {name: [file.digest, file.size] for name, file in files.items()}
        write_json(record, {"inputs": inputs, "facts": facts, "files": listed})
    return Done(stage, facts, files, why=_why(kept.get("inputs"), inputs))


def _intact(kept: dict[str, Any], layer: Path, job: Job) -> bool:
    """Whether there is a record and all files are as it says."""
    if kept.keys() != {"inputs", "facts", "files"}:
        return False
    root = f"{layer}{os.sep}"
    return all(job.prints.of(root + name) == value for name, (value, _) in kept["files"].items())


def _recorded(kept: dict[str, Any], layer: Path) -> Tree:
    """Return the files of a record."""
    return {name: File(layer / name, value, size) for name, (value, size) in kept["files"].items()}


def _files(layer: Path, job: Job) -> Tree:
    """Return the files that are in a layer now."""
    job.prints.forget_below(layer)
    root = f"{layer}{os.sep}"
    return {
        name: File(layer / name, *job.prints.facts(root + name))
        for name in sorted(name for name, _ in walk(layer))
    }


def _why(before: Any, now: Mapping[str, str]) -> str:
    """Name what has changed since the record was written."""
    if not isinstance(before, dict):
        return ""
    return ", ".join(sorted(name for name in now if before.get(name) != now[name]))


def lay(done: list[Done]) -> Tree:
    """Lay the files of all stages over each other, in order."""
    tree: Tree = {}
    for each in done:
        for name in each.stage.removes(each.facts):
            tree.pop(name, None)
        tree |= each.files
    return tree


def tree_digest(tree: Mapping[str, File]) -> str:
    """Return one hash for a site: its paths and what is in them."""
    return digest({name: file.digest for name, file in tree.items()})
