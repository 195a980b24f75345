"""A word or phrase stands that the language's norms avoid.

Why: an ijekavian word in an ekavian text, a calque or a misspelt loan word tells readers that the
text is not for them. The lists are in `handbook/language/data/wording-*.yml`.

Bad (sr): Program se sprovodi tijekom školske godine.
Good (sr): Voditelj slučaja nije prijatelj, ali tokom godine sluša i bez prijave.
Bad (lv): Materiāli priekš mentoriem ir izdrukāti.
Good (lv): Materiāli mentoriem ir izdrukāti, priekšā ir vieta vārdam.
Bad (bg): Срещата е он-лайн.
Good (bg): Срещата е онлайн, поканата идва с имейл.
Bad (hu): A terv kidolgozásra kerül.
Good (hu): Kidolgozzuk a tervet, és arra is sor kerül, amit a fiatal kér.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Fault, Severity
from handbook.check.prose import Piece, prose
from handbook.check.vocabulary import is_mention, quoted_around, vocabulary, words_of
from handbook.language.match import Hit
from handbook.language.wording import Avoided

SCOPE = "page"
SEVERITY = "warning"


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each word to avoid."""
    known = vocabulary(context.glossary, page.edition)
    words = prose(page)
    seen: set[Avoided] = set()
    for hit in known.avoided.find(words.text, words=words.vocabulary):
        if hit.value is None or (hit.value.house and not context.is_handbook):
            continue
        piece, start = words.piece(hit.start)
        found = Hit(hit.start - start, hit.end - start, hit.text, hit.value)
        if known.is_fine(found, piece.prose) or is_mention(quoted_around(found, piece.prose)):
            continue
        if found.value in seen or not found.value.once_a_page:
            yield _fault(found, piece)
        seen.add(found.value)


def _fault(hit: Hit[Avoided], piece: Piece) -> Fault:
    line, column = piece.place(hit.start)
    entry, quoted = hit.value, words_of(hit)
    again = ", for the second time or more," if entry.once_a_page else ""
    return Fault(
        line,
        f"“{quoted}”{again} {entry.say}",
        column,
        fix=entry.remedy(quoted),
        severity=Severity(entry.level),
    )
