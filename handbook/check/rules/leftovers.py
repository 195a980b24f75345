"""Nothing of the making is left: notes to oneself, merge marks, a program's talk.

Why: “TODO”, “<<<<<<< HEAD” or “Here is the translation” tell the reader that nobody looked, and a
merge mark means that a paragraph stands there twice.

Bad (hu): Hívd fel a mentort. TODO
Good (hu): Hívd fel a mentort! Mit mondjak neki???
Bad (en): Here is the translation of the text:
Good (en): Here is the plan for the first week.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Page
from handbook.check.cited import Cited
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.prose import prose

SCOPE = "page"
SEVERITY = "error"

_NOTE = re.compile(
    r"\b(?:TODO|FIXME|TBD)\b(?![- ]?(?:list|app|item|comment)|-)"
    r"|(?<![\w.-])XXX(?![\w-]|\. ?\w|\s(?:век|в\.|vek|century|Olymp|Олимп|Summer|Winter))"
    r"|(?<![\w-])X{4,}(?![\w-])"
    r"|(?:(?<=[\s(\[\x00])|\A|(?<=\x01\n))\?{3,}(?=[\s)\]\x00]|$)"
)
_NOTES = ("TODO", "FIXME", "TBD", "XXX", "???")
_TALK = re.compile(
    r"lorem ipsum"
    r"|\[(?:to be |needs? |please |to |not |un)?translat[^\]\n]{0,60}\]"
    r"|\[(?:fordítandó|fordítani|fordítás|prevesti|za prevod|tulkot|tulkojums|превод|за превод|"
    r"да се преведе)[^\]\n]{0,40}\]"
    r"|(?:needs|requires) translation\b|translation (?:needed|missing|pending)"
    r"|\bas an? (?:ai|large|artificial)[ -](?:\w+ )?(?:language model|intelligence|assistant)"
    r"|\bhere(?:['’]s| is| are) (?:the|your|a|my) (?:\w+ ){0,2}translat(?:ion|ed)"
    r"|(?:sure|certainly|of course|absolutely)[!,.] here(?:['’]s| is| are) "
    r"|\bi(?:['’]ve| have) (?:kept|translated|preserved|maintained|retained|left) the "
    r"(?:[\w-]+ ){0,3}(?:terminolog|format|markdown|structure|text|following|original|content)"
    r"|(?:formatting|markdown)[^.\n]{0,60}(?:been|was|were) (?:preserved|kept|retained|maintained)"
    r"|\btranslated (?:with|by) (?:deepl|google|chatgpt|gpt|ai\b)"
    r"|íme (?:a|az) (?:\w+ )?(?:fordítás|lefordított)|nyelvi modellként"
    r"|\bevo (?:\w+ )?prevod|kao (?:\w+ )?jezički model"
    r"|šeit ir (?:\w+ )?(?:tulkojums|tulkotais)|kā (?:\w+ )?valodas modelis"
    r"|ето (?:\w+ )?превод|като (?:\w+ )?езиков модел"
    r"|oaicite|contentreference\[|turn\d(?:search|view)\d"
)
_TALK_SIGNS = (
    "translat", "lorem ipsum", "[ford", "[prev", "[za prev", "[tulk", "[прев", "[за прев", "[да се",
    "language model", "an artificial", "an ai ", "here is ", "here are ", "here's ", "here’s ",
    "i have ", "i've ", "i’ve ", "formatting", "markdown", "íme a", "modellként", "evo p",
    "jezički model", "šeit ir", "valodas model", "ето ", "езиков модел", "oaicite", "contentref",
    "turn0", "turn1", "turn2",
)  # fmt: skip
"""One of these is in every match of the pattern: to look for them is cheap."""
_BEFORE, _AFTER = 80, 160
"""Characters around a sign in which the pattern is tried."""
_MARK = re.compile(r"^[ \t]{0,3}(<{7}|>{7}|={7}|\|{7})(?![<>=|])(?:[ \t].*)?$", re.MULTILINE)
_COMMENT = re.compile(r"<!--(.{0,1000}?)-->", re.DOTALL)
_IN_COMMENT = re.compile(r"\b(?:TODO|FIXME|TBD|XXX)\b")
_ABOUT_TEXT = re.compile(r"translat|fordít|prevod|prevesti|tulko|превод|превед", re.IGNORECASE)
_PROGRAM = "a program wrote this about its work; delete it"


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each line with something left over, one for each merge conflict."""
    told: set[int] = set()
    for fault in (*_conflicts(page, context), *_notes(page, context), *_comments(page, context)):
        if fault.line not in told:
            told.add(fault.line)
            yield fault


