from __future__ import annotations

from pathlib import Path

import pytest

from handbook.check.report import Report
from tests.check.report.sample import sample, write


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """The sample report, over pages in ``tmp_path``."""
    write(tmp_path)
    return sample(tmp_path)
