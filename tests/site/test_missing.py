"""Books with something wrong or missing, built whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from handbook.build import BuildError, build
from handbook.site.engine import RenderError
from tests.conftest import SITE_URL, SmallBook


def built(small: SmallBook) -> Path:
    site = small.root / "site"
    return build(small.config_file, site, lambda _line: None, paper=False, check=False).site


def refused(small: SmallBook) -> str:
    with pytest.raises((RenderError, BuildError)) as caught:
        built(small)
    assert not (small.root / "site").exists()
    return str(caught.value)


class TestMissingTranslation:
    @pytest.fixture
    def tree(self, small: SmallBook) -> html.HtmlElement:
        small.file("hu", "run/match-start").unlink()
        self.site = built(small)
        return html.fromstring((self.site / "hu/run/match-start/index.html").read_bytes())

    def test_notice_in_the_readers_language_text_marked_as_english(
        self, tree: html.HtmlElement
    ) -> None:
        assert tree.get("lang") == "hu"
        block = tree.xpath("//div[@lang='en']")[0]
        assert block.xpath(".//h1")[0].text == "Match en"
        assert tree.xpath("//aside[@class='missing']//a")
        outside = tree.xpath("//article")[0]
        block.drop_tree()
        assert "Match en" not in outside.text_content()

    def test_title_in_the_navigation_is_marked_too(self, tree: html.HtmlElement) -> None:
        titles = tree.xpath("//nav[contains(@class, 'md-nav--primary')]//*[@lang='en']")
        assert {title.text for title in titles} == {"Title en"}

    def test_canonical_leads_to_the_source_and_hreflang_is_silent(
        self, tree: html.HtmlElement
    ) -> None:
        assert tree.xpath("//link[@rel='canonical']/@href") == [SITE_URL + "run/match-start/"]
        assert not tree.xpath("//link[@rel='alternate']")
        english = html.fromstring((self.site / "run/match-start/index.html").read_bytes())
        tags = english.xpath("//link[@rel='alternate']/@hreflang")
        assert tags == ["en", "sr-Latn", "lv", "bg", "x-default"]

    def test_out_of_that_editions_search(self, tree: html.HtmlElement) -> None:
        for edition, found in (("hu", False), ("sr", True)):
            file = self.site / edition / "search" / "index.js"
            assert ('"run/match-start/"' in file.read_text("utf-8")) == found

    def test_links_to_it_still_work(self, tree: html.HtmlElement) -> None:
        home = html.fromstring((self.site / "hu/index.html").read_bytes())
        assert "run/match-start/#one" in home.xpath("//article//a/@href")


def test_a_double_id_stops_the_build(small: SmallBook) -> None:
    small.write("lv", "run/match-start", "# M\n\n## A { #one }\n\n## B { #one }\n")
    assert "docs/lv/run/match-start.md: id “one” stands twice" in refused(small)


def test_a_badge_without_entry_stops_the_build(small: SmallBook) -> None:
    small.write("sr", "index", "# Start\n\nTako je. [some](ref:R99)\n")
    assert "docs/sr/index.md:12: badge names R99, which has no entry" in refused(small)


def test_a_percentage_without_badge_stops_the_build(small: SmallBook) -> None:
    small.write("en", "index", "# Start\n\nIt helps 20% of them.\n")
    assert "docs/en/index.md:10: “20%” needs a badge" in refused(small)


def test_a_broken_anchor_stops_the_build(small: SmallBook) -> None:
    small.write("bg", "index", "# Start\n\n[next](run/match-start.md#two)\n")
    message = refused(small)
    assert "bg/index.md" in message
    assert "#two" in message


def test_a_broken_link_stops_the_build(small: SmallBook) -> None:
    small.write("bg", "index", "# Start\n\n[next](run/nothing.md)\n")
    assert "run/nothing.md" in refused(small)


def test_a_failed_build_leaves_the_published_site_alone(small: SmallBook) -> None:
    site = built(small)
    before = (site / "index.html").read_bytes()
    small.write("lv", "run/match-start", "# M\n\n## A { #one }\n\n## B { #one }\n")
    with pytest.raises((RenderError, BuildError)):
        built(small)
    assert (site / "index.html").read_bytes() == before


def test_publishing_never_replaces_a_real_folder(small: SmallBook) -> None:
    (small.root / "site").mkdir()
    with pytest.raises(BuildError, match="not a link to a release"):
        built(small)
