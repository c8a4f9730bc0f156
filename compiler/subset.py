"""Is every construct of a source in the device subset?

One walk over the tree with the rules of `rules.py`; every finding is reported, not only the first.
Annotations are not looked at: they are erased.
"""

import ast
import builtins as python
from collections.abc import Iterable

from ulambda.compiler.class_rules import check_class
from ulambda.compiler.classes import STATIC_NAMES
from ulambda.compiler.diagnostics import Diagnostic, Source
from ulambda.compiler.link import extension_methods
from ulambda.compiler.modules import is_library
from ulambda.compiler.program import BUILTINS, Program, shown
from ulambda.compiler.scope import Scope, bound_in_order

# Constructs that no rule allows: (rule, what to call it).
FORBIDDEN: dict[str, tuple[str, str]] = {
    "TryStar": ("UL100", "'except*'"),
    "TypeAlias": ("UL100", "'type'"),
    "TypeVar": ("UL100", "a type parameter"),
    "ParamSpec": ("UL100", "a type parameter"),
    "TypeVarTuple": ("UL100", "a type parameter"),
    "TemplateStr": ("UL100", "a template string"),
}
# Programs that use one of these can make attributes of any name.
REFLECTION = frozenset(
    {"setattr", "vars", "__dict__", "__getattr__", "__getattribute__", "__setattr__"}
)
# Names that the firmware knows as text, although no type of the subset has such an attribute.
UNPROVIDED = frozenset({"default", "end", "file", "flush", "key", "sep"})
_CODE = "write the code itself: nothing is compiled on a board"
_NAMES = "keep the values in a dict of your own"
_GROUPS = "raise one exception, with the others in its arguments"
HINTS = {
    "open": "read data from the event",
    "input": "read data from the event",
    "eval": _CODE,
    "exec": _CODE,
    "compile": _CODE,
    "globals": _NAMES,
    "locals": _NAMES,
    "dir": "name the attributes, or ask with hasattr()",
    "__import__": "write `import` at the head of the file",
    "complex": "use two floats",
    "breakpoint": "print what you want to see",
    "ExceptionGroup": _GROUPS,
    "BaseExceptionGroup": _GROUPS,
}


def check(source: Source, program: Program, entry: str | None) -> list[Diagnostic]:
    """Return every finding, in the order of the source."""
    checker = _Checker(source, program)
    if entry is not None and entry not in program.bound:
        checker.findings.append(source.at(1, 1, 2, "UL002", name=entry))
    checker.statements(s for s in program.module.body if not is_library(s))
    return sorted(dict.fromkeys(checker.findings))


