"""How do functions, lambdas, generator expressions, classes and the module itself become code?"""

import ast
from collections.abc import Callable, Sequence

from ulambda.compiler.async_functions import is_coroutine
from ulambda.compiler.class_body import unsure_names
from ulambda.compiler.classes import Class
from ulambda.compiler.expressions import name_into
from ulambda.compiler.floats import choose_variables, prepare_floats
from ulambda.compiler.ir import Function
from ulambda.compiler.loops import Source as LoopSource
from ulambda.compiler.loops import generators
from ulambda.compiler.lower import Lowering, Unit
from ulambda.compiler.program import BUILTINS, FUNCTIONS, TYPES, Program, known_default, shown
from ulambda.compiler.scope import FunctionNode, Scope, all_arguments
from ulambda.spec import builtins, image
from ulambda.spec.image import FunctionFlag
from ulambda.spec.opcodes import Op

# Methods that are what a decorator would make of them.
IMPLICIT = {
    "__new__": "staticmethod",
    "__init_subclass__": "classmethod",
    "__class_getitem__": "classmethod",
}
OF_TYPES = frozenset({"builtins", "itertools"})  # modules whose functions are types in CPython
Body = Callable[[Lowering, Sequence[ast.stmt]], None]


# The inside of a function


def describe(unit: Unit, index: int, node: FunctionNode, scope: Scope, qualified: str) -> Function:
    """Fill in what a function's record says."""
    function = Function(qualified, index, node.lineno)
    function.flags = FunctionFlag.GENERATOR if scope.generator else 0
    function.free = tuple(sorted(scope.free))
    if isinstance(node, ast.GeneratorExp):
        function.positional = function.positional_only = 1
        function.parameters = (".0",)
        return function
    arguments = node.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    function.positional = len(arguments.posonlyargs) + len(arguments.args)
    function.positional_only = len(arguments.posonlyargs)
    function.keyword_only = len(arguments.kwonlyargs)
    getter = getattr(node, "getter", False)
    function.flags |= FunctionFlag.COROUTINE if getter or is_coroutine(node) else 0
    function.flags |= FunctionFlag.VARARGS if arguments.vararg else 0
    function.flags |= FunctionFlag.VARKEYWORDS if arguments.kwarg else 0
    function.parameters = tuple(argument.arg for argument in named)
    function.defaults = constant_defaults(unit.program, node) or () if not scope.free else ()
    if qualified in unit.program.native:
        function.native = True
        function.name = native_name(qualified)
    return function


def native_name(qualified: str) -> str:
    """What CPython calls a function in C; a type goes without its module.

    >>> native_name("types/str:title"), native_name("math:gcd"), native_name("itertools:count")
    ('str.title', 'math.gcd', 'count')
    """
    module, _, name = qualified.rpartition(":")
    return name if module in OF_TYPES else f"{module.removeprefix('types/')}.{name}"


def constant_defaults(
    program: Program, node: ast.FunctionDef | ast.Lambda
) -> tuple[ast.Constant | None, ...] | None:
    """Defaults of the last parameters, positional and then keyword-only; None: some need code.

    An element is None where a parameter has no default.
    """
    static = program.functions.get(getattr(node, "name", ""))
    if static is not None and static.node is node:
        found: list[ast.expr | None] = [*static.defaults, *static.keyword_defaults]
    else:
        found = [*node.args.defaults, *node.args.kw_defaults]
    folded = tuple(known_default(default) if default else None for default in found)
    return folded if folded.count(None) == found.count(None) else None


def enter(f: Lowering, node: FunctionNode) -> None:
    """Give parameters, free variables and locals their registers."""
    scope = f.scope
    if isinstance(node, ast.GeneratorExp):
        names = [".0"]
    else:
        names = [argument.arg for argument in all_arguments(node.args)]
    for name in names:
        register = f.temp()
        f.function.entry.append(register)
        f.declare(name, register, name in scope.cells)
    for name in f.function.free:
        register = f.temp()
        f.function.entry.append(register)
        f.declare(name, register, True)
    for name in sorted(scope.locals - set(names)):
        f.declare(name, f.temp(), name in scope.cells)
    for name in sorted(scope.cells):
        variable = f.find(name)
        assert variable is not None
        f.emit(Op.MKCELL, variable.register)


def function_body(f: Lowering, node: FunctionNode, body: Body) -> None:
    """Lower what a call runs."""
    if isinstance(node, ast.FunctionDef):
        prepare_floats(f)
    enter(f, node)
    if isinstance(node, ast.FunctionDef):
        choose_variables(f, node.body)
    returns = Op.RETG if f.scope.generator else Op.RET
    if isinstance(node, ast.Lambda):
        f.emit(returns, f.value(node.body))
        return
    if isinstance(node, ast.GeneratorExp):
        _generate(f, node)
    else:
        body(f, node.body)
    nothing = f.temp()
    f.load(None, nothing)
    f.emit(returns, nothing)


