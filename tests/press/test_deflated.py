"""Packed text with gaps: whatever fills them, it unpacks as one text."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.press.deflated import fill, pack


@given(st.lists(st.tuples(st.binary(max_size=400), st.binary(max_size=40)), min_size=1, max_size=6))
def test_filled_text_unpacks_whole_and_with_its_sum(pairs: list[tuple[bytes, bytes]]) -> None:
    lengths = pack([text for text, _ in pairs])
    filled = fill(lengths, [filling for _, filling in pairs])
    assert zlib.decompress(filled) == b"".join(text + filling for text, filling in pairs)


def test_sum_of_long_texts_is_right() -> None:
    text = bytes(range(256)) * 1000
    assert zlib.decompress(fill(pack([text, text]), [b"12", b""])) == text + b"12" + text


def test_every_gap_is_filled_once() -> None:
    with pytest.raises(ValueError, match="zip"):
        fill(pack([b"a", b"b"]), [b"1"])


def test_filling_too_long_for_its_gap_is_refused() -> None:
    with pytest.raises(ValueError, match="too many"):
        fill(pack([b"a"]), [b"1" * 70000])
