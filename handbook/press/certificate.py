"""The certificate of the course as a PDF to fill in on screen, or by hand once printed.

Its words are those of the form on the page; here they are laid out as a certificate, a field for
each line to write on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from html import escape
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile

from handbook.press.article import Article
from handbook.press.fields import SCHEME, add_fields
from handbook.press.furniture import Furniture
from handbook.press.gates import Finished, problems
from handbook.press.join import Meta, Part, join
from handbook.press.office.binder import FormFile, FormPress
from handbook.press.office.model import Blank, Form, Inline, Paragraph, Text
from handbook.press.office.read import Sheet, read_sheets
from handbook.press.paper import document
from handbook.press.setter import PressError
from handbook.press.work import Setter, joining_fingerprint, setting_fingerprint

PAGE, ANCHOR = "train/overview", "t77"
"""Where the certificate is written."""
FIELDS = (
    "organisation",
    "name",
    "from",
    "to",
    "place",
    "held",
    "present",
    "talk",
    "place_date",
    "trainer",
    "co_trainer",
    "coordinator",
)
"""Its lines to write on, in the order in which every edition names them."""
_STYLE = files("handbook.press").joinpath("data", "certificate.css").read_text("utf-8")


@dataclass(frozen=True)
class Tools:
    """What of the press a certificate needs; ``figures`` is the sheet of the figure font."""

    setter: Setter
    forms: FormPress
    figures: Path
    fonts: Path


def print_certificate(
    articles: Iterable[Article], furniture: Furniture, tools: Tools
) -> list[FormFile]:
    """Make the certificate of an edition; nothing where it has none.

    Raises:
        PressError: when it does not have a field for each line, or fails a gate of paper.

    """
    for article in articles:
        for sheet in read_sheets(article, furniture) if article.id == PAGE else ():
            if sheet.form.anchor == ANCHOR:
                return [_printed(sheet, furniture, tools)]
    return []


def _printed(sheet: Sheet, furniture: Furniture, tools: Tools) -> FormFile:
    form, locale = sheet.form, furniture.edition.locale
    lines = sum(isinstance(part, Blank) for block in _text(form) for part in block.content)
    if lines != len(FIELDS):
        raise PressError(
            f"{locale}/{PAGE}#{ANCHOR}: {lines} lines to write on, the certificate has "
            f"{len(FIELDS)} fields; write as many, or name the new ones in certificate.py"
        )
    html = certificate(form, furniture)
    names = {field: furniture.word(f"certificate.{field}") for field in FIELDS}
    state = f"{html}|{names}|{joining_fingerprint()}|{_fingerprint()}"
    made = partial(_made, sheet, html, names, furniture, tools)
    file, faults = tools.forms.keep(state, "pdf", made)
    if faults:
        raise PressError(*(f"{locale}/{line}" for line in faults))
    return tools.forms.publish(file, form, PAGE, furniture, "pdf")


def _made(
    sheet: Sheet, html: str, names: dict[str, str], furniture: Furniture, tools: Tools
) -> tuple[bytes, list[str]]:
    """Return the finished PDF and its faults."""
    key = f"{hashlib.sha256(html.encode()).hexdigest()[:24]}-{setting_fingerprint()}"
    tools.setter.set_all([(key, lambda: html)], lambda done, total: None)
    sheets = tools.setter.sheets(key)
    part = Part(ANCHOR, PAGE, sheets.galley, sheets.facts, (), 1, roman=True)  # roman: no folio
    meta = Meta(sheet.form.title, furniture.tag, furniture.edition.site_name, sheet.form.licence)
    pdf = join([part], meta, lambda _: None, lambda _: "", tools.figures)
    data = add_fields(pdf, names, furniture.tag, tools.fonts)
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        name = f"{sheet.form.name}.pdf"
        found = problems(
            Finished(name, Path(file.name), [part], {PAGE: sheet.words}, {}), lambda _: None
        )
    if sheets.facts.pages != 1:
        found.append(f"{name}: takes {sheets.facts.pages} pages; a certificate has one")
    return data, found


def _text(form: Form) -> list[Paragraph]:
    return [block for block in form.blocks if isinstance(block, Paragraph)]


def certificate(form: Form, furniture: Furniture) -> str:
    """Return the certificate as a document for the setter; each field is a link to its name.

    Who confirms it stands above the title; the number of the form stands at the foot.
    """
    fields = iter(FIELDS)
    number, _, title = form.title.partition(" ")
    by_whom, *text, signatures = _text(form)
    body = [
        f'<p class="by">{_written(by_whom.content, fields)}</p><h1>{escape(title)}</h1>',
        *(f"<p>{_written(block.content, fields)}</p>" for block in text),
        f'<div class="signatures">{_signatures(signatures.content, fields)}</div>',
        f'<p class="foot">{escape(" · ".join((number, *form.foot)))}</p>',
    ]
    page = f'<article class="certificate">{"".join(body)}</article>'
    return document(f"{PAGE}#{ANCHOR}", page, furniture, title, _STYLE)


def _written(content: Iterable[Inline], fields: Iterator[str]) -> str:
    return "".join(_part(part, fields) for part in content)


def _part(part: Inline, fields: Iterator[str]) -> str:
    if isinstance(part, Blank):
        field = next(fields)
        return f'<a class="field field--{field}" href="{SCHEME}{field}"></a>'
    if isinstance(part, Text):
        return f"<strong>{escape(part.text)}</strong>" if part.bold else escape(part.text)
    return " "


def _signatures(content: Iterable[Inline], fields: Iterator[str]) -> str:
    """Return each line with its label below, side by side."""
    label, made = "", []
    for part in content:
        if isinstance(part, Blank):
            line = _part(part, fields)
            made.append(f'<p class="signature">{line}<span>{label.strip()}</span></p>')
            label = ""
        else:
            label += _part(part, fields)
    return "".join(made) + (f"<p>{label}</p>" if label.strip() else "")


@cache
def _fingerprint() -> str:
    """Return what besides the sheet decides the file: the code of this module and of fields."""
    digest = hashlib.sha256()
    for name in ("certificate.py", "fields.py"):
        digest.update(files("handbook.press").joinpath(name).read_bytes())
    return digest.hexdigest()[:16]
