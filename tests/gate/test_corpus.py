"""Every input of the corpus: refused with its line, or passed and shown."""

from __future__ import annotations

import time
from pathlib import Path

import markdown
import nh3
import pytest

from handbook.book import Book, ConfigError, find_pages, read
from handbook.check.context import Context
from handbook.check.engine import check_book
from handbook.check.gate import RULES as GATE
from handbook.check.model import Finding
from handbook.check.renderer import extensions
from handbook.policy.elements import sanitiser_arguments
from handbook.render.finish import prepare
from tests.check.fixtures import book_of
from tests.gate.cases import CONTENT, PASSING, REFUSED, Case

SHOWN = pytest.mark.parametrize("case", PASSING, ids=lambda case: case.id)
SLOWEST = 2.0
"""CPU seconds for one input; the goal is one on an idle machine."""


def judged(case: Case, root: Path, book: Book) -> list[Finding]:
    """What the whole checker says of a case."""
    case.write(root)
    config = root / "mkdocs.yml"
    try:
        made = read(config) if config.exists() else _bare(book, root)
    except ConfigError as error:
        from handbook.check.run import _refused

        return _refused(error).findings
    return check_book(Context(made, spelling=False)).findings


def _bare(book: Book, root: Path) -> Book:
    """A book of these files in the real one's editions, without a configuration of its own."""
    from dataclasses import replace

    docs = root / "docs"
    editions = tuple(e for e in book.editions if e.locale in ("en", "hu", "bg"))
    pages = find_pages(docs, editions, root)
    return replace(book, root=root, docs=docs, pages=pages, nav=(), editions=editions,
                   config_file=None)  # fmt: skip


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.id)
def test_refused_with_its_line(case: Case, tmp_path: Path, book: Book) -> None:
    started = time.process_time()
    found = judged(case, tmp_path, book)
    assert time.process_time() - started < SLOWEST
    places = [(f.rule, f.path, f.line) for f in found if f.severity == "error"]
    assert (case.rule, case.path, case.line) in places
    for finding in found:
        if finding.rule == case.rule:
            assert finding.fix
            assert "\n" not in finding.message


@SHOWN
def test_passes(case: Case, tmp_path: Path, book: Book) -> None:
    found = judged(case, tmp_path, book)
    assert [f"{f.path}:{f.line} {f.rule}: {f.message}" for f in found if f.rule in GATE] == []


@pytest.mark.parametrize("case", [c for c in PASSING if c.is_text], ids=lambda case: case.id)
def test_what_passes_is_shown_and_outlives_the_sanitiser(case: Case, book: Book) -> None:
    html = rendered(case, book)
    for words in case.given.get("keeps", ()):
        assert words in html
    if "<svg" not in html:  # drawings in pages have an allow-list of their own
        clean = nh3.clean(html, **sanitiser_arguments())
        assert _words(clean) == _words(html)


@pytest.mark.parametrize(
    "case",
    [c for c in REFUSED if c.is_text and c.given.get("never") and "file" not in c.given],
    ids=lambda case: case.id,
)
def test_the_sanitiser_drops_the_same(case: Case, book: Book) -> None:
    clean = nh3.clean(rendered(case, book), **sanitiser_arguments())
    for words in case.given["never"]:
        assert words not in clean


def rendered(case: Case, book: Book) -> str:
    options = extensions(book)
    return markdown.markdown(
        prepare(case.body if "file" not in case.given else case.text.split("---\n")[-1]),
        extensions=list(options),
        extension_configs=options,
    )


def _words(html: str) -> str:
    return "".join(nh3.clean(html, tags=set()).split())


@pytest.mark.parametrize("case", CONTENT, ids=lambda case: case.id)
def test_no_text_changes_silently(case: Case, book: Book) -> None:
    pages = {(loc, "run/page"): case.given[loc] for loc in ("en", "hu") if case.given[loc]}
    pages |= {("en", "run/other"): "Other.\n", ("hu", "run/other"): "Más.\n"}
    made = book_of(book, pages)
    found = check_book(Context(made, spelling=False)).findings
    path = "docs/hu/run/page.md"
    assert (case.rule, path, case.given["line"]) in [(f.rule, f.path, f.line) for f in found]


def test_the_corpus_is_large_enough() -> None:
    assert len(REFUSED) + len(PASSING) + len(CONTENT) >= 150
    assert len(PASSING) >= 40
    ids = [case.id for case in (*REFUSED, *PASSING, *CONTENT)]
    assert len(ids) == len(set(ids))


def test_findings_of_the_gate_stand_at_error_level(book: Book) -> None:
    from handbook.check.rules import RULES

    assert {rule.id for rule in RULES} >= GATE
    assert {rule.severity for rule in RULES if rule.id in GATE} == {"error"}
