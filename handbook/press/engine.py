"""WeasyPrint, loaded quickly: what it takes to start counts as much as a chapter does to set.

Four things are kept from it until they are needed, or done once instead of in every process:

* It asks the C compiler where each library of the system is; here they are found by name.
* It parses declarations of some two hundred functions in C, and each type it makes, with a parser
  written in Python. `cffi` can write down what it read (its “out-of-line ABI mode”); that is kept.
* It brings parts of fontTools that serve only variable fonts and systems without HarfBuzz.
* It reads hyphenation patterns line by line (`hyphens`).

What it does with a document is the same. Where one of these is not possible, it loads as ever.
"""

from __future__ import annotations

import ast
import ctypes
import ctypes.util
import hashlib
import importlib
import io
import os
import sys
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stdout
from importlib.machinery import PathFinder
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any, TypeGuard

from handbook.files import write_whole
from handbook.press.inputs import library

KEPT = "HANDBOOK_BINDINGS"
"""Environment variable that tells processes which folder keeps what was read before."""
LIBRARIES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
)
"""What WeasyPrint needs of the system, as Linux names it."""
_LATER = ("fontTools.subset", "fontTools.varLib", "fontTools.varLib.instancer")


def load() -> ModuleType:
    """Return the module ``weasyprint``."""
    if "weasyprint" not in sys.modules:
        with ExitStack() as stack:
            stack.enter_context(_libraries_by_name())
            stack.enter_context(_loaded_later())
            stack.enter_context(_declarations_kept())
            importlib.import_module("weasyprint")
        from handbook.press.hyphens import keep_patterns

        if os.environ.get(KEPT):
            keep_patterns(Path(os.environ[KEPT]))
    return sys.modules["weasyprint"]


def has_libraries() -> bool:
    """Whether the system's libraries are found by the names Linux gives them."""
    try:
        for name in LIBRARIES:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


@contextmanager
def _libraries_by_name() -> Iterator[None]:
    """Let nothing look for libraries that a name is enough for."""
    if sys.platform == "linux" and has_libraries():
        with _instead(ctypes.util, "find_library", lambda _name: None):
            yield
    else:
        yield


class _Later(ModuleType):
    """Stands for a module whose functions are called rarely: a call loads it."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **named: Any) -> Any:
            return getattr(importlib.import_module(self.__name__), name)(*arguments, **named)

        return call


@contextmanager
def _loaded_later() -> Iterator[None]:
    """Put stand-ins for parts of fontTools where importing WeasyPrint finds them."""
    stand_ins = {name: _Later(name) for name in _LATER if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


@contextmanager
def _declarations_kept() -> Iterator[None]:
    """Let ``cffi`` take the declarations of WeasyPrint as it wrote them down once."""
    folder = os.environ.get(KEPT)
    if not folder:
        yield
        return
    import cffi
    from _cffi_backend import FFI

    class Read(FFI):  # type: ignore[misc]
        """Declarations that were read before."""

        def cdef(self, _source: str) -> None:
            """Read nothing: it is known."""

    file = Path(folder) / f"bindings-{_name()}.txt"
    if file.exists():
        kept = ast.literal_eval(file.read_text("utf-8"))
        with _instead(cffi, "FFI", lambda: Read("weasyprint", **kept)):
            yield
        return
    yield
    _write_down(sys.modules["weasyprint.text.ffi"].ffi, file)


def _name() -> str:
    """Fingerprint of all that decides what is kept: the declarations and who reads them."""
    home = PathFinder.find_spec("weasyprint")
    digest = hashlib.sha256(f"{sys.version} {sysconfig.get_platform()}".encode())
    digest.update(library("cffi").encode())
    for folder in (home and home.submodule_search_locations) or ():
        digest.update((Path(folder) / "text" / "ffi.py").read_bytes())
    return digest.hexdigest()[:16]


def _write_down(read: Any, file: Path) -> None:
    """Keep declarations as ``cffi`` writes them for its own use: what it calls ``FFI`` with."""
    import cffi

    again = cffi.FFI()
    again.cdef("\n".join(read._cdefsources))
    again.set_source("weasyprint", None)
    with TemporaryDirectory() as folder:
        written = Path(folder) / "weasyprint.py"
        with redirect_stdout(io.StringIO()):  # it tells where it writes
            again.emit_python_code(str(written))
        calls = [node for node in ast.walk(ast.parse(written.read_text())) if _is_call(node)]
    kept = {each.arg: ast.literal_eval(each.value) for each in calls[0].keywords}
    if file.parent.is_dir():
        write_whole(file, repr(kept).encode())


def _is_call(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call)


@contextmanager
def _instead(owner: Any, name: str, stand_in: Any) -> Iterator[None]:
    """Put something in the place of a module's attribute for a while."""
    whole = getattr(owner, name)
    setattr(owner, name, stand_in)
    try:
        yield
    finally:
        setattr(owner, name, whole)
