from __future__ import annotations

from pathlib import Path

import pytest

from handbook import libraries
from handbook.build.inputs import Inputs
from handbook.files import Fingerprints
from handbook.press import work


def test_another_version_of_pango_sets_everything_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = set()
    for number in ("5000.12", "5000.14"):
        folder = tmp_path / number
        folder.mkdir()
        (folder / f"libpango-1.0.so.0.{number}").write_bytes(b"")
        (folder / "libpango-1.0.so.0").symlink_to(f"libpango-1.0.so.0.{number}")
        (folder / "libother.so.1").write_bytes(b"")
        monkeypatch.setattr(libraries, "_FOLDERS", (str(folder), str(tmp_path / "none")))
        libraries.type_libraries.cache_clear()
        work._fingerprint.cache_clear()
        assert libraries.type_libraries() == (f"libpango-1.0.so.0.{number}",)
        inputs = Inputs(tmp_path / "mkdocs.yml", Fingerprints(tmp_path / "files.json"))
        seen.add((work.setting_fingerprint(), inputs.libraries))
    libraries.type_libraries.cache_clear()
    work._fingerprint.cache_clear()
    assert len({sheets for sheets, _ in seen}) == len({stage for _, stage in seen}) == 2
