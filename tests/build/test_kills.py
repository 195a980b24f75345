"""Builds killed at random moments while a client reads the site without pause.

``HANDBOOK_KILLS`` is the number of kills, 1,000 by default; ``HANDBOOK_SEED`` repeats a run.
Half of the kills fall anywhere in a build, half where it publishes.
"""

from __future__ import annotations

import http.client
import http.server
import json
import multiprocessing
import os
import re
import select
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urljoin

import pytest

from handbook.build import build
from handbook.site import work
from tests.build.sound import WORDS, SoundBook, tree

KILLS = int(os.environ.get("HANDBOOK_KILLS", "1000"))
LOCALES = ("en", "hu")
PAGES = ("/", "/run/match-start/", "/hu/", "/hu/run/match-start/")
ROUND = re.compile(rb"\((\d+), (\d+)\)")
LOADED = re.compile(rb"""<(?:link|script|img)\b[^>]*?\s(?:href|src)=["']?([^"'\s>]+)""")
_FORK = multiprocessing.get_context("fork")


def edit(book: SoundBook, number: int) -> None:
    """Let the pages say which round this is."""
    for locale in LOCALES:
        book.fill(locale, sentence=f"{WORDS[locale][5]} ({number // 100}, {number % 100})")


class Server(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def log_message(self, *_args: Any) -> None:
        pass


def serve(site: str, pipe: Connection) -> None:
    os.nice(19)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=site))
    pipe.send(server.server_address[1])
    server.serve_forever()


class Client:
    """Reads pages with all they load, over and over; writes down whatever is broken."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.read = 0
        self.last = -1
        self.seen: set[int] = set()
        self.broken: list[str] = []

    def run(self, pipe: Connection) -> None:
        dice = Random(1)
        while not pipe.poll():
            self.page(dice.choice(PAGES))
        print(f"{self.read} pages read", flush=True)
        pipe.send({"read": self.read, "seen": len(self.seen), "broken": self.broken[:20]})

    def page(self, path: str) -> None:
        body = self.get(path)
        self.read += 1
        if not body.rstrip().endswith(b"</html>"):
            self.complain(f"{path}: ends with {body[-40:]!r}")
        numbers = {int(a) * 100 + int(b) for a, b in ROUND.findall(body)}
        if len(numbers) != 1 or min(numbers) < self.last:
            self.complain(f"{path}: rounds {numbers} after {self.last}")
        self.last = max(numbers, default=self.last)
        self.seen |= numbers
        for address in set(LOADED.findall(body)):
            target = urljoin(f"http://x{path}", address.decode())
            if target.startswith("http://x/"):
                self.get(target.removeprefix("http://x").split("#")[0])

    def get(self, path: str) -> bytes:
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200 or len(body) != int(answer.headers["Content-Length"]) or not body:
            self.complain(f"{path}: {answer.status}, {len(body)} bytes")
        return body

    def complain(self, what: str) -> None:
        print(f"broken: {what}", flush=True)
        self.broken.append(what)


def watch(port: int, pipe: Connection) -> None:
    os.nice(19)  # it never rests; the builds are to get on, too
    Client(port).run(pipe)


@contextmanager
def reading(site: Path) -> Iterator[dict[str, Any]]:
    """Serve a site and read it meanwhile; the result is filled in at the end."""
    found: dict[str, Any] = {}
    ours, theirs = _FORK.Pipe()
    server = _FORK.Process(target=serve, args=(str(site), theirs), daemon=True)
    server.start()
    port = ours.recv()
    mine, its = _FORK.Pipe()
    client = _FORK.Process(target=watch, args=(port, its), daemon=True)
    client.start()
    try:
        yield found
        mine.send("stop")
        assert mine.poll(120), "the client has stopped reading"
        found |= mine.recv()
    finally:
        client.kill()
        server.kill()


def start(book: SoundBook, side_by_side: bool = False) -> tuple[int, int]:
    """Build in a process of its own, with everything imported; return it and where it speaks.

    ``side_by_side`` renders each edition in a further process, as is done with larger books.
    """
    ear, mouth = os.pipe()
    process = os.fork()
    if process:
        os.close(mouth)
        return process, ear
    status = 1
    work._FEW = 0 if side_by_side else work._FEW
    try:
        build(
            book.config_file, book.site, lambda line: void(os.write(mouth, f"{line}\n".encode())),
            paper=False,
        )  # fmt: skip
        status = 0
    except BaseException as error:
        os.write(mouth, f"failed {error}\n".encode())
    os._exit(status)


def void(_value: object) -> None:
    return None


def listen(ear: int, until: bytes, seconds: float) -> bytes:
    """Read what a build says until it says a word, ends, or time is over."""
    said = b""
    end = time.monotonic() + seconds
    while until not in said and (left := end - time.monotonic()) > 0:
        if select.select([ear], [], [], left)[0]:
            data = os.read(ear, 4096)
            if not data:
                break
            said += data
    return said


def kill(book: SoundBook, dice: Random, whole: float) -> str:
    """Start a build and kill it; return the last stage that had ended, or that all had."""
    process, ear = start(book, side_by_side=dice.random() < 0.5)
    if dice.random() < 0.5:
        said = listen(ear, b"never", dice.uniform(0, whole))
    else:
        said = listen(ear, b"verify", 120)
        time.sleep(dice.uniform(0, 0.2))
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    said += listen(ear, b"never", 5)
    os.close(ear)
    assert b"failed" not in said, said.decode()
    return said.decode().splitlines()[-1].split()[0] if said else "start"


@pytest.mark.long
def test_kills_never_show_a_broken_page(tmp_path: Path) -> None:
    seed = int(os.environ.get("HANDBOOK_SEED", str(time.time_ns() % 10**6)))
    dice = Random(seed)
    book = SoundBook(tmp_path / "book", LOCALES)
    edit(book, 0)
    book.built()
    edit(book, 1)
    began = time.monotonic()
    book.built()
    whole = time.monotonic() - began
    stages: dict[str, int] = {}
    with reading(book.site) as found:
        for number in range(2, KILLS + 2):
            edit(book, number)
            stage = kill(book, dice, whole)
            stages[stage] = stages.get(stage, 0) + 1
            if number % 50 == 0:
                book.built()
                print(f"{number} kills, seed {seed}: {stages}", flush=True)
        book.built()
    report = {"seed": seed, "kills": KILLS, "killed after": stages, **found}
    print(json.dumps(report))
    assert found["broken"] == [], report
    assert found["read"] > KILLS, report
    assert found["seen"] > 1, report

    clean = SoundBook(tmp_path / "clean", LOCALES)
    edit(clean, KILLS + 1)
    clean.built()
    release = book.site.resolve()
    kept = json.loads(release.with_name(f"{release.name}.json").read_text("utf-8"))["kept"]
    assert {path: value for path, value in tree(book.site).items() if path not in kept} == tree(
        clean.site
    )
    (releases,) = (book.root / ".build" / "releases").iterdir()
    assert len([entry for entry in releases.iterdir() if entry.is_dir()]) <= 2
