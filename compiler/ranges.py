"""Where may range() get a number of more than 31 bits?

The interpreter's ranges have bounds of 31 bits. A call that may get more is marked, and becomes one
of `library/_ranges.py`. What may be large follows from the integers that are written in a file: an
expression with a large one, or a name that such an expression is assigned to.
"""

import ast

from ulambda.compiler.fold import try_constant

LARGE = 1 << 30
_GROW = (ast.Add, ast.Sub, ast.Mult, ast.Pow, ast.BitOr, ast.BitXor, ast.LShift)
_SAME = frozenset({"abs", "int", "max", "min", "round", "sum"})  # calls as large as an argument


def mark_large_ranges(module: ast.Module) -> None:
    """Mark the calls of a name `range` that may get large numbers."""
    nodes = list(ast.walk(module))
    calls = [node for node in nodes if isinstance(node, ast.Call) and _is_range(node)]
    if not calls:
        return
    names = _large_names(nodes)
    for call in calls:
        if any(_large(argument, names) for argument in call.args):
            call.large = True  # type: ignore[attr-defined]


def is_large_range(node: ast.Call) -> bool:
    """Was this call marked?"""
    return bool(getattr(node, "large", False))


def _is_range(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "range"


def _large_names(nodes: list[ast.AST]) -> set[str]:
    """Names that something large is assigned to, and so on."""
    names: set[str] = set()
    before = -1
    while len(names) > before:
        before = len(names)
        for node in nodes:
            target, value = _assigned(node)
            if isinstance(target, ast.Name) and value is not None and _large(value, names):
                names.add(target.id)
    return names


def _assigned(node: ast.AST) -> tuple[ast.AST | None, ast.expr | None]:
    if isinstance(node, ast.Assign):
        return node.targets[0], node.value
    if isinstance(node, ast.AugAssign):
        return node.target, ast.BinOp(ast.Constant(0), node.op, node.value)
    if isinstance(node, ast.NamedExpr | ast.AnnAssign):
        return node.target, node.value
    if isinstance(node, ast.For | ast.comprehension):
        return node.target, node.iter
    return None, None


def _large(node: ast.expr, names: set[str]) -> bool:
    constant = try_constant(node)
    if constant is not None:
        value = constant.value
        return type(value) is int and not -LARGE <= value < LARGE
    if isinstance(node, ast.Name):
        return node.id in names
    if isinstance(node, ast.BinOp):
        left, right = _large(node.left, names), _large(node.right, names)
        if isinstance(node.op, _GROW):
            return left or right
        if isinstance(node.op, ast.Mod):
            return right
        return left and right if isinstance(node.op, ast.BitAnd) else left
    parts: list[ast.expr] = []
    if isinstance(node, ast.UnaryOp | ast.Starred):
        parts = [node.operand if isinstance(node, ast.UnaryOp) else node.value]
    elif isinstance(node, ast.IfExp):
        parts = [node.body, node.orelse]
    elif isinstance(node, ast.BoolOp):
        parts = node.values
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        parts = node.elts
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in _SAME:
        parts = node.args
    return any(_large(part, names) for part in parts)
