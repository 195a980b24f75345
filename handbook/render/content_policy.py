"""The Content-Security-Policy: what a browser may do on a page of the book.

One policy for all pages, in the head of each (``<meta>``) and in the examples for web servers. What
stands in pages themselves is constant and few, and allowed by its digest: the script of the frame
and that of 404.html, the styles of the crisis card and of drawings. Nothing else runs or paints
but files of the site, whatever gets onto a page.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import html

from handbook.render.diagrams import STYLE

_PARTIALS = Path(__file__).parents[1] / "site" / "overrides" / "partials"
_SCRIPTS = ("early.js.html", "notfound.js.html")
_STYLES = ("crisis-card.css.html",)


@cache
def content_policy() -> str:
    """Return the policy that each page carries in its head."""
    scripts = " ".join(digest(_part(name)) for name in _SCRIPTS)
    styles = " ".join(digest(text) for text in (*map(_part, _STYLES), STYLE))
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' {scripts}",
        "style-src": f"'self' {styles}",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "media-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def header_policy() -> str:
    """Return the policy as a web server sends it: there it may also forbid frames around pages."""
    return f"{content_policy()}; frame-ancestors 'none'"


def digest(text: str) -> str:
    """Return what allows a script or style that stands in a page."""
    found = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{found}'"


def policy_faults(tree: html.HtmlElement) -> Iterator[str]:
    """Yield what the policy would keep from working on a page, and a page that is without it."""
    stated = [meta.get("content") for meta in tree.xpath(_STATED)]
    if stated != [content_policy()]:
        yield "its head holds no Content-Security-Policy, or another than the book’s"
    for element in tree.xpath("//script[not(@src)] | //style"):
        if digest(element.text or "") not in content_policy():
            yield f"<{element.tag}> in the page is not allowed by its Content-Security-Policy"
    for name in tree.xpath("//@*[name() = 'style' or starts-with(name(), 'on')]"):
        what = f"the attribute {name.attrname} of <{name.getparent().tag}>"
        yield f"{what} is not allowed by its Content-Security-Policy"


_STATED = "//head/meta[@http-equiv='Content-Security-Policy']"


def _part(name: str) -> str:
    """Return a part of the frame as Jinja puts it into a page: without its last line end."""
    return _PARTIALS.joinpath(name).read_text("utf-8").removesuffix("\n")


if __name__ == "__main__":
    print(header_policy())
