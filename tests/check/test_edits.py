"""Every mechanical mend of a rule does away with the finding it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from handbook.book import Book
from handbook.check.model import Finding, Rule
from handbook.check.rules import RULES
from tests.check.fixtures import FOLDER, book_of, findings, read

Pages = Mapping[tuple[str, str], str]


def mended(pages: Pages, finding: Finding) -> dict[tuple[str, str], str]:
    """The same pages with one finding's edit made."""
    found = dict(pages)
    key = next(key for key in found if finding.path == f"docs/{key[0]}/{key[1]}.md")
    edit, lines = finding.edit, found[key].split("\n")
    assert edit
    line, start = lines[edit.line - 1], edit.column - 1
    assert 0 <= start <= len(line)
    lines[edit.line - 1] = line[:start] + edit.text + line[start + edit.length :]
    found[key] = "\n".join(lines)
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_edits_mend(rule: Rule, book: Book) -> None:
    for file in sorted((FOLDER / rule.id).glob("*.md")):
        fixture = read(file)
        before = findings(rule, book_of(book, fixture.pages, fixture.foreign))
        for finding in before:
            if finding.edit:
                pages = mended(fixture.pages, finding)
                after = findings(rule, book_of(book, pages, fixture.foreign))
                left = Counter(map(_name, after))[_name(finding)]
                assert left < Counter(map(_name, before))[_name(finding)], finding.message


def _name(finding: Finding) -> tuple[str, int, str]:
    return finding.path, finding.line, finding.message
