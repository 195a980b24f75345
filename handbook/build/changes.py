"""The pages of changes as a stage: one is made anew when something that it tells has changed."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path

from handbook.book import Page
from handbook.build.job import Job
from handbook.build.progress import plural
from handbook.build.stage import Facts, Stage
from handbook.files import digest, walk

_KEPT = Path("changes")


def _inputs(job: Job) -> Mapping[str, str]:
    docs = job.inputs.part(without=("assets/",))
    return {**job.inputs.base, "docs": docs, "pages": job.outputs("render", ending=".html")}


def _write(job: Job, layer: Path) -> Facts:
    from handbook.press.changes_pages import write_changes

    job.reporter.at_work("changes")
    kept = _KeptPages(job, layer)
    site = job.layer("render")
    pages = write_changes(site, job.library, job.site_url, layer, job.locales, kept)
    kept.clear()
    kept.save()
    return {"pages": pages, "kept": kept.held}


class _KeptPages:
    """The pages of changes in a layer, each with what it was made of."""

    def __init__(self, job: Job, layer: Path) -> None:
        from handbook.site.store import Store

        self._job, self._layer, self.held = job, layer, 0
        self._store = Store(job.work / "cache")
        self._ground = digest([str(marshal.version), digest(job.inputs.base), job.site_url])
        found = self._store.get(_KEPT, self._ground)
        self._before: dict[str, tuple[str, str, list[str]]] = marshal.loads(found) if found else {}
        self._now: dict[str, tuple[str, str, list[str]]] = {}
        rendered = (done.files for done in job.done if done.stage.name == "render")
        self._shown = {path: file.digest for files in rendered for path, file in files.items()}

    def holds(self, edition: str, page: Page) -> bool:
        """Whether a page of changes is there, untouched, and nothing it hangs on has changed."""
        path = self._path(edition, page)
        known = self._before.get(path)
        if known is None:
            return False
        key, hashed, looked_up = known
        if key != self._key(edition, page, looked_up):
            return False
        if hashed != self._job.prints.of(self._layer / path):
            return False
        self._now[path] = known
        self.held += 1
        return True

    def wrote(self, edition: str, page: Page, looked_up: Collection[str], data: bytes) -> None:
        """Take note of a page of changes."""
        names = sorted({"data" if name.startswith("data ") else name for name in looked_up})
        hashed = hashlib.sha256(data).hexdigest()
        self._now[self._path(edition, page)] = self._key(edition, page, names), hashed, names

    def clear(self) -> None:
        """Remove what no page of the book stands for any more."""
        for name, place in list(walk(self._layer)):
            if name not in self._now:
                Path(place).unlink()

    def save(self) -> None:
        """Keep the account."""
        self._store.put(_KEPT, self._ground, marshal.dumps(self._now))

    def _path(self, edition: str, page: Page) -> str:
        return f"{self._job.book.url(edition, page.id)}changes/index.html"

    def _key(self, edition: str, page: Page, looked_up: Collection[str]) -> str:
        shown = f"{self._job.book.url(edition, page.id)}index.html"
        return digest(
            [
                *(self._digest(f"page {page.edition}/{page.id}"), self._shown.get(shown, "")),
                *(self._job.inputs.docs.get(f".ledger/{page.edition}.json", ""), self._data),
                *(f"{name} {self._digest(name)}" for name in looked_up),
            ]
        )

    @cached_property
    def _data(self) -> str:
        """Hash of the data files; each page of changes has words of theirs."""
        folders = tuple(f"{edition.locale}/" for edition in self._job.book.editions)
        return self._job.inputs.part(without=("assets/", ".ledger/", *folders))

    def _digest(self, name: str) -> str:
        """Return the present hash of what a name stands for (`site/traced.py`)."""
        kind, _, page_id = name.partition(" ")
        match kind:
            case "data":
                return self._data
            case "page":
                return self._job.inputs.docs.get(f"{page_id}.md", "")
            case "editions":
                return " ".join(each.locale for each in self._job.book.editions_of(page_id))
            case "nav":
                return ""  # the configuration is in the ground
        return self._job.inputs.part()


def _words(facts: Facts) -> str:
    kept = f"; {facts['kept']} taken as they were" if facts["kept"] else ""
    return plural(facts["pages"], "page") + kept


CHANGES = Stage("changes", _inputs, _write, _words, keeps=True)
