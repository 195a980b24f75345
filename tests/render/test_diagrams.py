import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from handbook.render.diagrams import (
    SVG,
    Diagram,
    DiagramError,
    load_diagrams,
    render_diagram,
)
from handbook.render.fit import text_width

DOCS = Path(__file__).parents[2] / "docs"
TEMPLATES = sorted((DOCS / "diagrams").glob("*.svg"))
DIAGRAMS = load_diagrams(DOCS)
EDITIONS = sorted({edition for diagram in DIAGRAMS.values() for edition in diagram.title})
PHONE = 340
"""Width of the text column of a phone, in CSS pixels."""

SLOT = (
    '<text data-word="{word}" x="50" y="40" data-width="{width}" data-lines="{lines}" '
    'font-size="20"/>'
)
ENTRY = """\
D99:
  title: {en: Title}
  description: {en: Description}
  words:
    word: {en: Word}
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a docs folder with one diagram of one slot; return the folder."""

    def _write(entry: str = ENTRY, word: str = "word", width: str = "100", lines: int = 2) -> Path:
        slot = SLOT.format(word=word, width=width, lines=lines)
        (tmp_path / "diagrams").mkdir()
        (tmp_path / "diagrams" / "D99.svg").write_text(f'<svg xmlns="{SVG}">{slot}</svg>')
        (tmp_path / "diagrams.yml").write_text(entry, encoding="utf-8")
        return tmp_path

    return _write


def figure(diagram: Diagram, edition: str = "en", alt: str = "Alt") -> str:
    return render_diagram(diagram, edition, alt, describe_label="Describe")


def saying(docs: Path, text: str) -> Diagram:
    """Return the diagram of `docs` with `text` in its slot."""
    return replace(load_diagrams(docs)["D99"], words={"word": {"en": text}})


def drawn(diagram: Diagram) -> list[str]:
    return [str(tspan.text) for tspan in etree.fromstring(figure(diagram)).iter(f"{{{SVG}}}tspan")]


def drawn_size(diagram: Diagram) -> float:
    (size,) = re.findall(r'<text font-size="([\d.]+)">', figure(diagram))
    return float(size)


# Wrapping


def test_short_text_stays_on_one_line_at_the_drawn_size(write: Write) -> None:
    diagram = saying(write(), "Word")
    assert drawn(diagram) == ["Word"]
    assert drawn_size(diagram) == 20


def test_long_text_wraps_into_even_lines(write: Write) -> None:
    # Greedy filling would give "one two three" and "four".
    assert drawn(saying(write(width="120"), "one two three four")) == ["one two", "three four"]


def test_lines_are_centred_on_the_height_of_the_slot(write: Write) -> None:
    svg = figure(saying(write(), "upper line lower line"))
    upper, lower = (float(y) for y in re.findall(r'<tspan x="50" y="([\d.]+)"', svg))
    assert lower - upper == 25
    assert (upper + lower) / 2 == pytest.approx(40 + 0.33 * 20)


def test_every_line_fits_the_width(write: Write) -> None:
    text = "Same day to the safety lead; at once if there is danger."
    lines = drawn(saying(write(lines=9), text))
    assert " ".join(lines) == text
    assert all(text_width(line, 20) <= 100 for line in lines)


def test_text_shrinks_by_a_tenth_at_most(write: Write) -> None:
    docs = write(width=str(0.91 * text_width("Felelősség", 20)), lines=1)
    assert drawn_size(saying(docs, "Felelősség")) == pytest.approx(18)
    with pytest.raises(DiagramError):
        figure(saying(docs, "Felelősséget"))


def test_soft_hyphens_show_only_where_a_word_breaks(write: Write) -> None:
    docs = write()
    assert drawn(saying(docs, "fele\u00adlős")) == ["felelős"]
    assert drawn(saying(docs, "felelősség\u00advállalás")) == ["felelősség-", "vállalás"]


def test_no_break_space_keeps_words_together(write: Write) -> None:
    assert drawn(saying(write(), "call for\u00a0help")) == ["call", "for\u00a0help"]


def test_a_compound_may_break_after_its_hyphen_but_a_span_of_numbers_not(write: Write) -> None:
    docs = write()
    assert drawn(saying(docs, "peer-mentoring")) == ["peer-", "mentoring"]
    assert drawn(saying(docs, "in weeks 10–12")) == ["in weeks", "10–12"]


