"""Python's search for reference cycles, made rare while many pages are rendered."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 100_000
"""New objects before the collector looks: by default 700, which costs a sixth of a rendering."""


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Let the collector run seldom; as before afterwards."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
