"""The examples for web servers, read and served by the servers they are written for."""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from handbook.render.content_policy import header_policy
from tests.conftest import ROOT
from tests.site.test_content_policy import LISTEN, USES

pytestmark = pytest.mark.long

SHORT = "public, max-age=300"
YEAR = "public, max-age=31536000, immutable"

NGINX = """\
daemon off; pid {work}/pid; error_log {work}/errors;
events {{}}
http {{
    include /etc/nginx/mime.types; access_log off;
    client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c;
    uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;
    server {{ listen 127.0.0.1:{port}; {example} }}
}}
"""
APACHE = """\
{modules}
Listen 127.0.0.1:{port}
ServerName 127.0.0.1
PidFile {work}/pid
ErrorLog {work}/errors
TypesConfig /etc/mime.types
<VirtualHost *:{port}>
{example}
</VirtualHost>
"""
MODULES = ("mpm_event", "authz_core", "dir", "mime", "headers", "filter", "deflate", "alias")


def nginx(example: str, work: Path, port: int) -> list[str]:
    """Write a whole configuration around the example; return what starts the server."""
    (work / "conf").write_text(NGINX.format(work=work, port=port, example=example), "utf-8")
    return ["nginx", "-p", str(work), "-c", str(work / "conf")]


def apache(example: str, work: Path, port: int) -> list[str]:
    """Write a whole configuration around the example; return what starts the server."""
    folder = "/usr/lib/apache2/modules"
    modules = "\n".join(f"LoadModule {m}_module {folder}/mod_{m}.so" for m in MODULES)
    text = APACHE.format(modules=modules, work=work, port=port, example=example)
    (work / "conf").write_text(text, "utf-8")
    return ["apache2", "-D", "FOREGROUND", "-d", str(work), "-f", str(work / "conf")]


def caddy(example: str, work: Path, port: int) -> list[str]:
    """Write a whole configuration around the example; return what starts the server."""
    text = example.replace("handbook.example {", f"http://127.0.0.1:{port} {{")
    (work / "conf").write_text(f"{{\n\tadmin off\n}}\n{text}", "utf-8")
    return ["caddy", "run", "--config", str(work / "conf"), "--adapter", "caddyfile"]


SERVERS: dict[str, tuple[str, Callable[[str, Path, int], list[str]]]] = {
    "nginx": ("nginx.conf", nginx),
    "apache2": ("apache.conf", apache),
    "caddy": ("Caddyfile", caddy),
}


@dataclass(frozen=True)
class Answer:
    """What a server says to a request."""

    status: int
    headers: Message
    body: bytes

    def unpacked(self) -> bytes:
        """Return the body as the browser sees it."""
        packed = self.headers["Content-Encoding"] == "gzip"
        return gzip.decompress(self.body) if packed else self.body


