"""Findings as people and machines read them: one module a format, over one ``Report``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handbook.check.report.github import github
from handbook.check.report.html_report import html_report
from handbook.check.report.json_report import json_report
from handbook.check.report.markdown import markdown
from handbook.check.report.model import Cell, Matrix, Report, file_lines
from handbook.check.report.sarif import sarif
from handbook.check.report.text import Terminal, text

__all__ = [
    "FORMATS",
    "Cell",
    "Matrix",
    "Report",
    "Terminal",
    "file_lines",
    "github",
    "html_report",
    "json_report",
    "markdown",
    "sarif",
    "text",
]

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": text,
    "json": json_report,
    "github": github,
    "sarif": sarif,
    "html": html_report,
    "markdown": markdown,
}
"""What ``--format`` offers; ``text`` takes the terminal it prints to as a second argument."""
