"""Values that templates hand to scripts."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from handbook.site.assets import icon
from handbook.site.labels import attribute

_TEXTS = st.text("ab<>&\"'šЩ \n\u00a0;#39amp", max_size=12)


@given(st.dictionaries(_TEXTS, _TEXTS | st.dictionaries(_TEXTS, _TEXTS), max_size=4))
def test_json_in_an_attribute_comes_out_as_it_went_in(value: dict[str, Any]) -> None:
    text = attribute(value)
    assert "'" not in text
    assert "<" not in text
    assert json.loads(unescape(text)) == value
    tree = html.fromstring(f"<div data-words='{text}'></div>")
    assert json.loads(tree.get("data-words")) == value


def test_a_drawing_needs_no_namespace_in_html() -> None:
    drawing = icon("material/menu")
    assert drawing.startswith("<svg viewBox=")
    assert drawing.endswith("</svg>")
