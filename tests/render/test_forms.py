from __future__ import annotations

from collections.abc import Callable

import pytest

from handbook.book import load
from handbook.render.context import Library, PageContext
from handbook.render.forms import FormError, include_forms
from tests.conftest import SmallBook

FORM = "<!-- handbook:form run/match-start#t1 -->"


@pytest.fixture
def tools(small: SmallBook) -> Callable[[str], PageContext]:
    for locale in ("en", "hu"):
        text = (
            f"# M {locale}\n\n## Tools {{ #tools }}\n\n"
            f"### T1 Form {{ #t1 }}\n\nName {locale}: ____\n\n"
            "See [here](other.md#x), [top](../index.md).\n\n#### Part { #t1-part }\n\n- [ ] yes\n\n"
            "### T2 Next { #t2 }\n\nNot this.\n"
        )
        small.write(locale, "run/match-start", text)
    library = Library(load(small.config_file))
    return lambda locale: PageContext(library, locale, locale, "tools/forms", "tools/forms/")


def test_the_whole_section_without_its_heading(tools: Callable[[str], PageContext]) -> None:
    text = include_forms(f"## T1 {{ #t1 }}\n\n{FORM}\n", tools("en"))
    assert text == (
        "## T1 { #t1 }\n\nName en: ____\n\nSee [here](../run/other.md#x), [top](../index.md).\n\n"
        "### Part { #t1-part }\n\n- [ ] yes\n"
    )


def test_in_the_language_of_the_page(tools: Callable[[str], PageContext]) -> None:
    assert "Name hu: ____" in include_forms(FORM, tools("hu"))


def test_an_unknown_section_is_named(tools: Callable[[str], PageContext]) -> None:
    with pytest.raises(FormError, match="no section #t9 on page run/match-start"):
        include_forms("<!-- handbook:form run/match-start#t9 -->", tools("en"))
