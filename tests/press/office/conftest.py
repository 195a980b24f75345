"""Shared: a page with a form of every kind of part, read into the model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.book import load
from handbook.press.article import Article, read_article
from handbook.press.furniture import Furniture
from handbook.press.office.read import Sheet, read_sheets
from handbook.render.context import Library
from handbook.site.engine import render_site
from tests.conftest import SITE_URL, SmallBook

PAGE = "run/match-start"
TEXT = """\
# Match

## Tools { #one }

### T37 Agreement { #t37 }

Between ________ and ________. See [the start](../index.md) and [us](https://other.example/).

Trainer: ________ Co-trainer: ________ Version of ____

1. One *first* rule.
2. Two: **never** alone.
    - [ ] yes, until ____
    - [ ] no

Also:

- a point

| What | Who | When |
| --- | --- | --- |
| Call | ____ |  |
| Meet |  |  |

<!-- handbook:cards may-i-tell -->

#### Second sheet { #t37-sheet }

Its own words.

### T38 Elsewhere { #t38 }

Only a word on [the form](../index.md).

## Handouts { #handouts }

### H1.1 Letter { #h1-1 }

Dear ________,

I wish you ________
"""


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, Path]:
    """A small book with that page in English and Serbian, and its site."""
    small = SmallBook(tmp_path_factory.mktemp("forms"))
    for locale in ("en", "sr"):
        small.write(locale, PAGE, TEXT)
    render_site(small.config_file, small.root / "site")
    return Library(load(small.config_file)), small.root / "site"


@pytest.fixture(scope="session")
def page_of(rendered: tuple[Library, Path]) -> Callable[[str], tuple[Article, Furniture]]:
    """Read the page of an edition."""
    library, site = rendered

    def read(locale: str) -> tuple[Article, Furniture]:
        edition = library.book.edition(locale)
        versions = {PAGE: "0123abcd"}
        furniture = Furniture(library.book, edition, library.words[locale], SITE_URL, versions)
        return read_article(site, library.book, edition, PAGE), furniture

    return read


@pytest.fixture(scope="session")
def sheets(page_of: Callable[[str], tuple[Article, Furniture]]) -> dict[str, Sheet]:
    """The forms of the English page by their file name."""
    return {sheet.form.name: sheet for sheet in read_sheets(*page_of("en"))}


@pytest.fixture(scope="session")
def agreement(sheets: dict[str, Sheet]) -> Sheet:
    return sheets["run-match-start-t37"]
