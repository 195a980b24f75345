"""Imported by the process that others are copied from: they have WeasyPrint loaded at birth."""

from __future__ import annotations

import gc

from handbook.press import engine, tags

engine.load()
gc.collect()
gc.freeze()  # the copies need not look at what is here for good

__all__ = ["tags"]
