"""Makes the forms of an edition, each once, checks them, and puts them on the site."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.files import write_whole
from handbook.press.article import Article
from handbook.press.furniture import Furniture
from handbook.press.inputs import digest, library
from handbook.press.setter import PressError
from handbook.press.volumes import FOLDER
from handbook.press.work import joining_fingerprint

if TYPE_CHECKING:  # what reads and writes forms is loaded when a form is made
    from handbook.press.office.model import Form
    from handbook.press.office.picture import Draw
    from handbook.press.office.read import Sheet


def _docx(form: Form, draw: Draw) -> bytes:
    from handbook.press.office.docx import write_docx

    return write_docx(form, draw)


def _odt(form: Form, draw: Draw) -> bytes:
    from handbook.press.office.odt import write_odt

    return write_odt(form, draw)


WRITERS: dict[str, Callable[[Form, Draw], bytes]] = {"docx": _docx, "odt": _odt}
"""What can be made of a form: ending of the file → its writer."""
_PACKAGES = ("python-docx", "odfdo", "weasyprint", "pypdfium2", "pillow")


@dataclass(frozen=True)
class FormFile:
    """One form in one format on the site: where it stands, its address, its bytes."""

    edition: str
    page_id: str
    anchor: str
    title: str
    kind: str
    url: str
    size: int


class FormPress:
    """Makes forms; what was made stays in a folder under a name for its content.

    ``made`` and ``reused`` count the files of this run.
    """

    def __init__(self, site: Path, folder: Path, fonts: Path) -> None:
        self._site = site
        self._folder = folder
        self._fonts = fonts
        self._used: set[str] = set()
        self._published: list[dict[str, str]] = []
        self.made = self.reused = 0
        folder.mkdir(parents=True, exist_ok=True)

    def print(
        self,
        articles: Iterable[Article],
        furniture: Furniture,
        kinds: Iterable[str] = tuple(WRITERS),
    ) -> list[FormFile]:
        """Make the forms of an edition and put them below its folder of paper.

        Raises:
            PressError: when a document lacks words of its form; one line a document.

        """
        from handbook.press.office.read import read_sheets

        found: list[FormFile] = []
        faults: list[str] = []
        for article in articles:
            for sheet in read_sheets(article, furniture):
                for kind in kinds:
                    kept, lost = self._document(sheet, kind)
                    faults += [f"{furniture.edition.locale}/{line}" for line in lost]
                    found.append(self.publish(kept, sheet.form, article.id, furniture, kind))
        if faults:
            raise PressError(*faults)
        return found

    def again(
        self, state: str, furniture: Furniture, make: Callable[[], list[FormFile]]
    ) -> list[FormFile]:
        """Put the forms of a page on the site; nothing is read when they were put there before.

        Args:
            state: all that decides the text of the page.
            furniture: words and addresses of the edition.
            make: makes the forms and puts them on the site.

        """
        packages = map(library, _PACKAGES)
        record = self._folder / f"{digest(state, joining_fingerprint(), *packages)}.json"
        self._used.add(record.name)
        if record.exists():
            rows = json.loads(record.read_text("utf-8"))
            if all((self._folder / row["file"]).exists() for row in rows):
                self._used |= {row["file"] for row in rows}
                self.reused += len(rows)
                return [self._put(row, furniture) for row in rows]
        self._published = []
        found = make()
        record.write_text(json.dumps(self._published, ensure_ascii=False), "utf-8")
        return found

    def finish(self) -> None:
        """Drop what neither this run nor the one before it used."""
        mark = self._folder / "used.txt"
        before = set(mark.read_text("utf-8").split()) if mark.exists() else set()
        for file in self._folder.iterdir():
            if file != mark and file.name not in self._used | before:
                file.unlink()
        mark.write_text("\n".join(sorted(self._used)), "utf-8")

    def keep(
        self, state: str, kind: str, make: Callable[[], tuple[bytes, list[str]]]
    ) -> tuple[Path, list[str]]:
        """Return the file of a state, made unless it is there, and the faults of its making.

        Args:
            state: all that decides the file.
            kind: ending of the file.
            make: returns the file's bytes and a line for each fault; with faults it is not kept.

        """
        name = f"{hashlib.sha256(state.encode()).hexdigest()[:24]}.{kind}"
        file = self._folder / name
        self._used.add(name)
        if file.exists():
            self.reused += 1
            return file, []
        self.made += 1
        data, faults = make()
        made = file.with_suffix(".part") if faults else file
        write_whole(made, data)
        return made, faults

    def publish(
        self, kept: Path, form: Form, page_id: str, furniture: Furniture, kind: str
    ) -> FormFile:
        """Put a kept file on the site."""
        row = {
            "file": kept.name,
            "name": form.name,
            "page": page_id,
            "anchor": form.anchor,
            "title": form.title,
            "kind": kind,
        }
        self._published.append(row)
        return self._put(row, furniture)

    def _put(self, row: dict[str, str], furniture: Furniture) -> FormFile:
        locale, kept = furniture.edition.locale, self._folder / row["file"]
        home = furniture.book.url(locale, "index")
        url = f"{home}{FOLDER}/forms/{row['name']}.{row['kind']}"
        target = self._site / url
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kept, target)
        size = kept.stat().st_size
        return FormFile(locale, row["page"], row["anchor"], row["title"], row["kind"], url, size)

    @cached_property
    def _draw(self) -> Draw:
        from handbook.press.office.picture import drawer

        return drawer(self._fonts)

    def _document(self, sheet: Sheet, kind: str) -> tuple[Path, list[str]]:
        from handbook.press.office.gate import problems

        def make() -> tuple[bytes, list[str]]:
            data = WRITERS[kind](sheet.form, self._draw)
            return data, problems(f"{sheet.form.name}.{kind}", data, sheet.words)

        return self.keep(f"{_fingerprint()}|{sheet.form!r}", kind, make)


@cache
def _fingerprint() -> str:
    """Return what besides a form decides its files: our code and the libraries."""
    digest = hashlib.sha256("|".join(f"{p} {library(p)}" for p in _PACKAGES).encode())
    for name in sorted(each.name for each in files("handbook.press.office").iterdir()):
        if name.endswith(".py"):
            digest.update(files("handbook.press.office").joinpath(name).read_bytes())
    return digest.hexdigest()[:16]