class _Checker:
    """Walks one module; `scope` and the flags say where it is."""

    def __init__(self, source: Source, program: Program) -> None:
        self.source = source
        self.program = program
        self.scope = program.scopes[program.module]
        self.findings: list[Diagnostic] = []
        self.margin = True
        self.attributes = _attributes(program.module) | extension_methods().keys()
        self.reflects = bool(REFLECTION & program.mentioned)

    def add(self, node: ast.AST, rule: str, **seen: object) -> None:
        if not is_library(node):  # what an expansion wrote is as good as its place
            self.findings.append(self.source.diagnose(node, rule, **seen))

    # The walk

    def statements(self, body: Iterable[ast.stmt]) -> None:
        for statement in body:
            self.visit(statement)

    def visit(self, node: ast.AST) -> None:
        name = type(node).__name__
        if name in FORBIDDEN:
            rule, seen = FORBIDDEN[name]
            self.add(node, rule, seen=seen)
            return
        method = getattr(self, f"check_{name.lower()}", None)
        if method is None:
            self.children(node)
        else:
            method(node)

    def children(self, node: ast.AST) -> None:
        margin, self.margin = self.margin, self.margin and isinstance(node, ast.Module)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.operator) and type(child).__name__ in FORBIDDEN:
                rule, seen = FORBIDDEN[type(child).__name__]
                self.add(node, rule, seen=seen)
            else:
                self.visit(child)
        self.margin = margin

    def inside(self, scope_node: ast.AST, parts: Iterable[ast.AST]) -> None:
        """Visit parts that belong to the scope that a node opens."""
        before = self.scope, self.margin
        self.scope, self.margin = self.program.scopes[scope_node], False
        for part in parts:
            self.visit(part)
        self.scope, self.margin = before

    # Definitions

    def check_functiondef(self, node: ast.FunctionDef) -> None:
        for decorator in node.decorator_list:
            self.visit(decorator)
        if getattr(node, "type_params", None):
            self.add(node, "UL100", seen="a type parameter")
        self._defaults(node.args)
        self.inside(node, node.body)

    def check_lambda(self, node: ast.Lambda) -> None:
        self._defaults(node.args)
        self.inside(node, [node.body])

    def _defaults(self, arguments: ast.arguments) -> None:
        for default in (*arguments.defaults, *arguments.kw_defaults):
            if default is not None:
                self.visit(default)

    def check_classdef(self, node: ast.ClassDef) -> None:
        for part in (*node.decorator_list, *node.bases, *(k.value for k in node.keywords)):
            self.visit(part)
        self.findings += check_class(self.source, self.program, node)
        self.inside(node, node.body)

    def _comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
    ) -> None:
        first, *others = node.generators
        self.visit(first.iter)
        parts: list[ast.AST] = [first.target, *first.ifs]
        for generator in others:
            parts += [generator.iter, generator.target, *generator.ifs]
        parts += [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        self.inside(node, parts)

    check_listcomp = check_setcomp = check_dictcomp = check_generatorexp = _comprehension

    # Names

    def check_name(self, node: ast.Name) -> None:
        if self.owner(node.id) is not None:
            return
        if isinstance(node.ctx, ast.Del) and shown(node.id) in BUILTINS:
            self.add(node, "UL113")
        if not isinstance(node.ctx, ast.Load):
            return
        if node.id in self.program.erased:
            self.add(node, "UL116", name=shown(node.id))
        elif node.id not in self.program.bound and node.id not in BUILTINS:
            if node.id == "__class__" and self._in_class():
                return
            known = hasattr(python, node.id) or node.id in ("__file__", "__builtins__", "__class__")
            hint = HINTS.get(node.id, "write it without this name")
            self.add(node, "UL108" if known else "UL109", name=shown(node.id), hint=hint)

    def owner(self, name: str) -> Scope | None:
        """The scope other than the module's that a name belongs to here."""
        scope: Scope | None = self.scope
        while scope is not None and scope.kind != "module":
            if name in scope.global_names:
                return None
            visible = scope.kind != "class" or scope is self.scope
            if visible and name in scope.locals:
                return scope
            scope = scope.parent
        return None

    def _in_class(self) -> bool:
        scope: Scope | None = self.scope
        while scope is not None and scope.kind != "class":
            scope = scope.parent
        return scope is not None

    def check_global(self, node: ast.Global) -> None:
        if self.scope.kind != "function":
            self.add(node, "UL119", word="global")

    def check_nonlocal(self, node: ast.Nonlocal) -> None:
        if self.scope.kind == "class":
            self.add(node, "UL119", word="nonlocal")

    # Attributes

    def check_attribute(self, node: ast.Attribute) -> None:
        base = node.value
        self._attribute_name(node)
        self.visit(base)

    def _attribute_name(self, node: ast.Attribute) -> None:
        name = node.attr
        special = name.startswith("__") and name.endswith("__")
        unknown = special and name not in STATIC_NAMES and name not in self.attributes
        assigned = name == "__class__" and not isinstance(node.ctx, ast.Load)
        if unknown or assigned:
            self.add(node, "UL117", name=name)
        elif (
            not self.reflects
            and name not in self.attributes
            and (name not in STATIC_NAMES or name in UNPROVIDED)
        ):
            self.add(node, "UL110", name=name)

    def check_call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        builtin = not self.owner(name) and self.program.is_builtin(name)
        if name == "type" and len(node.args) == 3 and builtin:
            self.add(node, "UL203")
        self.children(node)

    # Statements

    def check_excepthandler(self, node: ast.ExceptHandler) -> None:
        if node.type is not None:
            self.visit(node.type)
        self.statements(node.body)

    def check_annassign(self, node: ast.AnnAssign) -> None:
        self.visit(node.target)
        if node.value is not None:
            self.visit(node.value)

    def check_constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, complex):
            self.add(node, "UL120")
        elif isinstance(node.value, str) and any(
            "\ud800" <= char <= "\udfff" for char in node.value
        ):
            self.add(node, "UL121")


def _attributes(module: ast.Module) -> set[str]:
    """Attributes that the program's own classes and assignments make."""
    names = {
        node.attr
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef):
            names.update(name for statement in node.body for name in bound_in_order([statement]))
    return names
