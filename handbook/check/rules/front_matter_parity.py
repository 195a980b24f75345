"""The front matter agrees with that of the source.

Why: sources, forms and minutes are the same in every language; a page that names others sends its
readers to the wrong place.

Bad (en → hu): ---⏎title: A⏎evidence: [R10]⏎---⏎Text. → ---⏎title: B⏎evidence: [R12]⏎---⏎Szöveg.
Good (en → hu): ---⏎title: A⏎evidence: [R10]⏎---⏎Text. → ---⏎title: B⏎evidence: [R10]⏎---⏎Szöveg.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.frontmatter import OWN, TRANSLATED, entry_lines
from handbook.check.model import Edit, Fault, Severity
from handbook.check.nearest import nearest
from handbook.check.pair import Pair

SCOPE = "pair"
SEVERITY = "error"


_MOST = 30
"""Faults named of one page: front matter that differs in more is that of another page."""


def check(pair: Pair, context: Context) -> Iterator[Fault]:
    """Yield a fault for each key that is missing, extra, or says something else."""
    yield from islice(_faults(pair, context), _MOST)


def _faults(pair: Pair, context: Context) -> Iterator[Fault]:
    source, target = pair.source, pair.target
    if not source.meta or target.meta_problem:
        return
    if not target.has_front_matter and context.is_handbook:
        return  # front-matter
    missing, extra = _keys(source, target, context.is_handbook)
    yield from _misspelt(pair, missing, extra)
    severity = None if context.is_handbook else Severity.WARNING
    for key in missing:
        line, fix = source.key_line(key), _advice(source, key)
        message = f"the front matter lacks “{key}”, which the source has"
        yield Fault(1, message, source=line, fix=fix, severity=severity)
    if context.is_handbook:
        for key in extra:
            message = f"the front matter has “{key}”, which the source has not"
            yield Fault(target.key_line(key), message, fix="remove it")
        same = source.meta.keys() & target.meta.keys() - TRANSLATED - OWN
        for key in sorted(same, key=str):
            yield from _difference(pair, key)


def _keys(source: Page, target: Page, is_handbook: bool) -> tuple[list[str], list[str]]:
    """Keys that only the source has, and only the translation."""
    missing = [str(key) for key in source.meta if key not in target.meta]
    if not is_handbook:
        empty = [key for key in TRANSLATED if target.meta.get(key) in (None, "")]
        missing = [key for key in empty if source.meta.get(key) not in (None, "")]
    extra = [str(key) for key in target.meta if key not in source.meta and key not in OWN]
    return sorted(missing), extra


def _misspelt(pair: Pair, missing: list[str], extra: list[str]) -> Iterator[Fault]:
    """Keys that are missing because they are misspelt; they leave both lists."""
    for key in list(extra):
        meant = nearest(key, missing)
        if meant:
            extra.remove(key)
            missing.remove(meant)
            line = pair.target.key_line(key)
            message = f"the key “{key}” should be “{meant}”, as in the source"
            edit = Edit(line, 1, len(key), meant)
            ours = pair.source.key_line(meant)
            yield Fault(line, message, source=ours, fix=f"write {meant}", edit=edit)


def _advice(source: Page, key: str) -> str:
    if key in TRANSLATED:
        return f"translate it: {source.meta[key]}"
    return f"copy it from the source: {source.lines[source.key_line(key) - 1].strip()}"


def _difference(pair: Pair, key: str) -> Iterator[Fault]:
    ours, theirs = pair.source.meta[key], pair.target.meta[key]
    if _unordered(ours) == _unordered(theirs):
        return
    lines = pair.source.key_line(key), pair.target.key_line(key)
    if isinstance(ours, dict) and isinstance(theirs, dict):
        ours, theirs = ({str(name): each[name] for name in each} for each in (ours, theirs))
        entries = entry_lines(pair.source, key), entry_lines(pair.target, key)
        for name in sorted({*ours, *theirs}):
            if ours.get(name) != theirs.get(name):
                at = entries[0].get(name, lines[0]), entries[1].get(name, lines[1])
                yield _fault(pair, f"“{key}” of {name}", at, ours.get(name), theirs.get(name))
    else:
        yield _fault(pair, f"“{key}”", lines, ours, theirs)


def _unordered(value: Any) -> Any:
    return sorted(map(str, value)) if isinstance(value, list) else value


def _fault(pair: Pair, noun: str, lines: tuple[int, int], ours: Any, theirs: Any) -> Fault:
    wanted, found = pair.source.lines[lines[0] - 1], pair.target.lines[lines[1] - 1]
    single = theirs is not None and ours is not None and _is_whole(ours, wanted)
    edit = Edit(lines[1], 1, len(found), wanted) if single and _is_whole(theirs, found) else None
    return Fault(
        lines[1],
        f"{noun} {_what(ours, theirs)}",
        source=lines[0],
        fix=f"write as in the source: {wanted.strip()}" if single else "make it as in the source",
        edit=edit,
    )


def _is_whole(value: Any, line: str) -> bool:
    """Whether a value stands on the one line of its key."""
    return line.rstrip().endswith("]") if isinstance(value, list) else str(value) in line


def _what(ours: Any, theirs: Any) -> str:
    """Say what differs: ids that a list lacks or has in excess, else both values."""
    if _is_ids(ours) and _is_ids(theirs):
        lacking = [str(entry) for entry in ours if entry not in theirs]
        extra = [str(entry) for entry in theirs if entry not in ours]
        parts = [f"lacks {', '.join(lacking)}"] * bool(lacking)
        parts += [f"names {', '.join(extra)}, which the source does not"] * bool(extra)
        if parts:
            return " and ".join(parts)
    return f"is {_shown(theirs)}; in the source it is {_shown(ours)}"


def _is_ids(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def _shown(value: Any) -> str:
    if value is None:
        return "missing"
    entries = value if isinstance(value, list) else [value]
    ids = (entry.get("id", entry) if isinstance(entry, dict) else entry for entry in entries)
    return f"“{', '.join(map(str, ids))[:60]}”"
