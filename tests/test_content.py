"""What must be true of the book's text and is no rule: what the data says, how short sentences are.

Structure, front matter, links, badges, patterns, minutes and forms are rules of `handbook check`.
"""

from __future__ import annotations

import re

import pytest
import yaml

from handbook.book import Book, Page
from handbook.render.context import Library
from tests.conftest import ROOT

BOOK_PAGES = sorted(
    path.relative_to(ROOT / "docs/en").with_suffix("").as_posix()
    for path in (ROOT / "docs/en").rglob("*.md")
)
TRANSLATIONS = ["hu", "sr", "lv", "bg"]
EDITIONS = ["en", *TRANSLATIONS]


def page_of(book: Book, edition: str, page_id: str) -> Page:
    page = book.page(edition, page_id)
    assert page, f"docs/{edition}/{page_id}.md is missing"
    return page


@pytest.mark.parametrize("page_id", BOOK_PAGES)
@pytest.mark.parametrize("edition", TRANSLATIONS)
def test_title_and_description_are_translated(book: Book, edition: str, page_id: str) -> None:
    ours, source = page_of(book, edition, page_id).meta, page_of(book, "en", page_id).meta
    assert ours["title"] != source["title"]
    assert ours["description"] != source["description"]


@pytest.mark.parametrize("page_id", BOOK_PAGES)
@pytest.mark.parametrize("edition", EDITIONS)
class TestPage:
    def test_numbers_to_call_come_from_the_data_file(
        self, book: Book, library: Library, edition: str, page_id: str
    ) -> None:
        text = page_of(book, edition, page_id).text
        text = re.sub(r"\| \d+ (?=\|)", "| ", text)  # 192 sheets call nobody
        for country in library.helplines.countries.values():
            for line in (*country.emergency, *country.lines):
                if line.number in ("104", "105", "107", "110", "113"):
                    continue  # also plain figures, such as 105 minutes
                assert not re.search(rf"(?<![\d.]){re.escape(line.number)}(?![\d.])", text)

    def test_nothing_unfinished(self, book: Book, edition: str, page_id: str) -> None:
        text = page_of(book, edition, page_id).text
        assert not re.search(r"TODO|FIXME|XXX|TBD|lorem ipsum|PENDING|<<<<<<<|>>>>>>>", text)


def test_minutes_of_the_pages_are_those_of_the_course(book: Book, library: Library) -> None:
    planned = {
        module.id: {session.number: session.minutes for session in module.sessions}
        for module in library.course.modules
    }
    raw = yaml.safe_load((ROOT / "docs/course.yml").read_text("utf-8"))
    planned["train/ongoing"] = {f"f{entry['month']}": entry["min"] for entry in raw["ongoing"]}
    planned["train/prepare-others"] = {"mentees": 60, "carers": 45, "staff": 90}
    pages = [page for page in book.pages.values() if "minutes" in page.meta]
    assert {page.id for page in pages} == planned.keys()
    for page in pages:
        written = {session: sum(steps) for session, steps in page.meta["minutes"].items()}
        assert written == planned[page.id], page.path


@pytest.mark.parametrize("edition", EDITIONS)
def test_sessions_and_sheets_are_called_as_in_the_course(
    book: Book, library: Library, edition: str
) -> None:
    for module in library.course.modules:
        headings = _headings(page_of(book, edition, module.id))
        for session in module.sessions:
            heading = headings[f"session-{session.number.replace('.', '-')}"]
            assert _plain(heading).endswith(_plain(session.title[edition])), heading
            for sheet in session.handouts:
                if sheet.anchor in headings and sheet.id != "H4.2":  # four sheets under one number
                    assert _plain(sheet.title[edition]) in _plain(headings[sheet.anchor])
    raw = yaml.safe_load((ROOT / "docs/course.yml").read_text("utf-8"))
    headings = _headings(page_of(book, edition, "train/ongoing"))
    for number, entry in enumerate(raw["ongoing"], 1):
        assert headings[f"session-f{number}"] == f"F{number} {entry['title'][edition]}"


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_module_promises_what_the_overview_says(
    book: Book, library: Library, edition: str
) -> None:
    overview = page_of(book, edition, "train/overview").text
    for module in library.course.modules:
        assert module.outcome[edition] in overview
        assert _plain(module.outcome[edition]) in _plain(page_of(book, edition, module.id).text)


