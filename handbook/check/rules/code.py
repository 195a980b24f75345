"""Code differs from the source.

Why: commands, file names and addresses in code are typed as they stand; they are not translated.
Comments, words to be replaced (`<file>`) and the labels of diagrams may be.

Bad (en → hu): Run `scripts/build`. → Futtassuk ezt: `szkriptek/build`.
Good (en → hu): Run `scripts/build`. → Futtassuk ezt: `scripts/build`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from handbook.blocks import Block
from handbook.check.context import Context
from handbook.check.differ import Things, difference
from handbook.check.model import Fault, Severity
from handbook.check.pair import Pair
from handbook.check.words import short

SCOPE = "pair"
SEVERITY = "error"

_COMMENT = re.compile(r"(?:^|\s)(?:#|//|--|;|%|REM\b)(?:\s.*|$)|/\*.{0,300}?\*/|<!--.{0,300}?-->")
"""A comment of the usual languages; a sign of it counts only with a space or the end behind."""
_COMMENT_LINE = re.compile(r"^\s*(?:#|//|/?\*|--\s)")
_REPLACED = re.compile(r"<[^<>/=\"']+>")
"""A word that the reader replaces by his own, as `<file name>`."""
_QUOTES = "\"'`„“”«»‚‘’ "
_DIAGRAMS = ("d2", "dot", "graphviz", "kroki", "mermaid", "plantuml")
_WORDS = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*[.…]?")
"""Words of letters alone: perhaps a label or an example for people, which may be translated."""


def check(pair: Pair, context: Context) -> Iterator[Fault]:
    """Yield one fault a block whose code differs."""
    for ours, theirs in pair.both:
        if ours.kind == theirs.kind == "code":
            if not ours.marker.lstrip("{. ").startswith(_DIAGRAMS):
                yield from _different_lines(ours, theirs)
        elif "`" in ours.text or "`" in theirs.text:
            yield from _different_spans(ours, theirs, each=context.is_handbook)


def _different_spans(ours: Block, theirs: Block, *, each: bool) -> Iterator[Fault]:
    """Yield a fault for lost, added or changed code within text.

    Unless ``each`` time counts, a name that stands often may stand once: sentences are built
    otherwise in another language.
    """
    source, target = _spans(ours, once=not each), _spans(theirs, once=not each)
    names = [{name for name, _ in spans} for spans in (source, target)]
    bare = [name for name in names[0] - names[1] if _stands_bare(name, theirs)]
    found = [span for span in target if span[0] in names[0] or not _stands_bare(span[0], ours)]
    wanted = [span for span in source if span[0] not in bare]
    for fault in difference(ours, theirs, wanted, found, "code"):
        yield _perhaps_words(fault, names[0] - names[1], names[1] - names[0])
    if bare:
        name = next(name for name, _ in source if name in bare)
        at = theirs.prose.casefold().find(_plain(name))
        line, column = theirs.place(at)
        message = f"“{name}” is code in the source; here it stands without its marks"
        fix = f"write `{name}`"
        yield Fault(line, message, column, fix=fix, source=ours.line, severity=Severity.WARNING)


def _perhaps_words(fault: Fault, lost: set[str], extra: set[str]) -> Fault:
    """Weigh a fault less where words may have been translated on purpose."""
    if lost and extra and all(_WORDS.fullmatch(name) for name in lost | extra):
        return replace(fault, severity=Severity.WARNING)
    return fault


def _stands_bare(name: str, block: Block) -> bool:
    return bool(plain := _plain(name)) and plain in block.prose.casefold()


def _plain(name: str) -> str:
    return name.strip(_QUOTES).casefold()


def _different_lines(ours: Block, theirs: Block) -> Iterator[Fault]:
    """Yield a fault that quotes the first line of code that differs."""
    wanted, found = _commands(ours), _commands(theirs)
    if [line for line, _ in wanted] == [line for line, _ in found]:
        return
    rest = {line for line, _ in found}
    line = next((line for line, _ in wanted if line not in rest), None)
    known = {line for line, _ in wanted}
    at = next((number for text, number in found if text not in known), theirs.line)
    what = f": the line {short(line)} is missing or changed" if line else ": it has other lines"
    yield Fault(
        at,
        f"this code block differs from the source{what}",
        source=ours.line,
        fix="copy it from the source (comments may be translated)",
    )


def _commands(block: Block) -> list[tuple[str, int]]:
    """Lines of code without comments, and where they stand."""
    lines = block.text.rstrip("\n").split("\n")
    first = block.line + (block.end - block.line >= len(lines))  # below the fence
    found = []
    for number, line in enumerate(lines, first):
        if not _COMMENT_LINE.match(line):
            bare = " ".join(_REPLACED.sub("<>", _COMMENT.sub("", line)).split())
            if bare:
                found.append((bare, number))
    return found


def _spans(block: Block, *, once: bool) -> Things:
    spans = [
        (inline.text.strip(), inline.start) for inline in block.inlines if inline.kind == "code"
    ]
    return list({span[0]: span for span in reversed(spans)}.values()) if once else spans
