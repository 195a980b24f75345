"""Stemmers written out as JavaScript."""

from __future__ import annotations

import ast

import pytest

from handbook.search import snowball


@pytest.mark.parametrize("algorithm", ["english", "hungarian", "serbian"])
def test_every_routine_and_table_is_written(algorithm: str) -> None:
    code = snowball.to_javascript(algorithm)
    assert "function _stem()" in code
    assert "Snowball.among(" in code
    assert "self." not in code


@pytest.mark.parametrize("line", ["with a: pass", "x = [1]", "for i in x: pass", "x = y @ z"])
def test_code_of_another_shape_stops_the_build(line: str) -> None:
    with pytest.raises((snowball.UnknownCodeError, KeyError)):
        list(snowball._block(ast.parse(line).body))
