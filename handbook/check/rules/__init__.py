"""All rules, in the order in which they are listed."""

from handbook.check.model import Rule
from handbook.check.rules import (
    admonition_kind,
    block_added,
    block_duplicated,
    block_kind,
    block_missing,
    block_moved,
    block_nesting,
    code,
    emphasis_open,
    footnotes,
    heading_ids,
    heading_outline,
    images,
    list_broken,
    placeholders,
    table_broken,
    table_cells,
    table_shape,
    truncated,
)

RULES: tuple[Rule, ...] = tuple(
    Rule.of(module)
    for module in (
        # structure
        heading_outline,
        heading_ids,
        block_missing,
        block_added,
        block_moved,
        block_duplicated,
        block_kind,
        block_nesting,
        list_broken,
        table_broken,
        table_shape,
        table_cells,
        admonition_kind,
        code,
        placeholders,
        images,
        footnotes,
        emphasis_open,
        truncated,
    )
)
