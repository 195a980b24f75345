"""The theme's styles without what no page uses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handbook.site.assets import make_assets, theme_styles
from handbook.site.slim import dropped, slim, without_unused_properties


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".md-nav__link{color:red}", ".md-nav__link{color:red}"),
        (".tabbed-set{color:red}", ""),
        (".md-nav,.md-tabs{top:0}", ".md-nav{top:0}"),
        (
            ".md-nav:not(.md-nav--lifted,.mermaid){top:0}",
            ".md-nav:not(.md-nav--lifted,.mermaid){top:0}",
        ),
        (".md-typeset :is(.tabbed-set,.highlight){top:0}", ""),
        (".md-typeset :is(.tabbed-set,h2){top:0}", ".md-typeset :is(.tabbed-set,h2){top:0}"),
        ("@media print{.md-tabs{top:0}}", ""),
        ("@media print{.md-nav{top:0}}", "@media print{.md-nav{top:0}}"),
        ('[dir="rtl"] .md-nav{top:0}', ""),
        ("[dir=ltr] .md-nav{top:0}", "[dir=ltr] .md-nav{top:0}"),
        ("[data-md-color-primary=pink]{--a:b}", ""),
        ("[data-md-color-primary=custom]{--a:b}", "[data-md-color-primary=custom]{--a:b}"),
        ('@charset "UTF-8";html{top:0}', "html{top:0}"),
        ('a::before{content:".mermaid,}"}', 'a::before{content:".mermaid,}"}'),
    ],
)
def test_a_rule_stays_when_the_book_has_what_it_asks_for(css: str, left: str) -> None:
    assert slim(css) == left


def test_properties_that_nothing_reads_go_and_those_only_they_read() -> None:
    css = ":root{--a:var(--b);--b:url('x;}');--c:1px;--d:2px}p{top:var(--c)}i{--e:1}"
    assert without_unused_properties(css) == ":root{--c:1px;}p{top:var(--c)}"


def test_no_page_of_the_book_has_a_class_whose_style_is_left_out(site: Path) -> None:
    lost = dropped(theme_styles())
    assert {"mermaid", "md-tabs", "highlight"} <= lost
    used: dict[str, Path] = {}
    for file in sorted(site.rglob("*.html")):
        for names in re.findall(r'class="([^"]+)"', file.read_text("utf-8")):
            used |= dict.fromkeys(names.split(), file)
    assert len(used) > 100
    # The theme knows three names that we use for things of our own, with our own styles.
    assert {name: used[name] for name in lost & set(used)}.keys() <= {"grid", "cards", "card"}


def test_scripts_make_only_classes_that_have_a_style() -> None:
    text = "".join(
        file.read_text("utf-8")
        for file in (Path(__file__).parents[2] / "handbook" / "site" / "browser").glob("*.js")
    )
    made = set(re.findall(r"\bmd-[\w-]+", text))
    assert len(made) > 10
    assert not made & dropped(theme_styles())


def test_names_of_files_follow_what_is_in_them(tmp_path: Path) -> None:
    style, script = tmp_path / "own.css", tmp_path / "own.js"
    style.write_text("p { top: 0 }")
    script.write_text("void 0;")
    before = make_assets([style], [script])
    assert make_assets([style], [script]) == before
    style.write_text("p { top: 1px }")
    after = make_assets([style], [script])
    assert after.style != before.style
    assert after.script == before.script
    after.write(tmp_path / "site")
    assert "top: 1px" in (tmp_path / "site" / after.style).read_text("utf-8")
