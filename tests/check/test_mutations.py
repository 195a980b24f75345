"""The planter of defects: every kind, in every language where it can, the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
import yaml

from tests.check.mutations import KINDS, Mutant, Pair, mutate
from tests.check.mutations.sheet import Sheet, aligned
from tests.check.mutations.terms import SWAPS

ROOT = Path(__file__).parents[2]
LANGUAGES = ("hu", "sr", "lv", "bg")
SAMPLE = "ref/invented-year"
ONLY = {
    "wrong-script": {"sr"},
    "dash-em": {"sr", "bg"},
    "percent-spaced": {"hu", "bg"},
    "thousands-other": {"hu", "lv", "bg"},
}
"""Kinds that are defects in some languages only."""
PAGES = (
    SAMPLE,
    "easy/mentor-for-me",
    "evaluate/plan",
    "index",
    "run/match-start",
    "train/module-1",
    "train/overview",
)


@cache
def _text(language: str, page_id: str) -> str:
    file = (
        f"tests/check/samples/{language}.md"
        if page_id == SAMPLE
        else f"docs/{language}/{page_id}.md"
    )
    return (ROOT / file).read_text("utf-8")


def _plant(kind: str, language: str, page_id: str, seed: int = 0) -> Mutant | None:
    path = f"docs/{language}/{page_id}.md"
    pages = frozenset((*PAGES, "crisis-card", "run/closure", "ref/glossary"))
    pair = Pair(path, language, _text("en", page_id), _text(language, page_id), pages)
    others = {other: _text(other, page_id) for other in LANGUAGES if other != language}
    return mutate(kind, pair, others, Random(f"{kind} {language} {page_id} {seed}"))


def _mutants(kind: str, language: str) -> Iterator[Mutant]:
    for page_id in PAGES:
        if mutant := _plant(kind, language, page_id):
            yield mutant


def test_there_are_many_kinds() -> None:
    assert len(KINDS) >= 40


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_yields_mutants_in_every_language_where_it_can(kind: str, language: str) -> None:
    expected = language in ONLY.get(kind, LANGUAGES)
    assert bool(list(_mutants(kind, language))) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_a_mutant_differs_from_the_page_where_it_says(kind: str) -> None:
    for language in LANGUAGES:
        for mutant in _mutants(kind, language):
            original = _text(language, _page_of(mutant.path))
            if mutant.text is None or mutant.path != _path(language, mutant):
                continue
            assert mutant.text != original
            changed = _first_difference(original, mutant.text)
            places = (mutant.line, *mutant.also)
            assert min(abs(place - changed) for place in places) <= 2, (
                mutant.path,
                mutant.line,
                changed,
                mutant.note,
            )
            assert 1 <= mutant.line <= mutant.text.count("\n") + 1


def _path(language: str, mutant: Mutant) -> str:
    return f"docs/{language}/{_page_of(mutant.path)}.md"


def _page_of(path: str) -> str:
    wanted = path.split("/", 2)[2].removesuffix(".md")
    return next((page_id for page_id in PAGES if page_id.lower() == wanted.lower()), PAGES[0])


def _first_difference(before: str, after: str) -> int:
    old, new = before.split("\n"), after.split("\n")
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    return (min(len(old), len(new)) if same is None else same) + 1


@pytest.mark.parametrize("kind", ["page-missing", "page-orphan", "page-case"])
def test_defects_of_whole_files_name_the_file(kind: str) -> None:
    mutant = _plant(kind, "lv", "run/match-start")
    assert mutant is not None
    same = mutant.path == "docs/lv/run/match-start.md"
    assert same == (mutant.text is None) == (kind == "page-missing")
    assert ("docs/lv/run/match-start.md" in mutant.files) == (kind != "page-orphan")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_mutant(kind: str) -> None:
    for language in ("hu", "bg", "sr"):
        assert list(_mutants(kind, language)) == list(_mutants(kind, language))


def test_other_seeds_give_other_mutants() -> None:
    mutants = [_plant("number-changed", "sr", "evaluate/plan", seed) for seed in range(20)]
    assert len({mutant.text for mutant in mutants if mutant}) > 10


def test_planting_leaves_all_other_lines_alone() -> None:
    for seed in range(30):
        mutant = _plant("space-before-punctuation", "hu", "run/match-start", seed)
        assert mutant and mutant.text
        before, after = _text("hu", "run/match-start").split("\n"), mutant.text.split("\n")
        assert [
            n for n, pair in enumerate(zip(before, after, strict=True), 1) if pair[0] != pair[1]
        ] == [mutant.line]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page_id", PAGES)
def test_clean_pages_are_aligned_whole(language: str, page_id: str) -> None:
    source = Sheet("", "en", _text("en", page_id))
    target = Sheet("", language, _text(language, page_id))
    assert len(aligned(source, target)) > 0.9 * len(target.blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_planted_terms_are_forbidden_by_the_glossary(language: str) -> None:
    """Each wrong form begins as a form of level error does, word by word."""
    glossary = yaml.safe_load((ROOT / "docs/glossary.yml").read_text("utf-8"))
    forms = [
        form["form"]
        for term in glossary["terms"]
        for form in term[language].get("forbidden") or ()
        if form["level"] == "error"
    ]
    for _, wrong in SWAPS[language]:
        stem = wrong.split("\\")[0].split()[0][:5].lower()
        assert any(form.lower().startswith(stem[:4]) for form in forms), wrong
