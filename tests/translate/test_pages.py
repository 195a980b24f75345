"""The names people type for pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.translate.pages import PageNameError, translations
from tests.translate.conftest import Site


def found(site: Site, name: str, *editions: str) -> list[str]:
    return [page.path for page in translations(site.book(), [name], editions)]


@pytest.mark.parametrize(
    "name",
    [
        "run/page",
        "run/page.md",
        "./run/page.md",
        "docs/hu/run/page.md",
        "hu/run/page",
        "docs/en/run/page.md",
    ],
)
def test_a_page_has_many_names(site: Site, name: str) -> None:
    assert found(site, name) == ["docs/hu/run/page.md"]


def test_a_path_from_anywhere(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.root / "docs" / "hu" / "run")
    assert found(site, "page.md") == ["docs/hu/run/page.md"]
    assert found(site, str(site.file("hu"))) == ["docs/hu/run/page.md"]


def refusal(site: Site, name: str, *editions: str) -> str:
    with pytest.raises(PageNameError) as caught:
        translations(site.book(), [name], editions)
    (problem,) = caught.value.problems
    return problem


def test_a_wrong_name_gets_the_nearest(site: Site) -> None:
    assert refusal(site, "run/paeg") == "no page “run/paeg”; did you mean run/page?"
    assert refusal(site, "zzzzzz") == "no page “zzzzzz”; handbook status lists all pages"


def test_a_wrong_edition(site: Site) -> None:
    assert refusal(site, "run/page", "de") == "no edition “de”; there are hu, lv"
    assert "is the source" in refusal(site, "run/page", "en")


def test_a_page_not_translated_yet(site: Site) -> None:
    assert refusal(site, "run/page", "lv") == (
        "docs/lv/run/page.md: not translated yet; "
        "start it with: handbook new page run/page --edition lv"
    )
    assert Path("docs/lv/run/page.md").name in refusal(site, "docs/lv/run/page.md")
