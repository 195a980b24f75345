"""The Snowball stemmers of the installed `snowballstemmer`, written out as JavaScript.

The package is generated code: a handful of statement kinds over a base class. Translating it
keeps the browser at the very version that Python uses, whichever that is, and ships only the
languages of the book. `browser/snowball.js` holds the base class. Whatever is not known here
stops the build, and the tests compare both over the whole vocabulary of the book.
"""

from __future__ import annotations

import ast
import json
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from handbook.errors import HandbookError

_NAMES = {
    "cursor": "c",
    "limit": "l",
    "limit_backward": "b",
    "bra": "bra",
    "ket": "ket",
    "current": "w",
}
_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Eq: "===",
    ast.NotEq: "!==",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_BINARY: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-"}


class UnknownCodeError(HandbookError):
    """The generated stemmer holds something this translation does not know."""


def to_javascript(algorithm: str) -> str:
    """Return a JavaScript expression: a function ``(Snowball) → (word) → stem``.

    ``algorithm`` is Snowball's name of the language, such as ``hungarian``.

    Raises:
        UnknownCodeError: when the installed package is generated in another way.

    """
    source = files("snowballstemmer").joinpath(f"{algorithm}_stemmer.py").read_text("utf-8")
    tree = ast.parse(source)
    body = next(n for n in tree.body if isinstance(n, ast.ClassDef) and n.bases).body
    lines = [line for node in body for line in _member(node)]
    return (
        "function (Snowball) {\nvar s = new Snowball();\n"
        + "\n".join(lines)
        + "\nreturn function (word) { return s.run(word, _stem); };\n}"
    )


def _member(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef):
        yield f"function {_routine(node.name)}() {{ var {_locals(node)};"
        yield from _block(node.body)
        yield "}"
    elif isinstance(node, ast.Assign):
        name = _target(node.targets[0])
        yield f"var {name} = {_table(node.value)};"
    elif not isinstance(node, ast.Expr):
        raise UnknownCodeError(ast.unparse(node))


def _routine(name: str) -> str:
    return name.lstrip("_") if name != "_stem" else name


def _locals(node: ast.FunctionDef) -> str:
    names = {
        n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    return ", ".join(sorted(names) or ["none"])


def _table(node: ast.expr) -> str:
    """Write a table: a set of letters, a list of endings with results, or a plain value."""
    if isinstance(node, ast.List):
        return f"Snowball.among({json.dumps(_among(node), ensure_ascii=False)})"
    value = ast.literal_eval(node)
    if isinstance(value, set):
        return json.dumps("".join(sorted(value)), ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False)


def _among(node: ast.List) -> dict[int, str]:
    """Group the strings of an ``among`` by their result: result → strings, space between."""
    groups: dict[int, list[str]] = defaultdict(list)
    for call in node.elts:
        if not isinstance(call, ast.Call) or len(call.args) != 3:
            raise UnknownCodeError(ast.unparse(call))
        text, _, result = call.args
        groups[_plain(result)].append(_plain(text))
    return {result: " ".join(texts) for result, texts in groups.items()}


def _plain(node: ast.expr) -> Any:
    """Return the value of a constant, without the detours of `ast.literal_eval`."""
    return node.value if isinstance(node, ast.Constant) else ast.literal_eval(node)


def _block(nodes: list[ast.stmt]) -> Iterator[str]:
    for node in nodes:
        yield from _statement(node)


def _statement(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.Pass():
            return
        case ast.Break():
            yield "break;"
        case ast.Continue():
            yield "continue;"
        case ast.Return(value=ast.expr() as value):
            yield f"return {_expr(value)};"
        case ast.Raise(exc=ast.Call(func=ast.Name(id=label))):
            yield f"break {label};"
        case ast.Expr(value=value):
            yield f"{_expr(value)};"
        case ast.Assign(targets=[target], value=value):
            yield f"{_target(target)} = {_expr(value)};"
        case ast.AugAssign(target=target, op=op, value=value):
            yield f"{_target(target)} {_BINARY[type(op)]}= {_expr(value)};"
        case ast.If() | ast.While() | ast.Try():
            yield from _compound(node)
        case _:
            raise UnknownCodeError(ast.unparse(node))


def _compound(node: ast.If | ast.While | ast.Try) -> Iterator[str]:
    match node:
        case ast.If(test=test, body=body, orelse=orelse):
            yield f"if ({_expr(test)}) {{"
            yield from _block(body)
            if orelse:
                yield "} else {"
                yield from _block(orelse)
        case ast.While(test=test, body=body, orelse=[]):
            yield f"while ({_expr(test)}) {{"
            yield from _block(body)
        case ast.Try(body=body, handlers=[ast.ExceptHandler(type=ast.Name(id=label))]):
            yield f"{label}: {{"
            yield from _block(body)
        case _:
            raise UnknownCodeError(ast.unparse(node))
    yield "}"


def _target(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(), attr=name):
            return f"s.{_NAMES[name]}" if name in _NAMES else name
    raise UnknownCodeError(ast.unparse(node))


def _expr(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=value):
            return json.dumps(value, ensure_ascii=False)
        case ast.Name() | ast.Attribute():
            return _target(node)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return f"!({_expr(operand)})"
        case ast.BinOp(left=left, op=op, right=right):
            return f"({_expr(left)} {_BINARY[type(op)]} {_expr(right)})"
        case ast.BoolOp(op=op, values=values):
            sign = " || " if isinstance(op, ast.Or) else " && "
            return f"({sign.join(_expr(value) for value in values)})"
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return f"{_expr(left)} {_COMPARE[type(op)]} {_expr(right)}"
        case ast.Subscript(value=value, slice=index):
            return f"{_expr(value)}[{_expr(index)}]"
        case ast.Call(func=ast.Attribute(attr=name), args=arguments, keywords=[]):
            called = _routine(name) if name.startswith("_") else f"s.{name}"
            return f"{called}({', '.join(_expr(argument) for argument in arguments)})"
    raise UnknownCodeError(ast.unparse(node))
