"""Counts the structure elements of a finished volume, from its bytes.

Asking a library for each of the ten thousand elements of a book takes longer than to join it.
"""

from __future__ import annotations

import re

from handbook.press.pdf import packed_texts

_ROOT = re.compile(rb"/StructTreeRoot (\d+) 0 R")
_KIDS = re.compile(rb"\((?:[^\\()]|\\.)*\)|/K (?:\[([^\]]*)\]|(\d+) 0 R)", re.DOTALL)
"""Texts are skipped: what stands in them says nothing of kids."""
_NUMBER = re.compile(rb"(\d+) 0 R")


def count_elements(data: bytes) -> int:
    """Return how many elements hang below the root of the structure tree, each counted once.

    Raises:
        ValueError: when the file is not as a volume is written, or an element is missing.

    """
    texts = packed_texts(data)
    root = next((match for text in texts.values() if (match := _ROOT.search(text))), None)
    if not root:
        raise ValueError("no structure tree")
    seen: set[int] = set()
    waiting = _kids(texts, int(root[1]))
    count = 0
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            if b"/Type /OBJR" not in texts.get(number, b""):
                count += 1
                waiting += _kids(texts, number)
    return count


def _kids(texts: dict[int, bytes], number: int) -> list[int]:
    """Return the objects that an element holds."""
    if number not in texts:
        raise ValueError(f"no object {number}")
    for match in _KIDS.finditer(texts[number]):
        if match[2]:
            return [int(match[2])]
        if match[1] is not None:
            return [int(kid) for kid in _NUMBER.findall(match[1])]
    return []
