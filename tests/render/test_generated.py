"""Emergency box, glossary and bibliography, generated from the real data files."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import html

from handbook.render.bibliography import bibliography
from handbook.render.context import PageContext
from handbook.render.emergency import emergency_box, emergency_numbers
from handbook.render.glossary import glossary

Make = Callable[..., PageContext]
LOCALES = ["en", "hu", "sr", "lv", "bg"]


@pytest.mark.parametrize("locale", LOCALES)
def test_emergency_box_holds_every_number_as_a_link(page: Make, locale: str) -> None:
    context = page(locale)
    tree = html.fromstring(emergency_box(context))
    lines = [
        line
        for country in context.library.helplines.for_edition(locale)
        for line in (*country.emergency, *country.lines)
    ]
    numbers = tree.xpath('//a[@class="emergency__number"]')
    assert [link.text for link in numbers] == [line.number for line in lines]
    assert [link.get("href") for link in numbers] == [f"tel:{line.tel}" for line in lines]
    for line in lines:
        assert line.name[locale] in tree.text_content()
        assert line.source_url in tree.xpath("//details//a/@href")


def test_emergency_box_starts_with_the_usual_country(page: Make) -> None:
    for locale, country in {"hu": "hu", "sr": "rs", "lv": "lv", "bg": "bg"}.items():
        context = page(locale)
        names = html.fromstring(emergency_box(context)).xpath('//p[@class="emergency__name"]')
        assert names[0].text == context.word(f"emergency.country_{country}")


def test_shortest_list_dials_one_number_where_there_is_one(page: Make) -> None:
    tree = html.fromstring(emergency_numbers(page("sr")))
    dialled = [item.xpath(".//a/text()") for item in tree.xpath("//li")]
    assert dialled == [["192", "193", "194"], ["112"], ["112"], ["112"]]
    assert "vatrogasci" in tree.text_content()


@pytest.mark.parametrize("locale", LOCALES)
def test_glossary_has_every_term_once_with_what_belongs_to_it(page: Make, locale: str) -> None:
    context = page(locale, "ref/glossary")
    tree = html.fromstring(f"<div>{glossary(context)}</div>")
    terms = context.library.glossary
    found = {entry.get("id"): entry for entry in tree.xpath('//div[@class="term"]')}
    assert set(found) == {term.anchor for term in terms.values()}
    for term in terms.values():
        text = found[term.anchor].text_content()
        assert term.word[locale] in text
        assert term.text[locale] in text
        if locale != "en":
            assert term.word["en"] in text
        links = found[term.anchor].xpath('.//p[@class="term__see"]/a/@href')
        assert links == [f"#term-{other}" for other in term.see]
    assert len(tree.xpath('//table[@class="term-table"]/tbody/tr')) == len(terms)


@pytest.mark.parametrize("locale", LOCALES)
def test_bibliography_has_every_source_with_use_and_certainty(page: Make, locale: str) -> None:
    context = page(locale, "ref/bibliography")
    tree = html.fromstring(f"<div>{bibliography(context)}</div>")
    for source in context.library.sources.values():
        text = " ".join(tree.get_element_by_id(source.anchor).text_content().split())
        assert " ".join(source.use[locale].split()) in text, source.id
        assert source.id in text
        if source.kind != "seed":
            assert context.word(f"bibliography.certainty_{source.certainty}") in text
    assert len(tree.xpath("//ul[@class='bibliography']/li")) == len(context.library.sources)
