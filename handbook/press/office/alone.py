"""Forms without the rest of the press: what `handbook print --format docx` makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from handbook.press.article import paper_pages, read_article
from handbook.press.fonts import prepare_fonts
from handbook.press.furniture import Furniture
from handbook.press.office.binder import WRITERS, FormPress
from handbook.press.press import Paper
from handbook.press.setter import available
from handbook.press.version import versions
from handbook.press.volumes import file_name
from handbook.render.context import Library

FORMATS = tuple(WRITERS)


def print_forms(
    site: Path,
    library: Library,
    work: Path,
    site_url: str,
    editions: Iterable[str],
    kind: str,
    say: Callable[[str], None],
    out: Path | None = None,
) -> list[Paper]:
    """Make the forms of editions in one format from the built site; put them there or in ``out``.

    Args:
        site: the built site.
        library: the book and its data.
        work: folder for what is kept between runs.
        site_url: absolute address of the site.
        editions: locales.
        kind: ``docx`` or ``odt``.
        say: told what happens, one line a stage.
        out: folder that gets the files; ``site`` when None.

    Raises:
        PressError: when a document lacks words of its form.

    """
    reason = available()
    if reason:  # drawings are set by the press
        say(f"press    {reason}")
        return []
    prepare_fonts(work / "fonts")
    press = FormPress(out or site, work / "forms", work / "fonts")
    book, version = library.book, versions(library)
    papers: list[Paper] = []
    for locale in editions:
        edition = book.edition(locale)
        furniture = Furniture(book, edition, library.words[locale], site_url, version[locale])
        articles = (read_article(site, book, edition, page) for page in paper_pages(book, edition))
        for file in press.print(articles, furniture, [kind]):
            page = file_name(file.page_id)
            name = f"{page}-{file.anchor}"
            papers.append(Paper(locale, name, file.url, 0, file.size, page))
    say(f"forms    {len(papers)} files, {press.made} of them made anew")
    return papers
