"""Imported by the process that others are copied from: they have WeasyPrint loaded at birth."""

from __future__ import annotations

from handbook.press import engine, tags

engine.load()

__all__ = ["tags"]
