"""The live preview."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def serve(config_file: Path, address: str) -> int:
    """Preview with live reload; returns the exit code of ``mkdocs serve``."""
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(config_file), "-a", address]
    return subprocess.run(command, check=False).returncode
