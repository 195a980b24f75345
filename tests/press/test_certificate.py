"""The certificate: fields to fill in on screen, named and set in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from handbook.book import load
from handbook.press import certificate
from handbook.press.article import read_article
from handbook.press.certificate import ANCHOR, FIELDS, Tools, print_certificate
from handbook.press.figures import figure_sheet
from handbook.press.furniture import Furniture
from handbook.press.office.binder import FormFile, FormPress
from handbook.press.setter import PressError
from handbook.press.work import Setter
from handbook.render.context import Library
from handbook.site.engine import render_site
from tests.conftest import ROOT, SITE_URL, SmallBook
from tests.press.test_press import validate

EDITIONS = ("en", "hu", "sr", "lv", "bg")
HOME = "run/match-start"
TYPED = {
    "en": "Foster Care Network",
    "hu": "Őrségi Nevelőszülők, Győr",
    "sr": "Čvor, Đorđe Žikić",
    "lv": "Ģimeņu šķērsiela, Ķekava",
    "bg": "Сдружение „Щъркел“, Ямбол",
}


def section(locale: str) -> str:
    """Text of the certificate in the real book."""
    text = (ROOT / "docs" / locale / "train" / "overview.md").read_text("utf-8")
    found = re.search(rf"^### [^\n]*{{ #{ANCHOR} }}\n.*?(?=^###? )", text, re.MULTILINE | re.DOTALL)
    assert found
    return found[0]


class Maker:
    """Makes certificates of a small book that has nothing else."""

    def __init__(self, root: Path, fonts: Path) -> None:
        root.mkdir(parents=True)
        self.small = SmallBook(root)
        for locale in EDITIONS:
            self.write(locale, section(locale))
        self.site = root / "site"
        work = root / "work"
        work.mkdir()
        self.tools = Tools(
            Setter(work / "sheets", fonts, workers=1),
            FormPress(self.site, work / "forms", fonts),
            figure_sheet(fonts, work),
            fonts,
        )

    def write(self, locale: str, text: str) -> None:
        self.small.write(locale, HOME, f"# Match\n\n## One {{ #one }}\n\n{text}")

    def render(self) -> None:
        render_site(self.small.config_file, self.site)

    def make(self, locale: str) -> list[FormFile]:
        library = Library(load(self.small.config_file))
        book, edition = library.book, library.book.edition(locale)
        words = library.words[locale]
        furniture = Furniture(book, edition, words, SITE_URL, {HOME: "0123abcd"})
        return print_certificate(
            [read_article(self.site, book, edition, HOME)], furniture, self.tools
        )


@pytest.fixture(scope="module")
def maker(fonts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maker]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(certificate, "PAGE", HOME)
        made = Maker(tmp_path_factory.mktemp("certificate") / "book", fonts)
        made.render()
        yield made


@pytest.fixture(scope="module")
def file_of(maker: Maker) -> Callable[[str], Path]:
    def made(locale: str) -> Path:
        (file,) = maker.make(locale)
        return maker.site / file.url

    return made


@pytest.mark.parametrize("locale", EDITIONS)
def test_it_is_one_accessible_page_in_every_edition(
    file_of: Callable[[str], Path], locale: str
) -> None:
    file = file_of(locale)
    assert validate(file) == []
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("locale", EDITIONS)
def test_fields_are_named_and_stand_in_the_order_of_reading(
    file_of: Callable[[str], Path], library: Library, locale: str
) -> None:
    with pikepdf.open(file_of(locale)) as pdf:
        page = pdf.pages[0].obj
        assert page.Tabs == pikepdf.Name.S
        widgets = [each for each in page.Annots if each.Subtype == pikepdf.Name.Widget]
        assert [str(each.T) for each in widgets] == list(FIELDS)
        assert [str(each.T) for each in pdf.Root.AcroForm.Fields] == list(FIELDS)
        words = library.words[locale]
        assert [str(each.TU) for each in widgets] == [words[f"certificate.{f}"] for f in FIELDS]
        nums = pdf.Root.StructTreeRoot.ParentTree.Nums
        tags = {int(nums[n]): nums[n + 1] for n in range(0, len(nums), 2)}
        assert {str(tags[int(each.StructParent)].S) for each in widgets} == {"/Form"}
        assert all(each.Rect[3] - each.Rect[1] >= 21 for each in widgets)  # points: 7.5 mm


def fill(file: Path, texts: dict[str, str], out: Path) -> None:
    """Type into fields as a reader of PDFium, the engine of Chromium, does, and save."""
    with pikepdf.open(file) as pdf:
        boxes = {str(f.T): [float(edge) for edge in f.Rect] for f in pdf.Root.AcroForm.Fields}
    document: Any = pypdfium2.PdfDocument(file)
    document.init_forms()
    page, form = document[0], document.formenv
    for name, text in texts.items():
        left, bottom, right, top = boxes[name]
        place = ((left + right) / 2, (bottom + top) / 2)
        pdfium.FORM_OnMouseMove(form, page, 0, *place)
        pdfium.FORM_OnLButtonDown(form, page, 0, *place)
        pdfium.FORM_OnLButtonUp(form, page, 0, *place)
        for letter in text:
            pdfium.FORM_OnChar(form, page, ord(letter), 0)
        pdfium.FORM_ForceToKillFocus(form)
    document.save(out)
    page.close()
    document.close()


@pytest.mark.parametrize("locale", EDITIONS)
def test_what_is_typed_is_set_in_the_font_of_the_press(
    file_of: Callable[[str], Path], tmp_path: Path, locale: str
) -> None:
    out = tmp_path / "filled.pdf"
    fill(file_of(locale), {"organisation": TYPED[locale], "held": "1200"}, out)
    with pikepdf.open(out) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        assert str(fields["organisation"].V) == TYPED[locale]
        assert str(fields["held"].V) == "1200"
        look = fields["organisation"].AP.N
        used = {
            str(step.operands[0])
            for step in pikepdf.parse_content_stream(look)
            if str(step.operator) == "Tf"
        }
        fonts = {str(look.Resources.Font[name].BaseFont) for name in used}
        assert fonts == {"/HANDBK+SourceSans3-Regular"}


def test_bulgarian_is_typed_in_bulgarian_letter_forms(file_of: Callable[[str], Path]) -> None:
    def letters(locale: str) -> dict[str, str]:
        with pikepdf.open(file_of(locale)) as pdf:
            font = pdf.Root.AcroForm.DR.Font.Wingdings
            pairs = re.findall(rb"<(\w{4})> <(\w{4})>", font.ToUnicode.read_bytes())
            return {chr(int(letter, 16)): glyph.decode() for glyph, letter in pairs}

    own, other = letters("bg"), letters("en")
    assert own["д"] != other["д"]
    assert own["a"] == other["a"]
    assert set(own) >= set("абвгдежзийклмнопрстуфхцчшщъьюя„“") | set("őűšđžķģļņāč")


def test_a_certificate_that_is_there_is_not_made_again(maker: Maker) -> None:
    maker.make("lv")
    before = maker.tools.forms.made
    (file,) = maker.make("lv")
    assert maker.tools.forms.made == before
    assert (file.page_id, file.anchor, file.kind) == (HOME, ANCHOR, "pdf")


def test_cold_press_gives_the_same_bytes(maker: Maker, fonts: Path, tmp_path: Path) -> None:
    (file,) = maker.make("hu")
    before = (maker.site / file.url).read_bytes()
    other = FormPress(maker.site, tmp_path / "forms", fonts)
    setter = Setter(tmp_path / "sheets", fonts, workers=1)
    warm = maker.tools
    maker.tools = Tools(setter, other, warm.figures, fonts)
    try:
        maker.make("hu")
    finally:
        maker.tools = warm
    assert (maker.site / file.url).read_bytes() == before


def test_line_too_many_is_named(maker: Maker, fonts: Path, tmp_path: Path) -> None:
    other = Maker(tmp_path / "book", fonts)
    other.write("hu", section("hu") + "\nMég: ____\n")
    other.render()
    with pytest.raises(PressError, match="t77: 13 lines to write on, the certificate has 12"):
        other.make("hu")
