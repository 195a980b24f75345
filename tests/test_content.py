"""What must be true of the book's text, whatever the words: structure, facts, minutes, forms."""

from __future__ import annotations

import re
import subprocess

import pytest
import yaml

from handbook.book import Book, Page
from handbook.render.context import Library
from tests.conftest import ROOT

PATTERNS = yaml.safe_load((ROOT / "docs/patterns.yml").read_text("utf-8"))
BOOK_PAGES = sorted(
    path.relative_to(ROOT / "docs/en").with_suffix("").as_posix()
    for path in (ROOT / "docs/en").rglob("*.md")
)
TRANSLATIONS = ["hu", "sr", "lv", "bg"]
EDITIONS = ["en", *TRANSLATIONS]

HEADING = re.compile(r"^(#{1,6}) (.+?)(?: \{ #([a-z0-9-]+) \})?$", re.MULTILINE)
BADGE = re.compile(r"\]\(ref:(\w+)\)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
STEP = re.compile(r"^\d+\. \*\*(\d+) ", re.MULTILINE)


def page_of(book: Book, edition: str, page_id: str) -> Page:
    page = book.page(edition, page_id)
    assert page, f"docs/{edition}/{page_id}.md is missing"
    return page


def shape(text: str) -> list[tuple[str, ...]]:
    """What a translation must share with its source, in order."""
    found: list[tuple[str, ...]] = []
    for line in text.splitlines():
        heading = HEADING.match(line)
        if heading:
            found.append(("heading", heading[1], heading[3] or ""))
        elif line.lstrip().startswith("|"):
            found.append(("row", str(line.count("|"))))
        elif match := re.match(r"\s*([-*]|\d+\.) (\[ \] )?", line):
            found.append(("item", "task" if match[2] else "", str(line.count("____") > 0)))
        elif match := re.match(r"\s*!!! (\w+)", line):
            found.append(("admonition", match[1]))
    return found


@pytest.mark.parametrize("page_id", BOOK_PAGES)
@pytest.mark.parametrize("edition", TRANSLATIONS)
class TestTranslation:
    def test_same_structure(self, book: Book, edition: str, page_id: str) -> None:
        source = page_of(book, "en", page_id)
        assert shape(page_of(book, edition, page_id).text) == shape(source.text)

    def test_same_badges_links_drawings_and_blanks(
        self, book: Book, edition: str, page_id: str
    ) -> None:
        ours, source = page_of(book, edition, page_id).text, page_of(book, "en", page_id).text
        for pattern in (BADGE, LINK, re.compile(r"_{4,}"), re.compile(r"<!-- .* -->")):
            assert sorted(pattern.findall(ours)) == sorted(pattern.findall(source)), pattern

    def test_same_front_matter(self, book: Book, edition: str, page_id: str) -> None:
        ours, source = page_of(book, edition, page_id).meta, page_of(book, "en", page_id).meta
        assert {*ours} - {*source} == {"status", "source_blob"}
        for key in {*source} - {"title", "description"}:
            assert ours[key] == source[key], key
        if page_id not in ("index",):
            assert ours["title"] != source["title"]
        assert ours["description"] != source["description"]

    def test_made_from_the_present_source(self, book: Book, edition: str, page_id: str) -> None:
        source = page_of(book, "en", page_id)
        blob = subprocess.run(
            ["git", "hash-object", str(source.file)], capture_output=True, text=True, check=True
        )
        assert page_of(book, edition, page_id).meta["source_blob"] == blob.stdout.strip()


@pytest.mark.parametrize("page_id", BOOK_PAGES)
@pytest.mark.parametrize("edition", EDITIONS)
class TestPage:
    def test_every_heading_below_the_title_has_its_own_id(
        self, book: Book, edition: str, page_id: str
    ) -> None:
        page = page_of(book, edition, page_id)
        headings = HEADING.findall(page.text)
        assert [text for level, text, _ in headings if level == "#"] == [page.title]
        ids = [anchor for level, _, anchor in headings if level != "#"]
        assert all(ids)
        assert len(ids) == len(set(ids))

    def test_follows_the_pattern_of_its_part(self, book: Book, edition: str, page_id: str) -> None:
        page = page_of(book, edition, page_id)
        name = PATTERNS["pages"].get(page_id) or PATTERNS["which"].get(page.meta["part"])
        pattern = PATTERNS["parts"].get(name)
        found = [
            (anchor, text) for level, text, anchor in HEADING.findall(page.text) if level == "##"
        ]
        for anchor, text in found:
            if pattern and anchor in PATTERNS["headings"]:
                assert text == PATTERNS["headings"][anchor][edition]
        if pattern:
            ids = ["{session}" if a.startswith("session-") else a for a, _ in found]
            assert list(dict.fromkeys(ids)) == pattern

    def test_says_only_what_it_declares(
        self, book: Book, library: Library, edition: str, page_id: str
    ) -> None:
        page = page_of(book, edition, page_id)
        cited = set(BADGE.findall(page.text))
        seeds = {name for name in cited if library.sources[name].kind == "seed"}
        assert seeds == set(page.meta["seed_facts"])
        assert cited - seeds == set(page.meta["evidence"])

    def test_forms_have_a_section(self, book: Book, edition: str, page_id: str) -> None:
        page = page_of(book, edition, page_id)
        anchors = {anchor for _, _, anchor in HEADING.findall(page.text)}
        for tool in page.meta["tools"]:
            if tool != "T47":  # the crisis card is the whole page
                assert tool.lower().replace(".", "-") in anchors

    def test_description_fits_a_preview(self, book: Book, edition: str, page_id: str) -> None:
        assert len(page_of(book, edition, page_id).meta["description"]) <= 160

    def test_numbers_to_call_come_from_the_data_file(
        self, book: Book, library: Library, edition: str, page_id: str
    ) -> None:
        text = page_of(book, edition, page_id).text
        for country in library.helplines.countries.values():
            for line in (*country.emergency, *country.lines):
                if line.number in ("104", "105", "107", "110", "113"):
                    continue  # also plain figures, such as 105 minutes
                assert not re.search(rf"(?<![\d.]){re.escape(line.number)}(?![\d.])", text)

    def test_nothing_unfinished(self, book: Book, edition: str, page_id: str) -> None:
        text = page_of(book, edition, page_id).text
        assert not re.search(r"TODO|FIXME|XXX|TBD|lorem ipsum|PENDING|<<<<<<<|>>>>>>>", text)


PLANNED = {"1.1": 40, "1.2": 45, "1.3": 50, "1.4": 45, "1.5": 35, "1.6": 25}


@pytest.mark.parametrize("edition", EDITIONS)
class TestModule1:
    def test_minutes_add_up(self, book: Book, edition: str) -> None:
        minutes = page_of(book, edition, "train/module-1").meta["minutes"]
        assert {session: sum(steps) for session, steps in minutes.items()} == PLANNED
        assert sum(PLANNED.values()) == 240

    def test_steps_in_the_text_have_the_minutes_of_the_data(self, book: Book, edition: str) -> None:
        page = page_of(book, edition, "train/module-1")
        for session, expected in page.meta["minutes"].items():
            anchor = session.replace(".", "-")
            section = page.text.split(f"{{ #steps-{anchor} }}")[1].split("\n### ")[0]
            assert [int(found) for found in STEP.findall(section)] == expected, session

    def test_box_states_the_session_minutes(self, book: Book, edition: str) -> None:
        text = page_of(book, edition, "train/module-1").text
        for session, total in PLANNED.items():
            section = text.split(f"{{ #session-{session.replace('.', '-')} }}")[1]
            box = next(line for line in section.splitlines() if line.startswith("    - **"))
            assert re.search(rf"\b{total}\b", box), (session, box)


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
