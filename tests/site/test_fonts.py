from __future__ import annotations

import time
from pathlib import Path

from handbook.site.fonts import font_css, write_fonts


def test_same_input_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        write_fonts(tmp_path / name, tmp_path / f"cache-{name}")
        made.append({f.name: f.read_bytes() for f in (tmp_path / name / "fonts").iterdir()})
        time.sleep(1.1)  # a font's time stamp counts seconds
    assert made[0] == made[1]
    assert len(made[0]) == 6


def test_every_file_of_the_style_sheet_is_there(tmp_path: Path) -> None:
    write_fonts(tmp_path / "assets", tmp_path / "cache")
    for file in (tmp_path / "assets" / "fonts").iterdir():
        assert f"url(fonts/{file.name})" in font_css()
