"""Where a page may not be in its language: what the rules over language look at more closely.

Most blocks are passed by their commonest words; the page is cut into words once for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from handbook.book import Page
from handbook.check.cited import Cited
from handbook.check.prose import MASK, Piece, prose
from handbook.check.references import is_reference
from handbook.language.detect import is_native
from handbook.lazy import lazy

_WORD = re.compile(r"[^\W\d_]+")
_JOINT = "\x01"
_TOKEN = re.compile(r"\S+")
_TECHNICAL = re.compile(
    r"[/\\=@#$<>{}|_~^\d]|\w\.\w|[^\W\d_A-Z][A-Z]|^\W*[A-Z]{2,}(?![a-z])|\w-\w{1,4}\W*$"
)
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
    """Words of each piece of a page, in lower case."""
    return [_WORD.findall(part) for part in prose(page).text.lower().split(_JOINT)]


@lru_cache(maxsize=2)
def doubts(page: Page, language: str | None) -> list[Doubt]:
    """Pieces of a page that are not plainly in ``language``; all when it is unknown."""
    pieces = zip(prose(page).pieces, words_by_piece(page), strict=False)
    return [
        Doubt(piece, words)
        for piece, words in pieces
        if words and not (language and is_native(piece.prose, words, language))
    ]


def line_of(piece: Piece) -> int:
    """Line of the file on which a piece starts."""
    return piece.block.line if piece.block else piece.line


def plain(text: str) -> str:
    """Mask what is no word of a language: addresses, file names, code, figures, abbreviations."""

    def masked(match: re.Match[str]) -> str:
        return MASK * len(match[0]) if _TECHNICAL.search(match[0]) else match[0]

    return _TOKEN.sub(masked, text)


def by_place(spans: Iterable[Span]) -> list[list[Span]]:
    """Put together what is one defect to a reader: spans of one block, cells of one row."""
    places: dict[object, list[Span]] = {}
    for span in spans:
        block = span[0].block
        is_cell = block is not None and block.kind == "cell"
        places.setdefault(line_of(span[0]) if is_cell else id(span[0]), []).append(span)
    return list(places.values())
