"""How does a call become instructions?

Arguments are computed straight into the registers behind the callee's; the result takes the
callee's. What is known before the run is called without a look-up: settled functions by index,
builtins by number, `super()` by the method that it must mean.
"""

import ast
from collections.abc import Sequence

from ulambda.compiler.expressions import builtin_into, elements_into, global_into
from ulambda.compiler.fold import try_constant
from ulambda.compiler.lower import Lowering
from ulambda.compiler.program import FUNCTIONS, StaticFunction
from ulambda.spec import builtins, image
from ulambda.spec.opcodes import Op

# Exceptions whose __init__ keeps more than `args`.
MORE_THAN_ARGS = frozenset(
    {"ImportError", "OSError", "StopIteration", "SystemExit", "UnicodeDecodeError"}
    | {"UnicodeEncodeError"}
)
MAX_STATIC = 255  # the highest function that CALLS can name
SHADOWED = image.SHADOWED


def call_into(f: Lowering, node: ast.Call, target: int) -> None:
    """Call, with the result in a register."""
    base = f.base_for(target)
    _call(f, node, base)
    if base != target:
        f.emit(Op.MOVE, target, base)


def _call(f: Lowering, node: ast.Call, base: int) -> None:
    function = node.func
    if _is_super(function):
        _super_call(f, node, base)
    elif _unpacks(node):
        f.into(function, base)
        _call_unpacking(f, node, base)
    elif isinstance(function, ast.Name) and f.find(function.id) is None and _is_global(f, function):
        _call_global(f, node, function.id, base)
    elif isinstance(function, ast.Attribute):
        _call_attribute(f, node, function, base)
    else:
        f.into(function, base)
        _call_value(f, node, base)


def _is_global(f: Lowering, node: ast.Name) -> bool:
    return f.class_frame is None or node.id not in f.class_frame


def _unpacks(node: ast.Call) -> bool:
    starred = any(isinstance(argument, ast.Starred) for argument in node.args)
    return starred or any(keyword.arg is None for keyword in node.keywords)


def _call_global(f: Lowering, node: ast.Call, name: str, base: int) -> None:
    static = f.program.functions.get(name)
    if static is not None:
        places = bind(static, node)
        if places is not None:
            index = f.unit.function_index(static.node, None, name)
            _call_static(f, (index, static.node), places, base, node)
            return
    elif f.program.is_builtin(name) and name in FUNCTIONS:
        _call_builtin(f, node, name, base)
        return
    global_into(f, name, base)
    _call_value(f, node, base)


def bind(static: StaticFunction, node: ast.Call) -> list[ast.expr] | None:
    """Find the argument of each parameter; None if the call must raise TypeError."""
    names = static.names
    if not static.direct or len(node.args) > len(names):
        return None
    found: dict[str, ast.expr] = dict(zip(names, node.args, strict=False))
    positional_only = {argument.arg for argument in static.node.args.posonlyargs}
    for keyword in node.keywords:
        name = keyword.arg or ""
        if name not in names or name in found or name in positional_only:
            return None
        found[name] = keyword.value
    optional = names[len(names) - len(static.defaults) :]
    for name, default in zip(optional, static.defaults, strict=True):
        found.setdefault(name, default)
    return [found[name] for name in names] if len(found) == len(names) else None


def _call_static(
    f: Lowering,
    function: tuple[int, ast.FunctionDef],
    places: Sequence[ast.expr],
    base: int,
    node: ast.Call,
) -> None:
    """Compute arguments in the order in which they are written, each in its parameter's place."""
    arguments = f.window(base, len(places))
    index, generator = function[0], f.program.scopes[function[1]].generator
    order = {id(argument): i for i, argument in enumerate([*node.args, *_values(node)])}
    pairs = sorted(
        zip(places, arguments, strict=True), key=lambda pair: order.get(id(pair[0]), len(order))
    )
    if [register for _, register in pairs] == arguments:
        for place, register in pairs:
            f.into(place, register)
    else:
        values = [(f.temp(), register) for _, register in pairs]
        for (place, _), (value, _) in zip(pairs, values, strict=True):
            f.into(place, value)
        for value, register in values:
            f.emit(Op.MOVE, register, value)
    if index > MAX_STATIC or generator:
        f.emit(Op.LOADF, base, index)
        f.emit(Op.CALL, base, len(places), reads=arguments)
    else:
        f.emit(Op.CALLS, base, len(places), index, reads=arguments)


def _values(node: ast.Call) -> list[ast.expr]:
    return [keyword.value for keyword in node.keywords]


def _call_builtin(f: Lowering, node: ast.Call, name: str, base: int) -> None:
    place, fewest, most = builtins.FUNCTIONS.get(name, (0, 1, 0))
    fits = fewest <= len(node.args) and (most < 0 or len(node.args) <= most)
    if node.keywords or not fits:
        builtin_into(f, name, base)
        _call_value(f, node, base)
        return
    if name == "next" and len(node.args) == 1:
        f.emit(Op.NEXTOF, base, f.value(node.args[0]))
        return
    arguments = _arguments(f, node.args, base)
    f.emit(Op.CALLB, base, len(arguments), place, reads=arguments)


def _arguments(f: Lowering, nodes: Sequence[ast.expr], base: int) -> list[int]:
    registers = f.window(base, len(nodes))
    for node, register in zip(nodes, registers, strict=True):
        f.into(node, register)
    return registers


