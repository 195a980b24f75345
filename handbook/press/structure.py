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
_USUAL = b"<< /K ["
"""How most elements begin."""


def count_elements(data: bytes) -> int:
    """Return how many elements hang below the root of the structure tree, each counted once.

    Raises:
        ValueError: when the file is not as a volume is written, or an element is missing.

    """
    texts = packed_texts(data)
    root = next((match for text in texts.values() if (match := _ROOT.search(text))), None)
    if not root:
        raise ValueError("no structure tree")
    count = 0
    waiting = _kids(texts.pop(int(root[1]), b""))
    while waiting:
        number = waiting.pop()
        text = texts.pop(number, None)  # so that none is counted twice
        if text is None:
            raise ValueError(f"object {number} is missing, or held twice")
        if b"/Type /OBJR" not in text:
            count += 1
            waiting += _kids(text)
    return count


def _kids(element: bytes) -> list[int]:
    """Return the objects that an element holds."""
    if element.startswith(_USUAL):
        held = element[len(_USUAL) : element.index(b"]")]
        return list(map(int, _NUMBER.findall(held))) if b"R" in held else []
    for match in _KIDS.finditer(element):
        if match[2]:
            return [int(match[2])]
        if match[1] is not None:
            return list(map(int, _NUMBER.findall(match[1])))
    return []
