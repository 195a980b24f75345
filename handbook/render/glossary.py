"""The glossary page, generated from `docs/glossary.yml`."""

from __future__ import annotations

from handbook.render.collation import sort_key
from handbook.render.context import PageContext, template


def glossary(page: PageContext) -> str:
    """HTML of all terms in the alphabetical order of the page's language, and the term table."""
    terms = page.library.glossary
    key = sort_key(page.language)
    book = page.library.book
    return template(
        "glossary.html",
        page,
        terms=sorted(terms.values(), key=lambda term: key(term.word[page.language])),
        all=terms,
        language=page.language,
        source=book.source.locale,
        editions=book.editions,
    )
