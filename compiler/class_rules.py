"""Is a class statement in the device subset?"""

import ast
from collections import Counter
from collections.abc import Iterator

from ulambda.compiler.classes import STATIC_NAMES, bound_in_body
from ulambda.compiler.diagnostics import Diagnostic, Source
from ulambda.compiler.program import PUBLIC_TYPES, Program, bindings, shown
from ulambda.spec import builtins

NO_MEMBERS = frozenset(
    {"__dict__", "__class__", "__doc__", "__module__", "__name__", "__qualname__"}
)


def class_names(module: ast.Module) -> set[str]:
    """Names of all classes that a module defines."""
    return {node.name for node in ast.walk(module) if isinstance(node, ast.ClassDef)}


def check_class(source: Source, program: Program, node: ast.ClassDef) -> Iterator[Diagnostic]:
    """Check a class at the left margin, without the bodies of its methods."""
    if node.keywords:
        yield source.diagnose(node, "UL202")
    if getattr(node, "type_params", None):
        yield source.diagnose(node, "UL100", seen="a type parameter")
    if _times_bound(program)[node.name] > 1:
        yield source.diagnose(node, "UL204", name=shown(node.name))
    for base in node.bases:
        if not _is_base(program, node, base):
            yield source.diagnose(base, "UL201", seen=repr(ast.unparse(base)))
    for statement in node.body:
        if not _allowed(statement):
            yield source.diagnose(statement, "UL203", seen=_describe(statement))
        for name in bound_in_body(statement):
            special = name.startswith("__") and name.endswith("__")
            if special and (name not in STATIC_NAMES or name in NO_MEMBERS):
                yield source.diagnose(statement, "UL207", name=name)


def _times_bound(program: Program) -> Counter[str]:
    counts: Counter[str] = Counter()
    for scope in program.scopes.values():
        module = scope.kind == "module"
        counts.update(n for n in bindings(scope) if module or n in scope.global_names)
    return counts


def _is_base(program: Program, node: ast.ClassDef, base: ast.expr) -> bool:
    if not isinstance(base, ast.Name):
        return False
    earlier = program.classes.get(base.id)
    if earlier is not None:
        names = list(program.classes)
        return node.name in names and names.index(base.id) < names.index(node.name)
    if base.id in program.bound or base.id not in PUBLIC_TYPES:
        return False
    return base.id == "object" or _is_exception(base.id)


def _is_exception(name: str) -> bool:
    place = builtins.TYPES.index(name)
    while place:
        if builtins.TYPES[place] == "BaseException":
            return True
        place = builtins.TYPE_BASES[place]
    return False


def _allowed(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Assign):
        return all(_names_only(target) for target in statement.targets)
    if isinstance(statement, ast.AnnAssign):
        return isinstance(statement.target, ast.Name)
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Pass)


def _names_only(target: ast.expr) -> bool:
    if isinstance(target, ast.Tuple | ast.List):
        return all(_names_only(element) for element in target.elts)
    return isinstance(target, ast.Name)


def _describe(statement: ast.stmt) -> str:
    return f"'{type(statement).__name__.lower()}'"
