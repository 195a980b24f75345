"""The live preview: saved, rendered, served; problems said and taken back."""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer

import pytest

from handbook.site.live import Preview, Watch, _Handler, watched
from tests.conftest import SmallBook


class Running:
    """A preview being served on a free port."""

    def __init__(self, book: SmallBook) -> None:
        self.said: list[str] = []
        self.preview = Preview(book.config_file, self.said.append)
        self.preview.refresh()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self.preview))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.watch = Watch(watched(book.config_file), self.preview.refresh)
        self.watch.start()

    def get(self, path: str) -> str:
        address = f"http://127.0.0.1:{self.server.server_address[1]}{path}"
        with urllib.request.urlopen(address, timeout=30) as answer:
            return str(answer.read().decode())

    def next_version(self, known: int) -> dict[str, object]:
        """Ask as a browser does; return the answer once there is a newer version."""
        found: dict[str, object] = json.loads(self.get(f"/.handbook/version?{known}"))
        return found


@pytest.fixture
def running(small: SmallBook) -> Iterator[Running]:
    running = Running(small)
    yield running
    running.watch.stop()
    running.server.shutdown()
    running.server.server_close()


def test_a_saved_page_is_served(running: Running, small: SmallBook) -> None:
    known = running.preview.version
    assert "Text." in running.get("/hu/run/match-start/")
    small.write("hu", "run/match-start", "# M\n\n## One { #one }\n\nSaved just now.\n")
    assert running.next_version(known) == {"version": known + 1, "problems": []}
    assert "Saved just now." in running.get("/hu/run/match-start/")
    assert any("1 page rendered" in line for line in running.said)


def test_the_search_follows(running: Running, small: SmallBook) -> None:
    small.write("en", "index", "# Start\n\n[x](run/match-start.md#one) Wheelbarrow.\n")
    running.next_version(running.preview.version)
    end = time.monotonic() + 30
    folder = running.preview.folder / "search"
    while time.monotonic() < end:
        if any("Wheelbarrow" in file.read_text("utf-8") for file in folder.glob("t-*.js")):
            return
        time.sleep(0.1)
    pytest.fail("the new word did not reach the search")


def test_a_problem_is_shown_and_the_pages_stay(running: Running, small: SmallBook) -> None:
    known = running.preview.version
    small.write("bg", "index", "# Start\n\n[gone](run/none.md)\n")
    found = running.next_version(known)
    assert "docs/bg/index.md:12: link “run/none.md” leads to no file" in str(found["problems"])
    broken = small.root.parent / "broken.yml"  # moved there whole: half a file is another problem
    broken.write_text("site_name: [", "utf-8")
    broken.replace(small.config_file)
    found = running.next_version(int(str(found["version"])))
    assert "not valid YAML" in str(found["problems"])
    assert "Text." in running.get("/hu/run/match-start/")


def test_a_mended_problem_goes(running: Running, small: SmallBook) -> None:
    known = running.preview.version
    small.write("bg", "index", "# Start\n\n## A { #a }\n\n## B { #a }\n")
    found = running.next_version(known)
    assert "id “a” stands twice" in str(found["problems"])
    small.write("bg", "index", "# Start\n\n[next](run/match-start.md#one)\n")
    assert running.next_version(int(str(found["version"])))["problems"] == []


def test_addresses_as_on_a_host(running: Running) -> None:
    assert "<script>" in running.get("/")
    assert running.get("/hu") == running.get("/hu/")
    with pytest.raises(urllib.error.HTTPError) as caught:
        running.get("/nowhere/")
    assert caught.value.code == 404
    assert "notfound" in caught.value.read().decode()
    with pytest.raises(urllib.error.HTTPError):
        running.get("/../../mkdocs.yml")
