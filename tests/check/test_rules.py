"""Every rule: listed, documented, with examples and fixtures that say exactly what it finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import handbook.check.rules as package
from handbook.book import Book
from handbook.check.context import Context
from handbook.check.engine import judge
from handbook.check.model import Rule, Severity
from handbook.check.pair import Side
from handbook.check.rules import RULES
from handbook.language.spelling import available
from tests.check.fixtures import FOLDER, book_of, findings, read, shown, written

BY_ID = {rule.id: rule for rule in RULES}
FIXTURES = sorted(FOLDER.glob("*/*.md"))
EXAMPLE = re.compile(r"^(Bad|Good) \((\w+)(?: → (\w+))?\): (.+(?:\n {4,}.+)*)", re.MULTILINE)


def test_every_module_is_listed() -> None:
    modules = {file.stem for file in Path(package.__path__[0]).glob("*.py")} - {"__init__"}
    assert modules == {rule.id.replace("-", "_") for rule in RULES}


def test_ids_are_unique_and_scopes_known() -> None:
    assert len(BY_ID) == len(RULES)
    assert {rule.scope for rule in RULES} <= {"page", "pair", "book"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
class TestRule:
    def test_says_in_one_line_what_must_be_and_why(self, rule: Rule) -> None:
        assert rule.summary.endswith(".")
        assert len(rule.summary) <= 100
        assert "Why:" in rule.text

    def test_has_fixtures_with_and_without_findings(self, rule: Rule) -> None:
        expected = [read(file).expected for file in FOLDER.glob(f"{rule.id}/*.md")]
        assert any(expected), "no fixture with a finding"
        assert not all(expected), "no fixture that stays silent"

    def test_examples_are_true(self, rule: Rule, book: Book) -> None:
        examples = EXAMPLE.findall(rule.text)
        if rule.scope == "book":
            assert not examples  # several pages: fixtures show them
            return
        assert {kind for kind, *_ in examples} == {"Bad", "Good"}
        for kind, first, second, text in examples:
            found = findings(rule, book_of(book, _pages(rule, first, second, text)))
            assert bool(found) is (kind == "Bad"), (kind, text, [f.message for f in found])


def _pages(rule: Rule, first: str, second: str, text: str) -> dict[tuple[str, str], str]:
    text = re.sub(r"\n +", " ", text)
    texts = text.split(" → ") if second else [text]
    page_id = "easy/page" if rule.id == "reading-level" else "run/page"
    pages = zip((first, second), map(_unfolded, texts), strict=False)
    return {(locale, page_id): part + "\n" for locale, part in pages}


def _unfolded(text: str) -> str:
    return text.replace("⏎", "\n").replace("⇥", "    ")


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_fixture(file: Path, book: Book, tmp_path: Path) -> None:
    if file.parent.name == "spelling" and not available("lv"):
        pytest.skip("no Latvian dictionary: apt-get install hunspell hunspell-lv")
    fixture = read(file)
    rule = BY_ID[file.parent.name]
    made = book_of(book, fixture.pages, fixture.foreign)
    found = findings(rule, written(book, fixture, tmp_path) if fixture.files else made)
    assert [shown(rule, finding, fixture.pages) for finding in found] == fixture.expected


def test_a_fixture_without_expectation_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text("=== en a.md\nText.\n", "utf-8")
    with pytest.raises(ValueError, match="=== expect"):
        read(file)


MARKDOWN = st.text(
    st.one_of(
        st.sampled_from("#*_-|>`[](){}!:<&\\\n  \t„“”–—.,0123456789%€"),
        st.characters(codec="utf-8", exclude_categories=["Cs"]),
    ),
    max_size=400,
)


@pytest.fixture(scope="module")
def context(book: Book) -> Context:
    return Context(book, spelling=False)


@settings(max_examples=60, deadline=None)
@given(source=MARKDOWN, target=MARKDOWN, locale=st.sampled_from(["hu", "sr", "lv", "bg"]))
def test_any_text_is_judged_without_an_exception(
    book: Book, context: Context, source: str, target: str, locale: str
) -> None:
    made = book_of(book, {("en", "run/page"): source, (locale, "run/page"): target})
    page, original = made.pages[locale, "run/page"], made.pages["en", "run/page"]
    entry = judge(page, Side(page), Side(original), context)
    last = page.raw.count("\n") + 1
    for finding in entry.findings:
        assert finding.severity in Severity
        assert 1 <= finding.line <= last
        assert finding.message
