"""Pages that follow another text than their source get one finding, others one each."""

from __future__ import annotations

from pathlib import Path

from handbook.book import Book, Page, read
from handbook.check.context import Context
from handbook.check.pair import Pair
from handbook.check.rules import block_added, block_kind, block_missing, block_moved, truncated

ROOT = Path(__file__).parents[2]
SECTIONS = range(1, 16)
RULES = (block_added, block_kind, block_missing, block_moved, truncated)


def _page(edition: str, body: str) -> Page:
    return Page("page.md", edition, Path("page.md"), f"{edition}/page.md", f"# Page\n\n{body}")


def _source() -> Page:
    return _page(
        "en",
        "".join(
            f"## Part {n} {{ #part-{n} }}\n\nDo as `step-{n}` says.\n\n- Then rest for a while.\n\n"
            for n in SECTIONS
        ),
    )


def _messages(target: Page, book: Book) -> list[str]:
    pair = Pair.of(_source(), target)
    context = Context(book)
    return [fault.message for rule in RULES for fault in rule.check(pair, context)]


def test_rewritten_page_is_told_once() -> None:
    """A page with other blocks below every heading gets one finding, at its first block."""
    other = "".join(
        f"## {n}. rész {{ #part-{n} }}\n\n```\nvalami egészen más\n```\n\n1. Hosszú sor arról, "
        "hogy mi minden történt azóta, hogy a szöveg elkészült.\n\n"
        for n in SECTIONS
    )
    messages = _messages(_page("hu", other), read(ROOT / "mkdocs.yml"))
    assert len(messages) == 1
    assert messages[0].startswith("the page follows another text than its source: ")


def test_page_with_many_single_faults_is_told_of_each() -> None:
    """Ten lost blocks on a faithful page are ten findings."""
    faithful = "".join(
        f"## {n}. rész {{ #part-{n} }}\n\nTegyünk úgy, ahogy `step-{n}` mondja.\n\n"
        + ("" if n <= 10 else "- Aztán pihenjünk egy kicsit.\n\n")
        for n in SECTIONS
    )
    messages = _messages(_page("hu", faithful), read(ROOT / "mkdocs.yml"))
    assert len(messages) == 10
    assert all(message.startswith("missing here: the list item") for message in messages)
