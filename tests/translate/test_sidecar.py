"""The file of stamps: its form, its faults, and how two people's stamps merge."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from handbook.translate.sidecar import Sidecar, Stamped, StampError, parse, render
from tests.translate.conftest import Site


def entry(number: int, replaces: str = "") -> Stamped:
    return Stamped(f"{number:012x}", "how", "paragraph", f"Words {number}", replaces)


def test_one_sorted_line_a_passage(site: Site) -> None:
    lines = site.sidecar.read_text("utf-8").splitlines()
    entries = [line for line in lines if line.endswith("],")]
    assert len(entries) == 17
    assert entries == sorted(entries)
    assert any('["how", "item", "Phone both within 2 days."],' in line for line in entries)


def test_what_is_written_is_read_again() -> None:
    twice = Sidecar("a" * 40, (entry(1), entry(2), entry(2), entry(3, "00ff")))
    assert parse(render(twice), "x.json") == twice
    assert json.loads(render(twice))["version"] == 1


def test_a_replaced_entry_that_comes_back_does_not_count() -> None:
    old, new = entry(1), entry(2, entry(1).fingerprint)
    assert Sidecar("", (old, new)).counting == (new,)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not a file of stamps; delete it"),
        ("[]", "not a file of stamps"),
        ('{"version": 1, "source": "", "blocks": {"0": 5}}', "not a file of stamps"),
        ("{\n<<<<<<< ours\n", "not a file of stamps; it has marks of a merge"),
        ('{"version": 2, "source": "", "blocks": {}}', "has version 2, this handbook reads"),
    ],
)
def test_a_broken_file_is_named_with_the_remedy(site: Site, text: str, problem: str) -> None:
    site.sidecar.write_text(text, "utf-8")
    state = site.state()
    assert state.name == "fresh"  # source_blob still tells
    assert state.problem.startswith(f"docs/hu/.stamps/run/page.json: {problem}")
    assert "handbook stamp" in state.problem


def merged(site: Site, *sides: str, union: bool) -> str:
    """Let two people each accept other blocks, and merge their files as git does."""
    texts = [site.sidecar.read_text("utf-8")]
    for side in sides:
        site.stamp(*side.split())
        texts.append(site.sidecar.read_text("utf-8"))
        site.sidecar.write_text(texts[0], "utf-8")
    base, ours, theirs = (site.root / name for name in ("base", "ours", "theirs"))
    for file, text in zip((base, ours, theirs), texts, strict=True):
        file.write_text(text, "utf-8")
    command = ["git", "merge-file", "-p", *(["--union"] if union else [])]
    done = subprocess.run(
        [*command, str(ours), str(base), str(theirs)],
        capture_output=True,
        text=True,
        check=not union,
    )
    return done.stdout


def test_stamps_of_different_blocks_merge(site: Site) -> None:
    site.edit(("2 days", "3 days"), ("2 | Mentor", "2 | Lead"))
    ours, theirs = (str(change.line) for change in site.state(git=False).changes)
    text = merged(site, ours, theirs, union=False)
    site.sidecar.write_text(text, "utf-8")
    assert site.state(git=False).name == "fresh"


def test_every_pair_of_blocks_merges_the_way_git_is_asked_to(site: Site) -> None:
    """Also where the lines touch: .gitattributes asks for both sides."""
    words = (
        "Ask the young",
        "Both of them",
        "Write it",
        "Coordinator",
        "Mentor |",
        "The lead",
        "A note",
    )
    site.edit(*((word, f"{word} now") for word in words))
    lines = [str(change.line) for change in site.state(git=False).changes]
    assert len(lines) == 6
    for ours in lines:
        for theirs in lines:
            if ours != theirs:
                before = site.sidecar.read_text("utf-8")
                site.sidecar.write_text(merged(site, ours, theirs, union=True), "utf-8")
                left = [str(change.line) for change in site.state(git=False).changes]
                assert left == [line for line in lines if line not in (ours, theirs)]
                site.sidecar.write_text(before, "utf-8")


def test_git_merges_two_branches_of_stamps(site: Site) -> None:
    words = ("Ask the young", "Write it", "Coordinator", "Mentor |", "The lead", "A note")
    site.edit(*((word, f"{word} now") for word in words))
    site.commit()
    lines = [str(change.line) for change in site.state(git=False).changes]
    for branch, chosen in (("ours", lines[:3]), ("theirs", lines[3:])):
        site.git("checkout", "-q", "-b", branch, "main")
        site.stamp(*chosen)
        site.commit()
    site.git("merge", "-q", "--no-edit", "ours")
    assert site.state(git=False).name == "fresh"


def test_stamps_are_no_pages(site: Site) -> None:
    assert {page.id for page in site.book().pages.values()} == {"index", "run/page"}
    assert sorted(path.name for path in (site.root / "docs/hu/.stamps").iterdir()) == [
        ".gitattributes",
        "run",
    ]


def test_stamps_are_not_published(site: Site) -> None:
    """MkDocs leaves folders alone whose names begin with a dot."""
    from mkdocs.config import load_config
    from mkdocs.structure.files import get_files, set_exclusions

    (site.root / "plain.yml").write_text("site_name: x\nexclude_docs: '*.yml'\n", "utf-8")
    config = load_config(str(site.root / "plain.yml"))
    files = get_files(config)
    set_exclusions(list(files), config)
    published = {
        file.src_uri
        for file in files
        if not file.inclusion.is_excluded()  # type: ignore[no-untyped-call]
    }
    assert "hu/run/page.md" in published
    assert not [uri for uri in published if ".stamps" in uri]


def test_a_file_is_replaced_in_one_step(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    before = site.file("hu").read_bytes()

    def full(self: Path, data: bytes) -> int:
        raise OSError("disk full")

    site.edit(("2 days", "3 days"))
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="disk full"):
        site.stamp()
    assert site.file("hu").read_bytes() == before
    assert not list(site.file("hu").parent.glob("*.new"))


def test_errors_are_one_line() -> None:
    with pytest.raises(StampError) as caught:
        parse("{", "docs/hu/.stamps/a.json")
    assert len(caught.value.problems) == 1
    assert "\n" not in caught.value.problems[0]
