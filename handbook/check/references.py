"""References to literature: authors, year, title stay in their own language everywhere."""

from __future__ import annotations

import re

_YEAR = re.compile(r"\((?:19|20)\d\d[a-z]?\)")
_SIGN = re.compile(r"\bdoi\b|https?://|\bet al\b|\bISBN\b|(?<!\w)[A-Z]\.(?:[ -]?[A-Z]\.)?[,:)]? ")


def is_reference(text: str) -> bool:
    """Whether a text looks like an entry of a bibliography: a year, and initials or a DOI."""
    return len(text) < 1000 and bool(_YEAR.search(text)) and bool(_SIGN.search(text))
