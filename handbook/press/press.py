"""Runs the press: built pages in, PDFs and EPUBs beside them, every gate passed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from shutil import copyfile

from handbook.files import write_whole
from handbook.press.binder import Binder, Copy, Paper
from handbook.press.fonts import prepare_fonts
from handbook.press.front import CONTENTS, INDEX, contents, index
from handbook.press.furniture import Furniture
from handbook.press.inputs import digest
from handbook.press.layout import Laid, key, lay_out
from handbook.press.manuscript import Desk, Manuscript
from handbook.press.office.binder import FormFile, FormPress
from handbook.press.paper import Piece
from handbook.press.setter import PressError
from handbook.press.terms import GLOSSARY
from handbook.press.volumes import FOLDER
from handbook.press.work import Setter
from handbook.render.collation import sort_key
from handbook.render.context import Library

__all__ = ["Paper", "PressError", "Report", "run"]


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
    with Setter(work / "sheets", fonts) as setter:
        books = {
            locale: read_copy(site, library, locale, site_url, versions[locale], work)
            for locale in locales
        }
        pieces = {locale: book.pieces for locale, book in books.items()}
        bodies = lay_out(pieces, setter, work / "pages.json", progress)
        whole = _with_extra(books, bodies, setter, progress)
        report = Report()
        binder = Binder(out, work, setter)
        forms = FormPress(out, work / "forms", fonts)
        for locale, book in books.items():
            for piece in pieces[locale]:
                report.short |= piece.short
            report.papers += [*binder.bind(book, whole[locale]), _epub(out, book, work / "epub")]
            for page in book.manuscripts:
                if page.has_forms:
                    make = partial(_forms, page, book.furniture, forms, setter, work)
                    report.forms += forms.again(page.key, book.furniture, make)
        setter.forget_unused()
        forms.finish()
        report.reused, report.made, report.forms_made = setter.reused, setter.made, forms.made
    return report


def read_copy(
    site: Path, library: Library, locale: str, site_url: str, versions: dict[str, str], work: Path
) -> Copy:
    """Make an edition's pages ready for paper; ``work`` keeps them."""
    edition = library.book.edition(locale)
    furniture = Furniture(library.book, edition, library.words[locale], site_url, versions)
    desk = Desk(site, library, furniture, work / "manuscripts")
    return Copy(edition, furniture, desk.manuscripts(), desk.terms.words)


def front_matter(book: Copy) -> Piece:
    """Return title page and contents of an edition."""
    return contents(book.manuscripts, book.furniture, book.furniture.word("page.licence"))


def _index(book: Copy, laid: Laid) -> Piece:
    order = sort_key(book.edition.locale)
    places: dict[str, list[str]] = {}
    for page in book.manuscripts:
        for term, found in page.terms.items():
            places.setdefault(term, []).extend(found)
    entries = sorted(
        (
            (word, [*places[term], f"{GLOSSARY}#{anchor}"])
            for term, (word, anchor) in book.terms.items()
            if term in places
        ),
        key=lambda entry: order(entry[0]),
    )
    return index(book.furniture, entries, laid.places)


def _forms(
    page: Manuscript, furniture: Furniture, forms: FormPress, setter: Setter, work: Path
) -> list[FormFile]:
    """Make the forms of a page as documents, and the certificate if it is there."""
    from handbook.press.certificate import Tools, print_certificate
    from handbook.press.figures import figure_sheet

    article = [page.article(furniture.edition)]
    tools = Tools(setter, forms, figure_sheet(work / "fonts", work), work / "fonts")
    made = forms.print(article, furniture)
    return [*made, *print_certificate(article, furniture, tools)]


def _epub(site: Path, book: Copy, kept: Path) -> Paper:
    """Put the EPUB of an edition on the site, made anew when one of its pages changed."""
    locale = book.edition.locale
    home = book.furniture.book.url(locale, "index")
    url = f"{home}{FOLDER}/handbook.epub"
    file = kept / f"{locale}-{digest(*(page.key for page in book.manuscripts))}.epub"
    if not file.exists():
        from handbook.press.epub import bind_epub

        data = bind_epub([page.chapter for page in book.manuscripts], book.furniture)
        kept.mkdir(parents=True, exist_ok=True)
        for old in kept.glob(f"{locale}-*"):
            old.unlink()
        write_whole(file, data)
    (site / url).parent.mkdir(parents=True, exist_ok=True)
    copyfile(file, site / url)
    return Paper(locale, "handbook-epub", url, 0, file.stat().st_size)


def _with_extra(
    books: dict[str, Copy],
    bodies: dict[str, Laid],
    setter: Setter,
    progress: Callable[[int, int], None],
) -> dict[str, Laid]:
    """Set contents and index, whose numbers are known by now, and add them to each edition."""
    documents: dict[str, Callable[[], str]] = {}
    whole: dict[str, Laid] = {}
    for locale, book in books.items():
        extra = [front_matter(book), _index(book, bodies[locale])]
        whole[locale] = _announced(bodies[locale], extra)
        for piece in extra:
            figures = ["0" * len(str(whole[locale].number(t) or "")) for t in piece.targets]
            name = key(piece, [len(figure) for figure in figures])
            whole[locale].keys[piece.id] = name
            documents[name] = partial(piece.html, figures)
    setter.set_all(documents.items(), progress)
    for laid in whole.values():
        for piece_id in (CONTENTS, INDEX):
            laid.facts[piece_id] = setter.facts(laid.keys[piece_id])
    return whole


def _announced(body: Laid, extra: list[Piece]) -> Laid:
    """Return an edition with contents and index in it, not yet set."""
    index_page = max(body.first.values()) + body.facts[body.pieces[-1].id].pages
    index_page += 1 - index_page % 2
    places = {**body.places, INDEX: index_page, f"{INDEX}#index": index_page}
    first = {**body.first, CONTENTS: 1, INDEX: index_page}
    return Laid([*body.pieces, *extra], dict(body.keys), dict(body.facts), first, places)
