"""The page that explains every rule, made from the rules' own docstrings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handbook.check.model import Rule

_EXAMPLE = re.compile(r"^(Bad|Good) \((\w+)(?: → (\w+))?\): (.+(?:\n {4,}.+)*)", re.MULTILINE)
_HEAD = """# What `handbook check` finds

Made from the rules themselves by `handbook check --list --format markdown`; do not edit it.

An **error** must be mended before a page goes in, a **warning** nearly always; **info** is worth a
look. Where a text has to quote what a rule forbids, write
`<!-- handbook: allow RULE — reason -->` on the line above the block. If a finding is wrong, tell
us: then the rule is at fault.
"""


def rulebook(rules: Sequence[Rule]) -> str:
    """Return the page in Markdown: a list, then a section a rule with its examples."""
    listed = "\n".join(
        f"- [`{rule.id}`](#{rule.id}) {rule.severity}: {rule.summary}" for rule in rules
    )
    return "\n".join([_HEAD, listed, "", *(line for rule in rules for line in _section(rule))])


def _section(rule: Rule) -> Iterator[str]:
    yield f"## {rule.id}\n"
    yield f"{rule.summary} ({rule.severity})\n"
    why = rule.text[: found.start()] if (found := _EXAMPLE.search(rule.text)) else rule.text
    yield why.strip() + "\n"
    for kind, first, second, text in _EXAMPLE.findall(rule.text):
        joined = re.sub(r"\n +", " ", text)
        yield f"{'✗' if kind == 'Bad' else '✓'} {first}{f' → {second}' if second else ''}\n"
        yield "```text"
        yield joined.replace(" → ", "\n→\n").replace("⏎", "\n").replace("⇥", "    ")
        yield "```\n"
