"""The theme's styles without what no page of the book uses.

Material styles far more than a handbook needs: tabs, code colours, keys, blog posts, right-to-left
writing, a palette of twenty colours. A rule stays when every class its selector asks for belongs to
a component in `KEPT`; what pages contain never decides, so that an edition built alone gets the
same file as the whole book. `dropped` names the classes left out: the build's own check looks for
them on every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import tinycss2
from tinycss2.ast import Node, QualifiedRule

KEPT = frozenset(
    {
        *("js", "no-js", "focus-visible", "md-typeset", "md-icon", "md-grid", "md-ellipsis"),
        *("md-container", "md-main", "md-content", "md-sidebar", "md-header", "md-footer"),
        *("md-nav", "md-logo", "md-overlay", "md-option", "md-toggle", "md-skip", "md-top"),
        *("md-search", "md-search-result", "md-button"),
        *("admonition", "admonition-title", "headerlink"),
        *("note", "abstract", "info", "tip", "success", "question", "warning", "danger", "example"),
        *("footnote", "footnote-ref", "footnote-backref"),
    }
)
"""Components of the theme that the book uses, by the name before ``__`` or ``--``."""

_PALETTE = {"data-md-color-primary", "data-md-color-accent"}
_READ = re.compile(r"var\(\s*(--[\w-]+)")
_PROPERTY = re.compile(r"""(--[\w-]+):(?:[^;{}"']|"[^"]*"|'[^']*')*(?:;|(?=}))""")
_EMPTY = re.compile(r"(?:(?<=[{}])|\A)[^{}]*{}")
_PART = re.compile(r"(?:__|--).*")


def slim(css: str) -> str:
    """Return the rules of a style sheet that can apply to a page of the book."""
    return "".join(_rules(_parsed(css)))


def without_unused_properties(css: str) -> str:
    """Leave out custom properties that no rule of the whole style sheet reads, such as icons."""
    shorter = ""
    while shorter != css:
        css, shorter = shorter or css, _without_unread(shorter or css)
    return _EMPTY.sub("", css)


def _without_unread(css: str) -> str:
    read = set(_READ.findall(css))
    return _PROPERTY.sub(lambda found: found[0] if found[1] in read else "", css)


def dropped(css: str) -> frozenset[str]:
    """Return the classes that a style sheet knows and `slim` leaves without any rule."""
    return _classes(css) - _classes(slim(css))


@lru_cache(maxsize=8)
def _classes(css: str) -> frozenset[str]:
    found: set[str] = set()
    for rule in _parsed(css):
        found |= set(_named(rule))
    return frozenset(found)


def _named(rule: Node) -> Iterator[str]:
    if rule.type == "at-rule" and rule.content and rule.lower_at_keyword == "media":
        for inner in _parsed(rule.content):
            yield from _named(inner)
    elif rule.type == "qualified-rule":
        yield from re.findall(r"\.([a-zA-Z][\w-]*)", tinycss2.serialize(rule.prelude))


def _parsed(css: str | Sequence[Node]) -> list[Node]:
    nodes: list[Node] = tinycss2.parse_rule_list(css, skip_comments=True, skip_whitespace=True)
    return nodes


def _rules(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield from _rule(node)
        elif node.type == "at-rule" and node.lower_at_keyword in ("media", "supports"):
            inner = "".join(_rules(_parsed(node.content)))
            if inner:
                yield f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}{{{inner}}}"
        elif node.type == "at-rule" and node.lower_at_keyword != "charset":
            yield tinycss2.serialize([node])


def _rule(rule: QualifiedRule) -> Iterator[str]:
    selectors = [part for part in _split(rule.prelude) if _applies(part)]
    if selectors:
        prelude = ",".join(tinycss2.serialize(part).strip() for part in selectors)
        yield f"{prelude}{{{tinycss2.serialize(rule.content)}}}"


def _split(tokens: Sequence[Node]) -> list[list[Node]]:
    """Part a list of selectors at its own commas, not at those within brackets."""
    parts: list[list[Node]] = [[]]
    for token in tokens:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _applies(selector: Sequence[Node]) -> bool:
    """Whether a page of the book can have what a selector asks for."""
    before: Node | None = None
    for token in selector:
        if token.type == "ident" and before == "." and _PART.sub("", token.value) not in KEPT:
            return False
        if token.type == "[] block" and not _attribute(token.content):
            return False
        if token.type == "function" and not _any_applies(token):
            return False
        before = token
    return True


def _any_applies(function: Node) -> bool:
    """Whether one of the choices of ``:is(…)`` and its kin applies; others ask for nothing."""
    if function.lower_name not in ("is", "where", "has"):
        return True
    return any(_applies(part) for part in _split(function.arguments))


def _attribute(content: Sequence[Node]) -> bool:
    text = tinycss2.serialize(content).strip().replace('"', "").replace("'", "")
    name, _, value = text.partition("=")
    if name == "dir":
        return bool(value != "rtl")
    return name not in _PALETTE or value in ("", "custom")
