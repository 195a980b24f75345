"""How much a reader's phone has to fetch: budgets in kB as sent compressed, on the real book."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Response

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
PATHS = [
    "",
    "hu/run/supervision/",
    "sr/design/safeguarding/",
    "lv/train/overview/",
    "bg/ref/glossary/",
]


class Visit:
    """What one page asked for: address → (status, bytes as a compressing host would send them)."""

    def __init__(self, browser: Browser, address: str) -> None:
        context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
        self.answers: dict[str, tuple[int, int]] = {}
        page = context.new_page()
        page.on("response", self._note)
        page.goto(address)
        page.wait_for_load_state("networkidle")
        context.close()

    def _note(self, response: Response) -> None:
        body = response.body()
        packed = response.url.endswith((".woff2", ".png"))
        size = len(body) if packed else len(gzip.compress(body, 6))
        self.answers[urlsplit(response.url).path] = (response.status, size)

    def kilobytes(self, fonts: bool) -> float:
        """Sum of all answers, in kB of 1,000 bytes."""
        sizes = (size for path, (_, size) in self.answers.items() if fonts or ".woff2" not in path)
        return sum(sizes) / 1000


@pytest.fixture(scope="module", params=PATHS)
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    yield Visit(browser, address + request.param)


def test_first_view_is_light(visit: Visit) -> None:
    assert 15 < visit.kilobytes(fonts=False) <= 75
    assert visit.kilobytes(fonts=True) <= 110


def test_few_requests_and_every_one_answered(visit: Visit) -> None:
    assert 3 <= len(visit.answers) <= 10
    assert {status for status, _ in visit.answers.values()} == {200}


def test_nothing_of_the_stock_theme_is_left_beside_what_is_used(site: Path) -> None:
    names = {str(file.relative_to(site / "assets")) for file in (site / "assets").rglob("*.*")}
    assert not [name for name in names if name.startswith(("javascripts", "stylesheets"))]
    assert len([name for name in names if name.endswith(".css")]) == 2  # all pages; plain pages
    assert not [name for name in names if name.endswith(".map")]
