"""Volumes: what is in the trainer's packs, and what only the trainer gets."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from handbook.press.volumes import volumes

PIECES = (
    "crisis-card",
    "train/overview",
    *("train/m1", "train/m1~handouts", "train/m1~keys", "train/m1~notes"),
    *("train/m2", "train/m2~handouts", "train/m2~notes"),
)


def packs() -> dict[str, tuple[str, ...]]:
    names = dict.fromkeys(piece.split("~")[0] for piece in PIECES)
    pages: Any = [SimpleNamespace(id=name, page=SimpleNamespace(title=name)) for name in names]
    furniture: Any = SimpleNamespace(
        word=lambda key, **values: key, edition=SimpleNamespace(site_name="Book")
    )
    return {v.name: v.pieces for v in volumes(pages, PIECES, furniture, "~contents", "~index")}


def test_pack_has_plans_keys_and_notes_and_ends_with_the_crisis_card() -> None:
    pack = packs()["train-m1-facilitator"]
    assert pack == ("train/m1", "train/m1~keys", "train/m1~notes", "crisis-card")


def test_pack_of_the_course_has_the_card_once() -> None:
    pack = packs()["course-facilitator"]
    assert pack[0] == "train/overview"
    assert pack[-1] == "crisis-card"
    assert pack.count("crisis-card") == 1
    assert not any(piece.endswith("~handouts") for piece in pack)


def test_handouts_have_no_keys() -> None:
    assert packs()["train-m1-handouts"] == ("train/m1~handouts",)
    assert packs()["course-handouts"] == ("train/m1~handouts", "train/m2~handouts")
