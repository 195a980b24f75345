"""Sets many pieces at once, in processes of their own, and keeps what was set."""

from __future__ import annotations

import gc
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.files import write_whole
from handbook.libraries import type_libraries
from handbook.press import engine
from handbook.press.inputs import library
from handbook.press.setter import Facts, PressError, put_away, set_document
from handbook.processes import end_with_parent, in_copy

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.context import BaseContext

_LOADER = os.getpid()
"""The process that loaded this module: of one that sets, the one it is a copy of, if of any."""
_PACKAGES = ("weasyprint", "pydyf", "pyphen", "fonttools", "pikepdf", "tinycss2", "tinyhtml5")
_TASKS = 24
"""Documents a process sets before a fresh one takes over: WeasyPrint keeps what it allocated.

(The executor’s own ``max_tasks_per_child`` can hang on Python 3.11: cpython issue 115634.)
"""

_ALLOCATED = 2_500
"""Objects made between two looks for unused ones; 700 as Python has it cost a twentieth."""
_FEW = 2
"""Documents that a copy of this process sets one by one: to start a pool takes longer."""

_SETTING = (
    "data/print.css",
    "deflated.py",
    "engine.py",
    "figures.py",
    "fonts.py",
    "galley.py",
    "hyphens.py",
    "setter.py",
    "sheets.py",
    "spans.py",
    "tags.py",
    "taking.py",
    "voids.py",
)
_JOINING = (*_SETTING, "gates.py", "join.py", "outline.py", "pdf.py", "proof.py", "texts.py")


def setting_fingerprint() -> str:
    """Return what besides the text decides how a piece is set: our code and the libraries."""
    return _fingerprint(_SETTING)


def joining_fingerprint() -> str:
    """Return what besides its pieces and numbers decides a volume."""
    return _fingerprint(_JOINING)


@cache
def _fingerprint(modules: tuple[str, ...]) -> str:
    parts = [*(f"{p} {library(p)}" for p in _PACKAGES), *type_libraries()]
    digest = hashlib.sha256("|".join(parts).encode())
    for name in modules:
        digest.update(files("handbook.press").joinpath(name).read_bytes())
    return digest.hexdigest()[:16]


_NAME = re.compile(r'<body data-piece="([^"]*)"')


@dataclass(frozen=True)
class Sheets:
    """A set piece: its PDF, taken apart, and the facts of its layout."""

    galley: bytes
    facts: Facts


class Setter:
    """Sets documents, each once, in processes of their own, which give their memory back.

    What was set stays in a folder under its key.

    ``reused`` and ``made`` count the documents of this run.
    """

    def __init__(self, cache_folder: Path, fonts: Path, workers: int | None = None) -> None:
        self._folder = cache_folder
        self._fonts = fonts
        self._workers = workers or min(4, os.cpu_count() or 1)
        self._read: dict[str, Facts] = {}
        self.used: set[str] = set()
        self.reused = self.made = 0
        self._pooled = self._stays = False
        self._open: ProcessPoolExecutor | None = None
        self._given = 0
        cache_folder.mkdir(parents=True, exist_ok=True)

    def set_all(
        self,
        documents: Iterable[tuple[str, Callable[[], str]]],
        progress: Callable[[int, int], None],
    ) -> None:
        """Set the documents (key, what makes its HTML) that the folder lacks.

        ``progress`` gets done and total.
        """
        wanted = dict(documents)
        new = {key for key in wanted if key not in self.used}
        self.used |= set(wanted)
        missing = {key: make() for key, make in wanted.items() if not self._facts(key).exists()}
        self.made += len(missing)
        self.reused += len(new - set(missing))
        if not missing:
            return
        os.environ[engine.KEPT] = str(self._fonts.resolve())
        self._pooled = self._pooled or (self._workers > 1 and len(missing) > _FEW)
        if self._pooled:
            self._set_in_pool(missing, progress)
            return
        for done, (key, text) in enumerate(missing.items(), 1):
            in_copy(partial(_set_alone, key, text, self._fonts, self._folder))
            progress(done, len(missing))

    def _set_in_pool(
        self, missing: Mapping[str, str], progress: Callable[[int, int], None]
    ) -> None:
        from concurrent.futures import as_completed

        by_length = sorted(missing.items(), key=lambda item: -len(item[1]))
        done = 0
        while done < len(by_length):
            pool, room = self._pool()
            batch = by_length[done : done + room]
            jobs = [pool.submit(_set, k, t, self._fonts, self._folder) for k, t in batch]
            self._given += len(batch)
            for job in as_completed(jobs):
                job.result()
                done += 1
                progress(done, len(missing))
        if not self._stays:
            self._close()

    def _pool(self) -> tuple[ProcessPoolExecutor, int]:
        """Return the processes that set, and how many documents they may still set."""
        from concurrent.futures import ProcessPoolExecutor

        if self._given >= self._workers * _TASKS:
            self._close()
        if not self._open:
            self._open = ProcessPoolExecutor(self._workers, _context(), _begin)
            self._given = 0
        return self._open, self._workers * _TASKS - self._given

    def _close(self) -> None:
        if self._open:
            self._open.shutdown()
        self._open = None

    def __enter__(self) -> Setter:
        """Keep processes for more than one call of `set_all`."""
        self._stays = True
        return self

    def __exit__(self, *_: object) -> None:
        self._stays = False
        self._close()

    def sheets(self, key: str) -> Sheets:
        """Return what was set under a key."""
        return Sheets(self._galley(key).read_bytes(), self.facts(key))

    def facts(self, key: str) -> Facts:
        """Return the facts of what was set under a key."""
        if key not in self._read:
            self._read[key] = Facts.from_json(self._facts(key).read_text("utf-8"))
        return self._read[key]

    def forget_unused(self) -> None:
        """Drop what neither this run nor the one before it used."""
        mark = self._folder / "used.txt"
        before = set(mark.read_text("utf-8").split()) if mark.exists() else self.used
        for file in self._folder.iterdir():
            if file != mark and file.stem not in self.used | before:
                file.unlink()
        mark.write_text("\n".join(sorted(self.used)), "utf-8")

    def _galley(self, key: str) -> Path:
        return self._folder / f"{key}.galley"

    def _facts(self, key: str) -> Path:
        return self._folder / f"{key}.json"


def _context() -> BaseContext:
    """Return how processes start: from one that has WeasyPrint loaded already, where that works."""
    from multiprocessing import get_all_start_methods, get_context

    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["handbook.press.loaded", "handbook.press.work"])
    return context


def _begin() -> None:
    """Begin a process that sets many documents: it looks less often for what it can free."""
    end_with_parent(_LOADER if os.getpid() != _LOADER else None)
    gc.set_threshold(_ALLOCATED, 10, 10)


def _set_alone(key: str, document: str, fonts: Path, folder: Path) -> None:
    """Set one document in a process that sets nothing else."""
    _set(key, document, fonts, folder)
    put_away(fonts)


def _set(key: str, document: str, fonts: Path, folder: Path) -> None:
    """Set one document; the facts are written last, so half a result is never used."""
    from handbook.press.tags import clean

    try:
        pdf, facts = set_document(document, fonts)
    except Exception as error:
        name = _NAME.search(document)
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        raise PressError(
            f"{name[1] if name else key}: cannot be set ({what}); look for an unusual table or box"
        ) from error
    galley, elements = clean(pdf)
    facts = replace(facts, elements=elements)
    write_whole(folder / f"{key}.galley", galley)
    write_whole(folder / f"{key}.json", facts.to_json().encode())
