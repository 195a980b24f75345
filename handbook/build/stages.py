"""The stages of the pipeline in order; to add one, write it here and put it in its place.

    check ─► render ─► changes ─► search ─► press ─► offline ─► (here: weight) ─► verify

A stage reads the book and what the stages before it left (`Job.layer`, `Job.tree`) and writes into
the folder it is given. A file at the path of an earlier one takes its place on the site; what must
go is named by ``removes``. Anything a stage reads belongs in its inputs.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handbook.build import gates
from handbook.build.changes import CHANGES
from handbook.build.editions import by_edition, made_words
from handbook.build.job import Job
from handbook.build.offline import OFFLINE
from handbook.build.progress import plural
from handbook.build.share import SHARE
from handbook.build.stage import Facts, Stage


def stages(job: Job, check: bool = True) -> tuple[Stage, ...]:
    """Return the stages of a job in order."""
    before = (CHECK,) if check else ()
    paper = (PRESS,) if job.paper else ()
    share = (SHARE,) if job.editions else ()
    return (*before, RENDER, CHANGES, SEARCH, *paper, OFFLINE, VERIFY, *share)


_SEARCH_DATA = ("interface.yml", "glossary.yml")


def _render_inputs(job: Job) -> Mapping[str, str]:
    docs = job.inputs.part(without=(".ledger/", "words/"))
    return {**job.inputs.base, "docs": docs, "git": job.inputs.history}


def _render(job: Job, layer: Path) -> Facts:
    from handbook.site.engine import render_site

    progress = job.reporter.at_work("render")
    done = render_site(
        job.config_file,
        layer,
        job.editions,
        job.work / "cache" / "render",
        progress,
        search=False,
    )
    return {
        "site_url": done.site_url,
        "pages": done.pages + done.reused,
        "kept": done.reused,
        "warnings": list(done.warnings),
    }


def _render_words(facts: Facts) -> str:
    kept = f"; {facts['kept']} taken as they were" if facts["kept"] else ""
    return plural(facts["pages"], "page") + kept


def _search_inputs(job: Job) -> Mapping[str, str]:
    docs = job.inputs.part(*_SEARCH_DATA)
    return {**job.inputs.base, "docs": docs, "pages": job.outputs("render", ending=".html")}


def _search(job: Job, layer: Path) -> Facts:
    from handbook.search.kept import KeptPages
    from handbook.search.publish import write_search

    job.reporter.at_work("search")
    words = job.library.words

    def make(locales: list[str]) -> None:
        write_search(
            job.layer("render"),
            job.book,
            lambda locale, key: words[locale][key],
            job.site_url,
            layer,
            locales,
            kept=KeptPages(job.work / "cache" / "search", job.inputs.code + job.inputs.packages),
            digests={path: file.digest for path, file in job.tree.items()},
        )

    data = job.inputs.part(*_SEARCH_DATA)
    made = by_edition(job, layer, dict.fromkeys(job.locales, data), make)
    return {**made, "editions": len(job.locales)}


def _press_inputs(job: Job) -> Mapping[str, str]:
    return {
        **job.inputs.base,
        "docs": job.inputs.part(without=("assets/", ".ledger/")),
        "pages": job.outputs("render", ending=".html"),
        "the system’s libraries": job.inputs.libraries,
    }


def _press(job: Job, layer: Path) -> Facts:
    from handbook.build.paper import put_on_paper

    return put_on_paper(
        job.layer("render"),
        job.library,
        job.work / "cache" / "press",
        job.site_url,
        job.reporter,
        job.editions,
        layer,
    )


def _press_words(facts: Facts) -> str:
    if facts.get("reason"):
        return str(facts["reason"])
    return (
        f"{plural(facts['files'], 'file')}, {plural(facts['pages'], 'page')}; "
        f"{plural(facts['made'], 'piece')} set, {facts['kept']} taken as they were; "
        f"{plural(facts['forms'], 'form')} to adapt, {facts['forms_made']} made anew"
    )


CHECK = Stage("check", gates.check_inputs, gates.check, gates.check_words)
RENDER = Stage("render", _render_inputs, _render, _render_words, keeps=True)
SEARCH = Stage(
    "search",
    _search_inputs,
    _search,
    lambda facts: plural(facts["editions"], "edition") + made_words(facts),
    keeps=True,
)
PRESS = Stage("press", _press_inputs, _press, _press_words)
VERIFY = Stage("verify", gates.verify_inputs, gates.verify_site, gates.verify_words)
