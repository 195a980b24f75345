"""Addresses of other sites: the same one, or the same page in another language."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LETTERS = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Languages:
    """Codes of the language translated from and of the one translated into."""

    source: str
    target: str

    def agree(self, ours: str, theirs: str, *, strict: bool) -> bool:
        """Whether an address may stand for that of the source.

        It may when it is the same or its language code is the other one; where the code is part
        of the host the rest may differ, as titles do in an encyclopaedia. Sites that are not ours
        (``strict`` is off) may also add a code, and leave out what browsers add themselves.
        """
        if ours == theirs or (not strict and _plain(ours) == _plain(theirs)):
            return True
        masked = _mask(ours, self.source), _mask(theirs, self.target)
        swapped = masked[0] != ours.lower() and masked[1] != theirs.lower()
        if swapped and (masked[0] == masked[1] or _coded_host(*masked)):
            return True
        return not strict and self._is_version(ours, theirs)

    def _is_version(self, ours: str, theirs: str) -> bool:
        """Whether two addresses of one site hold the same numbers, one in our language."""
        numbers = [sorted(re.findall(r"\d+", address)) for address in (ours, theirs)]
        is_local = self.is_local(theirs) and numbers[0] == numbers[1]
        return is_local and self.site(ours) == self.site(theirs)

    def is_local(self, address: str) -> bool:
        """Whether an address seems to be that of a version in the language translated into."""
        return self.target in _LETTERS.findall(address.lower())

    def site(self, address: str) -> tuple[str, ...]:
        """Labels of the host without those that tell language and country; none of a page."""
        if "//" not in address:
            return ()
        labels = _host(_plain(address)).split(".")[:-1]
        return tuple(label for label in labels if label not in (self.source, self.target))


def _plain(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "//", address.strip()).rstrip("/")


def _host(address: str) -> str:
    return address.lower().partition("//")[2].partition("/")[0]


def _mask(address: str, language: str) -> str:
    return re.sub(rf"(?<![a-z]){re.escape(language)}(?![a-z])", "*", address.lower())


def _coded_host(ours: str, theirs: str) -> bool:
    """Whether both hosts hold a code, and are the same but for it."""
    return "*" in _host(ours) and _host(ours) == _host(theirs)
