"""Rules of typography on whole pages: places, mends, and any text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.book import Book, Page
from handbook.check.context import Context
from handbook.check.fix import mend
from handbook.check.model import Finding
from handbook.check.prose import prose
from handbook.check.rules import RULES
from tests.check.fixtures import FOLDER, book_of, findings, read
from tests.hang import no_hang
from tests.language.families import TYPOGRAPHY

NAMES = list(TYPOGRAPHY)
OURS = [rule for rule in RULES if rule.id in NAMES]
LANGUAGES = ["en", "hu", "sr", "lv", "bg"]
FIXTURES = sorted(file for name in NAMES for file in FOLDER.glob(f"{name}/*.md"))


def found(book: Book, locale: str, text: str) -> list[Finding]:
    made = book_of(book, {(locale, "run/page"): text})
    return [finding for rule in OURS for finding in findings(rule, made)]


def mended(book: Book, locale: str, text: str) -> str:
    """The text after as many runs of --fix as it takes."""
    for _ in range(4):
        edits = [finding.edit for finding in found(book, locale, text) if finding.edit]
        if not edits:
            return text
        text, done = mend(text, edits)
        assert done, edits
    raise AssertionError(f"mending does not settle: {text!r}")


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_mending_settles_and_leaves_only_what_needs_a_person(file: Path, book: Book) -> None:
    ((locale, _), text), *_ = read(file).pages.items()
    after = mended(book, locale, text)
    assert mended(book, locale, after) == after
    assert not any(finding.edit for finding in found(book, locale, after))


def test_mends_hit_the_right_columns(book: Book) -> None:
    text = (
        '---\ntitle: A "mentor" 2019-2021\ndescription: >\n  Egy "szó" 10-15.\n---\n'
        '# A "mentor" 2019-2021\n\n> - A **"mentor"** szó - „így” - áll, 20 %-a.\n\n'
        '!!! note "A 1-5. lépés"\n    | A "x" | 1-2 |\n    | --- | --- |\n    | az 20 | a 5 |\n'
    )
    assert mended(book, "hu", text) == (
        '---\ntitle: A „mentor” 2019–2021\ndescription: >\n  Egy "szó" 10-15.\n---\n'
        "# A „mentor” 2019–2021\n\n> - A **„mentor”** szó – „így” – áll, 20%-a.\n\n"
        '!!! note "Az 1–5. lépés"\n    | A „x” | 1–2 |\n    | --- | --- |\n    | a 20 | az 5 |\n'
    )


def test_a_quotation_over_two_lines_is_mended_mark_by_mark(book: Book) -> None:
    assert mended(book, "hu", 'Azt mondta: "jó\nnap".\n') == "Azt mondta: „jó\nnap”.\n"


def test_code_addresses_and_other_languages_are_left_alone(book: Book) -> None:
    text = (
        '`a - "b"` és <https://x.org/1-2> és [így](a-1-2.md "cím - 1-2").\n\n'
        '```\n"x" - 1-2\n```\n\n*"Peer" - 1-5*{ lang=en } és <i lang="en">"x" - 1-2</i> vége.\n\n'
        '"A whole paragraph" - 1-2.\n{: lang="en" }\n\n$a - b = "c"$\n\n<!-- "x" - 1-2 -->\n'
    )
    assert found(book, "hu", text) == []


def test_sites_of_others_keep_their_habits(book: Book) -> None:
    text = 'A "mentor" szó - így  áll.\n'
    assert {finding.rule for finding in found(book, "hu", text)} == {"quotes", "dashes", "spacing"}
    page = {("hu", "run/page"): text}
    theirs = book_of(book, page, foreign=True)
    assert [finding for rule in OURS for finding in findings(rule, theirs)] == []


@settings(max_examples=80, deadline=None)
@given(
    text=st.text(
        st.one_of(
            st.sampled_from("\"'„“”«»‚‘’–—-.,:;%€() \u00a0\n*_[]`$={}0123456789aAzсСвВъ"),
            st.characters(codec="utf-8", exclude_categories=["Cs"]),
        ),
        max_size=200,
    ),
    locale=st.sampled_from(LANGUAGES),
)
def test_any_text_is_judged_and_mended_without_an_exception(
    book: Book, text: str, locale: str
) -> None:
    text = text.replace("\r", "")
    edits = [finding.edit for finding in found(book, locale, text) if finding.edit]
    mend(text, edits)


HOSTILE = [
    '"',
    "-",
    " ",
    "1",
    '"a',
    "„",
    "1-2 ",
    " - ",
    "„“",
    "‘’",
    "*a*{lang=en}",
    "$a ",
    "(",
    "-1",
]


def _pages(book: Book, sign: str) -> Iterator[tuple[Page, Context]]:
    text = "Szó " + (sign * 100_000)[:100_000] + "\n"
    for locale in LANGUAGES:
        made = book_of(book, {(locale, "run/page"): text})
        yield made.pages[locale, "run/page"], Context(made)


@pytest.mark.parametrize("sign", HOSTILE)
def test_hostile_pages_are_judged_to_their_end(book: Book, sign: str) -> None:
    for page, context in _pages(book, sign):
        prose(page)
        with no_hang():
            for rule in OURS:
                assert all(fault.message for fault in rule.check(page, context))
