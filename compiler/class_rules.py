"""Is a class statement in the device subset?"""

import ast
from collections.abc import Iterator

from ulambda.compiler.diagnostics import Diagnostic, Source
from ulambda.compiler.program import Program
from ulambda.compiler.scope import bound_in_order

# What CPython would call or obey, and the interpreter does not.
NO_MEMBERS = frozenset(
    {"__del__", "__class__", "__dict__", "__weakref__", "__name__", "__prepare__"}
    | {"__instancecheck__", "__subclasscheck__", "__mro_entries__", "__subclasses__"}
)


def check_class(source: Source, program: Program, node: ast.ClassDef) -> Iterator[Diagnostic]:
    """Check a class without the bodies of its methods."""
    for keyword in node.keywords:
        if keyword.arg == "metaclass":
            yield source.diagnose(keyword.value, "UL202")
    if getattr(node, "type_params", None):
        yield source.diagnose(node, "UL100", seen="a type parameter")
    for base in node.bases:
        if isinstance(base, ast.Name) and base.id == "type" and program.is_builtin("type"):
            yield source.diagnose(base, "UL201", seen="'type'")
        elif isinstance(base, ast.Starred):
            yield source.diagnose(base, "UL201", seen=repr(ast.unparse(base)))
    for statement in node.body:
        for name in bound_in_order([statement]):
            if name in NO_MEMBERS:
                yield source.diagnose(statement, "UL207", name=name)
