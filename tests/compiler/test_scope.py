"""Whose variable is each name?"""

import ast

from ulambda.compiler.scope import Scope, find_scopes


def _scopes(source: str) -> dict[str, Scope]:
    scopes = find_scopes(ast.parse(source))
    return {getattr(node, "name", type(node).__name__): scope for node, scope in scopes.items()}


def test_cells_and_free_names_cross_functions() -> None:
    found = _scopes(
        "def f(a, b):\n    def g():\n        def h():\n            return a\n        return h\n"
    )

    assert found["f"].cells == {"a"}
    assert found["g"].free == {"a"} and found["h"].free == {"a"}


def test_comprehension_variables_are_private() -> None:
    found = _scopes("def f(xs):\n    x = 1\n    return [x for x in xs if x], x\n")

    assert found["ListComp"].locals == {"x"} and not found["f"].cells


def test_lambda_captures_the_comprehension_variable() -> None:
    found = _scopes("def f(xs):\n    return [lambda: x for x in xs]\n")

    assert found["ListComp"].cells == {"x"} and not found["f"].cells
    assert found["Lambda"].free == {"x"}


def test_methods_do_not_see_class_names() -> None:
    found = _scopes("class A:\n    x = 1\n    def f(self):\n        return x\n")

    assert found["f"].free == set() and not found["A"].cells


def test_walrus_binds_in_the_function() -> None:
    found = _scopes("def f(xs):\n    return [y := x for x in xs], any((z := x) for x in xs)\n")

    assert {"y", "z"} <= found["f"].locals
    assert found["f"].cells == {"z"} and found["GeneratorExp"].free == {"z"}


def test_nonlocal_reaches_over_a_function() -> None:
    found = _scopes(
        "def f():\n    n = 0\n    def g():\n        nonlocal n\n        n += 1\n    return g\n"
    )

    assert found["f"].cells == {"n"} and found["g"].free == {"n"} and found["g"].locals == set()