def test_every_session_says_its_seven_things_at_a_glance(book: Book) -> None:
    names = ("Time", "Group", "Aims", "Materials", "Preparation", "Room", "Handout")
    pages = ("module-1", "module-2", "module-3", "module-4", "module-5", "ongoing")
    boxes = 0
    for name in (*pages, "prepare-others"):
        text = page_of(book, "en", f"train/{name}").text
        for box in re.findall(r'^!!! abstract ".*"\n\n((?:    - .*\n)+)', text, re.MULTILINE):
            assert tuple(re.findall(r"^    - \*\*(\w+):\*\*", box, re.MULTILINE)) == names, box
            boxes += 1
    assert boxes == 30 + 10 + 3


def _headings(page: Page) -> dict[str, str]:
    """The headings of a page by their anchors."""
    found = re.findall(r"^#+ (.+?) \{ #(\S+) \}$", page.text, re.MULTILINE)
    return {anchor: heading for heading, anchor in found}


def _plain(text: str) -> str:
    """A text without links and second gender, in lower case, with a space for dash and colon."""
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)
    text = re.sub(r" (ili mentorka|vai mentore)\b", "", text)  # a page's first mention names both
    return re.sub(r"\s*[:–]\s*|\s+", " ", text).lower()


@pytest.mark.parametrize("edition", EDITIONS)
def test_list_of_materials_adds_up_those_of_the_modules(book: Book, edition: str) -> None:
    whole = _materials(page_of(book, edition, "train/overview"), "t76")
    cards, notes, dots = 0, 1, 2
    sums = {cards: [78, 116, 154], notes: [96, 144, 192], dots: [24, 36, 48]}
    assert {row: whole[row] for row in sums} == sums
    assert whole == _materials(page_of(book, "en", "train/overview"), "t76")
    modules, english = (
        [_materials(page_of(book, locale, f"train/module-{n}"), "materials") for n in range(1, 6)]
        for locale in (edition, "en")
    )
    assert modules == english
    rows = {  # where they stand in the list of each module; nowhere: -1
        cards: [2, 7, 1, 2, 4],
        notes: [3, 1, -1, 1, 5],
        dots: [4, 2, -1, -1, -1],
    }
    for row, places in rows.items():
        listed = [part[at] for part, at in zip(modules, places, strict=True) if at >= 0]
        assert [sum(figures[size] for figures in listed) for size in range(3)] == sums[row]


def _materials(page: Page, anchor: str) -> list[list[int]]:
    """Figures of the rows of a list of materials, for 8, 12 and 16 people."""
    part = page.text.split(f"{{ #{anchor} }}")[1].split("\n#")[0]
    rows = re.findall(r"^\| .* \| (\d+) \| (\d+) \| (\d+) \|$", part, re.MULTILINE)
    return [[int(figure) for figure in row] for row in rows]


@pytest.mark.parametrize("page_id", ["easy/my-rights-safety", "easy/mentor-for-me"])
@pytest.mark.parametrize(
    ("edition", "words"), [("en", 12), ("hu", 10), ("sr", 12), ("lv", 10), ("bg", 12)]
)
def test_plain_language_keeps_sentences_short(
    book: Book, edition: str, words: int, page_id: str
) -> None:
    text = page_of(book, edition, page_id).text.split("{ #sources }")[0]
    text = re.sub(
        r"\[[^\]]*\]\(ref:\w+\)|<!--.*?-->|_{4,}|^#+ .*$|\{ #[^}]*\}", "", text, flags=re.M
    )
    for line in text.splitlines():
        for sentence in re.split(r"(?<=[.!?:–])\s+", line.strip(" -\\")):
            assert len(sentence.split()) <= words, sentence


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_glossary_lists_no_word_it_forbids_at_error_level_as_its_own(
    library: Library, edition: str
) -> None:
    words = {term.word[edition].lower() for term in library.glossary.values()}
    raw = yaml.safe_load((ROOT / "docs/glossary.yml").read_text("utf-8"))
    for term in raw["terms"]:
        for form in term[edition].get("forbidden", ()):
            if form["level"] == "error" and "where" not in form:
                assert form["form"].lower() not in words, (term["id"], form["form"])


def test_facts_of_the_generated_pages_are_in_the_data(library: Library, book: Book) -> None:
    for page_id in ("ref/glossary", "ref/bibliography"):
        for fact in page_of(book, "en", page_id).meta["seed_facts"]:
            assert fact in library.sources
