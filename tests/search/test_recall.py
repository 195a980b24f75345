"""The development queries lead to the right page, in Chromium, in all five editions."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.search.queries import Query, queries, shares
from handbook.search.pack import pack
from handbook.search.pages import FoundPage
from tests.search.conftest import LOCALES

pytestmark = pytest.mark.browser

ASK = "query => engine.search(query, 3).groups.map(group => data.pages[group.page][0])"
Engines = dict[str, Callable[[str], list[str]]]


@pytest.fixture(scope="module")
def engines(found: dict[str, list[FoundPage]], javascript: Callable[[str], Any]) -> Engines:
    """Ask an edition: engines["hu"]("szupervízió") → page ids, best first."""
    made: Engines = {}
    for locale, pages in found.items():
        index = json.dumps(pack(pages, locale, ["t"] * len(pages)))
        page = javascript(locale)
        page.evaluate(f"() => {{ data = {index}; engine = makeEngine(data, analyser); }}")

        def ask(query: str, page: Any = page) -> list[str]:
            return [url.rstrip("/") or "index" for url in page.evaluate(ASK, query)]

        made[locale] = ask
    return made


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