@pytest.mark.parametrize("text", ["őű", "šđčćž", "āēīūģķļņ", "щюяъ"])
def test_width_is_measured_with_glyphs_of_the_font(text: str) -> None:
    assert 0.3 < text_width(text, 1) / len(text) < 1
    assert text_width(text, 14, 700) > text_width(text, 14, 400)
    assert text_width("W", 14) > 2 * text_width("i", 14)


# Errors


def test_too_many_lines_says_where_and_by_how_much(write: Write) -> None:
    docs = write()
    with pytest.raises(DiagramError) as error:
        figure(saying(docs, "one two three four five six seven"))
    assert str(error.value) == (
        f"{docs / 'diagrams.yml'}: D99, word 'word', en: 'one two three four five six seven' "
        "does not fit: 4 lines, room for 2; take about 14 off its 33 characters"
    )


def test_too_wide_a_word_says_where_and_by_how_much(write: Write) -> None:
    docs = write()
    with pytest.raises(DiagramError) as error:
        figure(saying(docs, "felelősségvállalás"))
    assert str(error.value) == (
        f"{docs / 'diagrams.yml'}: D99, word 'word', en: 'felelősségvállalás' does not fit: "
        "'felelősségvállalás' is 38 % too wide; take at least 5 off its 18 characters, "
        "or mark where it may break with \\u00AD"
    )


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("title", "D99: no title in hu; add it"),
        ("description", "D99: no description in hu; add it"),
        ("word", "D99, word 'word': no hu text; add hu: to it"),
    ],
)
def test_an_edition_without_a_text_is_an_error(write: Write, part: str, message: str) -> None:
    entry = ENTRY.replace("}", ", hu: Szó}")
    entry = re.sub(rf"(\b{part}: .*), hu: Szó", r"\1", entry)
    diagram = load_diagrams(write(entry))["D99"]
    with pytest.raises(DiagramError, match=re.escape(message)):
        figure(diagram, "hu", alt="")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            ENTRY.replace("word:", "wrod:"),
            "word 'wrod': no such slot in the drawing; use one of word",
        ),
        (ENTRY + "    more: {en: More}\n", "word 'more': no such slot in the drawing"),
        (ENTRY.replace("  title: {en: Title}\n", ""), "D99: no title; add title:"),
        (ENTRY.replace("  description: {en: Description}\n", ""), "D99: no description; add"),
        (ENTRY.replace("{en: Title}", "{en: }"), "D99, title, en: no text; write it"),
        (ENTRY.replace("{en: Title}", "Title"), "D99, title: nothing usable here"),
        (
            ENTRY.replace("{en: Word}", "{no: Ord}"),
            "“no” is read as true or false; put it in quotation marks",
        ),
        (ENTRY.replace("title", "titel"), "D99: unknown key 'titel'; use title, description"),
        (ENTRY.replace("D99", "D98"), "D99.svg: no words for this drawing; add D99 to"),
        (ENTRY + ENTRY.replace("D99", "D98"), "D98: no drawing"),
        (ENTRY.replace("Title", "a: b: c"), "not YAML"),
    ],
)
def test_faulty_words_are_one_clear_line(write: Write, entry: str, message: str) -> None:
    with pytest.raises(DiagramError, match=re.escape(message)) as error:
        load_diagrams(write(entry))
    assert "diagrams.yml" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_slot_without_a_word_is_an_error(write: Write) -> None:
    docs = write()
    drawing = docs / "diagrams" / "D99.svg"
    more = SLOT.format(word="more", width=9, lines=1)
    drawing.write_text(drawing.read_text().replace("</svg>", more + "</svg>"))
    with pytest.raises(DiagramError, match="slot 'more' has no word; add more:"):
        load_diagrams(docs)


def test_a_faulty_slot_names_the_line_of_the_drawing(write: Write) -> None:
    with pytest.raises(DiagramError, match=r"D99\.svg:1: slot 'word': .*wide"):
        load_diagrams(write(width="wide"))


# Figures


