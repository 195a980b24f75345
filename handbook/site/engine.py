"""Renders the book: what changed, as `mkdocs build --strict` would, and nothing else.

    inputs.py      everything pages depend on, read and named by what is in it; pages are
                   decoded when they are looked into (undecoded.py)
    settings.py    the configuration, completed by MkDocs, kept as plain data
    edition.py     one edition: which pages still hold, by key and notes (traced.py)
    making.py      the pages that do not: convert.py and links.py, then compose.py
    work.py        editions side by side
    staging.py     the folder, store.py the cache
    whole.py       a book with plugins or hooks of its own: MkDocs does it all
    plugin.py      the same pages from plain `mkdocs build` and `mkdocs serve`

`pages.py`, `view.py`, `navigation.py` and the templates serve both ways; a test compares every
byte. MkDocs itself is imported only when the configuration or a package has changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from handbook.book import demand
from handbook.errors import HandbookError
from handbook.site.assets import Assets, make_assets
from handbook.site.collector import rarely_collected
from handbook.site.edition import EditionPages, Outcome
from handbook.site.files import Asset, address, assets, book_files, joined, theme_files
from handbook.site.inputs import Inputs, digest, digest_of, read_inputs
from handbook.site.rest import add_groups
from handbook.site.settings import Settings, foreign_reason, read_settings
from handbook.site.staging import Staging
from handbook.site.store import Store
from handbook.site.targets import Targets
from handbook.site.traced import Notes, Parts, TracedLibrary, recall_fronts
from handbook.site.work import render_editions


class RenderError(HandbookError):
    """The book could not be rendered; the message says why, one line a problem."""


@dataclass(frozen=True)
class Rendered:
    """What a rendering did.

    ``site_url`` is the absolute address the site is meant for, with a slash at its end;
    ``pages`` were rendered, ``reused`` taken from the cache; ``warnings`` are the lines said about
    pages, those of reused pages included (empty unless rendered with ``strict=False``).
    """

    site_url: str
    pages: int = 0
    reused: int = 0
    warnings: tuple[str, ...] = ()


def render_site(
    config_file: Path,
    staging: Path,
    editions: Sequence[str] = (),
    cache: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
    *,
    search: bool = True,
    strict: bool = True,
) -> Rendered:
    """Render editions into ``staging``: the same bytes as ``mkdocs build --strict`` makes.

    ``staging`` may be new, empty, or filled by an earlier call. Pages that are as they should be
    are left alone, byte and time; what this function put there earlier and the book no longer
    has is removed; what others put there stays. A file is replaced by a new one, never written
    into: hard links to earlier pages keep their text. A folder filled by somebody else is
    emptied first. Nothing outside ``staging`` and ``cache`` is written.

    An edition rendered alone gets its own pages and all that belongs to no edition (`404.html`,
    `sitemap.xml`, `assets/`), which is made of the whole book each time: editions rendered apart,
    by any number of machines, and laid over one another are the bytes of one rendering.

    Args:
        config_file: the book's configuration.
        staging: folder of the site.
        editions: locales; all when empty.
        cache: what is kept from one rendering to the next; `.build/cache/render` beside the
            configuration by default. Damaged or missing, it is made anew.
        progress: told how many of how many pages are done, from this process only.
        search: also write each edition's index and site map (`handbook.search.publish`).
        strict: raise for warnings; else they are in the result.

    Raises:
        RenderError: for an error, and for every warning when ``strict``; ``staging`` is then
            unfinished and must not be published.

    """
    inputs = read_inputs(config_file)
    if foreign_reason(inputs):
        from handbook.site.whole import render_whole

        return render_whole(config_file, staging, editions, search, strict)
    cache = cache or inputs.book.root / ".build" / "cache" / "render"
    with rarely_collected():
        run = _Run(inputs, Store(cache), staging, tuple(editions))
        return run.render(progress, search, strict)


class _Run:
    """One rendering."""

    def __init__(
        self, inputs: Inputs, store: Store, folder: Path, editions: tuple[str, ...]
    ) -> None:
        self.inputs, self.store, self.folder = inputs, store, folder
        self.book = inputs.book
        known = [edition.locale for edition in self.book.editions]
        for locale in editions:
            if locale not in known:
                raise RenderError(f"{locale}: no such edition; there are {', '.join(known)}")
        self.locales = [locale for locale in known if locale in editions or not editions]

    def render(
        self, progress: Callable[[int, int], None] | None, search: bool, strict: bool
    ) -> Rendered:
        """Render what must be rendered.

        Raises:
            RenderError: for an error, and for every warning when ``strict``.

        """
        recall_fronts(self.book, self.store, self.inputs.code)
        self._check()
        staging = Staging(self.folder, self.store)
        pages = [self._edition(locale) for locale in self.locales]
        outcomes = [each.unchanged(staging) for each in pages]
        todo = [each for each, outcome in zip(pages, outcomes, strict=True) if outcome is None]
        staging.begin()
        rendered = render_editions(todo, staging, progress) if todo else []
        found = [*filter(None, outcomes), *rendered]
        problems = [line for outcome in found for line in outcome.problems]
        warnings = [*self._said, *(line for outcome in found for line in outcome.warnings)]
        if problems or (strict and warnings):
            staging.interrupt()
            raise RenderError(*problems, *warnings)
        self._rest(staging, found, search)
        return Rendered(
            self.site_url,
            sum(outcome.made for outcome in found),
            sum(outcome.reused for outcome in found),
            tuple(warnings),
        )

    def _check(self) -> None:
        """See that the book can be built at all, unless this very book was seen before."""
        name, key = Path("checked"), self.inputs.whole
        if self.store.get(name, key) is None:
            demand(self.book, self.inputs.config_file)
            self._parts.check()
            self.store.put(name, key, b"")

    @cached_property
    def _parts(self) -> Parts:
        return Parts(self.inputs, Notes(self.inputs), self.store)

    @cached_property
    def _known(self) -> dict[str, Any]:
        """The configuration of each edition, what MkDocs says of it, the files of the theme."""
        inputs, name = self.inputs, Path("settings")
        key = digest(inputs.declared, inputs.code, inputs.overrides, str(self.book.root))
        kept = self.store.get(name, key)
        if kept is None:
            locales = [edition.locale for edition in self.book.editions]
            settings, said = read_settings(inputs.config_file, locales)
            theme = theme_files(settings[locales[0]])
            kept = json.dumps({"settings": settings, "said": said, "theme": theme}).encode()
            self.store.put(name, key, kept)
        found: dict[str, Any] = json.loads(kept)
        return found

    @property
    def _said(self) -> list[str]:
        said: list[str] = self._known["said"]
        return said

    @property
    def site_url(self) -> str:
        """Absolute address of the site."""
        return str(self._settings(self.book.source.locale)["site_url"] or "")

    def _settings(self, locale: str) -> Settings:
        found: Settings = self._known["settings"][locale]
        return found

    @cached_property
    def _own(self) -> list[str]:
        inputs, name = self.inputs, Path("own")
        files = [(path, "" if path.endswith(".md") else n) for path, n in inputs.files.items()]
        key = digest(inputs.declared, inputs.code, sorted(files))
        kept = self.store.get(name, key)
        if kept is None:  # drawings and pictures are looked into
            kept = json.dumps(book_files(inputs, self._settings(self.book.source.locale))).encode()
            self.store.put(name, key, kept)
        found: list[str] = json.loads(kept)
        return found

    @cached_property
    def _assets(self) -> dict[str, Asset]:
        theme = [(folder, path) for folder, path in self._known["theme"]]
        return assets(self.inputs, theme, self._own)

    @cached_property
    def _joined(self) -> Assets:
        """The style sheet and the script of all pages."""
        settings = self._settings(self.book.source.locale)
        styles, scripts = joined(settings)
        paths, name = [*styles, *scripts], Path("joined")
        key = digest(self.inputs.code, paths, [self.inputs.files.get(path) for path in paths])
        kept = self.store.get(name, key)
        if kept is None:
            docs = self.book.docs
            try:
                found = make_assets(
                    [docs / path for path in styles], [docs / path for path in scripts]
                )
            except OSError as error:
                raise RenderError(f"mkdocs.yml: {error.filename}: {error.strerror}") from None
            self.store.put(name, key, json.dumps(vars(found)).encode())
            return found
        return Assets(**json.loads(kept))

    def _edition(self, locale: str) -> EditionPages:
        source = self.book.source.locale
        urls = {path: path for _, path in self._known["theme"]}
        urls |= {path: address(path, source) for path in self._own}
        targets = Targets(self.book, locale, urls)
        own = self._settings(locale)
        return EditionPages(self._parts, own, locale, targets, self._joined)

    def _rest(self, staging: Staging, found: Sequence[Outcome], search: bool) -> None:
        """Put everything there that is no page; remove what no longer belongs there."""
        left_out = {each.locale for each in self.book.editions} - {*self.locales}
        for asset in self._assets.values():
            if asset.path.partition("/")[0] in left_out:
                continue
            if not staging.holds(asset.path, asset.name):
                staging.put(asset.path, asset.name, asset.file.read_bytes())
        for path, text in self._joined.contents.items():
            if not staging.holds(path, path):  # its name says what is in it
                staging.put(path, path, text.encode())
        settings = self._settings(self._last)
        for name in settings["templates"]:
            self._whole(name, settings, staging)
        staging.finish(add_groups(staging, self._parts, found, self.site_url, search))

    @property
    def _last(self) -> str:
        """The edition mkdocs-static-i18n builds last: what is of no edition is filled then."""
        others = [each.locale for each in self.book.editions if not each.is_source]
        return others[-1] if others else self.book.source.locale

    def _whole(self, name: str, settings: Settings, staging: Staging) -> None:
        """Put a file of the whole site there, such as `404.html`."""
        notes, place = Notes(self.inputs), Path("whole", name)
        kept = self.store.get(place.with_suffix(".json"), "1")
        key = digest(self.inputs.code, self.inputs.declared, self.inputs.overrides)
        known = json.loads(kept) if kept else {}
        if known.get("key") == key and notes.hold(known["notes"]):
            if staging.holds(name, known["name"]):
                return
            data = self.store.get(place, known["name"])
            if data is not None:
                staging.put(name, known["name"], data)
                return
        from handbook.site.compose import Composer
        from handbook.site.view import SiteView

        library: Any = TracedLibrary(self._parts, self.book)
        composer = Composer(settings, self.store.folder / "templates", self.inputs.code)
        data = composer.whole(name, SiteView(library, self.site_url))
        known = {"key": key, "name": digest_of(data), "notes": notes.of(library.notes)}
        self.store.put(place, known["name"], data)
        self.store.put(place.with_suffix(".json"), "1", json.dumps(known).encode())
        staging.put(name, known["name"], data)
