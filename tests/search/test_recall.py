"""The development queries lead to the right page, in Chromium, in all five editions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from benchmarks.search.queries import Query, queries, shares
from handbook.search.pages import FoundPage
from tests.search.conftest import LOCALES

pytestmark = pytest.mark.browser

ASK = """query => {
  fetched.length = 0;
  return ask(query, 3).groups.map(group => data.pages[group.page][0]);
}"""
FRESH = f"query => {{ renew(); return ({ASK})(query); }}"
"""The same from an engine that has no postings yet."""
SHARDS = "query => { renew(); fetched.length = 0; ask(query, 3); return fetched.length; }"
Engines = dict[str, Callable[[str], list[str]]]


@pytest.fixture(scope="module")
def engines(
    found: dict[str, list[FoundPage]], engine: Callable[[list[FoundPage], str], Page]
) -> Engines:
    """Ask an edition: engines["hu"]("szupervízió") → page ids, best first."""
    return {locale: _asking(engine(pages, locale)) for locale, pages in found.items()}


def _asking(page: Page) -> Callable[[str], list[str]]:
    return lambda query: [url.rstrip("/") or "index" for url in page.evaluate(ASK, query)]


@pytest.fixture(scope="module")
def answers(engines: Engines) -> dict[Query, list[str]]:
    return {query: engines[query.locale](query.text) for query in queries()}


def test_there_are_enough_queries_of_every_kind() -> None:
    for locale in LOCALES:
        assert sum(query.locale == locale for query in queries()) >= 40
    assert sum(query.held_out for query in queries()) >= len(queries()) // 3 - 5


def test_recall_reaches_the_targets(answers: dict[Query, list[str]]) -> None:
    found = shares((query, query.is_found(pages)) for query, pages in answers.items())
    assert found["all"] >= 0.97
    assert found["held out"] >= 0.95
    assert found["typo"] >= 0.90
    for locale in LOCALES:
        assert found[locale] >= 0.95, locale


def test_few_queries_find_nothing(answers: dict[Query, list[str]]) -> None:
    assert sum(not pages for pages in answers.values()) <= len(answers) * 0.02


@pytest.mark.parametrize(
    "spellings",
    [
        ["svađa", "svadja", "свађа"],
        ["вршњачко насиље", "vršnjačko nasilje", "vrsnjacko nasilje"],
        ["насиље у кући", "nasilje u kući", "nasilje u kuci"],
        ["љубав", "ljubav"],
    ],
)
def test_serbian_is_one_language_in_three_spellings(engines: Engines, spellings: list[str]) -> None:
    lists = [engines["sr"](spelling) for spelling in spellings]
    assert lists[0]
    assert all(one == lists[0] for one in lists)


@pytest.mark.parametrize(
    ("locale", "typed", "page"),
    [
        ("bg", "закирла", "design/safeguarding"),
        ("hu", "esetmegbeszélés", "ref/glossary"),
        ("hu", "fotóhozzájárulás", "tools/agreements-safety"),
        ("hu", "csoport szerződés", "train/module-1"),
        ("bg", "подаръци", "run/difficult-situations"),
    ],
)
def test_slips_synonyms_and_compounds(engines: Engines, locale: str, typed: str, page: str) -> None:
    assert page in engines[locale](typed)


def test_a_query_needs_few_of_the_shards(
    found: dict[str, list[FoundPage]], engine: Callable[[list[FoundPage], str], Page]
) -> None:
    """One for most words, never more than three; a search that read all would need ten."""
    for locale, pages in found.items():
        page = engine(pages, locale)
        mine = [query for query in queries() if query.locale == locale]
        counts = [page.evaluate(SHARDS, query.text) for query in mine]
        words = sum(len(query.text.split()) for query in mine)
        assert sum(counts) < 1.4 * words, locale
        for query, count in zip(mine, counts, strict=True):
            assert count <= 3 * len(query.text.split()), query


def test_answers_are_the_same_whatever_has_been_fetched(
    found: dict[str, list[FoundPage]], engine: Callable[[list[FoundPage], str], Page]
) -> None:
    """No result comes and goes with the words asked before."""
    for locale, pages in found.items():
        page = engine(pages, locale)
        mine = [query.text for query in queries() if query.locale == locale][::4]
        first = [page.evaluate(FRESH, text) for text in mine]
        page.evaluate("() => shards.forEach((one, number) => engine.give(number, one))")
        assert [page.evaluate(ASK, text) for text in mine] == first, locale
