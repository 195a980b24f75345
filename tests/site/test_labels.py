"""Words of the theme, read from its own files."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from pathlib import Path

import jinja2
import pytest

from handbook.render.context import Library
from handbook.site.labels import Labels, theme_words

FOLDER = Path(str(files("material") / "templates" / "partials" / "languages"))


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.html")), ids=lambda file: file.stem)
def test_they_are_those_of_the_themes_templates(file: Path) -> None:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(FOLDER))
    own = environment.get_template(file.name).module
    english = environment.get_template("en.html").module
    for key, word in theme_words(file.stem).items():
        assert word == (own.t(key) or english.t(key))  # type: ignore[attr-defined]


def test_a_language_the_theme_does_not_know_has_english_words() -> None:
    assert theme_words("xx") == theme_words("en")


def test_serbian_in_latin_script() -> None:
    assert theme_words("sr-Latn") == theme_words("sh") | {"language": "sr-Latn"}


def test_ours_come_first_as_html(library: Library) -> None:
    words = library.words["hu"]
    own = {key.removeprefix("theme."): word for key, word in words.items() if "theme." in key}
    labels = Labels(words | {"theme.toc": "A & B"}, "hu")
    assert own
    assert labels["toc"] == "A &amp; B"
    for key in own.keys() - {"toc"}:
        assert labels[key] == escape(own[key])
    assert labels["footer.next"] == theme_words("hu")["footer.next"]
    assert labels["no such key"] == "no such key"
