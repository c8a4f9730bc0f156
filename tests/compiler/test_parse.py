"""Is the syntax tree what the later passes expect?"""

import ast

import pytest

from ulambda.compiler import CompileError
from ulambda.compiler.diagnostics import Source
from ulambda.compiler.parse import MAX_DEPTH, parse


def _text(source: str) -> str:
    return ast.unparse(parse(Source("f.py", source)))


def test_else_of_main_guard_is_kept() -> None:
    assert _text("if __name__ == '__main__':\n    a = 1\nelse:\n    b = 2\n") == "b = 2"


def test_private_names_are_mangled_in_their_class() -> None:
    found = _text("class _A:\n    def f(self):\n        return self.__x + __y + self.__z__\n")

    assert "self._A__x + _A__y + self.__z__" in found


def test_private_names_of_nested_classes_use_the_inner_name() -> None:
    found = _text("class A:\n    class B:\n        __x = 1\n    __y = 2\n")

    assert "_B__x = 1" in found and "_A__y = 2" in found


@pytest.mark.parametrize("source", ["x = (\n", "\0", "return 1\n", "x = 1\n  y = 2\n", "f(**)\n"])
def test_bad_syntax_is_a_diagnostic(source: str) -> None:
    with pytest.raises(CompileError) as caught:
        parse(Source("f.py", source))

    assert caught.value.diagnostics[0].rule == "UL001"


def test_depth_is_limited() -> None:
    with pytest.raises(CompileError) as caught:
        parse(Source("f.py", "x = " + "-" * (MAX_DEPTH + 1) + "1\n"))

    assert caught.value.diagnostics[0].rule == "UL003"


def test_extreme_depth_is_a_diagnostic_too() -> None:
    with pytest.raises(CompileError):
        parse(Source("f.py", "x = " + "(" * 5000 + ")" * 5000 + "\n"))