def _call_value(f: Lowering, node: ast.Call, base: int) -> None:
    """Call what is in `base`."""
    count = len(node.args)
    if not node.keywords:
        f.emit(Op.CALL, base, count, reads=_arguments(f, node.args, base))
        return
    registers = f.window(base, count + 2 * len(node.keywords))
    for argument, register in zip(node.args, registers, strict=False):
        f.into(argument, register)
    for position, keyword in enumerate(node.keywords):
        assert keyword.arg is not None
        f.load(keyword.arg, registers[count + 2 * position])
        f.into(keyword.value, registers[count + 2 * position + 1])
    f.emit(Op.CALLK, base, count, len(node.keywords), reads=registers)


def _call_unpacking(f: Lowering, node: ast.Call, base: int) -> None:
    positional, keywords = f.window(base, 2)
    f.into(ast.copy_location(ast.List(node.args, ast.Load()), node), positional)
    if not node.keywords:
        f.load(None, keywords)
    else:
        names: list[ast.expr | None] = [
            None if keyword.arg is None else ast.Constant(keyword.arg) for keyword in node.keywords
        ]
        f.into(ast.copy_location(ast.Dict(names, _values(node)), node), keywords)
    f.emit(Op.CALLX, base, reads=(positional, keywords))


def _call_attribute(f: Lowering, node: ast.Call, function: ast.Attribute, base: int) -> None:
    if node.keywords:
        f.into(function, base)
        _call_value(f, node, base)
        return
    f.into(function.value, base)
    inside = (
        f.owner if isinstance(function.value, ast.Name) and function.value.id == "self" else None
    )
    guess = f.classes.member_guess(function.attr, inside)
    word = f.unit.pool.name(function.attr)
    if function.attr in f.classes.all_slots:
        word |= SHADOWED
    arguments = _arguments(f, node.args, base)
    f.emit(Op.CALLM, base, len(arguments), guess, word=word, reads=arguments)


# super()


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and _calls_super(node.value)


def _calls_super(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"
    )


def _super_call(f: Lowering, node: ast.Call, base: int) -> None:
    assert isinstance(node.func, ast.Attribute)
    name = node.func.attr
    provider = _provider(f, node, name)
    self_node = ast.copy_location(ast.Name(_self_name(f, node), ast.Load()), node)
    if provider in f.classes.by_name:
        method = f.classes.by_name[provider].method(name)
        assert method is not None
        index = f.unit.function_index(method, provider, f"{provider}.{name}")
        static = StaticFunction(method, _constant_defaults(f, node, method))
        bound = ast.Call(node.func, [self_node, *node.args], node.keywords)
        places = None if _unpacks(node) else bind(static, bound)
        if places is None:
            raise f.unit.source.error(node, "UL206", seen="its arguments do not fit the method")
        _call_static(f, (index, method), places, base, bound)
    elif provider == "object":
        for argument in node.args:
            f.effect(argument)
        f.load(None, base)
    else:
        given = f.temp()
        elements_into(f, node.args, given, as_tuple=True)  # all that BaseException.__init__ does
        f.emit(Op.SETATTR, f.value(self_node), given, 0, word=f.unit.pool.name("args"))
        f.load(None, base)


def _constant_defaults(
    f: Lowering, node: ast.AST, method: ast.FunctionDef
) -> tuple[ast.Constant, ...]:
    known = f.program.constants
    folded = [try_constant(default, lambda n: known.get(n.id)) for default in method.args.defaults]
    defaults = tuple(default for default in folded if default is not None)
    if len(defaults) != len(folded):
        raise f.unit.source.error(
            node, "UL206", seen="the method has defaults that are not constant"
        )
    return defaults


def _provider(f: Lowering, node: ast.Call, name: str) -> str:
    """The one class whose method super() means, whatever class `self` is of."""
    source = f.unit.source
    assert isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Call)
    if f.owner is None or node.func.value.args or f.scope.kind != "function":
        raise source.error(node, "UL206", seen="write `super().method(...)` in a method")
    found = f.classes.providers(f.owner, name)
    if len(found) != 1 or None in found:
        seen = f"{name!r} means several methods" if len(found) > 1 else f"no base has {name!r}"
        raise source.error(node, "UL206", seen=seen)
    provider = found.pop() or "object"
    if provider in f.classes.by_name:
        if f.classes.by_name[provider].method(name) is None or name in f.classes.stored:
            raise source.error(node, "UL206", seen=f"{name!r} is not always the same function")
    elif name != "__init__" or node.keywords or _unpacks(node):
        raise source.error(node, "UL206", seen=f"{name!r} of builtin class {provider!r}")
    elif provider == "object" and node.args:
        raise source.error(node, "UL206", seen="object.__init__() takes no arguments")
    elif MORE_THAN_ARGS.intersection(f.classes.ancestors(provider)):
        raise source.error(node, "UL206", seen=f"'__init__' of builtin class {provider!r}")
    return provider


def _self_name(f: Lowering, node: ast.AST) -> str:
    """The first parameter of the method; it must still hold the instance."""
    if not isinstance(f.scope.node, ast.FunctionDef) or f.scope.parent is None:
        raise f.unit.source.error(node, "UL206", seen="it is not directly in a method")
    arguments = [*f.scope.node.args.posonlyargs, *f.scope.node.args.args]
    if not arguments or f.scope.parent.kind != "class":
        raise f.unit.source.error(node, "UL206", seen="it is not directly in a method")
    name = arguments[0].arg
    stores = (n for n in ast.walk(f.scope.node) if isinstance(n, ast.Name) and n.id == name)
    if any(not isinstance(store.ctx, ast.Load) for store in stores):
        raise f.unit.source.error(node, "UL206", seen=f"{name!r} is assigned to")
    return name
