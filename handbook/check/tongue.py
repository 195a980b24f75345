"""Where a page may not be in its language: what the rules over language look at more closely.

Most blocks are passed by their commonest words; the page is cut into words once for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from handbook.book import Page
from handbook.check.alphabet import odd_characters
from handbook.check.cited import Cited
from handbook.check.prose import MASK, Piece, prose
from handbook.check.references import is_reference
from handbook.language.detect import has_strange, is_native, profile_of
from handbook.language.typography import MOST
from handbook.lazy import lazy

_WORD = re.compile(r"[^\W\d_]+")
_JOINT = "\x01"
_LONGER = "İ"
"""The one letter that is longer in lower case."""
_TECHNICAL = re.compile(
    r"[/\\=@#$<>{}|_~^\d]|\w\.\w|[^\W\d_A-Z][A-Z]|^\W*[A-Z]{2,}(?![a-z])|\w-\w{1,4}\W*$"
)
_MAYBE_TECHNICAL = re.compile(r"[/\\=@#$<>{}|_~^\d]|\w[.-]\w|[^\W\d_A-Z][A-Z]|[A-Z]{2}")
"""Stands in every text that holds something technical."""
_COMMAND = re.compile(
    r"\W*(?:sudo|cd|pkg|pip3?|apt|apt-get|git|docker|npm|npx|yarn|curl|wget|import|export|echo|"
    r"systemctl|mkdir|ssh|chmod|brew|alias|from \w+ import)\s"
)
_CODE = re.compile(r"[={}\[\]$<>\\|]|;$|\w\(\w*[,)=\"']|\w[._]\w|(?<!\S)--?\w", re.MULTILINE)


Span = tuple[Piece, int, int]
"""Words on a page: a piece, and where they start and end in it."""


@dataclass(frozen=True)
class Doubt:
    """A piece that is not plainly in its language, with its words in lower case."""

    piece: Piece
    words: list[str]

    @lazy
    def cited(self) -> Cited:
        """What is cited in the piece."""
        return Cited(self.piece)

    @lazy
    def judged(self) -> str:
        """Words by which the language is judged: no titles, no addresses, no code."""
        return plain(self.cited.without_titles)

    @lazy
    def is_text(self) -> bool:
        """Whether the piece is a text, no code or reference to literature."""
        signs = len(_CODE.findall(self.piece.prose))
        if (signs > 2 and 3 * signs > len(self.words)) or _COMMAND.match(self.piece.prose):
            return False
        return not is_reference(self.piece.text)


@lru_cache(maxsize=4)
def words_by_piece(page: Page) -> list[list[str]]:
    """Words of each piece of a page, in lower case: runs of letters."""
    joined = prose(page)
    text, found = joined.text, list(joined.words)
    is_odd = _LONGER in text or "_" in text or len(joined.numbers) >= MOST
    if is_odd or len(found) != len(joined.pieces):
        return [_WORD.findall(part) for part in text.lower().split(_JOINT)]
    for number in set(map(joined.index, joined.numbers)):
        found[number] = _WORD.findall(" ".join(found[number]))
    return found


@lru_cache(maxsize=2)
def doubts(page: Page, language: str | None) -> list[Doubt]:
    """Pieces of a page that are not plainly in ``language``; all when it is unknown."""
    pieces = zip(prose(page).pieces, words_by_piece(page), strict=False)
    plain = language is not None and not _may_be_strange(page, language)
    return [
        Doubt(piece, words)
        for piece, words in pieces
        if words and not (language and is_native("" if plain else piece.prose, words, language))
    ]


def _may_be_strange(page: Page, language: str) -> bool:
    """Whether a page may have letters of a near language: these are unusual characters."""
    if profile_of(page.edition) != language:
        return True
    of_file = "".join(odd_characters(page))
    of_front_matter = "".join(piece.prose for piece in prose(page).pieces if not piece.block)
    return has_strange(of_file + of_front_matter, language)


def line_of(piece: Piece) -> int:
    """Line of the file on which a piece starts."""
    return piece.block.line if piece.block else piece.line


def plain(text: str) -> str:
    """Mask what is no word of a language: addresses, file names, code, figures, abbreviations."""
    parts, at = list[str](), 0
    hit = _MAYBE_TECHNICAL.search(text)
    while hit:
        start, end = _token(text, hit.start())
        if _TECHNICAL.search(text[start:end]):
            parts += (text[at:start], MASK * (end - start))
            at = end
        hit = _MAYBE_TECHNICAL.search(text, end)
    return "".join((*parts, text[at:])) if parts else text


def _token(text: str, at: int) -> tuple[int, int]:
    """Span of the signs between spaces around a place."""
    start = end = at
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def by_place(spans: Iterable[Span]) -> list[list[Span]]:
    """Put together what is one defect to a reader: spans of one block, cells of one row."""
    places: dict[object, list[Span]] = {}
    for span in spans:
        block = span[0].block
        is_cell = block is not None and block.kind == "cell"
        places.setdefault(line_of(span[0]) if is_cell else id(span[0]), []).append(span)
    return list(places.values())
