"""Bytes of a first query at 60 pages a language, and how they grow."""

from __future__ import annotations

import pytest

from benchmarks.search.sizes import sizes
from tests.search.conftest import LOCALES

pytestmark = pytest.mark.long

IN_SIGHT = 8
"""Pages whose text a first query may fetch for excerpts: more than fit on a screen."""


def test_first_query_at_60_pages_a_language() -> None:
    found = sizes(300)
    for locale in LOCALES:
        index, text = found[locale]
        assert index + IN_SIGHT * text < 130_000, locale


def test_it_grows_with_the_text() -> None:
    small, large = sizes(150), sizes(300)
    for locale in LOCALES:
        assert large[locale][0] < 2.1 * small[locale][0], locale
