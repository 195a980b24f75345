"""The setter: blind to the world, forms on one page, long words inside it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from handbook.press.furniture import STYLE
from handbook.press.setter import set_document

SECRET = "the host's own secret"


def document(body: str, head: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><head><title>Test</title><style>{STYLE}</style>{head}'
        f'</head><body data-piece="test">{body}</body></html>'
    )


BLIND = {
    "attachment": ("", '<link rel="attachment" href="{url}">'),
    "anchor attachment": ('<a rel="attachment" href="{url}">x</a>', ""),
    "picture": ('<img src="{url}" alt="x">', ""),
    "style sheet": ("", '<link rel="stylesheet" href="{url}">'),
    "import": ("", "<style>@import url({url});</style>"),
    "background": ('<p style="background:url({url})">x</p>', ""),
    "font": ("", "<style>@font-face{{font-family:x;src:url({url})}}p{{font-family:x}}</style>"),
    "object": ('<object data="{url}">x</object>', ""),
    "embed": ('<embed src="{url}">', ""),
    "svg image": ('<svg><title>t</title><image href="{url}" width="9" height="9"/></svg>', ""),
    "svg use": ('<svg><title>t</title><use href="{url}#a"/></svg>', ""),
    "list image": ('<ul style="list-style-image:url({url})"><li>x</li></ul>', ""),
    "content": ("<style>p::before{{content:url({url})}}</style><p>x</p>", ""),
    "frame": ('<iframe src="{url}"></iframe>', ""),
    "frame of its own": ('<iframe srcdoc="&lt;img src={url}&gt;"></iframe>', ""),
    "file link": ('<a href="{url}">x</a>', ""),
    "attached link": ('<a href="{url}" rel="nofollow attachment" download>x</a>', ""),
    "import in a style attribute": ('<p style="@import url({url})">x</p>', ""),
    "styles in a drawing": ("<svg><title>t</title><style>@import '{url}';</style></svg>", ""),
    "filling of a drawing": (
        '<svg><title>t</title><path d="M0 0h9" fill="url({url}#a)"/></svg>',
        "",
    ),
    "old svg image": ('<svg><title>t</title><image xlink:href="{url}" width="9"/></svg>', ""),
    "drawing in an address": (
        '<img alt="x" src="data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27%3E'
        '%3Cimage href=%27{url}%27 width=%279%27 height=%279%27/%3E%3C/svg%3E">',
        "",
    ),
    "poster": ('<video poster="{url}"></video>', ""),
    "icon": ("", '<link rel="icon" href="{url}">'),
    "base": ('<img src="secret.txt" alt="x">', '<base href="{folder}/">'),
}


@pytest.mark.parametrize("way", BLIND)
@pytest.mark.parametrize("scheme", ["file", "http"])
def test_nothing_outside_is_opened(way: str, scheme: str, fonts: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    url = secret.as_uri() if scheme == "file" else "http://127.0.0.1:9/secret.txt"
    body, head = (
        part.format(url=url, folder=url.rpartition("/")[0]) if "{" in part else part
        for part in BLIND[way]
    )
    pdf, facts = set_document(document(f"<p>text</p>{body}", head), fonts)
    assert SECRET.encode() not in pdf
    file = tmp_path / "out.pdf"
    file.write_bytes(pdf)
    with pikepdf.open(file) as opened:
        assert not opened.attachments
        assert "/EmbeddedFiles" not in opened.Root.get("/Names", {})
        assert all(SECRET.encode() not in stream for stream in _streams(opened))
    assert all(refused.startswith((scheme, "file", "data")) for refused in facts.refused)


def _streams(pdf: pikepdf.Pdf) -> list[bytes]:
    return [item.read_bytes() for item in pdf.objects if isinstance(item, pikepdf.Stream)]


def test_form_too_long_for_a_page_is_set_tighter(fonts: Path) -> None:
    lines = "".join(f"<p>Line {n} of the form</p>" for n in range(50))
    form = f'<section class="form" data-sheet="t1"><h3>T1</h3>{lines}</section>'
    _pdf, facts = set_document(document(form), fonts)
    assert (facts.pages, facts.split) == (1, [])


def test_form_that_fits_no_page_is_named(fonts: Path) -> None:
    lines = "".join(f"<p>Line {n} of the form</p>" for n in range(200))
    form = f'<section class="form" data-sheet="t1"><h3>T1</h3>{lines}</section>'
    _pdf, facts = set_document(document(form), fonts)
    assert facts.split == ["t1"]


def test_word_wider_than_its_column_is_broken_not_clipped(fonts: Path) -> None:
    cells = f"<td>{'wordwithoutend' * 9}</td>" * 4
    table = f"<table><thead><tr>{'<th>Head</th>' * 4}</tr></thead><tr>{cells}</tr></table>"
    _pdf, facts = set_document(document(table), fonts)
    assert facts.clipped == []


def test_long_line_of_code_is_broken_not_clipped(fonts: Path) -> None:
    line = "if x: return " + ".".join(["very_long_name_of_a_thing"] * 12)
    _pdf, facts = set_document(document(f"<pre><code>{line}</code></pre>"), fonts)
    assert facts.clipped == []


def test_box_wider_than_the_page_is_reported(fonts: Path) -> None:
    wide = '<p style="white-space:nowrap">' + "word " * 80 + "</p>"
    _pdf, facts = set_document(document(wide), fonts)
    assert facts.clipped
    assert "is wider than the page" in facts.clipped[0]


def test_picture_taller_than_the_page_is_reported(fonts: Path) -> None:
    picture = '<svg width="100" height="2000" viewBox="0 0 100 2000"><title>t</title></svg>'
    _pdf, facts = set_document(document(f"<div>{picture}</div>"), fonts)
    (line,) = facts.clipped
    assert line.startswith("page 1: “a picture” stands below the end of the page; ")


def test_facts_survive_the_cache(fonts: Path) -> None:
    _pdf, facts = set_document(document('<h1 id="a">A</h1><p id="b">b</p>'), fonts)
    assert type(facts).from_json(facts.to_json()) == facts
    assert {"a", "b"} <= set(facts.anchors)
