"""WeasyPrint loaded quickly sets what WeasyPrint sets, and hyphenates as Pyphen does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyphen
import pytest

from handbook.press import engine
from handbook.press.hyphens import keep_patterns
from tests.conftest import ROOT

WORDS = {
    "en": ["mentoring", "responsibility", "hyphenation", "relationship"],
    "hu": ["hosszan", "mentorálás", "asszony", "kapcsolattartás", "meggyőződés"],
    "sr-Latn": ["odgovornost", "vršnjačka"],
    "lv": ["mentorēšana", "atbildība"],
    "bg": ["менторство", "отговорност"],
}
SET = """
import hashlib, sys
from pathlib import Path
from handbook.press.setter import put_away, set_document
fonts = Path(sys.argv[1])
style = "@page{size:A5}p{hyphens:auto;width:30mm;font-family:'Source Serif 4'}"
text = "A responsibility of mentoring relationships. " * 9
pdf, facts = set_document(
    f"<html lang=en><head><title>t</title><style>{style}</style></head><body data-piece=x>"
    f"<p>{text}</p></body></html>", fonts)
put_away(fonts)
print(hashlib.sha256(pdf).hexdigest(), facts.pages, "pycparser" in sys.modules)
"""


def set_apart(fonts: Path, kept: Path | None) -> list[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    env.pop(engine.KEPT, None)
    command = [sys.executable, "-c", SET, str(fonts)]
    done = subprocess.run(
        command,
        env=env | ({engine.KEPT: str(kept)} if kept else {}),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_what_is_kept_changes_nothing_of_what_is_set(fonts: Path, tmp_path: Path) -> None:
    plain = set_apart(fonts, None)
    first, again = set_apart(fonts, tmp_path), set_apart(fonts, tmp_path)
    assert plain[:2] == first[:2] == again[:2]
    assert (plain[2], again[2]) == ("True", "False")  # the parser of C was not needed
    kept = {file.name.split("-")[0] for file in tmp_path.iterdir()}
    assert kept == {"bindings", "patterns"}


def test_missing_folder_is_no_fault(fonts: Path, tmp_path: Path) -> None:
    assert set_apart(fonts, tmp_path / "gone")[:2] == set_apart(fonts, None)[:2]


@pytest.mark.parametrize("language", WORDS)
def test_kept_patterns_part_words_alike(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parted() -> list[object]:
        found = pyphen.Pyphen(lang=language, cache=False)
        places = [found.positions(word) for word in WORDS[language]]
        return [*places, [[place.data for place in each] for each in places]]

    monkeypatch.setattr(pyphen, "HyphDict", pyphen.HyphDict)  # put back at the end
    plain = parted()
    keep_patterns(tmp_path)
    assert parted() == plain  # read, and kept
    assert len(list(tmp_path.iterdir())) == 1
    assert parted() == plain  # kept
    assert any(plain)


def test_stand_in_loads_what_it_stands_for() -> None:
    assert engine._Later("json").dumps({"a": 1}) == '{"a": 1}'
    assert not hasattr(engine._Later("json"), "__path__")