def ask(address: str) -> Answer:
    """Fetch an address as a browser does that can unpack gzip."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, error.read())


def free_port() -> int:
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        return int(here.getsockname()[1])


@dataclass(frozen=True)
class Served:
    """A site behind a server: its address and the link that names its release."""

    address: str
    link: Path


@pytest.fixture(scope="module", params=SERVERS)
def served(
    request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    name = request.param
    if shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin") is None:
        pytest.skip(f"no {name}: apt-get install nginx-light apache2-bin caddy")
    file, configure = SERVERS[name]
    work = tmp_path_factory.mktemp(name)
    work.chmod(0o755)
    for folder in (*work.parents, site.resolve(), *site.resolve().parents):
        if folder.is_relative_to(tmp_path_factory.getbasetemp().parents[0]):
            folder.chmod(0o755)  # a server lets go of its rights and must still read
    link = work / "handbook" / "site"
    link.parent.mkdir()
    link.symlink_to(site.resolve())
    example = (ROOT / "hosting" / file).read_text("utf-8")
    assert "/srv/handbook" in example
    port = free_port()
    command = configure(example.replace("/srv/handbook", str(link.parent)), work, port)
    environment = {**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin", "HOME": str(work)}
    with (work / "said").open("wb") as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
    try:
        wait_for(port, process, work)
        yield Served(f"http://127.0.0.1:{port}/", link)
    finally:
        process.terminate()
        process.wait(10)


def wait_for(port: int, process: subprocess.Popen[bytes], work: Path) -> None:
    """Wait until the server listens.

    Raises:
        AssertionError: with what the server said, when it gives up.

    """
    for _ in range(100):
        assert process.poll() is None, (work / "said").read_text("utf-8", "replace")
        with socket.socket() as here:
            if here.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server does not listen")


def test_pages_are_short_lived_packed_and_under_the_policy(served: Served) -> None:
    for path in ("", "hu/", "hu/run/match-start/", "crisis-card/"):
        answer = ask(served.address + path)
        assert answer.status == 200, path
        assert answer.headers["Content-Type"].lower() == "text/html; charset=utf-8"
        assert answer.headers["Cache-Control"] == SHORT
        assert answer.headers["Content-Security-Policy"] == header_policy()
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        page = served.link / path / "index.html"
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.unpacked() == page.read_bytes()


def test_only_names_with_a_hash_are_kept_for_a_year(served: Served) -> None:
    kept = [*served.link.glob("assets/handbook.*"), *served.link.glob("assets/fonts/*.woff2")]
    kept += served.link.glob("hu/search/t-*.js")
    assert len(kept) > 10
    short = [served.link / name for name in ("sitemap.xml", "assets/plain.css", "sw.js")]
    for file, wanted in [(file, YEAR) for file in kept] + [(file, SHORT) for file in short]:
        answer = ask(served.address + file.relative_to(served.link).as_posix())
        assert answer.status == 200, file
        assert answer.headers.get_all("Cache-Control") == [wanted], file
        assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"], file


def test_kinds_are_named_so_that_browsers_take_them(served: Served) -> None:
    kinds = {
        "assets/handbook.*.css": "text/css",
        "assets/handbook.*.js": "text/javascript application/javascript",
        "assets/fonts/*.woff2": "font/woff2",
        "offline.json": "application/json",
        "handbook-en.zip": "application/zip",
    }
    for pattern, kind in kinds.items():
        file = next(served.link.glob(pattern))
        answer = ask(served.address + file.relative_to(served.link).as_posix())
        said = answer.headers.get_content_type()
        assert said in kind.split(), pattern


def test_what_is_not_there_gets_the_sites_own_page(served: Served) -> None:
    answer = ask(served.address + "hu/nowhere/")
    assert answer.status == 404
    assert answer.unpacked() == (served.link / "404.html").read_bytes()
    assert answer.headers["Content-Security-Policy"] == header_policy()


def test_nothing_beside_the_site_is_given_out(served: Served) -> None:
    (served.link.parent / "secret.txt").write_text("secret", "utf-8")
    for path in ("../secret.txt", "%2e%2e/secret.txt", "hu/%2e%2e/%2e%2e/secret.txt", "assets/"):
        answer = ask(served.address + path)
        assert answer.status in {400, 403, 404}, path
        assert b"secret" not in answer.body


def test_a_release_is_seen_the_moment_it_is_published(served: Served, tmp_path: Path) -> None:
    before = served.link.resolve()
    for folder in tmp_path.parents[:2]:
        folder.chmod(0o755)
    tmp_path.chmod(0o755)
    (tmp_path / "index.html").write_text("a new release", "utf-8")
    publish(served.link, tmp_path)
    try:
        answer = ask(served.address)
        assert answer.unpacked() == b"a new release"
    finally:
        publish(served.link, before)
    assert ask(served.address + "hu/").status == 200


def publish(link: Path, release: Path) -> None:
    """Point the link elsewhere in one step, as a build does."""
    other = link.with_name("next")
    other.symlink_to(release)
    other.replace(link)


@pytest.mark.browser
def test_the_site_works_and_nothing_is_refused(served: Served, browser: Browser) -> None:
    context = browser.new_context(locale="hu", color_scheme="light")
    context.add_init_script(LISTEN)
    problems: list[str] = []
    for name, (path, use) in USES.items():
        page = context.new_page()
        page.on("requestfailed", lambda request: problems.append(request.url))
        page.goto(served.address + path)
        use(page)
        assert page.evaluate("window.refused") == [], name
        page.close()
    assert problems == []
    context.close()
