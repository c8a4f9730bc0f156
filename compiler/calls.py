"""How does a call become instructions?

Arguments are computed straight into the registers behind the callee's; the result takes the
callee's. What is known before the run is called without a look-up: settled functions by index,
builtins by number, `super()` by the method that it must mean.
"""

import ast
from collections.abc import Sequence

from ulambda.compiler.classes import Class, python_type
from ulambda.compiler.expressions import builtin_into, elements_into, global_into
from ulambda.compiler.fold import try_constant
from ulambda.compiler.lower import Lowering
from ulambda.compiler.program import FUNCTIONS, TYPES, StaticFunction
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
    if _is_super(f, node):
        _super_into(f, node, base)
        return
    method = isinstance(function, ast.Attribute) and _is_super(f, function.value)
    if method and _super_call(f, node, function, base):  # type: ignore[arg-type]
        return
    if _unpacks(node):
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
    if len(node.args) == 1 and isinstance(node.args[0], ast.Starred):
        f.into(node.args[0].value, positional)
    else:
        f.into(ast.copy_location(ast.List(node.args, ast.Load()), node), positional)
    if not node.keywords:
        f.load(None, keywords)
    elif len(node.keywords) == 1 and node.keywords[0].arg is None:
        f.into(node.keywords[0].value, keywords)
    else:
        f.emit(Op.MOVE, keywords, _keyword_dict(f, node, base))
    f.emit(Op.CALLX, base, reads=(positional, keywords))


def _keyword_dict(f: Lowering, node: ast.Call, callee: int) -> int:
    """Build the dict of keywords, some of them from mappings; no name may come twice."""
    result = f.temp()
    f.emit(Op.NEWDICT, result, 0, 0)
    for keyword in node.keywords:
        base = f.temp()
        arguments = f.window(base, 3)
        f.emit(Op.MOVE, arguments[0], callee)
        f.emit(Op.MOVE, arguments[1], result)
        if keyword.arg is None:
            f.into(keyword.value, arguments[2])
        else:
            name: list[ast.expr | None] = [ast.Constant(keyword.arg)]
            f.into(ast.copy_location(ast.Dict(name, [keyword.value]), node), arguments[2])
        f.emit(Op.CALLB, base, 3, builtins.FUNCTIONS[".keywords"][0], reads=arguments)
    return result


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
    if function.attr in f.classes.all_slots or f.classes.hooked:
        word |= SHADOWED
    arguments = _arguments(f, node.args, base)
    f.emit(Op.CALLM, base, len(arguments), guess, word=word, reads=arguments)


# super()


def _is_super(f: Lowering, node: ast.expr) -> bool:
    """Is this `super()`?"""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "super"
        and not (node.args or node.keywords)
        and f.find("super") is None
        and f.program.is_builtin("super")
    )


def _super_into(f: Lowering, node: ast.Call, base: int) -> None:
    """`super()` is `super(__class__, self)`."""
    self_name = _first_parameter(f)
    if f.owner is None or self_name is None:
        raise f.unit.source.error(node, "UL206")
    f.load_immediate(image.Kind.TYPE, TYPES["super"], base)
    owner, instance = f.window(base, 2)
    if f.find("__class__") is not None:
        f.read("__class__", owner)
    else:
        global_into(f, f.owner.name, owner)
    f.read(self_name, instance)
    f.emit(Op.CALL, base, 2, reads=(owner, instance))


def _first_parameter(f: Lowering) -> str | None:
    node = f.scope.node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        return None
    arguments = [*node.args.posonlyargs, *node.args.args]
    return arguments[0].arg if arguments else None


def _super_call(f: Lowering, node: ast.Call, function: ast.Attribute, base: int) -> bool:
    """Call the one method that `super().name(...)` means, whatever class `self` is of.

    False: it may mean several, or is not a plain method; look it up at run time.
    """
    name, self_name = function.attr, _own_self(f)
    provider = _provider(f, name)
    if self_name is None or provider is None or _unpacks(node):
        return False
    self_node = ast.copy_location(ast.Name(self_name, ast.Load()), node)
    if isinstance(provider, Class):
        return _super_method(f, node, (provider, name), self_node, base)
    if name != "__init__" or node.keywords:
        return False
    if provider == "object":
        if node.args:
            return False
    elif MORE_THAN_ARGS.intersection(t.__name__ for t in python_type(provider).__mro__):
        return False
    else:
        given = f.temp()
        elements_into(f, node.args, given, as_tuple=True)  # all that BaseException.__init__ does
        f.emit(Op.SETATTR, f.value(self_node), given, 0, word=f.unit.pool.name("args"))
    f.load(None, base)
    return True


def _super_method(
    f: Lowering, node: ast.Call, provided: tuple[Class, str], self_node: ast.Name, base: int
) -> bool:
    provider, name = provided
    method = provider.method(name)
    if method is None or not provider.static or f.program.scopes[method].free:
        return False
    defaults = _constant_defaults(f, method)
    if defaults is None:
        return False
    index = f.unit.function_index(method, provider, f"{provider.name}.{name}")
    bound = ast.Call(node.func, [self_node, *node.args], node.keywords)
    places = bind(StaticFunction(method, defaults), bound)
    if places is None:
        return False
    _call_static(f, (index, method), places, base, bound)
    return True


def _constant_defaults(f: Lowering, method: ast.FunctionDef) -> tuple[ast.Constant, ...] | None:
    known = f.program.constants
    folded = [try_constant(default, lambda n: known.get(n.id)) for default in method.args.defaults]
    defaults = tuple(default for default in folded if default is not None)
    return defaults if len(defaults) == len(folded) else None


def _provider(f: Lowering, name: str) -> Class | str | None:
    """The class whose method super() means in every class of the program; None: not known."""
    if f.owner is None or not f.owner.static or f.classes.changing or name in f.classes.stored:
        return None
    found = f.classes.providers(f.owner, name)
    provider = found.pop() if len(found) == 1 else None
    if isinstance(provider, str) and provider != "object":
        return provider if issubclass(python_type(provider), BaseException) else None
    return provider


def _own_self(f: Lowering) -> str | None:
    """The first parameter of the method around, if it surely holds the instance."""
    name = _first_parameter(f)
    node, parent = f.scope.node, f.scope.parent
    plain = isinstance(node, ast.FunctionDef) and not node.decorator_list
    if name is None or not plain or parent is None or parent.kind != "class":
        return None
    if node.name in ("__new__", "__init_subclass__", "__class_getitem__"):  # type: ignore[attr-defined]
        return None
    stores = (n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == name)
    return None if any(not isinstance(store.ctx, ast.Load) for store in stores) else name
