"""The configuration asks for nothing that runs programs, leaves the book, or loads from elsewhere.

Why: `mkdocs.yml` can name hooks, plugins and Python functions, read variables and other folders;
who changes it can make every build run what they like. Names in the menu are text.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from handbook.book import Book
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.documents import compose_yaml, line_of, problem_of, read_text
from handbook.policy.settings import faults

SCOPE = "book"
SEVERITY = "error"


def check(book: Book, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each setting that is refused."""
    file = book.config_file
    if file is None:
        return
    path = file.name
    text, flaw = read_text(file)
    if flaw:
        yield Fault(flaw.line, flaw.message, fix=flaw.fix, path=path, edition="")
        return
    try:
        root = compose_yaml(text)
    except yaml.YAMLError as error:
        yield Fault(
            line_of(error, text), f"not valid YAML: {problem_of(error)}", path=path, edition=""
        )
        return
    last = text.count("\n") + 1  # YAML ends lines at more signs than an editor does
    for line, message, fix in faults(root, book.is_handbook) if root else ():
        yield Fault(min(line, last), message, fix=fix, path=path, edition="")
