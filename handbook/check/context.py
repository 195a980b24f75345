"""What rules may know besides the text they judge: the data files of the book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook.book import Book
from handbook.check.renderer import Renderer
from handbook.data import Line, Source, load_helplines, load_sources, read
from handbook.errors import HandbookError
from handbook.inventory import Entry, walk
from handbook.lazy import lazy

if TYPE_CHECKING:
    from handbook.translate.stamps import StampStore

Facts = dict[str, Any]
"""What rules about the whole book need of one page: plain data, kept in the cache."""


@dataclass
class Context:
    """The book and its data files, each read when first asked for; empty when there is none."""

    book: Book
    facts: Mapping[str, Facts] = field(default_factory=dict)
    """Facts of each page by path; complete when rules of scope ``book`` run."""
    chosen: frozenset[str] | None = None
    """Paths that are checked in this run; None when all are."""
    spelling: bool = True
    """Whether words are looked up in the system's dictionaries, where there are any."""
    notes: list[str] = field(default_factory=list)
    """What a rule has to say about the run itself: what it had to leave out."""

    @property
    def is_handbook(self) -> bool:
        """Whether our own conventions hold: front matter, ids, patterns, badges."""
        return self.book.is_handbook

    @lazy
    def _locales(self) -> list[str]:
        return [edition.locale for edition in self.book.editions]

    def _file(self, name: str) -> Path:
        return self.book.docs / name

    def _load(self, name: str, load: Callable[[Path], Any], empty: Any) -> Any:
        """Read a data file; a foreign site has none, or one of the same name for something else."""
        if not self._file(name).is_file():
            return empty
        try:
            return load(self._file(name))
        except (HandbookError, KeyError, TypeError, AttributeError):
            if self.is_handbook:
                raise
            return empty

    @lazy
    def glossary(self) -> list[dict[str, Any]]:
        """Terms of docs/glossary.yml as written."""
        return list(self._load("glossary.yml", lambda file: read(file)["terms"], []))

    @lazy
    def helplines(self) -> list[Line]:
        """All numbers to call of docs/helplines.yml."""
        loaded = self._load("helplines.yml", lambda f: load_helplines(f, self._locales), None)
        countries = loaded.countries.values() if loaded else ()
        return [line for country in countries for line in (*country.emergency, *country.lines)]

    @lazy
    def sources(self) -> dict[str, Source]:
        """Bibliography and facts of docs/sources.yml by id."""
        return dict(self._load("sources.yml", lambda f: load_sources(f, self._locales), {}))

    @lazy
    def patterns(self) -> dict[str, Any]:
        """Page patterns of docs/patterns.yml as written."""
        return dict(self._load("patterns.yml", read, {}))

    @lazy
    def diagrams(self) -> frozenset[str]:
        """Ids of the drawings in docs/diagrams/."""
        return frozenset(file.stem for file in self._file("diagrams").glob("*.svg"))

    @lazy
    def renderer(self) -> Renderer:
        """What pages become: judged in a process of its own."""
        return Renderer(self.book)

    @lazy
    def inventory(self) -> list[Entry]:
        """Everything below docs/, hidden folders and links, too."""
        return walk(self.book.docs)

    def below(self, entry: Entry) -> str:
        """Path for people of something below docs/."""
        return self.name_of(entry.path)

    def name_of(self, path: str) -> str:
        """Path for people of a path below docs/, relative to the book's root."""
        return f"{self._docs}/{path}".removeprefix("./") if path else self._docs

    @lazy
    def _docs(self) -> str:
        docs = self.book.docs
        base = docs.relative_to(self.book.root) if docs.is_relative_to(self.book.root) else docs
        return base.as_posix()

    @lazy
    def stamps(self) -> StampStore:
        """Which English text each translation was made from."""
        from handbook.translate.stamps import StampStore

        return StampStore(self.book)
