"""Markdown as Python-Markdown and its usual extensions read it, in rules for markdown-it-py.

CommonMark and Python-Markdown differ on what starts a block, and translators meet the difference:
a list does not interrupt a paragraph, `#Title` is a heading, a table ends only at an empty line,
a fence that is never closed is no code, `!!!`, `???` and `===` open a box whose content is
indented by four. `/// note` and `::: note` open one that ends at the same marks.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, fence, html_block, list_block
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from handbook.block_parser import BlockParser
from handbook.cells import Cell, cells

_TYPE = r"[\w-]+(?:[ ]+[\w-]+)*"
_BOX = re.compile(
    rf"!!![ ]?(?P<note>{_TYPE})(?:[ ]+\"(?P<note_title>.*)\")?[ ]*$"
    rf"|\?\?\?\+?[ ]?(?P<fold>{_TYPE})?(?:[ ]*\"(?P<fold_title>.*)\")?[ ]*$"
    r"|===[!+]?[ ]+\"(?P<tab_title>.*)\"[ ]*$"
)
_FENCED_BOX = re.compile(r"(?P<mark>/{3,}|:{3,})[ \t]*(?P<kind>[\w-]+)(?P<title>.*)")
_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*$")
_PARENTHESIS = re.compile(r"\d+\)")
_SPACE = " \t\n\r"
_SEPARATOR = frozenset("|:- \t")


def tokens(text: str) -> list[Token]:
    """Read a text into tokens of blocks; what is inside a block is left alone."""
    md, blocks = _parser()
    return blocks.tokens(text, md)


@cache
def _parser() -> tuple[MarkdownIt, BlockParser]:
    md = MarkdownIt("commonmark").use(footnote_plugin).use(deflist_plugin)
    rules = md.block.ruler
    rules.disable("reference")
    rules.enable("table")
    rules.at("table", _table, {"alt": []})
    rules.at("fence", _fence, {"alt": ["paragraph", "blockquote", "list"]})
    rules.at("list", _list, {"alt": ["paragraph", "blockquote"]})
    rules.at("html_block", _html, {"alt": ["paragraph", "blockquote"]})
    rules.at("heading", _heading, {"alt": ["paragraph", "blockquote"]})
    rules.at("lheading", _underlined, {"alt": []})
    rules.at("paragraph", _paragraph, {"alt": []})
    rules.before("fence", "box", _box, {"alt": ["paragraph", "blockquote", "list"]})
    md.block = blocks = BlockParser(rules)
    return md, blocks


def _line(state: StateBlock, number: int) -> str:
    """Text of a line without the indentation and markers of its containers."""
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a list, unless it would interrupt a paragraph that does not begin its item."""
    in_paragraph = silent and state.parentType == "paragraph"
    if in_paragraph and not (state.tokens and state.tokens[-1].type == "list_item_open"):
        return False
    if _PARENTHESIS.match(state.src, state.bMarks[start] + state.tShift[start]):
        return False
    return list_block(state, start, end, silent)


def _html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read HTML; a comment not closed before the next one begins ends at an empty line.

    Browsers then show it as text, or hide the rest of the page: rules tell of it, and read on.
    """
    begin = state.bMarks[start] + state.tShift[start]
    if state.src.startswith("<!--", begin):
        closed, following = (state.src.find(mark, begin + 4) for mark in ("-->", "<!--"))
        if closed < 0 or 0 <= following < closed:
            return silent or _open_comment(state, start, end)
    return html_block(state, start, end, silent)


def _open_comment(state: StateBlock, start: int, end: int) -> bool:
    following = start + 1
    while following < end and not state.isEmpty(following):
        following += 1
    state.line = following
    comment = state.push("html_block", "", 0)
    comment.content = state.getLines(start, following, state.blkIndent, True)
    comment.map = [start, following]
    return True


def _heading(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Read `# Title`, also `#Title`; an indented one is text."""
    line = _line(state, start)
    if not line.startswith("#") or state.sCount[start] not in (
        state.blkIndent,
        state.sCount[start] // 4 * 4,
    ):
        return False
    if silent:
        return True
    level = min(6, len(line) - len(line.lstrip("#")))
    text = line[level:].rstrip()
    bare = text.rstrip("#")
    text = f"{bare}#" if bare.endswith("\\") and bare != text else bare
    _push_heading(state, start, start + 1, level, text).markup = "#" * level
    return True


def _underlined(state: StateBlock, start: int, end: int, _silent: bool) -> bool:
    """Read a heading of one line that is underlined with = or -."""
    following = start + 1
    if following >= end or state.sCount[following] != state.blkIndent:
        return False
    at = state.bMarks[following] + state.tShift[following]
    if not _UNDERLINE.match(state.src, at, state.eMarks[following]):
        return False
    level = 1 if state.src[at] == "=" else 2
    _push_heading(state, start, start + 2, level, _line(state, start))
    return True


def _push_heading(state: StateBlock, start: int, end: int, level: int, text: str) -> Token:
    state.line = end
    heading = state.push("heading", f"h{level}", 0)
    heading.content, heading.map = text.strip(_SPACE), [start, end]
    return heading


