"""A page becomes only such elements, attributes and addresses as are allowed.

Why: Markdown is code: tags, attribute lists, reference links and character references can all
become scripts, fields or pictures from other people’s servers, which then follow whoever reads in
need. The rule therefore judges what the renderer makes of the page, as a browser reads it.

Bad (en): A <script>alert(1)</script> word.
Bad (en): [Press here](java&#115;cript:alert) now.
Bad (en): A picture ![of us](https://pictures.example/us.png) here.
Bad (en): ## Call { #call onclick="alert(1)" }
Good (en): If 3 < 5 and 5 > 3, see `<script>` and [our rules](https://www.example.org/a?b=1&c=2).
Good (en): <div class="grid" markdown>⏎⏎Two<br>lines.⏎⏎</div>
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.locate import failing_line, locate
from handbook.check.model import Fault
from handbook.check.renderer import Answer
from handbook.policy.cost import faults as costs
from handbook.policy.plain import is_plain

SCOPE = "page"
SEVERITY = "error"

_OWN_FOLDERS = 2
"""Folders between a page's address and docs/ besides those of its id: its edition's, its own."""


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for all that may not stand on the page; costly pages are not rendered."""
    renderer = context.renderer
    is_tame = renderer.is_tame and is_plain(page.text, renderer.extensions)
    if page.flaw or is_tame or any(costs(page.text)):
        return
    depth = page.id.count("/") + _OWN_FOLDERS

    def judge(text: str) -> Answer:
        return renderer.judge(text, depth)

    answer = judge(page.text)
    if isinstance(answer, str):
        fix = "simplify what stands here: fewer brackets, tags and levels; write < as &lt;"
        line = failing_line(page, judge)
        yield Fault(line, f"the page cannot be rendered: {answer}", fix=fix)
        return
    located = list(locate(page, answer, judge)) if answer else []
    found = sorted(located, key=lambda pair: (pair[0], pair[1].message))
    for (line, message), same in groupby(found, lambda pair: (pair[0], pair[1].message)):
        yield Fault(line, message, fix=next(same)[1].fix)
