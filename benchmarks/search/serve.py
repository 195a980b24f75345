"""A static host that compresses, so that bytes on the wire are what a reader pays."""

from __future__ import annotations

import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

_TEXT = (".html", ".js", ".json", ".css", ".svg", ".xml")


@dataclass
class Host:
    """A running host: its address, with a slash at the end, and the bytes of each answer."""

    address: str
    sent: list[int] = field(default_factory=list)


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, sent: list[int], **options: Any) -> None:
        self._sent = sent
        super().__init__(*args, **options)

    def log_message(self, *_args: Any) -> None:
        pass

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            self.send_error(404)
            return
        body = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if file.suffix in _TEXT:
            body = gzip.compress(body, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self._sent.append(len(body))


@contextmanager
def serving(site: Path) -> Iterator[Host]:
    """Serve a folder while the block runs; yields the host."""
    host = Host("")
    handler = partial(_Handler, directory=str(site), sent=host.sent)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        host.address = f"http://127.0.0.1:{server.server_address[1]}/"
        yield host
    finally:
        server.shutdown()
