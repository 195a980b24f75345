"""Binds volumes: joins sheets, has every gate passed, keeps the files and puts them on the site."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.book import Edition
from handbook.press.front import CONTENTS, INDEX
from handbook.press.furniture import Furniture
from handbook.press.layout import Laid
from handbook.press.manuscript import Manuscript
from handbook.press.paper import Piece
from handbook.press.setter import PressError
from handbook.press.texts import Texts
from handbook.press.volumes import FOLDER, Volume, volumes
from handbook.press.work import Setter, joining_fingerprint

if TYPE_CHECKING:
    from handbook.press.join import Part


@dataclass(frozen=True)
class Paper:
    """One file of the press on the site: its address, its pages (0 for an EPUB), its bytes.

    ``page`` names the file of the chapter that a form belongs to.
    """

    edition: str
    name: str
    url: str
    pages: int
    size: int
    page: str = ""


@dataclass(frozen=True)
class Copy:
    """One edition on its way to paper."""

    edition: Edition
    furniture: Furniture
    manuscripts: Sequence[Manuscript]
    terms: Mapping[str, tuple[str, str]]
    """The glossary: word and anchor of each term by its id."""

    @property
    def pieces(self) -> list[Piece]:
        """What is set, in the order of the book."""
        return [piece for page in self.manuscripts for piece in page.pieces]


class Binder:
    """Joins volumes, checks them, keeps them, and puts them on the site."""

    def __init__(self, site: Path, work: Path, setter: Setter) -> None:
        self._site = site
        self._work = work
        self._folder = work / "volumes"
        self._setter = setter

    def bind(self, book: Copy, laid: Laid) -> list[Paper]:
        """Make all volumes of an edition that changed; drop those it has no longer."""
        folder = self._folder / book.edition.locale
        folder.mkdir(parents=True, exist_ok=True)
        texts = Texts(self._work / f"read-{book.edition.locale}.json")
        made: list[Paper] = []
        faults: list[str] = []
        used: set[str] = set()
        ids = [piece.id for piece in book.pieces]
        for volume in volumes(book.manuscripts, ids, book.furniture, CONTENTS, INDEX):
            file = folder / f"{_volume_key(volume, book, laid)}.pdf"
            used.add(file.stem)
            found = [] if _facts(file).exists() else self._make(file, volume, book, laid, texts)
            faults += found
            if not found:
                made.append(self._publish(volume, book, file))
        if faults:
            raise PressError(*faults)
        texts.save()
        for old in folder.glob("*"):
            if old.stem not in used:
                old.unlink()
        return made

    def _make(self, file: Path, volume: Volume, book: Copy, laid: Laid, texts: Texts) -> list[str]:
        """Make and check one volume; return its faults."""
        from handbook.press.figures import figure_sheet
        from handbook.press.gates import Finished, problems
        from handbook.press.join import Meta, join

        parts = [self._part(piece, laid) for piece in volume.pieces]
        meta = Meta(volume.title, book.edition.tag, book.edition.site_name, book.edition.name)
        sheet = figure_sheet(self._work / "fonts", self._work)
        file.write_bytes(join(parts, meta, laid.number, _address(book), sheet))
        expected = _expected(volume, book) if volume.whole else {}
        notes = {piece.id: piece.notes for piece in laid.pieces}
        name = f"{book.edition.locale}/{FOLDER}/{volume.name}.pdf"
        faults = problems(Finished(name, file, parts, expected, notes), laid.number, texts)
        if not faults:
            _facts(file).write_text(json.dumps({"pages": _pages(parts)}), "utf-8")
        return faults

    def _part(self, piece_id: str, laid: Laid) -> Part:
        piece = next(piece for piece in laid.pieces if piece.id == piece_id)
        from handbook.press.join import Part

        sheets = self._setter.sheets(laid.keys[piece_id])
        return Part(
            piece_id,
            piece.page_id,
            sheets.galley,
            sheets.facts,
            piece.targets,
            laid.first[piece_id],
            roman=piece_id == CONTENTS,
        )

    def _publish(self, volume: Volume, book: Copy, kept: Path) -> Paper:
        home = book.furniture.book.url(book.edition.locale, "index")
        url = f"{home}{FOLDER}/{volume.name}.pdf"
        target = self._site / url
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kept, target)
        pages = json.loads(_facts(kept).read_text())["pages"]
        return Paper(book.edition.locale, volume.name, url, pages, kept.stat().st_size)


def _facts(file: Path) -> Path:
    """Return the file beside a volume that says what is known of it; written last."""
    return file.with_suffix(".json")


def _address(book: Copy) -> Callable[[str], str]:
    def address(target: str) -> str:
        page, _, anchor = target.partition("#")
        url = book.furniture.book.url(book.edition.locale, page)
        return f"{book.furniture.site_url}{url}" + (f"#{anchor}" if anchor else "")

    return address


def _pages(parts: list[Part]) -> int:
    total = 0
    for part in parts:
        total += total % 2 + part.facts.pages
    return total


def _expected(volume: Volume, book: Copy) -> dict[str, Counter[str]]:
    """Words of each page of the book that is in a volume."""
    pages = {piece.split("~")[0] for piece in volume.pieces}
    return {page.id: page.words for page in book.manuscripts if page.id in pages}


def _volume_key(volume: Volume, book: Copy, laid: Laid) -> str:
    """Name of a volume: its sheets, the numbers written into them, its title, the press."""
    by_id = {piece.id: piece for piece in laid.pieces}
    state = [
        joining_fingerprint(),
        volume.name,
        volume.title,
        repr(book.edition),
        book.furniture.site_url,
        *(
            [piece, laid.keys[piece], laid.first[piece]]
            + [laid.number(target) for target in by_id[piece].targets]
            for piece in volume.pieces
        ),
    ]
    return hashlib.sha256(json.dumps(state).encode()).hexdigest()[:24]
