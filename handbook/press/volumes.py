"""The PDFs of one edition: a chapter a page, packs for trainers, the whole book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.page import CARD
from handbook.press.furniture import Furniture
from handbook.press.manuscript import Manuscript

FOLDER = "paper"
"""Folder of an edition's paper on the site."""


@dataclass(frozen=True)
class Volume:
    """A PDF to be made: file name without ending, title, the pieces in order.

    ``whole`` is true where the pieces hold every word of their pages.
    """

    name: str
    title: str
    pieces: tuple[str, ...]
    whole: bool = True


def file_name(page_id: str) -> str:
    """File name of a page's own PDF, or of a form on it, without the ending.

    >>> file_name("run/closure"), file_name("run/closure#t48")
    ('run-closure', 'run-closure-t48')
    """
    return page_id.replace("/", "-").replace("#", "-")


def volumes(
    articles: Sequence[Manuscript],
    pieces: Sequence[str],
    furniture: Furniture,
    front: str,
    index: str,
) -> Iterator[Volume]:
    """Every PDF of an edition; ``pieces`` are the ids of the set pieces in order."""
    of_page = {
        article.id: tuple(p for p in pieces if p.split("~")[0] == article.id)
        for article in articles
    }
    for article in articles:
        yield Volume(file_name(article.id), article.page.title, of_page[article.id])
    modules = [a for a in articles if f"{a.id}~handouts" in pieces]
    card = of_page.get(CARD, ())  # at hand whatever the module: it closes each pack
    for article in modules:
        title = furniture.word("print.pack", title=article.page.title)
        plans = (*_plans(article, of_page[article.id]), *card)
        yield Volume(f"{file_name(article.id)}-facilitator", title, plans, whole=False)
        yield _handouts(article, furniture)
    if modules:
        course = furniture.word("print.course")
        overview = [p for a in articles if a.id == "train/overview" for p in of_page[a.id]]
        plans = tuple(p for a in modules for p in _plans(a, of_page[a.id]))
        sheets = [p for a in modules for p in _handouts(a, furniture).pieces]
        title = furniture.word("print.pack", title=course)
        yield Volume("course-facilitator", title, (*overview, *plans, *card), whole=False)
        title = furniture.word("print.handouts", title=course)
        yield Volume("course-handouts", title, tuple(sheets), whole=False)
    body = tuple(piece for article in articles for piece in of_page[article.id])
    yield Volume("handbook", furniture.edition.site_name, (front, *body, index))


def _plans(article: Manuscript, pieces: Sequence[str]) -> Iterator[str]:
    """Everything but the handouts: the sessions, the keys to cards, the trainer's notes."""
    return (piece for piece in pieces if piece != f"{article.id}~handouts")


def _handouts(article: Manuscript, furniture: Furniture) -> Volume:
    title = furniture.word("print.handouts", title=article.page.title)
    pieces = (f"{article.id}~handouts",)
    return Volume(f"{file_name(article.id)}-handouts", title, pieces, whole=False)
