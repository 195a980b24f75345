"""mkdocs-with-pdf over the same book, one build a language, with and without its PDF.

The plugin goes into an environment of its own (``pip`` decides what WeasyPrint comes with it).
"""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pypdfium2
import yaml

from benchmarks.measured import Run, measure

_PACKAGES = ("mkdocs-with-pdf==0.9.3", "mkdocs-material==9.8.1", "mkdocs-static-i18n==1.3.1")


@dataclass(frozen=True)
class Peer:
    """Books of all languages: what making the PDFs alone took, the largest process, pages."""

    cpu: float
    clock: float
    peak: int
    pages: list[int]
    weasyprint: str


def install(folder: Path) -> Path:
    """Make an environment with the plugin in ``folder`` unless it is there; return its Python."""
    python = folder / "bin" / "python"
    if not (folder / "bin" / "mkdocs").exists():
        venv.create(folder, with_pip=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*command, *_PACKAGES], check=True)
    return python


def run(config: Path, languages: Iterable[str], python: Path, folder: Path) -> Peer:
    """Build every language alone, once without and once with its PDF; return the difference."""
    plain, whole, pages = [], [], []
    for language in languages:
        home = folder / language
        alone = _alone(config, language, home)
        plain.append(_build(python, alone, home / "site"))
        settings = yaml.safe_load(alone.read_text("utf-8"))
        settings["plugins"].append({"with-pdf": {"output_path": "book.pdf"}})
        alone.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
        whole.append(_build(python, alone, home / "site"))
        pages.append(len(pypdfium2.PdfDocument(home / "site" / "book.pdf")))
    said = subprocess.run(
        [python, "-c", "import weasyprint; print(weasyprint.__version__)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return Peer(
        sum(run.cpu for run in whole) - sum(run.cpu for run in plain),
        sum(run.clock for run in whole) - sum(run.clock for run in plain),
        max(run.peak for run in whole),
        pages,
        said.stdout.strip(),
    )


def _alone(config: Path, language: str, home: Path) -> Path:
    """Write the book of one language: its pages, its pictures, its settings."""
    settings = yaml.safe_load(config.read_text("utf-8"))
    for name in (language, "assets"):
        if (config.parent / "docs" / name).exists():
            copytree(config.parent / "docs" / name, home / "docs" / name)
    editions = next(each["i18n"] for each in settings["plugins"] if isinstance(each, dict))
    kept = [each for each in editions["languages"] if each["locale"] == language]
    editions["languages"] = [{**kept[0], "default": True}]
    alone = home / "mkdocs.yml"
    alone.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    return alone


def _build(python: Path, config: Path, site: Path) -> Run:
    command = [python, "-m", "mkdocs", "build", "-q", "-f", config, "-d", site]
    return measure(command, config.parent, {"PYTHONPATH": ""})


if __name__ == "__main__":
    sys.exit("part of benchmarks.printing: python -m benchmarks.printing --peer")