def test_the_figure_is_labelled_and_described() -> None:
    diagram = DIAGRAMS["D12"]
    page = etree.fromstring(figure(diagram, alt="Reporting in five steps"))
    svg, details = page
    title = svg[0]
    summary, description = details
    assert (page.tag, page.get("class"), page.get("id")) == ("figure", "diagram", "diagram-d12")
    assert (svg.get("role"), svg.get("lang")) == ("img", "en")
    assert title.tag == f"{{{SVG}}}title"
    assert title.get("id") == svg.get("aria-labelledby") == "D12-title"
    assert title.text == "Reporting in five steps"
    assert (details.tag, details.get("class")) == ("details", "diagram__text")
    assert (summary.text, description.text) == ("Describe", diagram.description["en"])


def test_a_book_without_diagrams_has_none(tmp_path: Path) -> None:
    assert load_diagrams(tmp_path) == {}


def test_without_alt_text_the_title_names_the_figure() -> None:
    assert f">{DIAGRAMS['D13'].title['en']}</title>" in figure(DIAGRAMS["D13"], alt=" ")


def test_everything_is_escaped(write: Write) -> None:
    nasty = "<b>\"&'</b>"
    diagram = replace(saying(write(width="300"), nasty), description={"en": nasty})
    text = render_diagram(diagram, "en", nasty, describe_label=nasty)
    assert "<b>" not in text
    root = etree.fromstring(text)
    assert [element.text for element in root.iter() if element.text == nasty] == [nasty] * 4


@pytest.mark.parametrize("name", DIAGRAMS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_drawing_renders_in_every_language(name: str, edition: str) -> None:
    text = figure(DIAGRAMS[name], edition)
    assert text == figure(DIAGRAMS[name], edition)
    assert "\n" not in text
    assert "data-" not in text
    root = etree.fromstring(text)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", DIAGRAMS)
def test_a_drawing_has_the_same_languages_throughout(name: str) -> None:
    diagram = DIAGRAMS[name]
    texts = {"title": diagram.title, "description": diagram.description, **diagram.words}
    for (before, one), (after, other) in pairwise(texts.items()):
        assert set(one) == set(other), f"{name}: {before} and {after}"


@pytest.mark.parametrize("name", DIAGRAMS)
def test_words_may_be_60_percent_longer_than_english(name: str) -> None:
    words = {
        slot: {"en": re.sub(r"\w{2,}", lambda m: m[0] + m[0][-round(len(m[0]) * 0.6) :], text)}
        for slot, text in ((slot, texts["en"]) for slot, texts in DIAGRAMS[name].words.items())
    }
    assert figure(replace(DIAGRAMS[name], words=words))


# Drawings


def test_every_drawing_has_words() -> None:
    assert [path.stem for path in TEMPLATES] == sorted(DIAGRAMS)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_drawing_is_small(path: Path) -> None:
    assert path.stat().st_size <= 15_000


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_drawing_has_shapes_and_text_only(path: Path) -> None:
    for element in etree.parse(path).iter(etree.Element):
        assert etree.QName(element).localname in {"svg", "g", "path", "rect", "circle", "text"}
        for name in element.attrib:
            assert not re.match(r"on|style$|font-family$|.*href$", str(name)), name


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_drawing_has_no_colours_of_its_own(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-f]{3}|rgb|hsl|url\(", source, re.IGNORECASE)
    paints = re.findall(r'\b(?:fill|stroke|color|stop-color)="([^"]*)"', source)
    assert set(paints) <= {"none", "currentColor"}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_ids_are_unique_and_carry_the_name_of_the_drawing(path: Path) -> None:
    ids = re.findall(r'\bid="([^"]*)"', path.read_text(encoding="utf-8"))
    assert len(ids) == len(set(ids))
    assert all(one.startswith(f"{path.stem}-") for one in ids)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_fixed_text_is_digits_and_readable_on_a_phone(path: Path) -> None:
    svg = etree.parse(path).getroot()
    width = float(str(svg.get("viewBox")).split()[2])
    for element in svg.iter(f"{{{SVG}}}text"):
        slot = element.get("data-word")
        assert slot or re.fullmatch(r"\d(, \d)*", str(element.text))
        shrunk = 0.9 if slot else 1  # only words may shrink
        assert float(str(element.get("font-size"))) * shrunk * PHONE / width >= 12
