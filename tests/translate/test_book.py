"""The stamps of the real book: there, readable, and of the present English text."""

from __future__ import annotations

import pytest

from handbook.book import Book
from handbook.translate.stale import compare
from handbook.translate.stamps import StampStore, stamped_blob

TRANSLATIONS = ["hu", "sr", "lv", "bg"]


@pytest.mark.parametrize("edition", TRANSLATIONS)
def test_every_translation_is_stamped_with_what_english_says_now(book: Book, edition: str) -> None:
    stamps = StampStore(book, git=False)
    for page in book.pages.values():
        if page.edition == edition:
            source, sidecar = stamps.source(page), stamps.sidecar(page)
            assert source and sidecar, f"{page.path}: run handbook stamp {page.id}"
            changes = compare(stamps.passages(source), sidecar.counting)
            assert not changes, f"{page.path}: {[change.name for change in changes]}"
            assert sidecar.source == stamped_blob(page)


@pytest.mark.parametrize("edition", TRANSLATIONS)
def test_no_stamp_is_left_of_a_page_that_is_gone(book: Book, edition: str) -> None:
    folder = book.docs / edition / ".stamps"
    stamped = {
        file.relative_to(folder).with_suffix("").as_posix() for file in folder.rglob("*.json")
    }
    assert stamped == {page_id for locale, page_id in book.pages if locale == edition}
