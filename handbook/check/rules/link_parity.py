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
from handbook.check.addresses import Languages
from handbook.check.context import Context
from handbook.check.links import Target, named_link, plain_label, targets
from handbook.check.model import Edit, Fault, Severity
from handbook.check.pair import Pair
from handbook.check.words import short

SCOPE = "pair"
SEVERITY = "error"

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


@dataclass(frozen=True)
class Link:
    """A link of a block: as written, in a form that can be compared, and where it stands."""

    written: str
    form: str
    start: int
    label: str
    is_bare: bool
    """An address in the text, without words of its own."""


def check(pair: Pair, context: Context) -> Iterator[Fault]:
    """Yield one fault for each block whose links are not those of its source, in any order."""
    for ours, theirs in pair.both:
        if not (_may_link(ours.text) or _may_link(theirs.text)):
            continue
        wanted, found = targets(ours), targets(theirs)
        same = [target for target, *_ in wanted] == [target for target, *_ in found]
        if not same or [_is_bare(ours, w) for w in wanted] != [_is_bare(theirs, f) for f in found]:
            faults = list(_Comparison(pair, context, ours, theirs).faults(wanted, found))
        else:
            faults = []
        yield from faults or _wordless(ours, theirs, wanted, found)


def _may_link(text: str) -> bool:
    return "]" in text or "://" in text or "href" in text


def _is_bare(block: Block, link: Target) -> bool:
    return block.kind != "html" and not block.text.startswith(("[", "<a "), link[1])


def _wordless(
    ours: Block, theirs: Block, wanted: list[Target], found: list[Target]
) -> Iterator[Fault]:
    """Links that lead to the right place but have lost the words to click on."""
    words = {target: plain_label(label) for target, _, label in wanted}
    for target, start, label in found:
        if not label.strip() and words.get(target) and theirs.text.startswith("[", start):
            line, column = theirs.place(start)
            message = f"the link to {target} has no words to click on"
            fix = f"translate {short(words[target])} between the square brackets"
            yield Fault(line, message, column=column, source=ours.line, fix=fix)


@dataclass(frozen=True)
class _Comparison:
    """Two aligned blocks whose links are written in different ways."""

    pair: Pair
    context: Context
    ours: Block
    theirs: Block

    @property
    def _languages(self) -> Languages:
        return Languages(self.context.book.source.locale.lower(), self.pair.language.lower())

    def faults(self, wanted: list[Target], found: list[Target]) -> Iterator[Fault]:
        lost = [self._link(self.ours, *link) for link in wanted]
        extra: list[Link] = []
        for link in (self._link(self.theirs, *link) for link in found):
            same = next((other for other in lost if self._agree(other, link)), None)
            if same:
                lost.remove(same)
            else:
                extra.append(link)
        for link in list(lost):
            at = self.theirs.text.find(f"] ({link.written}")
            if at >= 0:
                lost.remove(link)
                extra = [other for other in extra if other.form != link.form]
                yield self._spaced(link, at)
        if lost or extra:
            yield self._fault(lost, extra)

    def _spaced(self, link: Link, at: int) -> Fault:
        line, column = self.theirs.place(at + 1)
        return Fault(
            line,
            f"the link to {link.written} is broken: a space stands before its address",
            column=column,
            source=self.ours.line,
            fix="remove the space between ] and (",
            edit=Edit(line, column, 1, ""),
        )

    def _link(self, block: Block, written: str, start: int, label: str) -> Link:
        if _SCHEME.match(written):
            form = written.strip()
        elif written.startswith("["):
            form = "[]"  # where it leads is compared at its definition
        else:
            path, _, anchor = unquote(written).partition("#")
            folder = posixpath.dirname(self.pair.target.id)
            full = posixpath.normpath(posixpath.join("/", folder, path)) if path else ""
            form = f"{_without_edition(full, self.context)}#{anchor}"
        bare = _is_bare(block, (written, start, label)) or label == written
        return Link(written, form, start, label, bare)

    def _agree(self, ours: Link, theirs: Link) -> bool:
        if ours.is_bare != theirs.is_bare:
            return False
        if ours.form == theirs.form:
            return True
        external = "//" in ours.form, "//" in theirs.form
        if all(external):
            strict = self.context.is_handbook
            return self._languages.agree(ours.form, theirs.form, strict=strict)
        if any(external) or ":" in ours.form + theirs.form:
            return False
        path, _, anchor = ours.form.partition("#")
        their_path, _, _ = theirs.form.partition("#")
        return path == their_path and not self._is_explicit(path, anchor)

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
        message, fix = self._words(lost, extra)
        edit = None
        if len(lost) == len(extra) == 1 and not self._languages.is_local(extra[0].form):
            edit = self._edit(line, column, extra[0], lost[0])
        return Fault(
            line,
            message,
            column=column,
            source=self.ours.line,
            fix=fix,
            severity=None if self.context.is_handbook else self._severity(lost, extra),
            edit=edit,
        )

    def _words(self, lost: list[Link], extra: list[Link]) -> tuple[str, str]:
        """Say what differs, and what to do."""
        if len(lost) == len(extra) == 1:
            return self._other(lost[0], extra[0])
        if lost and extra:
            message = f"links {_listed(extra)} should be {_listed(lost)}, as in the source"
            return message, "write the addresses of the source"
        if lost:
            message = f"the source links here to {_listed(lost)}; the translation does not"
            return message, f"put the link on the words for {_labels(lost)}"
        return f"the link to {_listed(extra)} is not in the source", "remove it"

    def _other(self, lost: Link, extra: Link) -> tuple[str, str]:
        wanted = lost.written
        if lost.form == extra.form and extra.is_bare:
            words = f"put it behind words: [words for {_labels([lost])}]({wanted})"
            return f"the address {wanted} stands in the text; in the source it is a link", words
        message = f"{named_link(extra.label)} leads to {extra.written}; in the source to {wanted}"
        local = "//" in extra.form and self._languages.is_local(extra.form)
        return message, f"write {wanted}" + ", or its address in this language" * local

    def _severity(self, lost: list[Link], extra: list[Link]) -> Severity | None:
        """Other sites may want a local address in place of the source’s: worth a look."""
        hosts = {self._languages.site(link.form) for link in lost}
        others = {self._languages.site(link.form) for link in extra}
        return Severity.WARNING if others != hosts else None

    def _edit(self, line: int, column: int, link: Link, right: Link) -> Edit | None:
        text = self.pair.target.lines[line - 1]
        at = text.find(f"]({link.written}", column - 1)
        if at < 0 or link.is_bare or ("//" in right.form) != ("//" in link.form):
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
