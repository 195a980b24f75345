"""The live preview: a page saved is rendered at once, and the browser that shows it told.

    watch ─► render (what changed, `engine.py`) ─► .build/preview ─► served, with a line of script
                                                                     that waits for the next version

A problem does not stop the preview: the pages stay as they were, and each says what is wrong until
it is mended. The search follows a moment after the page.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from handbook.config import docs_folder, settings
from handbook.errors import HandbookError
from handbook.render.content_policy import digest
from handbook.site.engine import render_site

_ASK = "/.handbook/version"
_WAIT = 20.0
"""Seconds a browser waits for an answer before it asks again."""
_SCRIPT = (Path(__file__).parent / "browser" / "live.js").read_text("utf-8")
_SETTLE = 0.02
"""Seconds without another change before rendering: an editor may write a file in two steps."""


class Preview:
    """The site as it is now: where it stands, its version, and what is wrong with the book."""

    def __init__(self, config_file: Path, say: Callable[[str], None]) -> None:
        self.config_file, self._say = config_file, say
        self.folder = config_file.resolve().parent / ".build" / "preview"
        self.base = "/"
        self.version = 0
        self.problems: list[str] = []
        self._changed = threading.Condition()

    def refresh(self) -> None:
        """Render what changed and tell the browsers; the search comes after."""
        started = time.monotonic()
        done = self._render(search=False)
        if done is not None:
            self._say(f"{time.monotonic() - started:5.2f} s  {done}")
            self._render(search=True)

    def _render(self, search: bool) -> str | None:
        """Render; return in words what was done, None when the book has a problem."""
        try:
            done = render_site(self.config_file, self.folder, search=search, strict=False)
        except HandbookError as error:
            self._now(list(error.problems))
            return None
        self.base = urlsplit(done.site_url).path or "/"
        if not search or list(done.warnings) != self.problems:
            self._now(list(done.warnings))
        return f"{done.pages} pages rendered" if done.pages != 1 else "1 page rendered"

    def _now(self, problems: list[str]) -> None:
        for line in problems:
            self._say(line)
        with self._changed:
            self.version += 1
            self.problems = problems
            self._changed.notify_all()

    def wait(self, known: int, timeout: float = _WAIT) -> dict[str, object]:
        """Return version and problems once the version is another than ``known``."""
        with self._changed:
            self._changed.wait_for(lambda: self.version != known, timeout)
            return {"version": self.version, "problems": self.problems}


class _Handler(SimpleHTTPRequestHandler):
    """Serves the preview's files; HTML with the script that waits."""

    protocol_version = "HTTP/1.1"

    def __init__(self, preview: Preview, *given: object) -> None:
        self._preview = preview
        super().__init__(*given, directory=str(preview.folder))  # type: ignore[arg-type]

    def log_message(self, *_given: object) -> None:
        """Say nothing of each request."""

    def do_GET(self) -> None:
        """Answer one request."""
        path, query = urlsplit(self.path).path, urlsplit(self.path).query
        base = self._preview.base
        if path == _ASK:
            known = int(query) if query.isdigit() else -1
            body = json.dumps(self._preview.wait(known)).encode()
            return self._send(HTTPStatus.OK, "application/json", body)
        if not path.startswith(base):
            return self._move(base)
        self.path = f"/{path.removeprefix(base)}"
        place = Path(self.translate_path(self.path))
        if place.is_dir() and path.endswith("/"):
            place /= "index.html"
        if place.is_dir():
            return self._move(f"{path}/")
        if not place.is_file():
            return self._page(HTTPStatus.NOT_FOUND, self._preview.folder / "404.html")
        if place.suffix == ".html":
            return self._page(HTTPStatus.OK, place)
        return self._send(HTTPStatus.OK, self.guess_type(str(place)), place.read_bytes())

    def _page(self, status: HTTPStatus, file: Path) -> None:
        values = json.dumps({"ask": _ASK, "version": self._preview.version})
        code = f"({_SCRIPT.strip().rstrip(';')})({values})"
        text = file.read_text("utf-8") if file.is_file() else "<!doctype html><body></body>"
        allowed = f"script-src 'self' {digest(code)}"
        text = text.replace("script-src 'self'", allowed, 1)  # in the page's own policy
        self._send(status, "text/html; charset=utf-8", f"{text}<script>{code}</script>".encode())

    def _move(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)


class Watch:
    """Calls ``act`` in a thread of its own after files below some folders have changed."""

    def __init__(self, folders: list[Path], act: Callable[[], None]) -> None:
        from watchdog.events import FileSystemEvent, FileSystemEventHandler
        from watchdog.observers import Observer

        self._event, self._act = threading.Event(), act
        event, passed = self._event, ("opened", "closed_no_write")

        class Seen(FileSystemEventHandler):
            def on_any_event(self, found: FileSystemEvent) -> None:
                if found.event_type not in passed and ".build" not in str(found.src_path):
                    event.set()

        self._observer = Observer()
        for folder in folders:
            self._observer.schedule(Seen(), str(folder), recursive=folder.is_dir())
        self._thread = threading.Thread(target=self._follow, daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._observer.start()
        self._thread.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._observer.stop()

    def _follow(self) -> None:
        while True:
            self._event.wait()
            self._event.clear()
            time.sleep(_SETTLE)
            self._act()


def serve(config_file: Path, address: str, say: Callable[[str], None]) -> None:
    """Serve the book at ``host:port`` until interrupted.

    Raises:
        BookError: when the configuration cannot be read.
        OSError: when the address is taken.

    """
    host, _, port = address.rpartition(":")
    preview = Preview(config_file, say)
    preview.refresh()  # before there are threads: editions side by side
    server = ThreadingHTTPServer((host or "127.0.0.1", int(port)), partial(_Handler, preview))
    watch = Watch(watched(config_file), preview.refresh)
    watch.start()
    say(f"http://{host}:{server.server_address[1]}{preview.base}   (Ctrl+C ends it)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        watch.stop()
        server.server_close()


def watched(config_file: Path) -> list[Path]:
    """Return what to watch: pages and data, templates, the configuration's own file."""
    root, config = config_file.resolve().parent, settings(config_file)
    theme = config.get("theme")
    templates = theme.get("custom_dir") if isinstance(theme, dict) else None
    found = [docs_folder(config, config_file), config_file.resolve()]
    return [*found, root / str(templates)] if templates else found
