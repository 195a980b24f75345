"""Runs the press: built pages in, PDFs and EPUBs beside them, every gate passed."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from handbook.book import Edition
from handbook.press.article import Article, paper_pages, read_article, words
from handbook.press.certificate import Tools, print_certificate
from handbook.press.epub import write_epub
from handbook.press.figures import figure_sheet
from handbook.press.fonts import prepare_fonts
from handbook.press.front import CONTENTS, INDEX, contents, index
from handbook.press.furniture import Furniture
from handbook.press.gates import Finished, problems
from handbook.press.join import Meta, Part, join
from handbook.press.layout import Laid, key, lay_out
from handbook.press.office.binder import FormFile, FormPress
from handbook.press.paper import Piece, pieces
from handbook.press.setter import PressError
from handbook.press.terms import GLOSSARY, mark_terms
from handbook.press.volumes import FOLDER, Volume, volumes
from handbook.press.work import Setter, joining_fingerprint
from handbook.render.collation import sort_key
from handbook.render.context import Library


@dataclass(frozen=True)
class Paper:
    """One file of the press on the site: its address, its pages (0 for an EPUB), its bytes.

    ``page`` names the file of the chapter that a form belongs to.
    """

    edition: str
    name: str
    url: str
    pages: int
    size: int
    page: str = ""


@dataclass
class Report:
    """What a run of the press made, and how much it took from its cache."""

    papers: list[Paper] = field(default_factory=list)
    forms: list[FormFile] = field(default_factory=list)
    """Forms as documents to adapt."""
    reused: int = 0
    made: int = 0
    forms_made: int = 0
    short: dict[str, str] = field(default_factory=dict)
    """Short addresses printed: code → address."""


@dataclass
class _Book:
    """One edition on its way to paper."""

    edition: Edition
    furniture: Furniture
    articles: list[Article]
    pieces: list[Piece]
    places: dict[str, list[str]]


def run(
    site: Path,
    library: Library,
    work: Path,
    site_url: str,
    versions: dict[str, dict[str, str]],
    editions: Iterable[str] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    out: Path | None = None,
) -> Report:
    """Make every PDF of the editions from the built site in ``site``; put it there or in ``out``.

    Args:
        site: the staged site.
        library: the book and its data.
        work: folder for what is kept between runs.
        site_url: absolute address of the site.
        versions: edition → page → content hash.
        editions: locales; all when None.
        progress: told how many of how many documents are set.
        out: folder that gets the files, as ``<edition>/paper/…``; ``site`` when None.

    Raises:
        PressError: when a gate fails; one line a problem.

    """
    out, fonts = out or site, work / "fonts"
    prepare_fonts(fonts)
    locales = list(editions or [edition.locale for edition in library.book.editions])
    setter = Setter(work / "sheets", fonts)
    books = {locale: _read(site, library, locale, site_url, versions[locale]) for locale in locales}
    state = work / "pages.json"
    bodies = lay_out({k: b.pieces for k, b in books.items()}, setter, state, progress)
    extra = {
        locale: [_front(book, library), _index(book, library, bodies[locale])]
        for locale, book in books.items()
    }
    report = Report()
    binder = _Binder(out, work, fonts, setter)
    forms = FormPress(out, work / "forms", fonts)
    tools = Tools(setter, forms, figure_sheet(fonts, work), fonts)
    for locale, book in books.items():
        whole = _with_extra(bodies[locale], extra[locale], setter, progress)
        for piece in book.pieces:
            report.short |= piece.short
        report.papers += [*binder.bind(book, whole), _epub(out, book)]
        report.forms += forms.print(book.articles, book.furniture)
        report.forms += print_certificate(book.articles, book.furniture, tools)
    setter.forget_unused()
    binder.finish()
    forms.finish()
    report.reused, report.made, report.forms_made = setter.reused, setter.made, forms.made
    return report


def _read(
    site: Path, library: Library, locale: str, site_url: str, versions: dict[str, str]
) -> _Book:
    book, edition = library.book, library.book.edition(locale)
    furniture = Furniture(book, edition, library.words[locale], site_url, versions)
    ids = paper_pages(book, edition)
    articles = [read_article(site, book, edition, page_id) for page_id in ids]
    places = mark_terms(articles, library.glossary.values(), locale)
    made = [p for article in articles for p in pieces(article, furniture, frozenset(ids))]
    return _Book(edition, furniture, articles, made, places)


def _front(book: _Book, library: Library) -> Piece:
    return contents(
        book.articles, book.furniture, library.words[book.edition.locale]["page.licence"]
    )


def _index(book: _Book, library: Library, laid: Laid) -> Piece:
    order = sort_key(book.edition.locale)
    entries = sorted(
        (
            (term.word[book.edition.locale], [*found, f"{GLOSSARY}#{term.anchor}"])
            for term in library.glossary.values()
            if (found := book.places.get(term.id))
        ),
        key=lambda entry: order(entry[0]),
    )
    return index(book.furniture, entries, laid.places)


def _epub(site: Path, book: _Book) -> Paper:
    home = book.furniture.book.url(book.edition.locale, "index")
    url = f"{home}{FOLDER}/handbook.epub"
    data = write_epub(book.articles, book.furniture)
    (site / url).parent.mkdir(parents=True, exist_ok=True)
    (site / url).write_bytes(data)
    return Paper(book.edition.locale, "handbook-epub", url, 0, len(data))


def _with_extra(
    body: Laid, extra: list[Piece], setter: Setter, progress: Callable[[int, int], None]
) -> Laid:
    """Set contents and index, whose numbers are known, and add them to the edition."""
    index_page = max(body.first.values()) + body.facts[body.pieces[-1].id].pages
    index_page += 1 - index_page % 2
    places = {**body.places, INDEX: index_page, f"{INDEX}#index": index_page}
    known = Laid(body.pieces, body.keys, body.facts, body.first, places)
    keys, facts = dict(body.keys), dict(body.facts)
    for piece in extra:
        figures = ["0" * len(str(known.number(target) or "")) for target in piece.targets]
        keys[piece.id] = key(piece, [len(figure) for figure in figures])
        setter.set_all([(keys[piece.id], piece.html(figures))], progress)
        facts[piece.id] = setter.facts(keys[piece.id])
    first = {**body.first, CONTENTS: 1, INDEX: index_page}
    return Laid([*body.pieces, *extra], keys, facts, first, places)


class _Binder:
    """Joins volumes, checks them, keeps them, and puts them on the site."""

    def __init__(self, site: Path, work: Path, fonts: Path, setter: Setter) -> None:
        self._site = site
        self._folder = work / "volumes"
        self._folder.mkdir(parents=True, exist_ok=True)
        self._fonts = fonts
        self._sheet = figure_sheet(fonts, work)
        self._setter = setter
        self._used: set[str] = set()

    def bind(self, book: _Book, laid: Laid) -> list[Paper]:
        """Make all volumes of an edition."""
        made, faults = [], []
        ids = [piece.id for piece in book.pieces]
        for volume in volumes(book.articles, ids, book.furniture, CONTENTS, INDEX):
            kept, found = self._kept(volume, book, laid)
            faults += found
            if not found:
                made.append(self._publish(volume, book, kept))
        if faults:
            raise PressError(*faults)
        return made

    def finish(self) -> None:
        """Drop volumes that this run did not need."""
        for file in self._folder.glob("*.pdf"):
            if file.stem not in self._used:
                file.unlink()
                file.with_suffix(".json").unlink(missing_ok=True)

    def _kept(self, volume: Volume, book: _Book, laid: Laid) -> tuple[Path, list[str]]:
        """Return the volume's file, made and checked unless it is there, and its faults."""
        name = _volume_key(volume, book, laid)
        file = self._folder / f"{name}.pdf"
        self._used.add(name)
        if file.exists() and file.with_suffix(".json").exists():
            return file, []
        parts = [self._part(piece, laid) for piece in volume.pieces]
        meta = Meta(volume.title, book.edition.tag, book.edition.site_name, book.edition.name)
        pdf = join(parts, meta, laid.number, self._address(book), self._sheet, self._fonts)
        file.write_bytes(pdf)
        expected = _expected(volume, book) if volume.whole else Counter[str]()
        notes = {piece.id: piece.notes for piece in laid.pieces}
        name = f"{book.edition.locale}/{FOLDER}/{volume.name}.pdf"
        faults = problems(Finished(name, file, parts, expected, notes), laid.number)
        if not faults:
            pages = _pages(parts)
            file.with_suffix(".json").write_text(json.dumps({"pages": pages}), "utf-8")
        return file, faults

    def _part(self, piece_id: str, laid: Laid) -> Part:
        piece = next(piece for piece in laid.pieces if piece.id == piece_id)
        sheets = self._setter.sheets(laid.keys[piece_id])
        return Part(
            piece_id,
            piece.page_id,
            sheets.pdf,
            sheets.facts,
            piece.targets,
            laid.first[piece_id],
            roman=piece_id == CONTENTS,
        )

    def _address(self, book: _Book) -> Callable[[str], str]:
        def address(target: str) -> str:
            page, _, anchor = target.partition("#")
            url = book.furniture.book.url(book.edition.locale, page)
            return f"{book.furniture.site_url}{url}" + (f"#{anchor}" if anchor else "")

        return address

    def _publish(self, volume: Volume, book: _Book, kept: Path) -> Paper:
        home = book.furniture.book.url(book.edition.locale, "index")
        url = f"{home}{FOLDER}/{volume.name}.pdf"
        target = self._site / url
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kept, target)
        pages = json.loads(kept.with_suffix(".json").read_text())["pages"]
        return Paper(book.edition.locale, volume.name, url, pages, kept.stat().st_size)


def _pages(parts: list[Part]) -> int:
    total = 0
    for part in parts:
        total += total % 2 + part.facts.pages
    return total


def _expected(volume: Volume, book: _Book) -> Counter[str]:
    pages = {piece.split("~")[0] for piece in volume.pieces}
    total: Counter[str] = Counter()
    for article in book.articles:
        if article.id in pages:
            total += words(article.tree)
    return total


def _volume_key(volume: Volume, book: _Book, laid: Laid) -> str:
    """Name of a volume: its sheets, the numbers written into them, its title, the press."""
    by_id = {piece.id: piece for piece in laid.pieces}
    state = [
        joining_fingerprint(),
        volume.name,
        volume.title,
        book.furniture.site_url,
        *(
            [piece, laid.keys[piece], laid.first[piece]]
            + [laid.number(target) for target in by_id[piece].targets]
            for piece in volume.pieces
        ),
    ]
    return hashlib.sha256(json.dumps(state).encode()).hexdigest()[:24]