def _notes(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each line with a note or with a program's talk."""
    words = prose(page)
    found = sorted((*_markers(page, words.text, context), *_talk(words.text)))
    if not found:
        return
    cited: dict[int, Cited] = {}
    told = -1
    for start, end, fix in found:
        if start < told:
            continue
        number = words.index(start)
        piece, at = words.pieces[number], words.starts[number]
        if cited.setdefault(number, Cited(piece)).covers(start - at, end - at):
            continue
        line, column = piece.place(start - at)
        yield Fault(line, f"left over: “{words.text[start:end].strip()}”", column, fix=fix)
        told = words.text.find("\n", end)
        told = len(words.text) if told < 0 else told


def _markers(page: Page, text: str, context: Context) -> Iterator[tuple[int, int, str]]:
    """Find notes to oneself; on another site only where they cannot be words of the text."""
    if not any(note in text for note in _NOTES):
        return
    for match in _NOTE.finditer(text):
        if context.is_handbook or match[0][0] not in "TF" or _stands_apart(text, match):
            yield *match.span(), "do what it says, then delete it"


def _stands_apart(text: str, match: re.Match[str]) -> bool:
    """Whether a note begins or ends its block, as no word of a sentence would."""
    before, after = text[: match.start()][-3:], text[match.end() :][:3]
    begins = not before.strip("\0 [(*") or before.endswith("\x01\n")
    ends = not after.strip("\0 ])*.") or after.lstrip("])*").startswith(("\n\x01", ":"))
    is_all = ends if begins else ends and before.rstrip(" ([").endswith((".", "!", "?", "…"))
    return is_all or (begins and after[:1] in (":", " ", "]"))


def _talk(text: str) -> Iterator[tuple[int, int, str]]:
    """Talk about the translation; the pattern is tried only near one of its signs."""
    lower = text.lower()
    if len(lower) != len(text):
        return
    for sign in _TALK_SIGNS:
        at = lower.find(sign)
        while at >= 0:
            if match := _TALK.search(lower, max(0, at - _BEFORE), at + _AFTER):
                is_note = match[0].startswith(("[", "needs", "requires", "transl"))
                yield *match.span(), "translate it" if is_note else _PROGRAM
            at = lower.find(sign, at + _AFTER)


def _conflicts(page: Page, context: Context) -> Iterator[Fault]:
    """Merge marks outside code: a whole conflict is one fault, at its first line."""
    if not any(mark * 7 in page.raw for mark in "<>=|"):
        return
    code = {n for b in page.blocks if b.kind == "code" for n in range(b.line, b.end + 1)}
    opened = False
    for match in _MARK.finditer(page.raw):
        line = page.raw.count("\n", 0, match.start()) + 1
        mark = match[1][0]
        if line in code or (mark in "=|" and (opened or not _is_stray(page, context, line))):
            continue
        if mark == ">" and opened:
            opened = False
            continue
        opened = mark == "<"
        text = match[0].strip()[:60]
        yield Fault(line, f"merge mark left: “{text}”", fix="keep one version, delete the marks")


def _is_stray(page: Page, context: Context, line: int) -> bool:
    """Whether seven equals signs are no underline of a title."""
    before = page.lines[line - 2] if line > 1 else ""
    after = page.lines[line] if line < len(page.lines) else ""
    if page.lines[line - 1].lstrip().startswith("|"):
        return not before.strip() and not after.strip()
    return context.is_handbook or not before.strip() or len(before) > 60


def _comments(page: Page, context: Context) -> Iterator[Fault]:
    if "<!--" not in page.raw:
        return
    for match in _COMMENT.finditer(page.raw):
        note = _IN_COMMENT.search(match[1])
        if note and (context.is_handbook or _ABOUT_TEXT.search(match[1])):
            line = page.raw.count("\n", 0, match.start(1) + note.start()) + 1
            yield Fault(line, f"left over in a comment: “{note[0]}”", fix="do it, then delete it")
