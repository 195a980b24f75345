"""Sets one document with WeasyPrint and reads from the layout where things stand.

Nothing is opened but the fonts of the press: no network, no file named by a page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from handbook.errors import HandbookError
from handbook.press import engine
from handbook.press.fonts import CUTS, FIGURES, font_css
from handbook.press.sheets import Fit, measure
from handbook.press.voids import draw_smaller

_PT = 0.75
"""Points in a CSS pixel."""
_TRIES = 10
"""Layouts of one document at most: three steps of tightness, lying, back, long words broken."""
_SLACK = 1.0
"""Pixels that a box may stand out of its page's text area before it counts as clipped."""
_BELOW = 3.0
"""Pixels that the box of a word may reach below the text area: tight lines are lower than it."""
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_WIDE = "is wider than the page; shorten or divide it"
_LOW = "stands below the end of the page; shorten or divide what it belongs to"
_LONG = re.compile(r"[^\s“”<>]{16,}")
"""What may be broken without a hyphen when its column is too narrow."""


class PressError(HandbookError):
    """Paper could not be made; the message is one line: place, problem, remedy."""


@dataclass(frozen=True)
class Heading:
    """A bookmark: its level from 1, its words, the page (from 0) and the height (points)."""

    level: int
    text: str
    page: int
    top: float


@dataclass(frozen=True)
class Figure:
    """Where the figure of a page reference stands: its number, page (from 0), box in points.

    The box is left, bottom, right, top, from the lower left corner of the page.
    """

    number: int
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Facts:
    """What the layout says about a set document; pages count from 0."""

    pages: int
    anchors: dict[str, tuple[int, float, float]]
    """Each id: page, left and top edge in points from the lower left corner."""
    figures: list[Figure] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    clipped: list[str] = field(default_factory=list)
    """Words that stand out of the text area, with their page."""
    split: list[str] = field(default_factory=list)
    """Ids of forms that need more than one page even at the tightest setting."""
    sheets: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Each form, handout, session and sheet of cards: pages, and how tightly it is set (0–3)."""
    refused: list[str] = field(default_factory=list)
    """Addresses that the document asked for and did not get."""
    elements: int = 0
    """Structure elements of the PDF."""

    def to_json(self) -> str:
        """Write the facts for the cache."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Facts:
        """Read what `to_json` wrote."""
        raw = json.loads(text)
        raw["anchors"] = {name: tuple(place) for name, place in raw["anchors"].items()}
        raw["sheets"] = {name: tuple(pages) for name, pages in raw["sheets"].items()}
        raw["figures"] = [Figure(f["number"], f["page"], tuple(f["box"])) for f in raw["figures"]]
        raw["headings"] = [Heading(**heading) for heading in raw["headings"]]
        return cls(**raw)