def _paragraph(state: StateBlock, start: int, _end: int, _silent: bool) -> bool:
    """Read lines up to an empty one or one that starts another block; one token, not three."""
    (ends,) = state.md.block.ruler.getRules("paragraph")
    before, state.parentType = state.parentType, "paragraph"
    following = start + 1
    while following < state.lineMax and not state.isEmpty(following):
        begin = state.bMarks[following] + state.tShift[following]
        is_word = state.src[begin].isalpha()  # no block starts with a letter
        indent = state.sCount[following]
        may_start = not is_word and 0 <= indent <= state.blkIndent + 3
        if may_start and ends(state, following, state.lineMax, True):
            break
        following += 1
    state.parentType, state.line = before, following
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, following, state.blkIndent, False).strip(_SPACE)
    inline.map = [start, following]
    return True


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read code between fences; one that is never closed is text."""
    line = _line(state, start)
    if not line.startswith(("```", "~~~")) or state.is_code_block(start):
        return False
    mark = line[0]
    length = len(line) - len(line.lstrip(mark))
    if mark == "`" and mark in line[length:]:
        return False
    if _closing(state, start, end, mark, length) is None:
        return False
    return fence(state, start, end, silent)


def _closing(state: StateBlock, start: int, end: int, mark: str, length: int) -> int | None:
    """Line that closes what is opened at ``start``; what it found wanting is remembered."""
    wanting: dict[tuple[str, int], int] = state.env.setdefault("unclosed", {})
    if length >= wanting.get((mark, end), length + 1):
        return None
    for number in range(start + 1, end):
        at, stop = state.bMarks[number] + state.tShift[number], state.eMarks[number]
        if at < stop and state.sCount[number] < state.blkIndent:
            break
        if state.src.startswith(mark * length, at):
            rest = state.src[at:stop].rstrip()
            exact = mark in "`~" or len(rest) == length
            if exact and rest == mark * len(rest) and not state.is_code_block(number):
                return number
    wanting[mark, end] = length
    return None


def _box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read an admonition, details or tab: a marker line, then lines indented by four."""
    begin = state.bMarks[start] + state.tShift[start]
    first = state.src[begin : begin + 1]
    if first in ("/", ":"):
        return _fenced_box(state, start, end, silent)
    if first not in ("!", "?", "=") or state.is_code_block(start):
        return False
    match = _BOX.match(state.src, begin, state.eMarks[start])
    if not match or not match.lastgroup:
        return False
    if silent:
        return True
    following, indent = start + 1, state.sCount[start] + 4
    while following < end and (state.isEmpty(following) or state.sCount[following] >= indent):
        following += 1
    title = next((name for name in _TITLES if match[name] is not None), None)
    kind = match["note"] or match["fold"] or ("details" if first == "?" else "tab")
    span = match.span(title) if title else (begin, begin)
    opened = _open_box(state, start, following, kind, span)
    _read_box(state, start + 1, following, indent)
    opened.map = [start, following]
    state.line = following
    return True


_TITLES = ("note_title", "fold_title", "tab_title")


def _fenced_box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read what stands between `/// note | Title` and `///`, or the same with colons."""
    begin = state.bMarks[start] + state.tShift[start]
    match = _FENCED_BOX.match(state.src, begin, state.eMarks[start])
    if not match or state.is_code_block(start):
        return False
    closing = _closing(state, start, end, match["mark"][0], len(match["mark"]))
    if closing is None or silent:
        return closing is not None
    title = match["title"].strip(" \t|[]")
    at = match.start("title") + match["title"].find(title)
    _open_box(state, start, closing + 1, match["kind"], (at, at + len(title)))
    _read_box(state, start + 1, closing, state.blkIndent)
    state.line = closing + 1
    return True


def _open_box(state: StateBlock, start: int, end: int, kind: str, title: tuple[int, int]) -> Token:
    opened = state.push("box_open", "div", 1)
    opened.map, opened.info = [start, end], kind
    opened.content = state.src[slice(*title)].strip()
    opened.meta = {"at": title[0] - (state.src.rfind("\n", 0, title[0]) + 1)}
    return opened


def _read_box(state: StateBlock, start: int, end: int, indent: int) -> None:
    before = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent, state.lineMax, state.parentType = indent, end, "box"
    state.md.block.tokenize(state, start, end)
    state.blkIndent, state.lineMax, state.parentType = before
    state.push("box_close", "div", -1)


def _table(state: StateBlock, start: int, end: int, _silent: bool) -> bool:
    """Read a table: a header row, a row of dashes, then rows up to an empty line."""
    if start + 1 >= end or state.sCount[start + 1] < state.blkIndent or state.is_code_block(start):
        return False
    below = _line(state, start + 1)[:1]
    if below not in _SEPARATOR and not below.isspace():
        return False
    header, separator = _line(state, start), _line(state, start + 1).strip()
    if "|" not in separator + header or not separator or not _SEPARATOR.issuperset(separator):
        return False
    bordered = header.startswith("|") or header.rstrip().endswith("|")
    columns = len(cells(header, bordered))
    if columns != len(cells(separator, bordered)):
        return False
    following = start + 2
    while (
        following < end
        and not state.isEmpty(following)
        and state.sCount[following] >= state.blkIndent
    ):
        following += 1
    if columns == 1 and not _all_bordered(state, start, following):
        return False
    table = state.push("table", "table", 0)
    table.map = [start, following]
    rows = (start, *range(start + 2, following))
    table.meta = {"rows": [(row, _row(state, row, bordered)) for row in rows]}
    state.line = following
    return True


def _all_bordered(state: StateBlock, start: int, end: int) -> bool:
    lines = (_line(state, number).strip() for number in range(start, end))
    return all(line.startswith("|") or line.endswith("|") for line in lines)


def _row(state: StateBlock, number: int, bordered: bool) -> list[Cell]:
    begin = state.bMarks[number] + state.tShift[number]
    shift = begin - (state.src.rfind("\n", 0, begin) + 1)
    return [(shift + at, text) for at, text in cells(_line(state, number), bordered)]
