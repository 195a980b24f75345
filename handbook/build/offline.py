"""Editions for reading without a network, as a stage."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handbook.build.editions import by_edition, made_words
from handbook.build.job import Job
from handbook.build.progress import plural
from handbook.build.stage import Facts, Stage
from handbook.files import digest

_WORDS = ("interface.yml",)


def _inputs(job: Job) -> Mapping[str, str]:
    from handbook.offline.belongings import PAPER

    site = {path: file.digest for path, file in job.tree.items() if not path.endswith(PAPER)}
    return {**job.inputs.base, "docs": job.inputs.part(*_WORDS), "the site": digest(site)}


def _write(job: Job, layer: Path) -> Facts:
    from handbook.offline.belongings import belongings
    from handbook.offline.kept import KeptLoads
    from handbook.offline.shelf import write_edition, write_worker

    job.reporter.at_work("offline")
    tree = job.tree
    kept = KeptLoads(job.work / "cache" / "offline", digest(job.inputs.base))
    paths = {locale: belongings(tree, job.book, locale, kept.loads) for locale in job.locales}
    kept.save()

    def make(locales: list[str]) -> None:
        for locale in locales:
            write_edition(tree, paths[locale], job.library, locale, job.site_url, layer)

    words = [job.inputs.part(*_WORDS), job.site_url]
    keys = {
        locale: digest([*words, *(f"{path} {tree[path].digest}" for path in paths[locale])])
        for locale in job.locales
    }
    made = by_edition(job, layer, keys, make)
    write_worker(layer)
    return {**made, "files": sum(map(len, paths.values())), "editions": len(job.locales)}


def _said(facts: Facts) -> str:
    words = f"{plural(facts['editions'], 'edition')} of {plural(facts['files'], 'file')}"
    return words + made_words(facts)


OFFLINE = Stage("offline", _inputs, _write, _said, keeps=True)
