"""Each form that the front matter names in `tools` has its section on the page.

Why: links and printed lists of forms lead to that section.

Bad (en): ---⏎tools: [T35]⏎---⏎## Tools { #tools }
Good (en): ---⏎tools: [T35]⏎---⏎## Matching grid { #t35 }
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Fault

SCOPE = "page"
SEVERITY = "error"


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each form without a section."""
    tools = page.meta.get("tools")
    if not (context.is_handbook and page.is_source and isinstance(tools, list)):
        return  # tools and ids of translations are compared with the source's
    if "template" in page.meta:
        return  # the page as a whole is the form
    ids = {block.id for block in page.blocks if block.kind == "heading"}
    for tool in tools:
        anchor = str(tool).lower().replace(".", "-")
        if anchor not in ids:
            yield Fault(
                page.key_line("tools"),
                f"tools names {tool}, but no heading on the page has the id #{anchor}",
                fix=f"add {{ #{anchor} }} to the form’s heading, or take {tool} out of tools",
            )
