from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from handbook.blocks import parse
from handbook.evidence import doubts
from handbook.render.badges import (
    BadgeError,
    _is_sound,
    badge_problems,
    fill_badges,
    sources_list,
)
from handbook.render.context import Library, PageContext

Make = Callable[..., PageContext]


def problems(text: str, library: Library) -> list[str]:
    return list(badge_problems(text, library.sources, first_line=10))


@pytest.mark.parametrize(
    "text",
    [
        "Near-peers were twice as effective. [strong](ref:R05)",
        "90% got their first choice [some](ref:R08).",
        "| 20% | [some](ref:R10) |",
        "A third of matches end early, says a paragraph without a figure in per cent.",
        "The course of 2026 has 30 sessions; call 116 111.",
        "It began on 7 April 2021, with form T100.",
        "```\n20% in code\n```",
    ],
)
def test_sound_paragraphs(text: str, library: Library) -> None:
    assert problems(text, library) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It helped 20% of them.", "20%"),
        ("Par 20 % jauniešu.", "20 %"),
        ("An effect of g = 0.45.", "g = 0.45"),
        ("Hatás: g = 0,45.", "g = 0,45"),
        ("Research shows that it helps.", "Research shows"),
        ("A kutatások szerint segít.", "kutatások szerint"),
        ("Istraživanja pokazuju da pomaže.", "Istraživanja pokazuju"),
        ("Pētījumi rāda, ka tas palīdz.", "Pētījumi rāda"),
        ("Изследванията показват, че помага.", "Изследванията показват"),
        ("In 2019, 12,400 young people left care.", "12,400"),
    ],
)
def test_a_claim_without_badge(text: str, found: str, library: Library) -> None:
    assert problems("Fine.\n\n" + text, library) == [
        f"12: “{found}” needs a badge in the same paragraph; "
        "add one, for example [some](ref:R10), or say it without the claim"
    ]


def test_a_badge_in_another_paragraph_does_not_count(library: Library) -> None:
    assert len(problems("20% left.\n\nOthers stayed. [some](ref:R10)", library)) == 1


def test_a_badge_that_points_at_no_entry(library: Library) -> None:
    assert problems("So it is. [some](ref:R99)", library) == [
        "10: badge names R99, which has no entry in sources.yml; add it or mend the id"
    ]


def test_a_badge_of_the_wrong_kind(library: Library) -> None:
    assert problems("So it is. [strong](ref:R10)", library) == [
        "10: badge says “strong” but R10 is “some” in sources.yml; write [some](ref:R10)"
    ]


def test_a_badge_speaks_the_language_of_the_page(page: Make) -> None:
    tree = html.fragment_fromstring('<p><a href="ref:R10">some</a></p>')
    context = page("hu")
    named = fill_badges(tree, context, local=False)
    link = tree.find("a")
    assert link is not None
    assert link.text == context.word("badge.some")
    assert link.get("href") == "../../ref/bibliography/#r10"
    assert link.get("class") == "badge badge--some"
    assert "Grossman" in link.text_content()
    assert [source.id for source in named] == ["R10"]


def test_badges_lead_to_the_list_on_the_same_page(page: Make) -> None:
    tree = html.fragment_fromstring('<p><a href="ref:R10">x</a> <a href="ref:R10">x</a></p>')
    named = fill_badges(tree, page(), local=True)
    assert {link.get("href") for link in tree.iter("a")} == {"#source-r10"}
    assert len(named) == 1


def test_an_unknown_badge_stops_the_page(page: Make) -> None:
    tree = html.fragment_fromstring('<p><a href="ref:R99">some</a></p>')
    with pytest.raises(BadgeError, match=r"docs/en/run/match-start\.md: badge ref:R99"):
        fill_badges(tree, page(), local=False)


def test_sources_list_names_each_source_with_its_use(page: Make) -> None:
    context = page("lv")
    source = context.library.sources["R02"]
    tree = html.fromstring(sources_list([source], context))
    item = tree.get_element_by_id("source-r02")
    assert source.use["lv"] in item.text_content()
    assert source.caveat["lv"] in item.text_content()
    assert item.xpath(".//a/@href") == ["../../ref/bibliography/#r02"]


_PIECES = (
    *("research", "studies", "show", "Research", "kutatások", "szerint", "pētījumi", "rāda"),
    *("In 2019,", "1999", "12,400", "350 young people", "g", "= 0.45", "d=0.2", "20 %", "plain"),
    *("**", "*", "<b>", "</b>", "\n", "\n\n", "\n- ", "| ", " ", " ", " "),
    *("[some](ref:R10)", "[a link](page.md)", "&nbsp;"),
)


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_the_quick_look_passes_over_nothing(library: Library, text: str) -> None:
    if _is_sound(text, library.sources):
        assert list(doubts(parse(text), library.sources)) == []


def test_the_quick_look_passes_over_what_only_resembles_a_claim(library: Library) -> None:
    for text in ("Risk is 2 × 3 = 6: stop.", "Checked on 21 November 2026.", "She studies law."):
        assert _is_sound(text, library.sources)
