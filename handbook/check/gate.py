"""The gate: the rules that decide whether a stranger's work may be rendered at all.

Their findings are refusals: no allowance in a page silences them.
"""

from __future__ import annotations

RULES = frozenset(
    [
        "configuration",
        "data-file",
        "drawing",
        "edition-folder",
        "encoding",
        "file-kind",
        "file-link",
        "file-name",
        "include",
        "markup",
        "page-clash",
        "page-cost",
        "plain-values",
    ]
)
