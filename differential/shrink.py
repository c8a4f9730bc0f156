"""How small can a program that diverges become?

Statements are removed and expressions replaced by their parts or by literals, as long as the
divergence stays of the same kind. Greedy, bounded by the number of executions.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from functools import partial

Edit = Callable[[], None]
LITERALS = ("0", "1", "''", "[]", "None")


def shrink(source: str, still: Callable[[str], bool], tries: int = 1500) -> str:
    """The smallest source found for which `still` holds, at most `tries` calls of it.

    >>> shrink("a = 1\\nb = 2\\nprint(a + b)", lambda text: "b = 2" in text)
    'b = 2'
    """
    best = ast.parse(source)
    progress = True
    while progress and tries > 0:
        progress = False
        for make in (_without_statements, _unwrapped, _simpler_expressions):
            at = 0
            while tries > 0:
                tree = _nth(make, best, at)
                if tree is None:
                    break
                tries -= 1
                if _holds(tree, still):
                    best, progress = tree, True
                else:
                    at += 1
    return ast.unparse(best)


def _holds(tree: ast.Module, still: Callable[[str], bool]) -> bool:
    try:
        text = ast.unparse(ast.fix_missing_locations(tree))
        compile(text, "shrink.py", "exec")
    except (SyntaxError, ValueError, RecursionError):
        return False
    return still(text)


def _nth(
    make: Callable[[ast.Module], Iterator[Edit]], tree: ast.Module, at: int
) -> ast.Module | None:
    """A copy of a tree with the edit number `at` made; None when there is none."""
    tree = copy.deepcopy(tree)
    for index, edit in enumerate(make(tree)):
        if index == at:
            edit()
            return tree
    return None


def _bodies(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            if isinstance(body, list) and body and isinstance(body[0], ast.stmt):
                yield body


def _without_statements(tree: ast.Module) -> Iterator[Edit]:
    """Large pieces first: halves of every body, then quarters, down to single statements."""
    bodies = sorted(_bodies(tree), key=len, reverse=True)
    size = max((len(body) for body in bodies), default=0)
    while size > 1:
        size = (size + 1) // 2
        for body in bodies:
            if len(body) > size or size == 1:
                for at in range(0, len(body), size):
                    yield partial(_remove, tree, body, at, size)


def _remove(tree: ast.Module, body: list[ast.stmt], at: int, size: int) -> None:
    del body[at : at + size]
    optional = any(
        body is getattr(n, k, None) for n in ast.walk(tree) for k in ("orelse", "finalbody")
    )
    if not body and body is not tree.body and not optional:
        body.append(ast.Pass())


def _unwrapped(tree: ast.Module) -> Iterator[Edit]:
    """A compound statement gives way to its own body."""
    for body in _bodies(tree):
        for at, statement in enumerate(body):
            inner = getattr(statement, "body", None)
            if isinstance(inner, list) and not isinstance(
                statement, ast.FunctionDef | ast.ClassDef
            ):
                yield partial(body.__setitem__, slice(at, at + 1), inner)


def _simpler_expressions(tree: ast.Module) -> Iterator[Edit]:
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            items = value if isinstance(value, list) else [value]
            for at, item in enumerate(items):
                if isinstance(item, ast.expr) and _may_change(item):
                    for other in _parts(item):
                        yield partial(_replace, parent, field, at, other)
                    if isinstance(value, list) and not isinstance(parent, ast.Compare):
                        yield partial(value.__delitem__, at)


def _may_change(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str | bytes) and len(node.value) > 2
    return isinstance(getattr(node, "ctx", ast.Load()), ast.Load)


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    yield from (child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))
    if not isinstance(node, ast.Name | ast.JoinedStr | ast.FormattedValue):
        yield from (ast.parse(text, mode="eval").body for text in LITERALS)


def _replace(parent: ast.AST, field: str, at: int, node: ast.expr) -> None:
    value = getattr(parent, field)
    if isinstance(value, list):
        value[at] = node
    else:
        setattr(parent, field, node)