def available() -> str:
    """Return why paper cannot be made here, or an empty string."""
    if engine.has_libraries():  # far faster than to load all
        return ""
    try:
        engine.load()
    except OSError:
        return (
            "paper is left out: WeasyPrint needs the library Pango; "
            "on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        )
    return ""


def set_document(document: str, fonts: Path) -> tuple[bytes, Facts]:
    """Set a document; sheets that do not fit are set tighter, step by step.

    Returns:
        The PDF (tagged, PDF/UA-1) and what the layout says.

    """
    fit = Fit()
    for _ in range(_TRIES):
        rendered, refused = _render(document, fonts)
        sheets = measure(rendered)
        levels = dict(fit.levels)
        clipped = [line for n, page in enumerate(rendered.pages) for line in _clipped(page, n)]
        better = fit.tighten(document, sheets)
        wide = [line for line in clipped if line.endswith(_WIDE)]
        if wide and not fit.turned:
            better = _breakable(better, wide)
        if better == document:
            better = draw_smaller(document, rendered)
        if better == document:
            break
        document = better
    facts = _facts(rendered, clipped, refused)
    split = [name for name, s in sheets.items() if s.kind == "form" and s.pages > 1]
    taken = {name: (s.pages, levels.get(name, 0)) for name, s in sheets.items()}
    return rendered.write_pdf(pdf_variant="pdf/ua-1"), replace(facts, split=split, sheets=taken)


def _asked(refused: list[str]) -> PressError:
    """Say what a document cannot be set without."""
    return PressError(f"the paper asks for {refused[-1][:200]}; it opens nothing but its own fonts")


def _render(document: str, fonts: Path) -> tuple[Any, list[str]]:
    weasyprint = engine.load()
    from weasyprint.urls import URLFetchingError

    case = _case(fonts)
    fetch = _Fetcher(fonts)
    head, mark, body = document.partition("<body")  # a drawing's own style stays in it
    source = weasyprint.HTML(string=_STYLE.sub("", head) + mark + body, url_fetcher=fetch)
    sheets = [case.faces]
    for style in _STYLE.findall(head):
        sheet, refused = case.sheet(style)
        sheets.append(sheet)
        fetch.refused += refused
    try:
        return source.render(stylesheets=sheets, font_config=case.configuration), fetch.refused
    except URLFetchingError:
        raise _asked(fetch.refused) from None


class _Case:
    """The type of the press, laid out once a process: loading it takes longer than a short page."""

    def __init__(self, fonts: Path) -> None:
        from multiprocessing.util import Finalize

        engine.load()
        from weasyprint.text.fonts import FontConfiguration

        self._fonts = fonts
        self.configuration = FontConfiguration()
        self.sheet = lru_cache(maxsize=2)(self._sheet)
        self.faces, _ = self._sheet(font_css(fonts))
        # Processes of a pool end without the clean-up that removes WeasyPrint’s copies.
        self.end = Finalize(self, self.configuration.__del__, exitpriority=1)

    def _sheet(self, style: str) -> tuple[Any, list[str]]:
        """Return a style sheet, parsed, and what it asked for and did not get.

        The press's own is the same for every document.
        """
        weasyprint = engine.load()
        from weasyprint.urls import URLFetchingError

        fetch = _Fetcher(self._fonts)
        try:
            sheet = weasyprint.CSS(string=style, font_config=self.configuration, url_fetcher=fetch)
        except URLFetchingError:
            raise _asked(fetch.refused) from None
        return sheet, fetch.refused


@lru_cache(maxsize=1)
def _case(fonts: Path) -> _Case:
    return _Case(fonts)


def put_away(fonts: Path) -> None:
    """Remove what WeasyPrint copied of the fonts: a process that ends at once leaves it behind."""
    _case(fonts).end()
    _case.cache_clear()


class _Fetcher:
    """Gives WeasyPrint the fonts of the press and nothing else; remembers what it refused."""

    _fail_on_errors = False

    def __init__(self, fonts: Path) -> None:
        self._fonts = {(fonts / cut.name).as_uri(): fonts / cut.name for cut in CUTS}
        self.refused: list[str] = []

    def __call__(self, url: str, *_args: object, **_options: object) -> Any:
        from weasyprint.urls import URLFetcherResponse

        if url not in self._fonts:
            self.refused.append(url)
            raise ValueError("the press opens nothing but its own fonts")
        return URLFetcherResponse(url, self._fonts[url].read_bytes())


def _breakable(document: str, clipped: list[str]) -> str:
    """Let the long words that stood out be broken anywhere; failing that, all words of tables."""
    long = {word for line in clipped for word in _LONG.findall(line)}
    marked = document
    for word in sorted(long):
        marked = re.sub(
            rf"(?<=>)[^<>]*{re.escape(word)}[^<>]*(?=<)",
            partial(_mark, word),
            marked,
        )
    if marked == document or "breakable" in document.split("</style>", 1)[-1]:
        return document.replace("<body ", '<body class="narrow" ', 1)
    return marked


def _mark(word: str, text: re.Match[str]) -> str:
    return text[0].replace(word, f'<span class="breakable">{word}</span>')


def _facts(rendered: Any, clipped: list[str], refused: list[str]) -> Facts:
    anchors: dict[str, tuple[int, float, float]] = {}
    figures: list[Figure] = []
    headings: list[Heading] = []
    for number, page in enumerate(rendered.pages):
        for name, place in page.anchors.items():
            left, top = place[:2]
            anchors.setdefault(name, (number, left * _PT, (page.height - top) * _PT))
        for level, text, place, _state in page.bookmarks:
            headings.append(Heading(level, text, number, (page.height - place[1]) * _PT))
        figures += _figures(page, number)
    return Facts(len(rendered.pages), anchors, figures, headings, clipped, refused=refused)


def _figures(page: Any, number: int) -> Iterator[Figure]:
    for box in page._page_box.descendants():
        if getattr(box, "text", None) and box.style["font_family"][0] == FIGURES:
            red, green, blue = (round(part * 255) for part in box.style["color"].coordinates)
            if red != 1:
                continue
            left, top = box.position_x, box.position_y
            box_ = (left, page.height - top - box.height, left + box.width, page.height - top)
            place = tuple(round(value * _PT, 2) for value in box_)
            yield Figure(green * 256 + blue, number, place)


def _clipped(page: Any, number: int) -> Iterator[str]:
    """Words and pictures that stand out of the text area, on either side or at its foot."""
    area = page._page_box
    left = area.content_box_x() - _SLACK
    right = area.content_box_x() + area.width + _SLACK
    foot = area.content_box_y() + area.height + _BELOW
    for child in area.children:
        if type(child).__name__ == "MarginBox":
            continue
        for box in [child, *child.descendants()]:
            if box.width == "auto" or not (getattr(box, "text", None) or _is_picture(box)):
                continue
            what = f"page {number + 1}: “{(getattr(box, 'text', '') or 'a picture')[:200]}”"
            if box.position_x < left or box.position_x + box.width > right:
                yield f"{what} {_WIDE}"
            elif box.position_y + box.height > foot:
                yield f"{what} {_LOW}"


def _is_picture(box: Any) -> bool:
    return "Replaced" in type(box).__name__
