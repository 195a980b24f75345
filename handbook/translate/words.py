"""Two wordings of one text, with what was taken out and put in marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_LONG = 2000
"""Tokens from which two texts are shown whole instead of being compared word by word."""


@dataclass(frozen=True)
class Part:
    """A run of text: ``same``, ``old`` (taken out) or ``new`` (put in)."""

    kind: str
    text: str


def compare_words(old: str, new: str) -> tuple[Part, ...]:
    """Compare two texts word by word."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > _LONG:
        return tuple(Part(kind, text) for kind, text in (("old", old), ("new", new)) if text)
    return tuple(_joined(_parts(before, after)))


def _parts(before: list[str], after: list[str]) -> Iterator[Part]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            yield Part("same", "".join(before[i:j]))
        else:
            yield Part("old", "".join(before[i:j]))
            yield Part("new", "".join(after[k:m]))


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """Take a lone space between two changes into both, so that a phrase is marked as one."""
    old = new = ""
    for part in parts:
        if part.kind == "same" and (old or new) and not part.text.strip():
            old, new = old + part.text, new + part.text
        elif part.kind == "same":
            yield from _flush(old, new, part.text)
            old = new = ""
        elif part.kind == "old":
            old += part.text
        else:
            new += part.text
    yield from _flush(old, new, "")


def _flush(old: str, new: str, same: str) -> Iterator[Part]:
    """Yield what was gathered; spaces at its ends stay unmarked."""
    either = old or new
    lead = either[: len(either) - len(either.lstrip())]
    trail = either[len(either.rstrip()) :] if either.strip() else ""
    texts = (("same", lead), ("old", old.strip()), ("new", new.strip()), ("same", trail + same))
    yield from (Part(kind, text) for kind, text in texts if text)
