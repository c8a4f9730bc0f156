"""Which names of a class body may be read there before they are bound?

Such a name then means the global or builtin of the same name. The walk follows statements that run
one after the other; what a branch or loop binds counts as unsure behind it.
"""

import ast
from collections.abc import Iterable, Iterator

from ulambda.compiler.scope import bound_in_order

_NESTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def unsure_names(node: ast.ClassDef) -> set[str]:
    """Names that the body binds somewhere and reads where they may be unbound."""
    names = set(bound_in_order(node.body))
    unsure: set[str] = set()
    _walk(node.body, names, set(), unsure)
    return unsure


def _walk(body: Iterable[ast.stmt], names: set[str], bound: set[str], unsure: set[str]) -> None:
    for statement in body:
        blocks = [
            getattr(statement, field)
            for field in ("body", "orelse", "finalbody", "handlers", "cases")
            if not isinstance(statement, (*_NESTED, ast.ClassDef)) and hasattr(statement, field)
        ]
        inner = {id(part) for block in blocks for part in block}
        loads = {name for part in _parts(statement, inner) for name in _loads(part)}
        unsure |= (loads & names) - bound
        for block in blocks:
            for part in block:
                nested = getattr(part, "body", None)
                if isinstance(part, ast.ExceptHandler | ast.match_case) and nested is not None:
                    _walk(nested, names, set(bound), unsure)
            _walk([p for p in block if isinstance(p, ast.stmt)], names, set(bound), unsure)
        if isinstance(statement, ast.Delete):
            bound -= set(bound_in_order([statement]))
        elif not blocks:
            bound |= set(bound_in_order([statement]))
        else:
            bound -= _deleted(statement)


def _parts(statement: ast.stmt, inner: set[int]) -> Iterator[ast.AST]:
    """What the statement itself evaluates."""
    if isinstance(statement, ast.AugAssign) and isinstance(statement.target, ast.Name):
        yield ast.Name(statement.target.id, ast.Load())
    for child in ast.iter_child_nodes(statement):
        if isinstance(child, ast.ExceptHandler):
            yield from [] if child.type is None else [child.type]
        elif id(child) not in inner:
            yield child


def _loads(node: ast.AST) -> Iterator[str]:
    """Names that are read in the class's own scope."""
    if isinstance(node, ast.Name):
        if isinstance(node.ctx, ast.Load):
            yield node.id
    elif isinstance(node, _COMPREHENSIONS):
        yield from _loads(node.generators[0].iter)
    elif isinstance(node, ast.arguments):
        for default in (*node.defaults, *node.kw_defaults):
            if default is not None:
                yield from _loads(default)
    elif isinstance(node, ast.Lambda):
        yield from _loads(node.args)
    elif not isinstance(node, ast.stmt):
        for child in ast.iter_child_nodes(node):
            yield from _loads(child)


def _deleted(statement: ast.stmt) -> set[str]:
    deletes = (node for node in ast.walk(statement) if isinstance(node, ast.Delete))
    return {name for node in deletes for name in bound_in_order([node])}
