"""Links to the documents of a form, below its heading on every page that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from posixpath import relpath

from handbook.book import Edition
from handbook.press.office.binder import FormFile
from handbook.render.context import Library
from handbook.render.forms import shown_forms
from handbook.render.typography import no_break

Places = Mapping[tuple[str, str, str], list[FormFile]]
"""Documents of each form: edition, page and id of its heading → one a format."""
_HEADING = re.compile(r'<h([2-6]) id="([\w-]+)"[^>]*>.*?</h\1>', re.DOTALL)
_UNFIT = re.compile(r'[\\/:*?"<>|]')
"""What a file's name may not hold on some system."""


def by_place(files: Iterable[FormFile]) -> Places:
    """Sort documents by the place where their form is written."""
    found: dict[tuple[str, str, str], list[FormFile]] = {}
    for file in files:
        found.setdefault((file.edition, file.page_id, file.anchor), []).append(file)
    return found


def offer_forms(text: str, forms: Places, library: Library, edition: Edition, page_id: str) -> str:
    """Return a built page with links below the heading of each form that it has or shows."""
    page = library.book.page(edition.locale, page_id)
    if not page or not forms:
        return text
    elsewhere = shown_forms(page.text)
    words = library.words[edition.locale]
    url = library.book.url(edition.locale, page_id)

    def offered(heading: re.Match[str]) -> str:
        anchor = heading.group(2)
        home, _, name = elsewhere.get(anchor, f"{page_id}#{anchor}").partition("#")
        files = forms.get((edition.locale, home, name), [])
        return heading.group(0) + _links(files, words, url, edition.locale)

    return _HEADING.sub(offered, text)


def _links(files: Iterable[FormFile], words: Mapping[str, str], url: str, locale: str) -> str:
    """Return the offers of a form: what can be filled in on screen, then what can be adapted."""
    typeset = no_break(locale)
    offers: dict[str, list[str]] = {"fill_in": [], "adapt": []}
    for file in files:
        size = typeset(words["print.size"].format(kb=-(-file.size // 1000)))
        offers["fill_in" if file.kind == "pdf" else "adapt"].append(
            f'<a href="{relpath(file.url, url or ".")}" download="{_file_name(file)}" '
            f'aria-label="{escape(f"{file.kind.upper()}: {file.title}")}">{file.kind.upper()}</a> '
            f"({size})"
        )
    lines = [
        f"<span>{escape(words[f'print.{label}'])} {' · '.join(links)}</span>"
        for label, links in offers.items()
        if links
    ]
    return f'<p class="adapt">{" ".join(lines)}</p>' if lines else ""


def _file_name(file: FormFile) -> str:
    return escape(f"{' '.join(_UNFIT.sub(' ', file.title).split())}.{file.kind}")
