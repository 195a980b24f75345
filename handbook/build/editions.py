"""Stages that do their work edition by edition, and only for those whose inputs changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from handbook.build.job import Job
from handbook.build.stage import Facts
from handbook.files import digest


def by_edition(
    job: Job, layer: Path, docs: Mapping[str, str], make: Callable[[list[str]], None]
) -> Facts:
    """Make a stage's files for the editions that changed; leave those of the others as they are.

    When anything changed that all editions share, the layer is begun anew: pages may have gone.

    Args:
        job: the build.
        layer: the stage's folder, with what it left the last time.
        docs: what the stage reads of `docs/` for each edition, as a hash.
        make: writes the files of some editions into the layer.

    """
    base = digest(job.inputs.base)
    keys = {locale: digest([docs[locale], _pages(job, locale)]) for locale in job.locales}
    left = job.left.get("keys", {}) if job.left.get("base") == base else {}
    if left.keys() != keys.keys():
        shutil.rmtree(layer)
        layer.mkdir()
        left = {}
    changed = [locale for locale, key in keys.items() if left.get(locale) != key]
    if changed:
        make(changed)
    return {"base": base, "keys": keys, "made": changed}


def made_words(facts: Facts) -> str:
    """Say which editions were made, when not all were."""
    if len(facts["made"]) == len(facts["keys"]):
        return ""
    return f"; made for {', '.join(facts['made']) or 'none'}"


def _pages(job: Job, locale: str) -> str:
    """Return the hash of an edition's pages as they were rendered."""
    names = {f"{job.book.url(locale, page_id)}index.html" for page_id in job.book.nav}
    return digest(
        {
            name: file.digest
            for done in job.done
            if done.stage.name == "render"
            for name, file in done.files.items()
            if name in names
        }
    )
