"""What holds of any text at all that gate and sanitiser are given: one function a promise.

Each takes a text and fails by an `AssertionError`. The fuzzer (`fuzz.py`) and the property tests
call the same; what a browser would find is told by `independent.py`.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from lxml import etree, html

from handbook.blocks import parse
from handbook.book import Page, read
from handbook.check.context import Context
from handbook.check.render_worker import converter
from handbook.check.renderer import extensions
from handbook.check.rules import plain_values
from handbook.documents import Words, compose_yaml, decode, line_of, load_yaml
from handbook.policy import cost, kinds, markup, names, plain, settings, svg
from handbook.policy.address import link_fault, load_fault
from handbook.policy.sanitise import sanitise, tidy
from handbook.render.finish import DIRECTIVE, prepare, serialise
from tests.gate.independent import html_faults, svg_faults, text_in_head_faults

BOOK = Path(__file__).parents[2] / "mkdocs.yml"


@cache
def _convert() -> Any:
    return converter(extensions(read(BOOK)))


@cache
def _context() -> Context:
    return Context(read(BOOK), spelling=False)


def finished(content: str) -> str:
    """Return HTML as the site finishes it: sanitised, read again and written out."""
    clean = sanitise(content)
    tree = html.fragment_fromstring(clean, create_parent="div")
    tidy(tree, DIRECTIVE, clean)
    return serialise(tree)


def page_is_read(text: str) -> None:
    """Blocks, cost and plainness of a page have lines and places within it."""
    last = text.count("\n") + 1
    assert all(1 <= block.line <= last for block in parse(text))
    assert all(0 <= at <= len(text) for at, _message, _fix in cost.faults(text))
    plain.is_plain(text, ("toc",))


def page_is_safe(text: str) -> None:
    """What passes the gate holds nothing active; what the site makes of any page neither."""
    if any(cost.faults(text)):
        return
    try:
        made, _contents = _convert()(prepare(text))
    except (Exception, RecursionError):
        assert not plain.is_plain(text, _context().renderer.extensions)
        return  # the gate refuses it: the renderer fails
    offences = markup.judge(made, own=True)
    if plain.is_plain(text, _context().renderer.extensions):
        assert offences == []
    if not offences:
        assert html_faults(made, fields=True) == []
    _stays_safe(made)


def html_is_safe(text: str) -> None:
    """Any HTML is judged; sanitised it is safe, and stays as it is when sanitised again."""
    offences = markup.judge(text)
    assert len(offences) <= markup.MOST
    for offence in offences:
        assert offence.message
        assert offence.fix
    if not offences:
        assert html_faults(text, fields=True) == []
    _stays_safe(text)


def _stays_safe(made: str) -> None:
    clean = sanitise(made)
    again = sanitise(clean)
    assert again == clean or "<svg" not in clean
    assert sanitise(sanitise(again)) == sanitise(again)  # tables send elements out, in turns
    try:
        whole = finished(made)
    except (etree.ParserError, ValueError):
        return  # the build stops
    assert html_faults(whole) == []
    left = [each for each in markup.judge(whole, own=True) if _DEEP not in each.message]
    assert [each for each in left if each.name not in ("id", "name")] == []


_DEEP = "too deep"
"""Depth is judged before the sanitiser only; so is the length of names, which grow when they are
written out: libxml2 writes what is no ASCII in them as an address."""


def data_is_read(text: str) -> None:
    """YAML is data, or an error with a line."""
    try:
        made = load_yaml(text, Words)
    except yaml.YAMLError as error:
        assert 1 <= line_of(error, text) <= text.count("\n") + 1
    else:
        assert not isinstance(made, float) or math.isfinite(made)


def words_are_judged(text: str) -> None:
    """Addresses that pass are none that run; values that pass are text wherever they stand."""
    if not link_fault(text):
        assert not text.lower().lstrip().startswith(("javascript:", "data:", "vbscript:"))
    load_fault(text)
    if not markup.text_fault(text):
        assert text_in_head_faults(text) == []


def name_is_plain(text: str) -> None:
    """A name that passes shows all that it holds."""
    fault = names.name_fault(text)
    assert fault is None or all(fault)
    if fault is None and text:
        assert not any(unicodedata.category(sign).startswith("C") for sign in text)
        assert not set('<>:"|?*\\') & set(text)
        assert text.strip(" .") != ""
        assert len(text) <= names.LONGEST_NAME
    kinds.kind_fault(text, frozenset())
    kinds.content_fault(text, len(text), text.encode()[:64])


def front_matter_is_text(text: str) -> None:
    """Front matter that passes is text wherever the theme prints it, escaped or not."""
    page = Page("run/page", "en", Path("page.md"), "docs/en/run/page.md",
                f"---\n{text}\n---\nText.\n", True)  # fmt: skip
    last = page.raw.count("\n") + 1
    faults = list(plain_values.check(page, _context()))
    assert all(1 <= fault.line <= last and fault.fix for fault in faults)
    if not faults and page.has_front_matter and not page.meta_problem:
        for key in ("title", "description", "reviewed_by"):
            value = page.meta.get(key)
            if isinstance(value, str):
                assert text_in_head_faults(value) == []


def settings_are_harmless(text: str) -> None:
    """A configuration that passes names no program, no secret and no place outside."""
    try:
        root = compose_yaml(text)
    except yaml.YAMLError as error:
        assert 1 <= line_of(error, text) <= text.count("\n") + 1
        return
    for own in (True, False):
        faults = list(settings.faults(root, own)) if root else []
        assert all(line >= 1 and message and fix for line, message, fix in faults)
        if not faults and own:
            _is_harmless(text)


def _is_harmless(text: str) -> None:
    for event in _events(text):
        tag = getattr(event, "tag", None) or ""
        assert "python" not in tag
        value = getattr(event, "value", "")
        value = value if isinstance(value, str) else ""
        assert value not in ("hooks", "INHERIT", "dev_addr", "watch", "remote_branch")
        assert not value.lower().startswith(("javascript:", "file:", "data:", "vbscript:"))


def _events(text: str) -> Iterator[yaml.Event]:
    """Read by PyYAML itself, while the gate asks libyaml; what it refuses no one runs."""
    with suppress(yaml.YAMLError):
        yield from yaml.parse(text, yaml.SafeLoader)


def drawing_is_still(data: bytes) -> None:
    """A drawing that passes holds nothing active, as it is and written out again."""
    faults = list(svg.judge(data))
    for line, message, fix in faults:
        assert line >= 1
        assert message
        assert fix
    if not faults:
        assert svg_faults(data) == []
        again = etree.tostring(etree.fromstring(data, etree.XMLParser(resolve_entities=False)))
        assert svg_faults(again) == []
        assert [f for f in html_faults(again.decode()) if "<metadata>" not in f] == []


READERS: tuple[Callable[[str], None], ...] = (
    page_is_read,
    html_is_safe,
    data_is_read,
    words_are_judged,
    page_is_safe,
    front_matter_is_text,
    settings_are_harmless,
    name_is_plain,
)
LETTERS = b"hijklmno"
"""Their numbers, divided by that of the readers, leave 0, 1, 2 …: one letter a reader."""


def hold(data: bytes) -> None:
    """Keep the promise that the first byte of an input names, of the rest of it."""
    kind, rest = data[:1], data[1:]
    if kind == b"s":
        drawing_is_still(rest)
    elif kind:
        READERS[kind[0] % len(READERS)](decode(rest)[0])
