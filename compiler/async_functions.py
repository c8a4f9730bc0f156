"""What does an `async def` become before anything looks at it?

A coroutine is a function definition with a mark. An asynchronous generator is a function that calls
a generator and wraps it, so that what it yields can be told from what it awaits
(`library/_asyncgen.py`); an asynchronous generator expression is wrapped in the same way.
"""

import ast
from collections.abc import Iterator

LIBRARY = "_asyncgen"  # the module of the library that has the wrapper


class _Functions(ast.NodeTransformer):
    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        self.generic_visit(node)
        fields = {name: getattr(node, name) for name in node._fields if hasattr(node, name)}
        function = ast.copy_location(ast.FunctionDef(**fields), node)
        if any(isinstance(inner, ast.Yield) for inner in own_nodes(function)):
            return _generator(function)
        function.coroutine = True  # type: ignore[attr-defined]
        return function

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.AST:
        self.generic_visit(node)
        if not any(map(_waits, own_nodes(node))):
            return node
        node.elt = _call("Item", node.elt, node.elt)
        return _call("async_generator", node, node)


class _Yields(ast.NodeTransformer):
    """Wraps what a generator's own code yields."""

    def visit_Yield(self, node: ast.Yield) -> ast.AST:
        self.generic_visit(node)
        value = node.value or ast.copy_location(ast.Constant(None), node)
        node.value = _call("Item", value, node)
        return node

    def visit(self, node: ast.AST) -> ast.AST:
        return node if isinstance(node, _INNER) else super().visit(node)


_INNER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.GeneratorExp)


def _generator(node: ast.FunctionDef) -> ast.FunctionDef:
    """`def f(a): def inner(a): ... return async_generator(inner(a))`"""
    arguments = node.args
    plain = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    plain += [a for a in (arguments.vararg, arguments.kwarg) if a is not None]
    fields = {name: getattr(node, name) for name in node._fields if hasattr(node, name)}
    inner = ast.copy_location(ast.FunctionDef(**fields), node)
    inner.name = f":{node.name}"  # no name of the user's
    inner.args = ast.arguments([], [ast.arg(a.arg) for a in plain], None, [], [], None, [])
    inner.decorator_list = []
    _Yields().generic_visit(inner)
    call: ast.expr = ast.Name(inner.name, ast.Load())
    call = ast.Call(call, [ast.Name(a.arg, ast.Load()) for a in plain], [])
    result = ast.Return(_call("async_generator", call, node))
    node.body = [inner, result]
    if ast.get_docstring(inner, False) is not None:
        node.body.insert(0, inner.body.pop(0))
        inner.body = inner.body or [ast.Pass()]
    for statement in node.body:
        ast.copy_location(statement, node)
        ast.fix_missing_locations(statement)
    return node


def _call(function: str, argument: ast.expr, place: ast.AST) -> ast.Call:
    name = ast.copy_location(ast.Name(f"{LIBRARY}:{function}", ast.Load()), place)
    call = ast.copy_location(ast.Call(name, [argument], []), place)
    return ast.fix_missing_locations(call)


def own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function's body, without those of functions in it."""
    pending = list(ast.iter_child_nodes(function))
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, _INNER):
            pending += ast.iter_child_nodes(node)


def _waits(node: ast.AST) -> bool:
    return isinstance(node, ast.Await) or (
        isinstance(node, ast.comprehension) and bool(node.is_async)
    )


def is_coroutine(node: ast.AST) -> bool:
    """Was this function written as `async def`, and is it no generator?"""
    return bool(getattr(node, "coroutine", False))


def with_coroutines(module: ast.Module) -> ast.Module:
    """Replace `async def` by function definitions."""
    if any(isinstance(n, ast.AsyncFunctionDef) for n in ast.walk(module)):
        _Functions().visit(module)
    return module
