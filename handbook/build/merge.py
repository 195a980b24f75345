"""Editions built apart, on any number of machines, joined into the site one machine would make.

What each was made from, and that it arrived whole, is read in its `edition.json`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.build.errors import BuildError
from handbook.build.job import Job
from handbook.build.pipeline import Result, explained, places, prepared, publish, run_stage
from handbook.build.progress import Say, plural
from handbook.build.release import Releases
from handbook.build.share import MARK
from handbook.build.stage import Done, File, Stage, Tree
from handbook.build.stages import VERIFY
from handbook.files import read_json


@dataclass(frozen=True)
class Share:
    """Some editions, built elsewhere."""

    folder: Path
    editions: tuple[str, ...]
    inputs: dict[str, str]
    site_url: str
    tree: Tree


def merge(
    config_file: Path, folders: Sequence[Path], site: Path | None = None, say: Say = print
) -> Result:
    """Join builds of editions into one site, verify it whole and publish it.

    Raises:
        BuildError: when a folder holds no build, is damaged or made from something else, or when
            editions are missing; what is served stays as it was.

    """
    started = time.monotonic()
    site, work = places(config_file, site)
    with prepared(config_file, work, say) as (prints, reporter):
        releases = Releases(work, site, prints)
        job = Job(config_file, work, prints, reporter)
        with explained(job, site):
            job.at = "merge"
            shares = [_share(folder, job) for folder in folders]
            tree = _joined(shares, job)
            pages = len(job.book.nav) * len(job.book.editions)
            job.done.append(Done(_MERGED, {"site_url": shares[0].site_url, "pages": pages}, tree))
            job.reporter.line("merge", f"{plural(len(shares), 'build')}, {plural(pages, 'page')}")
            run_stage(VERIFY, job)
            return publish(job, releases, tree, pages, (), started)


_MERGED = Stage("render", lambda job: {}, lambda job, layer: {}, lambda facts: "")
"""What was rendered elsewhere stands in the place of rendering."""


def _share(folder: Path, job: Job) -> Share:
    """Read a build and make sure that it is whole."""
    about = read_json(folder / MARK)
    if about.keys() != {"editions", "inputs", "site_url", "files"}:
        raise BuildError(f"{folder}: no build of an edition (handbook build --edition hu)")
    tree = {}
    for path, (digest, size) in about["files"].items():
        if job.prints.of(folder / path) != digest:
            raise BuildError(f"{folder / path}: missing or damaged; build or fetch it again")
        tree[path] = File(folder / path, digest, size)
    return Share(folder, tuple(about["editions"]), about["inputs"], about["site_url"], tree)


def _joined(shares: Sequence[Share], job: Job) -> Tree:
    """Lay builds over each other.

    Raises:
        BuildError: when they do not fit together.

    """
    problems = [*_missing(shares, job), *_strangers(shares, job)]
    tree: Tree = {}
    for share in shares:
        for path, file in share.tree.items():
            known = tree.setdefault(path, file)
            if known.digest != file.digest:
                what = f"not the same in {known.place} and {file.place}"
                problems.append(f"{path}: {what}; build both again from the same files")
    if problems:
        raise BuildError(*problems)
    return tree


def _missing(shares: Sequence[Share], job: Job) -> list[str]:
    found = {locale for share in shares for locale in share.editions}
    lacking = [edition.locale for edition in job.book.editions if edition.locale not in found]
    return [f"--merge: no build of edition {locale} was given" for locale in lacking]


def _strangers(shares: Sequence[Share], job: Job) -> list[str]:
    """Name builds that were made from something else than what lies here."""
    here = job.inputs.parts
    problems = []
    for share in shares:
        other = sorted(name for name in here if share.inputs.get(name) != here[name])
        if other:
            what = f"built from something else ({', '.join(other)})"
            problems.append(f"{share.folder}: {what}; build it again from the files that lie here")
    return problems