def _generate(f: Lowering, node: ast.GeneratorExp) -> None:
    def add() -> None:
        f.emit(Op.YIELD, f.temp(), f.value(node.elt))

    generators(f, node.generators, LoopSource((f.function.entry[0],)), add)


# Making function values


def function_statement(f: Lowering, node: ast.FunctionDef) -> None:
    static = f.program.functions.get(node.name)
    if static is not None and static.node is node and node.name not in f.program.slots:
        f.unit.function_index(node, None, node.name)
        _document(f, node, None)
        return
    decorators = [f.value(decorator) for decorator in node.decorator_list]
    if f.class_frame is not None and node.name in IMPLICIT and not decorators:
        kind = f.temp()
        f.load_immediate(image.Kind.TYPE, TYPES[IMPLICIT[node.name]], kind)
        decorators = [kind]
    register = None if decorators or f.class_frame is not None else f.target_of(node.name)
    target = f.temp() if register is None else register
    make_function(f, node, node.name, target)
    _document(f, node, target)
    if register is None:
        f.write(node.name, _decorated(f, decorators, target))


def _decorated(f: Lowering, decorators: Sequence[int], value: int) -> int:
    """Apply decorators, the last one first."""
    for decorator in reversed(decorators):
        base = f.temp()
        (argument,) = f.window(base, 1)
        f.emit(Op.MOVE, base, decorator)
        f.emit(Op.MOVE, argument, value)
        f.emit(Op.CALL, base, 1, reads=(argument,))
        value = base
    return value


def _document(f: Lowering, node: ast.FunctionDef, target: int | None) -> None:
    """Keep the docstring, if the program looks at docstrings."""
    text = ast.get_docstring(node, clean=False)
    if text is None or "__doc__" not in f.program.mentioned:
        return
    if target is None:
        target = f.temp()
        f.into(ast.Name(node.name, ast.Load()), target)
    value = f.temp()
    f.load(text, value)
    f.emit(Op.SETATTR, target, value, 0, word=f.unit.pool.name("__doc__"))


def lambda_into(f: Lowering, node: ast.Lambda, target: int) -> None:
    make_function(f, node, "<lambda>", target)


def make_function(f: Lowering, node: ast.FunctionDef | ast.Lambda, name: str, target: int) -> None:
    """Build a function value: defaults, keyword defaults, cells."""
    index = f.unit.function_index(node, f.owner, f"{f.prefix}{name}")
    free = sorted(f.program.scopes[node].free)
    distinct = f.unit.classes.identity and f.scope.kind == "function"  # each has attributes
    if not (free or distinct) and constant_defaults(f.program, node) is not None:
        f.emit(Op.LOADF, target, index)
        return
    keyword_defaults = [
        (argument.arg, default)
        for argument, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
        if default is not None
    ]
    registers = f.consecutive(2 + len(free))
    f.into(
        ast.Tuple(node.args.defaults) if node.args.defaults else ast.Constant(None), registers[0]
    )
    if keyword_defaults:
        keys: list[ast.expr | None] = [ast.Constant(name) for name, _ in keyword_defaults]
        f.into(ast.Dict(keys, [value for _, value in keyword_defaults]), registers[1])
    else:
        f.load(None, registers[1])
    _cells(f, free, registers[2:])
    f.emit(Op.MKFUNC, target, registers[0], index, reads=registers[1:])


def _cells(f: Lowering, free: Sequence[str], registers: Sequence[int]) -> None:
    for name, register in zip(free, registers, strict=True):
        variable = f.find(name)
        assert variable is not None and variable.cell
        f.emit(Op.MOVE, register, variable.register)


def generator_into(f: Lowering, node: ast.GeneratorExp, target: int) -> None:
    """Call a generator function with the iterator of the outermost source."""
    base = f.base_for(target)
    index = f.unit.function_index(node, f.owner, f"{f.prefix}<genexpr>")
    free = sorted(f.program.scopes[node].free)
    if free:
        registers = f.consecutive(2 + len(free))
        f.load(None, registers[0])
        f.load(None, registers[1])
        _cells(f, free, registers[2:])
        f.emit(Op.MKFUNC, base, registers[0], index, reads=registers[1:])
    else:
        f.emit(Op.LOADF, base, index)
    (iterator,) = f.window(base, 1)
    (source,) = f.window(iterator, 1)
    f.into(node.generators[0].iter, source)
    start = ".aiter" if node.generators[0].is_async else "iter"
    f.emit(Op.CALLB, iterator, 1, FUNCTIONS[start][0], reads=(source,))
    f.emit(Op.CALL, base, 1, reads=(iterator,))
    if base != target:
        f.emit(Op.MOVE, target, base)


# Classes


