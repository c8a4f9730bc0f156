"""How does a value reach what is assigned to?"""

import ast

from ulambda.compiler.lower import Lowering
from ulambda.spec.opcodes import Op


def assign(f: Lowering, target: ast.expr, value: int) -> None:
    """Store a register in a name, attribute, item, or several targets."""
    with f.at(target):
        if isinstance(target, ast.Name):
            f.write(target.id, value)
        elif isinstance(target, ast.Attribute):
            owner = f.value(target.value)
            inside = f.owner if isinstance(target.value, ast.Name) else None
            guess = f.classes.slot_guess(target.attr, inside)
            f.emit(Op.SETATTR, owner, value, guess, word=f.unit.pool.name(target.attr))
        elif isinstance(target, ast.Subscript):
            owner = f.value(target.value)
            f.emit(Op.SETIDX, owner, f.value(target.slice), value)
        else:
            assert isinstance(target, ast.Tuple | ast.List)
            _unpack(f, target, value)


def _unpack(f: Lowering, target: ast.Tuple | ast.List, value: int) -> None:
    registers = f.consecutive(len(target.elts))
    count = len(registers)
    first = registers[0] if registers else f.temp()
    star = [i for i, element in enumerate(target.elts) if isinstance(element, ast.Starred)]
    if star:
        f.emit(Op.UNPACKX, value, first, count, word=star[0], writes=registers[1:])
    else:
        f.emit(Op.UNPACK, value, first, count, writes=registers[1:])
    for element, register in zip(target.elts, registers, strict=True):
        assign(f, element.value if isinstance(element, ast.Starred) else element, register)


def delete(f: Lowering, target: ast.expr) -> None:
    """Unbind a name, attribute or item."""
    if isinstance(target, ast.Name):
        _delete_name(f, target.id)
    elif isinstance(target, ast.Attribute):
        f.emit(Op.DELATTR, f.value(target.value), word=f.unit.pool.name(target.attr))
    elif isinstance(target, ast.Subscript):
        owner = f.value(target.value)
        f.emit(Op.DELIDX, owner, f.value(target.slice))
    else:
        assert isinstance(target, ast.Tuple | ast.List)
        for element in target.elts:
            delete(f, element)


def _delete_name(f: Lowering, name: str) -> None:
    variable = f.find(name)
    if f.in_class_frame(name):
        f.value(ast.Name(name, ast.Load()))  # raises when it is unbound
        f.emit(Op.UNSET, (f.class_frame or {})[name])
    elif variable is None:
        f.emit(Op.DELG, 0, f.program.slot(name))
    elif variable.cell:
        f.read(name)  # raises when it is unbound
        f.emit(Op.DELCELL, variable.register)
    else:
        f.read(name)
        f.emit(Op.UNSET, variable.register)


def unbind(f: Lowering, name: str) -> None:
    """Unbind a name that is bound, or was deleted by the code before."""
    variable = f.find(name)
    if f.in_class_frame(name):
        f.emit(Op.UNSET, (f.class_frame or {})[name])
    elif variable is None:
        scratch = f.temp()
        f.load(None, scratch)
        f.emit(Op.SETG, scratch, f.program.slot(name))
        f.emit(Op.DELG, 0, f.program.slot(name))
    else:
        f.emit(Op.DELCELL if variable.cell else Op.UNSET, variable.register)
