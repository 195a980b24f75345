"""The book of all inputs that are refused, made without asking the gate."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

import markdown

from handbook.book import Book, BookError, load, read
from handbook.check.renderer import Renderer, extensions
from handbook.errors import HandbookError
from handbook.render.context import Library, PageContext
from handbook.render.finish import finish, prepare
from handbook.render.forms import include_forms
from tests.conftest import SmallBook
from tests.gate.cases import REFUSED, Case

_NAMED = re.compile(r"docs/en/watch/(\w+)\.md")


@dataclass
class Watched:
    """The book that was built of all inputs, and what became of each."""

    site: Path
    pages: dict[str, Case] = field(default_factory=dict)
    stopped: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


def texts(costly: bool) -> list[Case]:
    """Inputs that are a page; those made to cost time only if asked for."""
    found = [case for case in REFUSED if case.is_text]
    return [case for case in found if costly or not case.id.startswith("cost/")]


def whole(text: str) -> str:
    """Give a page the fields without which no book is built; what it says itself stays."""
    fields = {"title": "T", "description": "D.", "part": "run", "last_reviewed": "2026-11-21"}
    missing = (f"{key}: {value}\n" for key, value in fields.items() if f"\n{key}:" not in text)
    return text.replace("---\n", "---\n" + "".join(missing), 1)


def one_edition(small: SmallBook) -> None:
    text = small.config_file.read_text("utf-8")
    others = text[text.index("        - locale: hu") : text.index("\nnav:")]
    small.config_file.write_text(text.replace(others, ""), "utf-8")
    for locale in ("hu", "sr", "lv", "bg"):
        shutil.rmtree(small.root / "docs" / locale)


def drop_what_stops_the_build(small: SmallBook, found: Watched) -> None:
    try:
        load(small.config_file)
    except BookError as error:
        for line in str(error).splitlines():
            named = _NAMED.search(line)
            if named and "not in the navigation" not in line:  # they are put there below
                found.stopped.setdefault(named[1], line)
    book = read(small.config_file)
    library = Library(book)
    options = extensions(book)
    _drop_what_takes_too_long(book, found)
    for name in found.pages.keys() - found.stopped.keys():
        page = book.pages.get(("en", f"watch/{name}"))
        if page is None or page.flaw:
            found.stopped.setdefault(name, "it cannot be read")
            continue
        context = PageContext(library, "en", "en", page.id, book.url("en", page.id))
        try:
            text = prepare(include_forms(page.text, context))
            finish(
                markdown.markdown(text, extensions=list(options), extension_configs=options),
                context,
            )
        except HandbookError as error:
            found.stopped.setdefault(name, str(error))
    for name in found.stopped:
        small.file("en", f"watch/{name}").unlink()
        found.pages.pop(name)


def _drop_what_takes_too_long(book: Book, found: Watched) -> None:
    """Leave out what the renderer does not make within a second: the limits of a build end it."""
    renderer = Renderer(book)
    for name, case in found.pages.items():
        if case.id.startswith("cost/") and name not in found.stopped:
            page = book.pages["en", f"watch/{name}"]
            answer = renderer.judge(page.text)
            if isinstance(answer, str):
                found.stopped[name] = answer
    renderer.close()


def put_files(small: SmallBook) -> Iterator[str]:
    """Write the corpus's other files each into a folder of its own, and say where they would be."""
    docs = small.root / "docs"
    for number, case in enumerate(case for case in REFUSED if case.id.startswith("files/")):
        if case.rule in ("data-file", "edition-folder", "page-clash"):
            continue  # these are data, or pages that stop the build
        for path, put in _contents(case, small.root):
            if path.endswith(".md") and path not in {
                *case.given.get("link", {}),
                *case.given.get("pipe", ()),
            }:
                continue  # a page without front matter stops the build
            parts = PurePosixPath(path).parts
            file = docs.joinpath(*parts[:-1] or ("assets",), f"w{number}", parts[-1])
            file.parent.mkdir(parents=True, exist_ok=True)
            put(file)
            yield file.relative_to(docs).as_posix().removeprefix("en/")


def _contents(case: Case, root: Path) -> Iterator[tuple[str, Callable[[Path], object]]]:
    """Paths of a case's files, each with what puts the file in its place."""
    for path, text in case.given.get("at", {}).items():
        yield path, partial(Path.write_bytes, data=text.encode())
    for path, numbers in case.given.get("hex", {}).items():
        yield path, partial(Path.write_bytes, data=bytes.fromhex(numbers))
    for path, target in case.given.get("link", {}).items():
        to = root / "secret.txt" if "secret" in target else Path(target)
        yield path, partial(Path.symlink_to, target=to)
    for path in case.given.get("hard", {}):
        yield path.replace(".md", ".txt"), partial(os.link, root / "secret.txt")
    for path in case.given.get("pipe", ()):
        yield path, os.mkfifo
