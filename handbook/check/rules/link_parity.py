"""Links lead where those of the source lead, in the same paragraph.

Why: a lost link hides the form or the step it led to; an address that was changed sends the reader
elsewhere. The address of another language’s version of the same site is right.

Bad (en → hu): See [the card](../crisis-card.md). → Lásd a [kártyát](../index.md).
Bad (en → hu): Read [the law](https://law.example/en/a). → Olvassuk el a törvényt.
Good (en → hu): See [the law](https://law.example/en/a). → Lásd a [törvényt](https://law.example/hu/a).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from handbook.blocks import Block
from handbook.check.context import Context
from handbook.check.links import named_link, plain_label, targets
from handbook.check.model import Edit, Fault, Severity
from handbook.check.pair import Pair
from handbook.check.words import short

SCOPE = "pair"
SEVERITY = "error"

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_LETTERS = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Link:
    """A link of a block: as written, in a form that can be compared, and where it stands."""

    written: str
    form: str
    start: int
    label: str


def check(pair: Pair, context: Context) -> Iterator[Fault]:
    """Yield one fault for each block whose links are not those of its source, in any order."""
    for ours, theirs in pair.both:
        if not (_may_link(ours.text) or _may_link(theirs.text)):
            continue
        wanted, found = targets(ours), targets(theirs)
        if [target for target, *_ in wanted] != [target for target, *_ in found]:
            yield from _Comparison(pair, context, ours, theirs).faults(wanted, found)


def _may_link(text: str) -> bool:
    return "]" in text or "://" in text or "href" in text


@dataclass(frozen=True)
class _Comparison:
    """Two aligned blocks whose links are written in different ways."""

    pair: Pair
    context: Context
    ours: Block
    theirs: Block

    def faults(
        self, wanted: list[tuple[str, int, str]], found: list[tuple[str, int, str]]
    ) -> Iterator[Fault]:
        lost = [self._link(*link) for link in wanted]
        extra: list[Link] = []
        for link in (self._link(*link) for link in found):
            same = next((other for other in lost if self._agree(other, link)), None)
            if same:
                lost.remove(same)
            else:
                extra.append(link)
        if lost or extra:
            yield self._fault(lost, extra)

    def _link(self, written: str, start: int, label: str) -> Link:
        if _SCHEME.match(written):
            form = re.sub(r"^https?://(?:www\.)?", "//", written.strip()).rstrip("/")
        elif written.startswith("["):
            form = "[]"  # where it leads is compared at its definition
        else:
            path, _, anchor = unquote(written).partition("#")
            folder = posixpath.dirname(self.pair.target.id)
            full = posixpath.normpath(posixpath.join("/", folder, path)) if path else ""
            form = f"{_without_edition(full, self.context)}#{anchor}"
        return Link(written, form, start, label)

    def _agree(self, ours: Link, theirs: Link) -> bool:
        if ours.form == theirs.form:
            return True
        external = ours.form.startswith("//"), theirs.form.startswith("//")
        if all(external):
            return _is_version(ours.form, theirs.form, self._languages)
        if any(external) or ":" in ours.form + theirs.form:
            return False
        path, _, anchor = ours.form.partition("#")
        their_path, _, _ = theirs.form.partition("#")
        return path == their_path and not self._is_explicit(path, anchor)

    @property
    def _languages(self) -> tuple[str, str]:
        return self.context.book.source.locale.lower(), self.pair.language.lower()

    def _is_explicit(self, path: str, anchor: str) -> bool:
        """Whether an anchor is written as an id, the same in all languages, on the source page."""
        if self.context.is_handbook or not anchor:
            return True
        source = self.pair.source
        page_id = path.strip("/").removesuffix(".md")
        page = self.context.book.page(source.edition, page_id) if path else source
        return page is not None and any(block.id == anchor for block in page.blocks)

    def _fault(self, lost: list[Link], extra: list[Link]) -> Fault:
        at = extra[0].start if extra else len(self.theirs.text.rstrip())
        line, column = self.theirs.place(at)
        edit = None
        if len(lost) == len(extra) == 1:
            found, wanted = extra[0].written, lost[0].written
            message = f"{named_link(extra[0].label)} leads to {found}; in the source to {wanted}"
            fix = f"write {wanted}"
            if _is_local(extra[0].form, self.pair.language):
                fix += ", or the address of that page in this language"
            else:
                edit = self._edit(line, column, extra[0], lost[0])
        elif lost and extra:
            message = f"links {_listed(extra)} should be {_listed(lost)}, as in the source"
            fix = "write the addresses of the source"
        elif lost:
            message = f"the source links here to {_listed(lost)}; the translation does not"
            fix = f"put the link on the words for {_labels(lost)}"
        else:
            message, fix = f"the link to {_listed(extra)} is not in the source", "remove it"
        severity = None if self.context.is_handbook else self._severity(lost, extra)
        return Fault(
            line,
            message,
            column=column,
            source=self.ours.line,
            fix=fix,
            severity=severity,
            edit=edit,
        )

    def _severity(self, lost: list[Link], extra: list[Link]) -> Severity | None:
        """Other sites may want a local address in place of the source’s: worth a look."""
        hosts = {_site(link.form, self._languages) for link in lost}
        others = {_site(link.form, self._languages) for link in extra}
        return Severity.WARNING if others - hosts or hosts - others else None

    def _edit(self, line: int, column: int, link: Link, right: Link) -> Edit | None:
        text = self.pair.target.lines[line - 1]
        at = text.find(f"]({link.written}", column - 1)
        if at < 0 or right.form.startswith("//") != link.form.startswith("//"):
            return None
        return Edit(line, at + 3, len(link.written), right.written)


def _listed(links: list[Link]) -> str:
    shown = ", ".join(link.written for link in links[:3])
    return shown + (", …" if len(links) > 3 else "")


def _labels(links: list[Link]) -> str:
    words = [plain_label(link.label) for link in links[:3]]
    return ", ".join(short(word) for word in words if word) or "it"


def _without_edition(path: str, context: Context) -> str:
    """Return a path that left its edition’s folder as one within it: link-edition judges that."""
    first, _, rest = path.strip("/").partition("/")
    locales = {edition.locale for edition in context.book.editions}
    return f"/{rest}" if first in locales and rest else path


def _is_version(ours: str, theirs: str, languages: tuple[str, str]) -> bool:
    """Whether two addresses are those of one site in two languages, and of the same numbers."""
    if languages[1] not in _LETTERS.findall(theirs.lower()) or _numbers(ours) != _numbers(theirs):
        return False
    return _site(ours, languages) == _site(theirs, languages)


def _is_local(address: str, language: str) -> bool:
    """Whether an address seems to be that of a version in this language."""
    return address.startswith("//") and language.lower() in _LETTERS.findall(address.lower())


def _numbers(address: str) -> list[str]:
    return sorted(re.findall(r"\d+", address))


def _site(address: str, languages: tuple[str, str]) -> tuple[str, ...]:
    """Labels of the host without those that tell language and country; none of a page."""
    if not address.startswith("//"):
        return ()
    host = address[2:].partition("/")[0].lower()
    return tuple(label for label in host.split(".")[:-1] if label not in languages)
