"""The same book for each search: ours as built, stock Material's, and Pagefind over ours."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGEFIND = "pagefind[bin]==1.5.2"


def build_ours(target: Path) -> None:
    """Render the book as `handbook build` does, without publishing it."""
    _render(ROOT / "mkdocs.yml", target)


def build_stock(target: Path, work: Path) -> None:
    """Render the same pages with Material's own search and the merged index of static-i18n."""
    overrides = work / "overrides"
    shutil.copytree(ROOT / "handbook" / "site" / "overrides", overrides)
    for ours in ("main", "partials/header", "partials/palette", "partials/search"):
        (overrides / f"{ours}.html").unlink()  # the theme's own take their place, with its script
    lines = (ROOT / "mkdocs.yml").read_text("utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("plugins:"))
    lines[at : at + 1] = ["plugins:", "  - search"]
    changed = "\n".join(lines).replace("reconfigure_search: false", "reconfigure_search: true")
    changed = changed.replace("custom_dir: handbook/site/overrides", f"custom_dir: {overrides}")
    file = ROOT / ".mkdocs-stock-search.yml"  # beside the real one: paths are relative to it
    file.write_text(changed, "utf-8")
    try:
        _render(file, target)
    finally:
        file.unlink()


def _render(config: Path, target: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(target)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)


def add_pagefind(site: Path, work: Path) -> str | None:
    """Index a built site with Pagefind; return why not, when it cannot be had."""
    tools = work / "pagefind"
    subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True)
    pip = [str(tools / "bin" / "pip"), "install", "-q", "--disable-pip-version-check", PAGEFIND]
    if subprocess.run(pip, check=False, capture_output=True).returncode:
        return f"{PAGEFIND} could not be installed"
    run = [str(tools / "bin" / "python"), "-m", "pagefind", "--site", str(site)]
    done = subprocess.run(run, check=False, capture_output=True, text=True)
    return None if done.returncode == 0 else done.stderr.strip().splitlines()[-1]
