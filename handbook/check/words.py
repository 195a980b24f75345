"""How findings speak of blocks: their kinds in plain words, and short quotations."""

from __future__ import annotations

from handbook.blocks import Block

KINDS = {
    "heading": "heading",
    "paragraph": "paragraph",
    "item": "list item",
    "table": "table",
    "row": "table row",
    "cell": "table cell",
    "admonition": "box",
    "footnote": "note",
    "code": "code block",
    "html": "HTML block",
    "comment": "comment",
    "rule": "dividing line",
}


def short(text: str, limit: int = 50) -> str:
    """Quote the beginning of a text, cut at a word."""
    plain = " ".join(text.replace("\0", " ").split())
    if len(plain) <= limit:
        return f"“{plain}”"
    return f"“{plain[:limit].rsplit(' ', 1)[0]} …”"


def named(block: Block, cells: list[Block] | None = None) -> str:
    """Name a block for a person: its kind and first words."""
    text = block.text if block.kind in ("comment", "code", "html") else block.prose
    if block.kind == "row" and cells:
        text = " | ".join(cell.prose for cell in cells)
    kind = KINDS[block.kind]
    if not text.strip("\0 \n"):
        text = block.text  # an anchor, a picture: shown as written
    return f"{kind} {short(text)}" if text.strip() else kind


def plural(count: int, one: str, many: str | None = None) -> str:
    """Count something: “1 row”, “3 rows”."""
    return f"{count} {one if count == 1 else many or one + 's'}"
