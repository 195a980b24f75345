"""The HTML report: what it says, what it refuses to run, and how it works in Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser, Page, expect

from handbook.check.model import Finding, Place, Rule, Severity
from handbook.check.report import Report, html_report
from tests.check.report.sample import BG, EN, HU, many, sample

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVIL = "\"'><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
Open = Callable[..., Page]


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


class TestContent:
    @pytest.fixture
    def tree(self, report: Report) -> Any:
        return html.fromstring(html_report(report))

    def test_every_finding_is_there(self, report: Report, tree: Any) -> None:
        articles = tree.xpath("//article")
        assert len(articles) == len(report.findings)
        for article, finding in zip(articles, report.findings, strict=True):
            said = words(article)
            assert f"{finding.severity} line {finding.line}" in said
            assert finding.rule in said
            assert not finding.fix or finding.fix in said

    def test_source_and_translation_stand_side_by_side(self, tree: Any) -> None:
        (figures,) = tree.xpath("//article[@data-rule='figures']")
        english, hungarian = figures.xpath(".//figure")
        assert [words(side.xpath("figcaption")[0]) for side in (english, hungarian)] == [
            f"English {EN}:3",
            f"Magyar {HU}:3",
        ]
        assert [side.xpath("ol/@lang") for side in (english, hungarian)] == [["en"], ["hu"]]
        assert [words(side.xpath(".//mark")[0]) for side in (english, hungarian)] == ["45", "54"]
        assert hungarian.xpath("ol/@start") == ["1"]
        assert len(hungarian.xpath(".//li")) == 5
        assert words(hungarian.xpath(".//li")[2]).startswith("Az első találkozó")
        assert hungarian.xpath(".//li/@class") == ["hit"]

    def test_links_lead_to_the_files(self, tmp_path: Path, report: Report, tree: Any) -> None:
        links = tree.xpath("//figcaption/a/@href")
        assert "./docs/bg/run/a%20b%23c.md" in links
        moved = html.fromstring(html_report(sample(tmp_path, prefix="../book")))
        assert f"./../book/{HU}" in moved.xpath("//figcaption/a/@href")

    def test_a_missing_page_says_so(self, tree: Any) -> None:
        (missing,) = tree.xpath("//article[@data-rule='page-missing']")
        assert "There is no such file or line." in words(missing)

    def test_states_are_words_with_their_counts(self, tree: Any) -> None:
        rows = {
            words(row[0]): [words(cell) for cell in row[1:]] for row in tree.xpath("//tbody/tr")
        }
        assert rows == {
            "run/match-start": [
                "◆ source",
                "! stale: 3 of 41 blocks 2 errors, 1 warning",
                "✗ missing 1 warning",
                "○ draft 2 errors",
            ],
            "run/a b#c": [
                "◆ source",
                "–not in this edition",
                "–not in this edition",
                "✓ reviewed",
            ],
            "index": ["◆ source", "· unheard-of", "–not in this edition", "✓ fresh"],
        }

    def test_a_cell_leads_to_its_findings(self, tree: Any) -> None:
        (link,) = tree.xpath("//td/a[contains(@aria-label, 'Magyar')]")
        assert link.get("aria-label") == "2 errors, 1 warning in run/match-start, Magyar"
        (group,) = tree.xpath(f"//details[@id='{link.get('href')[1:]}']")
        assert words(group.xpath("summary")[0]) == f"{HU} 2 errors, 1 warning"

    def test_rules_are_explained_where_known(self, tree: Any) -> None:
        targets = set(tree.xpath("//a[@class='rule']/@href"))
        assert targets == {f"#{name}" for name in tree.xpath("//section[@id='rules']//dt/@id")}
        assert "Why: a wrong number harms." in words(tree.xpath("//section[@id='rules']")[0])

    def test_ids_are_unique_and_anchors_lead_somewhere(self, tree: Any) -> None:
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {href[1:] for href in tree.xpath("//a/@href") if href[0] == "#"} <= set(ids)

    def test_nothing_found(self, report: Report) -> None:
        page = html_report(Report((), 90, report.rules, report.line_of))
        assert "No findings in 90 pages." in page
        assert "Nothing was found." in page

    def test_size_for_two_thousand_findings(self) -> None:
        assert len(html_report(many(2000)).encode()) < 5_000_000


def evil_report() -> Report:
    """Hostile text wherever text can stand."""
    found = Finding(
        EVIL, Severity.ERROR, EVIL, f"docs/{EVIL}.md", 1, 1, EVIL, EVIL, Place(f"docs/en/{EVIL}.md")
    )
    rule = Rule(EVIL, Severity.ERROR, "page", EVIL, EVIL, lambda _page, _context: iter(()))
    cell: Any = {"state": EVIL, "stale": EVIL, "blocks": 3, "errors": 1}
    return Report((found,), 1, (rule,), lambda _path, _line: EVIL, {EVIL: {EVIL: cell}})


class TestHostileText:
    def test_no_element_comes_from_text(self) -> None:
        tree = html.fromstring(html_report(evil_report()))
        assert len(tree.xpath("//script")) == 1
        assert tree.xpath("//img") == []
        attributes = {name for element in tree.iter() for name in element.attrib}
        assert [name for name in attributes if name.startswith("on")] == []
        assert all(href.startswith(("#", "./")) for href in tree.xpath("//@href"))

    @pytest.mark.browser
    def test_nothing_runs(self, browser: Browser, tmp_path: Path) -> None:
        page = browser.new_page()
        page.goto(write(html_report(evil_report()), tmp_path))
        expect(page.locator("#shown")).to_have_text("Showing 1 of 1 finding")
        assert "owned" not in page.title()[:14]
        page.close()

    @pytest.mark.browser
    def test_a_script_that_slipped_in_would_not_run(self, browser: Browser, tmp_path: Path) -> None:
        text = html_report(evil_report()).replace("<main>", f"<main>{EVIL}")
        page = browser.new_page()
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        page.goto(write(text, tmp_path))
        assert page.title() != "owned"
        assert len([line for line in refused if "Content Security Policy" in line]) >= 2
        page.close()


def write(text: str, folder: Path) -> str:
    file = folder / "report.html"
    file.write_text(text, "utf-8")
    return file.as_uri()


@pytest.mark.browser
class TestInChromium:
    @pytest.fixture
    def opened(self, browser: Browser, tmp_path: Path) -> Iterator[Open]:
        """Open a report from the file system: opened(report, PHONE, color_scheme="dark")."""
        contexts = []

        def open_report(report: Report, size: dict[str, int], **options: Any) -> Page:
            context = browser.new_context(viewport=size, **options)  # type: ignore[arg-type]
            contexts.append(context)
            page = context.new_page()
            page.goto(write(html_report(report), tmp_path))
            return page

        yield open_report
        for context in contexts:
            context.close()

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
    def test_accessible(
        self, opened: Open, report: Report, size: dict[str, int], scheme: str
    ) -> None:
        page = opened(report, size, color_scheme=scheme)
        # axe asks what lies at a point; findings that are laid out only when they scroll into
        # view move under its finger.
        page.locator(".finding").evaluate_all(
            "all => all.forEach(finding => { finding.style.contentVisibility = 'visible'; })"
        )
        options = {"runOnly": {"type": "tag", "values": AXE_TAGS}}
        violations = Axe().run(page, options=options).response["violations"]
        found = [f"{v['id']}: {node['html'][:160]}" for v in violations for node in v["nodes"]]
        assert found == []

    @pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
    def test_nothing_is_wider_than_the_screen(
        self, opened: Open, report: Report, size: dict[str, int]
    ) -> None:
        for shown in (report, many(40, pages=12), evil_report()):
            page = opened(shown, size)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]

    def test_no_network_and_no_errors(self, opened: Open, report: Report) -> None:
        page = opened(report, DESKTOP)
        problems: list[str] = []
        page.on("request", lambda request: problems.append(request.url))
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.reload()
        assert problems == [page.url]

    def test_filters_narrow_together(self, opened: Open, report: Report) -> None:
        page = opened(report, DESKTOP)
        shown = page.locator(".finding:visible")
        expect(page.locator("#shown")).to_have_text("Showing 8 of 8 findings")
        page.locator("[name=edition]").select_option("hu")
        expect(shown).to_have_count(3)
        page.locator("[name=severity]").select_option("error")
        expect(shown).to_have_count(2)
        page.locator("[name=rule]").select_option("figures")
        expect(shown).to_have_count(1)
        expect(page.locator("#shown")).to_have_text("Showing 1 of 8 findings")
        expect(page.locator("details.page:visible")).to_have_count(1)
        page.get_by_role("button", name="Show all").click()
        expect(shown).to_have_count(8)

    def test_the_text_filter_forgives_accents(self, opened: Open, report: Report) -> None:
        page = opened(report, DESKTOP)
        page.locator("[name=text]").fill("TALALKOZO beszelnek")
        expect(page.locator(".finding:visible")).to_have_count(2)
        page.locator("[name=text]").fill("nowhere at all")
        expect(page.locator("#shown")).to_have_text("Showing 0 of 8 findings")

    def test_severities_are_offered_gravest_first(self, opened: Open, report: Report) -> None:
        options = opened(report, DESKTOP).locator("[name=severity] option")
        assert options.all_inner_texts() == ["all severities", "error", "warning", "info"]

    def test_two_thousand_findings_open_quickly_and_folded(self, opened: Open) -> None:
        report = many(2000)
        page = opened(report, PHONE)
        assert page.locator("details[open]").count() == 0
        ready = page.evaluate("performance.getEntriesByType('navigation')[0].domComplete")
        assert ready < 5000
        page.locator("[name=rule]").select_option("figures")
        page.locator("[name=text]").fill("part/page-7.md")
        wanted = [f for f in report.findings if f.rule == "figures" and "/page-7.md" in f.path]
        expect(page.locator("#shown")).to_have_text(f"Showing {len(wanted)} of 2000 findings")
        expect(page.locator(".finding:visible")).to_have_count(len(wanted))

    def test_a_cell_of_the_matrix_opens_its_page(self, opened: Open) -> None:
        page = opened(many(300), DESKTOP)
        page.locator("[name=severity]").select_option("info")
        link = page.locator("td a").first
        link.click()
        group = page.locator(str(link.get_attribute("href")))
        expect(group).to_have_attribute("open", "")
        expect(group.locator("summary")).to_be_in_viewport()
        expect(group.locator("summary")).to_be_focused()

    def test_headers_of_the_matrix_stay(self, opened: Open) -> None:
        page = opened(many(100), PHONE)
        box = page.locator(".scroll")
        box.evaluate("box => box.scrollTo(120, 400)")
        frame = box.bounding_box()
        corner = page.locator("thead th").first.bounding_box()
        assert frame
        assert corner
        assert abs(corner["x"] - frame["x"]) <= 2
        assert abs(corner["y"] - frame["y"]) <= 2

    def test_pages_fold_at_once(self, opened: Open, report: Report) -> None:
        page = opened(report, DESKTOP)
        button = page.locator("#fold")
        button.click()
        expect(page.locator(".finding:visible")).to_have_count(0)
        expect(button).to_have_text("Open all pages")
        button.click()
        expect(page.locator(".finding:visible")).to_have_count(8)

    def test_without_scripts_everything_is_shown(self, opened: Open) -> None:
        page = opened(many(150), DESKTOP, java_script_enabled=False)
        assert page.locator(".finding:visible").count() == 150
        expect(page.locator("#filters")).to_be_hidden()


def test_bulgarian_marks_what_cannot_be_seen(report: Report) -> None:
    tree = html.fromstring(html_report(report))
    (unseen,) = tree.xpath("//article[@data-rule='zero-width']")
    assert words(unseen.xpath(".//mark")[0]) == "‹U+200B›"
    assert f"{BG}:4" in words(unseen)
