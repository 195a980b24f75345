"""What a build of some editions only says of itself, for `handbook build --merge`.

`edition.json` at the root of such a site: which editions, from which inputs, and every file with
its hash. It is never part of a whole site.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handbook.build.job import Job
from handbook.build.stage import Facts, Stage, tree_digest
from handbook.files import write_json

MARK = "edition.json"


def _inputs(job: Job) -> Mapping[str, str]:
    return {**job.inputs.parts, "the site": tree_digest(job.tree)}


def _write(job: Job, layer: Path) -> Facts:
    write_json(
        layer / MARK,
        {
            "editions": job.editions,
            "inputs": job.inputs.parts,
            "site_url": job.site_url,
            "files": {path: [file.digest, file.size] for path, file in sorted(job.tree.items())},
        },
    )
    return {"editions": job.editions}


def _words(facts: Facts) -> str:
    return f"{', '.join(facts['editions'])}, to be joined with --merge"


SHARE = Stage("share", _inputs, _write, _words)
