"""The Snowball stemmers of the installed `snowballstemmer`, written out as JavaScript.

The package is generated code: a handful of statement kinds over a base class. Translating it
keeps the browser at the very version that Python uses, whichever that is, and ships only the
languages of the book. `browser/snowball.js` holds the base class. Whatever is not known here
stops the build, and the tests compare both over the whole vocabulary of the book.
"""

from __future__ import annotations

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

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
_ENTRY = r'        Among\("([^"\\]*)", -?\d+, (-?\d+)\),?\n'
_AMONG = re.compile(rf"^    (a_\d+) = \[\n((?:{_ENTRY})+)    \]\n", re.MULTILINE)
"""A list of endings: most of the code by far, and too regular to be worth parsing."""


class UnknownCodeError(HandbookError):
    """The generated stemmer holds something this translation does not know."""


def to_javascript(algorithm: str) -> str:
    """Return a JavaScript expression: a function ``(Snowball) → (word) → stem``.

    ``algorithm`` is Snowball's name of the language, such as ``hungarian``.

    Raises:
        UnknownCodeError: when the installed package is generated in another way.

    """
    source = files("snowballstemmer").joinpath(f"{algorithm}_stemmer.py").read_text("utf-8")
    tree = ast.parse(_AMONG.sub(_among, source))
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
    names: set[str] = set()
    waiting = [*node.body]
    while waiting:
        match waiting.pop():
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AugAssign(target=ast.Name(id=name)):
                names.add(name)
            case ast.If(body=body, orelse=orelse) | ast.While(body=body, orelse=orelse):
                waiting += [*body, *orelse]
            case ast.Try(body=body):
                waiting += body
    return ", ".join(sorted(names) or ["none"])


def _table(node: ast.expr) -> str:
    """Write a table: a set of letters, a list of endings with results, or a plain value."""
    try:
        value = ast.literal_eval(node)
    except ValueError:
        raise UnknownCodeError(ast.unparse(node)) from None
    if isinstance(value, set):
        value = "".join(sorted(value))
    text = json.dumps(value, ensure_ascii=False)
    return f"Snowball.among({text})" if isinstance(value, dict) else text


def _among(table: re.Match[str]) -> str:
    """Write a list of endings as one value: result → endings, space between."""
    groups: dict[str, list[str]] = defaultdict(list)
    for text, result in re.findall(_ENTRY, table[2]):
        groups[result].append(text)
    joined = {result: " ".join(texts) for result, texts in groups.items()}
    return f"    {table[1]} = {joined}\n"


def _block(nodes: list[ast.stmt]) -> list[str]:
    lines: list[str] = []
    for node in nodes:
        lines += _statement(node)
    return lines


def _statement(node: ast.stmt) -> list[str]:
    match node:
        case ast.Pass():
            return []
        case ast.Break():
            return ["break;"]
        case ast.Continue():
            return ["continue;"]
        case ast.Return(value=ast.expr() as value):
            return [f"return {_expr(value)};"]
        case ast.Raise(exc=ast.Call(func=ast.Name(id=label))):
            return [f"break {label};"]
        case ast.Expr(value=value):
            return [f"{_expr(value)};"]
        case ast.Assign(targets=[target], value=value):
            return [f"{_target(target)} = {_expr(value)};"]
        case ast.AugAssign(target=target, op=op, value=value):
            return [f"{_target(target)} {_BINARY[type(op)]}= {_expr(value)};"]
        case ast.If() | ast.While() | ast.Try():
            return _compound(node)
        case _:
            raise UnknownCodeError(ast.unparse(node))


def _compound(node: ast.If | ast.While | ast.Try) -> list[str]:
    match node:
        case ast.If(test=test, body=body, orelse=orelse):
            other = ["} else {", *_block(orelse)] if orelse else []
            return [f"if ({_expr(test)}) {{", *_block(body), *other, "}"]
        case ast.While(test=test, body=body, orelse=[]):
            return [f"while ({_expr(test)}) {{", *_block(body), "}"]
        case ast.Try(body=body, handlers=[ast.ExceptHandler(type=ast.Name(id=label))]):
            return [f"{label}: {{", *_block(body), "}"]
        case _:
            raise UnknownCodeError(ast.unparse(node))


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
