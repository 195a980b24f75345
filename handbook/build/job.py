"""What the stages of one build share."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.book import Book, demand, read
from handbook.build.inputs import Inputs
from handbook.build.progress import Reporter
from handbook.build.stage import Done, Facts, Tree, lay
from handbook.files import Fingerprints, digest

if TYPE_CHECKING:
    from handbook.render.context import Library


@dataclass
class Job:
    """One build: of which book, which editions (all when none are named), with which tools."""

    config_file: Path
    work: Path
    prints: Fingerprints
    reporter: Reporter
    editions: tuple[str, ...] = ()
    paper: bool = True
    done: list[Done] = field(default_factory=list)
    left: Facts = field(default_factory=dict)
    """What the stage at work said the last time, when it may mend what it left then."""
    at: str = ""
    """The stage at work."""

    @property
    def folder(self) -> Path:
        """Where the layers of this choice of editions lie."""
        return self.work / "stages" / ("-".join(self.editions) or "all")

    @cached_property
    def inputs(self) -> Inputs:
        """What the book is made from, as it is now."""
        return Inputs(self.config_file, self.prints)

    @cached_property
    def book(self) -> Book:
        """The book; only read when a stage has work to do. Front matter is parsed once.

        Raises:
            BookError: when it cannot be built as declared.

        """
        from handbook.site.store import Store
        from handbook.site.traced import recall_fronts

        book = read(self.config_file)
        made_by = digest([self.inputs.code, self.inputs.packages])
        recall_fronts(book, Store(self.work / "cache"), made_by)
        demand(book, self.config_file)
        return book

    @cached_property
    def library(self) -> Library:
        """The book and its data files."""
        from handbook.render.context import Library

        return Library(self.book)

    @property
    def locales(self) -> tuple[str, ...]:
        """The editions being built."""
        return self.editions or tuple(edition.locale for edition in self.book.editions)

    @property
    def tree(self) -> Tree:
        """The site as the stages so far have left it."""
        return lay(self.done)

    @property
    def site_url(self) -> str:
        """Absolute address of the site, as rendering found it."""
        return str(self._facts("render")["site_url"])

    def layer(self, stage: str) -> Path:
        """Return the folder of a stage."""
        return self.folder / stage

    def outputs(self, *stages: str, ending: str = "") -> str:
        """Return the hash of what stages left, of files with this ending."""
        return digest(
            {
                name: file.digest
                for each in self.done
                if each.stage.name in stages
                for name, file in each.files.items()
                if name.endswith(ending)
            }
        )

    def _facts(self, stage: str) -> dict[str, object]:
        return next(each.facts for each in self.done if each.stage.name == stage)
