"""The live preview."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def serve(config_file: Path, address: str, say: Callable[[str], None] = print) -> int:
    """Preview with live reload; returns the exit code.

    A book with plugins or hooks of its own is previewed by ``mkdocs serve``.

    Raises:
        BookError: when the configuration cannot be read.

    """
    from handbook.site.inputs import read_inputs
    from handbook.site.settings import foreign_reason

    reason = foreign_reason(read_inputs(config_file))
    if reason:
        say(f"{reason}: the preview is that of MkDocs")
        command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(config_file), "-a", address]
        return subprocess.run(command, check=False).returncode
    from handbook.site.live import serve as serve_live

    serve_live(config_file, address, say)
    return 0
