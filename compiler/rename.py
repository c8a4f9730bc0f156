"""How do several modules become one name space?

Every global name of a module other than the main one becomes `module:name`; `module.name` becomes
the same. Names of the main module stay as they are, but for those that hide a builtin name, which
other modules may still mean: `sum` becomes `:sum`.
"""

import ast
import builtins as python
from collections import defaultdict

from ulambda.compiler.imports import Erased, Linkage, MemberTarget, ModuleTarget, Names
from ulambda.compiler.modules import INTRINSICS
from ulambda.compiler.program import BUILTINS, qualify
from ulambda.compiler.ranges import is_large_range
from ulambda.compiler.scope import Scope

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


class Renamer(ast.NodeTransformer):
    """Rewrites one module; imports inside of statements become assignments or nothing."""

    def __init__(self, linkage: Linkage, names: Names, library: frozenset[str]) -> None:
        self.linkage = linkage
        self.names = names
        self.module = names.module
        self.library = library  # builtin functions that are written in Python
        self.scope = names.root
        self.class_bound: set[str] = set()
        self.foreign: dict[ast.AST, set[str]] = defaultdict(set)
        self.erased: set[str] = set()
        self.library_used: set[str] = set()

    # Names

    def qualified(self, name: str) -> str:
        return qualify(self.module.name, self.module.main, name)

    def owner(self, name: str, load: bool) -> Scope | None:
        """The scope other than the module's that a name belongs to here."""
        scope: Scope | None = self.scope
        while scope is not None and scope.kind != "module":
            if name in scope.global_names:
                return None
            visible = scope.kind != "class" or (
                scope is self.scope and (not load or name in self.class_bound)
            )
            if visible and name in scope.locals:
                return scope
            scope = scope.parent
        return None

    def visit_Name(self, node: ast.Name) -> ast.expr:
        load = isinstance(node.ctx, ast.Load)
        found = self.reference(node, node.id, load)
        if isinstance(found, ModuleTarget):
            self.linkage.report(node, "UL123", name=found.module)
            return ast.copy_location(ast.Constant(None), node)
        if isinstance(found, Erased):
            if found.reported and load:
                return ast.copy_location(ast.Constant(None), node)
            return self._erase(node)
        if not load and self.scope.kind == "class":
            self.class_bound.add(node.id)
        return found

    def _erase(self, node: ast.Name) -> ast.expr:
        self.erased.add(self.qualified(node.id))
        return self.rename(node)

    def rename(self, node: ast.Name) -> ast.Name:
        return ast.copy_location(ast.Name(self.qualified(node.id), node.ctx), node)

    def reference(
        self, node: ast.Name, name: str, load: bool = True
    ) -> ast.expr | ModuleTarget | Erased:
        """What a name means here."""
        if ":" in name:  # written by an expansion
            return node
        owner = self.owner(name, load)
        static = self.names.static.get(owner or self.names.root, {}).get(name)
        if static is not None:
            if not load:
                return self.rename(node) if owner is None else node
            meaning = self.linkage.meaning(static, node)
            return meaning
        if owner is not None:
            return node
        if name in self.names.bound:
            return self.rename(node)
        if name == "__name__":
            return ast.copy_location(ast.Constant(self.module.name), node)
        if name in BUILTINS or not load or ":" in name:
            return node
        if name in self.library:
            self.library_used.add(name)
            return ast.copy_location(ast.Name(f"builtins:{name}", node.ctx), node)
        return node if hasattr(python, name) or name.startswith("__") else self.rename(node)

    # Attributes of modules

    def module_of(self, node: ast.expr) -> ModuleTarget | Erased | None:
        """The module that an expression means."""
        if isinstance(node, ast.Name):
            found = self.reference(node, node.id)
            return None if isinstance(found, ast.expr) else found
        if isinstance(node, ast.Attribute):
            base = self.module_of(node.value)
            if isinstance(base, ModuleTarget):
                found = self.member(base.module, node)
                return found if isinstance(found, ModuleTarget) else None
        return None

    def member(self, base: str, node: ast.Attribute) -> ast.expr | ModuleTarget | Erased:
        """What `module.name` means."""
        if base.partition(".")[0] == INTRINSICS:
            return self.linkage.meaning(MemberTarget(base, node.attr), node)
        names = self.linkage.names[base]
        if node.attr in names.bound or node.attr == "__name__":
            return self.linkage.meaning(MemberTarget(base, node.attr), node)
        inner = f"{base}.{node.attr}"
        if inner in self.linkage.modules.by_name:
            return ModuleTarget(inner)
        if node.attr in self.linkage.stored:
            return self.linkage.meaning(MemberTarget(base, node.attr), node)
        return Erased(True)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        base = self.module_of(node.value)
        if base is None:
            return self._generic(node)
        if isinstance(base, Erased):
            return self._generic(node)
        found = self.member(base.module, node)
        if isinstance(found, ModuleTarget):
            self.linkage.report(node, "UL123", name=found.module)
            return ast.copy_location(ast.Constant(None), node)
        if isinstance(found, Erased):
            if base.module in self.linkage.names:
                self.linkage.no_member(node, base.module, node.attr)
            return ast.copy_location(ast.Constant(None), node)
        if isinstance(node.ctx, ast.Load):
            return found
        if not isinstance(found, ast.Name) or found.id in BUILTINS:
            self.linkage.report(node, "UL118")
            return ast.copy_location(ast.Name("_", node.ctx), node)
        return self._store(base.module, node, found.id)

    def _generic(self, node: ast.Attribute) -> ast.Attribute:
        node.value = self.visit(node.value)
        return node

    def _store(self, base: str, node: ast.Attribute, name: str) -> ast.Name:
        names = self.linkage.names[base]
        name = qualify(base, names.module.main, node.attr)
        names.bound.add(node.attr)
        scope: Scope | None = self.scope
        while scope is not None and scope.kind == "inline":
            scope = scope.parent
        if scope is not None and scope.kind != "module":
            self.foreign[scope.node].add(name)
        return ast.copy_location(ast.Name(name, node.ctx), node)

    def _is_builtin(self, name: str) -> bool:
        return self.owner(name, True) is None and name not in self.names.bound

    def visit_Call(self, node: ast.Call) -> ast.AST:
        function, arguments = node.func, node.args
        if is_large_range(node) and self._is_builtin("range"):
            node.func = ast.copy_location(ast.Name("_ranges:large", ast.Load()), function)
        if (
            isinstance(function, ast.Name)
            and function.id in ("getattr", "hasattr")
            and not node.keywords
            and len(arguments) >= 2
            and isinstance(arguments[1], ast.Constant)
            and isinstance(arguments[1].value, str)
        ):
            base = self.module_of(arguments[0])
            if isinstance(base, ModuleTarget):
                return self._ask(node, base.module, arguments[1].value)
        return self.generic_visit(node)

    def _ask(self, node: ast.Call, base: str, name: str) -> ast.AST:
        """`getattr(module, "name")` and `hasattr` with a constant name."""
        attribute = ast.copy_location(ast.Attribute(node.args[0], name, ast.Load()), node)
        known = not isinstance(self.member(base, attribute), Erased)
        assert isinstance(node.func, ast.Name)
        if node.func.id == "hasattr":
            return ast.copy_location(ast.Constant(known), node)
        if known or len(node.args) == 2:
            return self.visit_Attribute(attribute)
        return self.visit(node.args[2])  # type: ignore[no-any-return]

    # Definitions

    def _inside(self, node: ast.AST) -> "_Within":
        return _Within(self, node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._function(node)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        self._arguments(node.args)
        node.decorator_list = [self.visit(decorator) for decorator in node.decorator_list]
        if self.owner(node.name, False) is None:
            node.name = self.qualified(node.name)
        elif self.scope.kind == "class":
            self.class_bound.add(node.name)
        with self._inside(node):
            node.body = self.statements(node.body)
        return self._declare(node)

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self._arguments(node.args)
        with self._inside(node):
            node.body = self.visit(node.body)
        return node

    def _arguments(self, arguments: ast.arguments) -> None:
        arguments.defaults = [self.visit(default) for default in arguments.defaults]
        arguments.kw_defaults = [
            default and self.visit(default) for default in arguments.kw_defaults
        ]

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.bases = [self.visit(base) for base in node.bases]
        node.decorator_list = [self.visit(decorator) for decorator in node.decorator_list]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
        if self.owner(node.name, False) is None:
            node.name = self.qualified(node.name)
        elif self.scope.kind == "class":
            self.class_bound.add(node.name)
        with self._inside(node):
            node.body = self.statements(node.body)
        return self._declare(node)

    def _declare(self, node: ast.AST) -> ast.AST:
        names = sorted(self.foreign.pop(node, ()))
        if names:
            assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            node.body.insert(0, ast.copy_location(ast.Global(names), node.body[0]))
        return node

    def _comprehension(self, node: ast.AST) -> ast.AST:
        assert isinstance(node, Comprehension)
        node.generators[0].iter = self.visit(node.generators[0].iter)
        with self._inside(node):
            for place, generator in enumerate(node.generators):
                if place:
                    generator.iter = self.visit(generator.iter)
                generator.target = self.visit(generator.target)
                generator.ifs = [self.visit(condition) for condition in generator.ifs]
            if isinstance(node, ast.DictComp):
                node.key = self.visit(node.key)
                node.value = self.visit(node.value)
            else:
                node.elt = self.visit(node.elt)
        return node

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    # Statements

    def statements(self, body: list[ast.stmt]) -> list[ast.stmt]:
        result: list[ast.stmt] = []
        for statement in body:
            found = self.visit(statement)
            result += found if isinstance(found, list) else [found]
        return result

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        node.value = self.visit(node.value)
        node.targets = [self.visit(target) for target in node.targets]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.value = node.value and self.visit(node.value)
        node.target = self.visit(node.target)
        return node

    def visit_Global(self, node: ast.Global) -> ast.AST:
        node.names = [self.qualified(name) for name in node.names]
        return node

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        node.type = node.type and self.visit(node.type)
        if node.name and self.owner(node.name, False) is None:
            node.name = self.qualified(node.name)
        node.body = self.statements(node.body)
        return node

    def imported(self, node: ast.Import | ast.ImportFrom) -> list[ast.stmt]:
        """The assignments that an import statement stands for."""
        scope = self.scope
        while scope.kind == "inline" and scope.parent is not None:
            scope = scope.parent
        copies = self.names.copies.get(scope, set())
        result: list[ast.stmt] = []
        for alias in node.names if isinstance(node, ast.ImportFrom) else []:
            name = alias.asname or alias.name
            if name not in copies or not isinstance(node, ast.ImportFrom):
                continue
            base = self.linkage.absolute(self.module, node) or ""
            meaning = self.linkage.meaning(MemberTarget(base, alias.name), node)
            if not isinstance(meaning, ast.expr):
                continue
            place = ast.copy_location(ast.Name(name, ast.Store()), node)
            target = self.rename(place) if self.owner(name, False) is None else place
            result.append(ast.copy_location(ast.Assign([target], meaning), node))
        return result

    def _import(self, node: ast.AST) -> list[ast.stmt]:
        assert isinstance(node, ast.Import | ast.ImportFrom)
        return self.imported(node) or [ast.copy_location(ast.Pass(), node)]

    visit_Import = visit_ImportFrom = _import


class _Within:
    """Enter the scope that a node opens, for as long as a `with` lasts."""

    def __init__(self, renamer: Renamer, node: ast.AST) -> None:
        self.renamer = renamer
        self.before = renamer.scope, renamer.class_bound
        renamer.scope = renamer.names.scopes.get(node, renamer.scope)
        renamer.class_bound = set()

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        self.renamer.scope, self.renamer.class_bound = self.before
