from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from handbook.files import Fingerprints, digest, read_json, walk, write_json, write_whole


@pytest.fixture
def prints(tmp_path: Path) -> Fingerprints:
    return Fingerprints(tmp_path / "cache" / "files.json")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.md"
    file.write_text("one")
    return file


def settle() -> None:
    """Let the clock's grain pass, so that a hash may be kept."""
    time.sleep(0.12)


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which files are read from here on."""
    import handbook.files

    seen: list[str] = []
    real = handbook.files._sha256

    def read(name: str) -> str:
        seen.append(name)
        return real(name)

    monkeypatch.setattr(handbook.files, "_sha256", read)
    return seen


def again(prints: Fingerprints) -> Fingerprints:
    prints.save()
    return Fingerprints(prints._file)


def test_an_unchanged_file_is_read_once(
    prints: Fingerprints, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle()
    first = prints.of(page)
    seen = reads(monkeypatch)
    assert again(prints).of(page) == first
    assert seen == []


@pytest.mark.parametrize("change", ["text", "same size and time", "replaced"])
def test_a_changed_file_is_read_again(prints: Fingerprints, page: Path, change: str) -> None:
    settle()
    first = prints.of(page)
    before = page.stat()
    if change == "replaced":
        other = page.with_name("other.md")
        other.write_text("two")
        os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
        other.replace(page)
    else:
        page.write_text("two" if change == "same size and time" else "longer")
        os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert again(prints).of(page) != first


def test_a_file_just_written_is_not_trusted_the_next_time(
    prints: Fingerprints, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could be written again within the grain of the clock and look the same."""
    page.write_text("two")
    prints.of(page)
    seen = reads(monkeypatch)
    again(prints).of(page)
    assert seen == [str(page)]


def test_a_time_in_the_future_is_not_trusted(
    prints: Fingerprints, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.utime(page, (time.time() + 3600,) * 2)
    settle()
    prints.of(page)
    seen = reads(monkeypatch)
    again(prints).of(page)
    assert seen == [str(page)]


def test_a_missing_file_has_no_hash_until_it_is_there(prints: Fingerprints, page: Path) -> None:
    gone = page.with_name("gone.md")
    assert prints.of(gone) == ""
    gone.write_text("here")
    prints.forget()
    assert prints.of(gone) == prints.of(gone) != ""


@pytest.mark.parametrize("text", ["", "{", "[]", '{"a": 1}', '{"/x": [1, 2]}', "\x00\xff"])
def test_a_spoilt_cache_is_no_cache(tmp_path: Path, page: Path, text: str) -> None:
    file = tmp_path / "files.json"
    file.write_text(text)
    assert len(Fingerprints(file).of(page)) == 64


def test_a_folder_with_links_and_loops(tmp_path: Path, prints: Fingerprints) -> None:
    (tmp_path / "a" / "b" / "__pycache__").mkdir(parents=True)
    (tmp_path / "a" / "b" / "__pycache__" / "x.pyc").write_text("x")
    (tmp_path / "a" / "b" / "x.md").write_text("x")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "dead").symlink_to("nowhere")
    found = prints.folder(tmp_path / "a")
    assert found["b/x.md"]
    assert found["dead"] == ""
    assert not any("pycache" in name for name in found)
    assert dict(walk(tmp_path / "none")) == {}


def test_the_order_of_a_mapping_does_not_count() -> None:
    assert digest({"a": "1", "b": "2"}) == digest({"b": "2", "a": "1"}) != digest({"a": "12"})


def test_an_object_is_written_in_one_step(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "x.json"
    write_json(file, {"b": 1, "a": "é"})
    assert read_json(file) == {"a": "é", "b": 1}
    with pytest.raises(TypeError):
        write_json(file, {"a": object()})
    assert read_json(file) == {"a": "é", "b": 1}
    assert [entry.name for entry in file.parent.iterdir()] == ["x.json"]


def test_a_file_is_written_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    write_whole(file, b"one")
    file.chmod(0o640)
    write_whole(file, b"two")
    assert file.read_bytes() == b"two"
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "page.md"
    (folder / "in").mkdir(parents=True)
    with pytest.raises(OSError, match=r"page\.md"):
        write_whole(folder, b"one")
    assert list(tmp_path.iterdir()) == [folder]