def class_statement(f: Lowering, node: ast.ClassDef, body: Body) -> None:
    """Run a class body inside the code around it and build the class of what it bound."""
    cls = f.classes.by_node[node]
    cls.qualified = f"{f.prefix}{node.name}"
    decorators = [f.value(decorator) for decorator in node.decorator_list]
    bases, keywords = _bases(f, node)
    cell = _class_cell(f, node)
    target, frame = f.temp(), _run_body(f, cls, body)
    first, *members = f.consecutive(1 + len(cls.members))
    f.emit(Op.MOVE, first, bases)
    for name, register in zip(cls.members, members, strict=True):
        _member(f, cls, name, register, frame)
    f.emit(Op.MKCLASS, target, first, cls.index, reads=members)
    if cell is not None:
        f.emit(Op.SETCELL, cell, target)
        f.frames.pop()
    hooks = {"__set_name__", "__init_subclass__"} & f.program.mentioned
    if node.keywords or hooks:
        _finish_class(f, target, keywords)
    f.write(node.name, _decorated(f, decorators, target))


def _bases(f: Lowering, node: ast.ClassDef) -> tuple[int, int]:
    """The tuple of bases (or None) and the dict of keywords (or None)."""
    bases, keywords = f.temp(), f.temp()
    if node.bases:
        f.into(ast.copy_location(ast.Tuple(node.bases, ast.Load()), node), bases)
    else:
        f.load(None, bases)
    if node.keywords:
        names: list[ast.expr | None] = [
            None if keyword.arg is None else ast.Constant(keyword.arg) for keyword in node.keywords
        ]
        values = [keyword.value for keyword in node.keywords]
        f.into(ast.copy_location(ast.Dict(names, values), node), keywords)
    else:
        f.load(None, keywords)
    return bases, keywords


def _class_cell(f: Lowering, node: ast.ClassDef) -> int | None:
    """The cell through which methods know their class, where its name does not tell."""
    if "__class__" not in f.program.scopes[node].cells:
        return None
    register = f.temp()
    f.emit(Op.UNSET, register)
    f.emit(Op.MKCELL, register)
    f.frames.append({})
    f.declare("__class__", register, True)
    return register


def _run_body(f: Lowering, cls: Class, body: Body) -> dict[str, int]:
    """Lower the statements of a class body; what they bind is in registers."""
    before = f.owner, f.class_frame, f.unsure, f.prefix
    bound = f.program.scopes[cls.node].locals
    frame = {name: f.temp() for name in cls.members if name in bound}
    for register in frame.values():
        f.emit(Op.UNSET, register)
    f.owner, f.class_frame, f.unsure = cls, frame, unsure_names(cls.node)
    f.prefix = f"{cls.qualified}."
    body(f, [s for s in cls.node.body if not _is_text(s)])
    f.owner, f.class_frame, f.unsure, f.prefix = before
    return frame


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _member(f: Lowering, cls: Class, name: str, register: int, frame: dict[str, int]) -> None:
    """Put a member in its place: what the body bound, or what goes without saying."""
    if name in frame:
        f.emit(Op.MOVE, register, frame[name])
    elif name == "__hash__" and "__eq__" in frame:
        f.load(None, register)
    elif name == "__doc__":
        f.load(ast.get_docstring(cls.node, clean=False), register)
    elif name == "__module__":
        f.load(f.program.stem, register)
    elif name == "__annotations__":
        notes = [s for s in cls.node.body if isinstance(s, ast.AnnAssign)]
        pairs = [(s.target.id, ast.unparse(s.annotation)) for s in notes
                 if isinstance(s.target, ast.Name)]  # fmt: skip
        keys: list[ast.expr | None] = [ast.Constant(key) for key, _ in pairs]
        f.into(ast.Dict(keys, [ast.Constant(text) for _, text in pairs]), register)
    else:
        f.emit(Op.UNSET, register)


def _finish_class(f: Lowering, cls: int, keywords: int) -> None:
    """Call __set_name__ of members and __init_subclass__ of bases."""
    base = f.temp()
    arguments = f.window(base, 2)
    f.emit(Op.MOVE, arguments[0], cls)
    f.emit(Op.MOVE, arguments[1], keywords)
    f.emit(Op.CALLB, base, 2, builtins.FUNCTIONS["class.finish"][0], reads=arguments)


def module_body(f: Lowering, body: Body) -> None:
    """Lower function 0; a global name that hides a builtin starts as the builtin."""
    hiding = [] if f.unit.begun else [n for n in f.program.bound if shown(n) in BUILTINS]
    for name in sorted(hiding):
        if name in f.program.slots and name not in f.program.functions:
            register = f.temp()
            name_into(f, ast.Name(shown(name), ast.Load()), register)
            f.emit(Op.SETG, register, f.program.slot(name))
    body(f, f.program.module.body if f.unit.body is None else f.unit.body)
    nothing = f.temp()
    f.load(None, nothing)
    f.emit(Op.RET, nothing)
