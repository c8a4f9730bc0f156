"""Which names does `from module import *` bind?"""

import ast
from collections.abc import Mapping

from ulambda.compiler.scope import find_scopes


def public_names(tree: ast.Module) -> list[str]:
    """Read `__all__`, or list the names without underscore; none if `__all__` is calculated.

    Literal lists and tuples, names of such and sums of them count as written down.
    """
    known: dict[str, list[str]] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            targets, value = node.targets, _strings(node.value, known)
        elif isinstance(node, ast.AugAssign):
            targets = [node.target]
            added, base = _strings(node.value, known), _strings(node.target, known)
            value = None if added is None or base is None else base + added
        else:
            continue
        for target in targets:
            if isinstance(target, ast.Name) and value is not None:
                known[target.id] = value
            elif isinstance(target, ast.Name):
                known.pop(target.id, None)
    bound = find_scopes(tree)[tree].bound
    if "__all__" in bound:
        return known.get("__all__", [])
    return sorted(name for name in bound if not name.startswith("_"))


def _strings(node: ast.expr, known: Mapping[str, list[str]]) -> list[str] | None:
    """Return the strings of a list or tuple that is written down, None if it is not."""
    if isinstance(node, ast.Name):
        return known.get(node.id)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _strings(node.left, known), _strings(node.right, known)
        return None if left is None or right is None else left + right
    if not isinstance(node, ast.List | ast.Tuple):
        return None
    values = [item.value for item in node.elts if isinstance(item, ast.Constant)]
    strings = [value for value in values if isinstance(value, str)]
    return strings if len(strings) == len(node.elts) else None
