"""Words of the theme that the frame of every page shows, in an edition's language.

Ours first (`theme.…` of `interface.yml`), then the theme's for the language, then its English. The
theme keeps its words in templates; each holds one table, which is read here without a template
engine: six of them would have to be compiled, and called dozens of times a page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, cached_property
from html import escape
from importlib.resources import files
from typing import Any

from markupsafe import Markup

_FILED = {"sr-Latn": ("sh", {"language": "sr-Latn"})}
"""Serbian in Latin script: the theme files its words under `sh`, with a tag nobody uses."""
_SEARCH = {
    "label": "search",
    "holder": "search.placeholder",
    "reset": "search.reset",
    "loading": "search.result.initializer",
    "placeholder": "search.result.placeholder",
    "none": "search.result.none",
    "one": "search.result.one",
    "other": "search.result.other",
    "more.one": "search.result.more.one",
    "more.other": "search.result.more.other",
}
"""Name that `browser/finder.js` knows → the theme's key."""


class Labels(dict[str, str]):
    """The theme's key → the word, as HTML; a key that nobody knows stands for itself."""

    def __init__(self, words: Mapping[str, str], language: str) -> None:
        super().__init__()
        self._words, self._language = words, language

    def __missing__(self, key: str) -> str:
        own = escape(self._words.get(f"theme.{key}", ""))
        self[key] = found = own or theme_words(self._language).get(key) or key
        return found

    @cached_property
    def search(self) -> str:
        """What the search box says, as JSON for an attribute."""
        said = {name: self[key] for name, key in _SEARCH.items()}
        said["failed"] = escape(self._words["search.failed"])
        return attribute({name: Markup(word).striptags() for name, word in said.items()})


def attribute(value: Any) -> str:
    """Return a value as JSON that may stand in an attribute between single quotes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;")


@cache
def theme_words(language: str) -> dict[str, str]:
    """Return the theme's words in a language, English where it has none."""
    name, other = _FILED.get(language, (language, {}))
    own = {**_table(name), **other}
    return _table("en") | {key: word for key, word in own.items() if word}


def _table(name: str) -> dict[str, str]:
    file = files("material") / "templates" / "partials" / "languages" / f"{name}.html"
    if not file.is_file():
        return {}
    text = file.read_text("utf-8")
    found: dict[str, str] = json.loads(text[text.index("{{ {") + 3 : text.index("}[key]") + 1])
    return found
