"""The book as EPUB in a browser, as most e-readers are one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.press.conftest import Epub

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture
def unpacked(each: Epub, tmp_path: Path) -> Iterator[Path]:
    with zipfile.ZipFile(io.BytesIO(each.data)) as archive:
        archive.extractall(tmp_path)
    yield tmp_path / "EPUB"


_WIDE = """() => [...document.body.querySelectorAll('*')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .map(e => e.tagName + ' ' + e.textContent.slice(0, 40))"""


def test_nothing_runs_off_a_small_screen(unpacked: Path, browser: Browser) -> None:
    """What is wider than the page of an e-reader is cut off, not scrolled to."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    for file in sorted(unpacked.rglob("*.xhtml")):
        page.goto(file.as_uri())
        wide: list[Any] = page.evaluate(_WIDE)
        assert not wide, (file.name, wide)
    page.close()


def test_axe_finds_no_barrier(
    epub: Callable[[str], Epub], tmp_path: Path, browser: Browser
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    made = epub("hu")
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        archive.extractall(tmp_path)
    page = browser.new_page(viewport={"width": 390, "height": 844})
    # Landmarks are for pages with furniture around them; an e-reader brings its own.
    rules = {
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
        "rules": {name: {"enabled": False} for name in ("landmark-one-main", "region")},
    }
    for file in sorted(tmp_path.rglob("*.xhtml")):
        page.goto(file.as_uri())
        found = Axe().run(page, options=rules).response["violations"]
        assert not found, (file.name, [(v["id"], v["nodes"][0]["html"][:200]) for v in found])
    page.close()
