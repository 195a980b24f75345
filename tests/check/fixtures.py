"""Rule fixtures: Markdown files that carry their own expectations.

    === en run/page.md
    text of the source
    === hu run/page.md
    text of the translation
    === expect
    hu run/page.md:3:1: the exact message → the exact advice (en:5)

The line of the source that it is compared with stands in brackets, a severity other than the
rule's in front; a mechanical mend stands last, as `[old ⇒ new]`.

Files that are no pages of the book stand below `=== at assets/x.svg` (a path below docs/),
`=== at ../mkdocs.yml`, `=== hex hu/run/page.md` (bytes, written as numbers) or
`=== link hu/run/page.md ../../secret`; with any of these the book is written to a real folder.

`=== expect` followed by `nothing` states that a near miss stays silent; `=== foreign` as the first
line judges the pages as those of somebody else's site.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.book import Book, Page, find_pages
from handbook.book import read as read_book
from handbook.check.context import Context
from handbook.check.engine import finding_of
from handbook.check.links import facts
from handbook.check.model import Edit, Finding, Rule
from handbook.check.pair import Pair

FOLDER = Path(__file__).parent / "rules"


@dataclass(frozen=True)
class Fixture:
    """One file: its pages by (locale, id), what is expected, whose site it is."""

    pages: Mapping[tuple[str, str], str]
    expected: list[str]
    foreign: bool
    files: tuple[tuple[str, str, str], ...] = ()
    """How each file is made, its path below docs/, and its text, numbers or target."""


def read(file: Path) -> Fixture:
    """Read a fixture; ``ValueError`` when it does not say what it expects."""
    first, *parts = f"\n{file.read_text('utf-8')}".split("\n=== ")
    foreign = bool(parts) and parts[0].strip() == "foreign"
    pages: dict[tuple[str, str], str] = {}
    expected: list[str] | None = None
    files: list[tuple[str, str, str]] = []
    for part in parts[foreign:]:
        head, _, body = part.partition("\n")
        if head.strip() == "expect":
            expected = [line for line in body.splitlines() if line.strip()]
        elif head.startswith(("at ", "hex ", "link ")):
            how, path, *target = head.split()
            files.append((how, path, target[0] if target else body + "\n"))
        else:
            locale, path = head.split()
            pages[locale, path.removesuffix(".md")] = body + "\n"
    if first.strip() or not (pages or files) or not expected:
        raise ValueError(f"{file}: a fixture is pages, then “=== expect” and what is found")
    return Fixture(pages, [] if expected == ["nothing"] else expected, foreign, tuple(files))


def written(book: Book, fixture: Fixture, root: Path) -> Book:
    """Write a fixture with files to a folder and read it from there."""
    docs = root / "docs"
    for edition in book.editions:
        (docs / edition.locale).mkdir(parents=True)
    for (locale, page_id), text in fixture.pages.items():
        put(docs / locale / f"{page_id}.md", "at", text)
    for how, path, content in fixture.files:
        put(docs / path, how, content)
    config = root / "mkdocs.yml"
    if config.exists():
        return read_book(config)
    pages = find_pages(docs, book.editions, root)
    made = replace(book, root=root, docs=docs, pages=pages, config_file=None)
    return replace(made, is_handbook=not fixture.foreign)


def put(file: Path, how: str, content: str) -> None:
    """Make one file: of text, of bytes written as numbers, or as a link."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if how == "link":
        file.symlink_to(content)
    else:
        data = bytes.fromhex(content) if how == "hex" else content.encode()
        file.write_bytes(data)


def book_of(book: Book, pages: Mapping[tuple[str, str], str], foreign: bool = False) -> Book:
    """Make a book of these pages in the real one's editions, with its data files."""
    made = {
        (locale, page_id): Page(
            page_id,
            locale,
            book.docs / locale / f"{page_id}.md",
            f"docs/{locale}/{page_id}.md",
            text,
            locale == "en",
        )
        for (locale, page_id), text in pages.items()
    }
    nav = tuple(dict.fromkeys(page_id for _, page_id in made))
    locales = {locale for locale, _ in made} | {"en"}
    editions = tuple(edition for edition in book.editions if edition.locale in locales)
    return replace(book, pages=made, nav=nav, editions=editions, is_handbook=not foreign)


def findings(rule: Rule, book: Book) -> list[Finding]:
    """Run one rule over a book."""
    context = _context(book)
    context.facts = {page.path: facts(page) for page in book.pages.values()}
    found: list[Finding] = []
    if rule.scope == "book":
        for fault in rule.check(book, context):
            found.append(finding_of(rule, fault, fault.edition or "", fault.path or ""))
        return sorted(found, key=lambda finding: finding.order)
    for page in book.pages.values():
        source = book.page("en", page.id)
        if rule.scope == "page":
            faults = list(rule.check(page, context))
        elif source and not page.is_source:
            faults = list(rule.check(Pair.of(source, page), context))
        else:
            continue
        found += [finding_of(rule, fault, page.edition, page.path, source) for fault in faults]
    return sorted(found, key=lambda finding: finding.order)


_KNOWN: dict[tuple[bool, tuple[str, ...]], Context] = {}
"""Contexts whose data files are read already, by kind of book and editions."""


def _context(book: Book) -> Context:
    key = book.is_handbook, tuple(edition.locale for edition in book.editions)
    known = _KNOWN.setdefault(key, Context(book))
    if book.docs != known.book.docs:
        return Context(book)
    assert known.renderer  # one process for all
    context = copy(known)
    context.book, context.notes = book, []
    context.__dict__.pop("stamps", None)
    return context


def shown(rule: Rule, finding: Finding, pages: Mapping[tuple[str, str], str]) -> str:
    """Write a finding of a rule as fixtures do."""
    if finding.edition == "":
        advice = f" → {finding.fix}" if finding.fix else ""
        return f"{finding.path}:{finding.line}: {finding.message}{advice}"
    locale, _, name = finding.path.removeprefix("docs/").partition("/")
    weight = "" if finding.severity is rule.severity else f"{finding.severity}: "
    advice = f" → {finding.fix}" if finding.fix else ""
    beside = f" (en:{finding.source.line})" if finding.source else ""
    mend = _mend(finding.edit, pages[locale, name.removesuffix(".md")]) if finding.edit else ""
    place = f"{locale} {name}:{finding.line}:{finding.column}"
    return f"{place}: {weight}{finding.message}{advice}{beside}{mend}"


def _mend(edit: Edit, text: str) -> str:
    start = edit.column - 1
    old = text.split("\n")[edit.line - 1][start : start + edit.length]
    return f" [{old} ⇒ {edit.text}]"
