"""What does every part of lowering share? The function under construction.

Expressions, calls, statements and exceptions are lowered by the files of those names; each adds
instructions to the `Lowering` defined here.
"""

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from ulambda.compiler import fold
from ulambda.compiler.classes import Class, Classes
from ulambda.compiler.diagnostics import Source
from ulambda.compiler.fold import Constant, try_constant
from ulambda.compiler.ir import ENDS_BLOCK, Block, Function, Handler, Instr
from ulambda.compiler.kinds import Kinds
from ulambda.compiler.pool import Pool, immediate
from ulambda.compiler.program import Program
from ulambda.compiler.scope import FunctionNode, Scope
from ulambda.spec import image
from ulambda.spec.opcodes import INFO, Op

OWN_CELL = (
    image.SHADOWED
)  # the variable belongs to this function: unbound, it is an UnboundLocalError


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of the running frame: its register holds the value or the cell of the value."""

    register: int
    cell: bool
    name: str


Made = tuple[FunctionNode, Class | None, str]  # a function, its class, its qualified name


@dataclass(slots=True)
class Unit:
    """What all functions of one image share while they are lowered."""

    source: Source
    program: Program
    classes: Classes
    special: frozenset[str]
    cautious: bool = False  # no register has a place in two units
    pool: Pool = field(default_factory=Pool)
    functions: list[Function | None] = field(default_factory=list)
    queue: list[tuple[int, FunctionNode, Scope, Class | None, str]] = field(default_factory=list)
    indices: dict[ast.AST, int] = field(default_factory=dict)
    made: list[Made] = field(default_factory=list)
    first: Sequence[Made] = ()  # functions that get the lowest indices
    body: Sequence[ast.stmt] | None = None  # what the module body runs; None: all of it
    begun: bool = False  # the image brings the heap that statements before `body` made

    def function_index(self, node: FunctionNode, owner: Class | None, qualified: str) -> int:
        """Return the index of a function; it will be lowered when its turn comes."""
        if node not in self.indices:
            self.indices[node] = len(self.functions)
            self.functions.append(None)
            self.made.append((node, owner, qualified))
            scope = self.program.scopes[node]
            self.queue.append((self.indices[node], node, scope, owner, qualified))
        return self.indices[node]


# How to run the code that must run when a region is left: the loops, finally blocks and with blocks
# around the current place, outermost first.
@dataclass(slots=True)
class Around:
    """A loop (two blocks), or a region with code to run before control leaves it."""

    break_to: Block | None = None
    continue_to: Block | None = None
    leave: Callable[[], None] | None = None
    handler: Handler | None = None  # what guards the code of `leave`
    handling: int | None = None  # the exception that is being handled while `leave` runs
    exception: int | None = None  # the register of the exception that is being handled


IntoTable = Mapping[type, Callable[..., None]]


class Lowering:
    """One function on its way to basic blocks."""

    def __init__(
        self,
        unit: Unit,
        function: Function,
        scope: Scope,
        owner: Class | None,
        into_table: IntoTable,
    ) -> None:
        self.unit = unit
        self.program = unit.program
        self.classes = unit.classes
        self.function = function
        self.scope = scope
        self.owner = owner
        self.kinds = Kinds(unit.program, unit.special, scope)
        self.frames: list[dict[str, Variable]] = [{}]
        self.class_frame: dict[str, int] | None = None  # the registers of a class body's names
        self.unsure: set[str] = set()  # those of them that may be unbound when they are read
        self.prefix = f"{function.name}.<locals>." if function.index else ""
        self.handler: Handler | None = None
        self.handling: int | None = None
        self.around: list[Around] = []
        self.line = function.line
        self.qualified = function.name
        self.walrus = {n.target.id for n in ast.walk(scope.node) if isinstance(n, ast.NamedExpr)}
        self.into_table = into_table
        self.floating = False  # has float registers
        self.block_count = 0
        self.current = self.block()
        self.start(self.current)

    # Blocks and instructions

    def block(self) -> Block:
        """Make a block that has no place yet."""
        self.block_count += 1
        return Block(self.block_count)

    def start(self, block: Block) -> None:
        """Put a block here."""
        block.handler, block.handling = self.handler, self.handling
        self.function.blocks.append(block)
        self.current = block

    def emit(
        self,
        op: Op,
        a: int = 0,
        b: int = 0,
        c: int = 0,
        *,
        word: int | None = None,
        to: Block | None = None,
        reads: Sequence[int] = (),
        writes: Sequence[int] = (),
    ) -> None:
        """Add an instruction; a jump ends its block."""
        assert (word is not None) == bool(INFO[op].word), op
        target = to.number if to is not None else None
        code = Instr(op, a, b, c, word, target, tuple(reads), tuple(writes), self.line)
        if self.current.handler is not self.handler or self.current.handling != self.handling:
            self.start(self.block())
        self.current.code.append(code)
        if op in ENDS_BLOCK:
            self.start(self.block())

    def jump(self, block: Block) -> None:
        self.emit(Op.JMP, to=block)

    @contextmanager
    def at(self, node: ast.AST) -> Iterator[None]:
        """Attribute instructions to the line of a node."""
        before = self.line
        self.line = getattr(node, "lineno", before)
        yield
        self.line = before

    # Registers

    def temp(self) -> int:
        return self.function.new()

    def window(self, base: int, count: int) -> list[int]:
        """Make `count` registers that follow `base`."""
        members = [self.temp() for _ in range(count)]
        self.function.group([base, *members])
        return members

    def consecutive(self, count: int) -> list[int]:
        """Make registers that follow each other."""
        members = [self.temp() for _ in range(count)]
        if count > 1:
            self.function.group(members)
        return members

    def base_for(self, target: int) -> int:
        """The register in which a call may leave its result: the target, unless that has a use."""
        placed = self.unit.cautious and target in self.function.places
        return self.temp() if self.is_variable(target) or placed else target

    def is_variable(self, register: int) -> bool:
        return register in self.function.variables

    # Constants

    def known(self, node: ast.Name) -> ast.Constant | None:
        """The constant that a global name stands for here."""
        if self.find(node.id) is not None or node.id in (self.class_frame or {}):
            return None
        return self.program.constants.get(node.id)

    def constant(self, node: ast.expr) -> ast.Constant | None:
        return try_constant(node, self.known)

    def small(self, node: ast.expr) -> int | None:
        """The value of a constant that fits an 8-bit immediate operand."""
        folded = self.constant(node)
        if folded is None or type(folded.value) is not int or not -128 <= folded.value <= 127:
            return None
        return folded.value

    def load(self, value: Constant, target: int) -> None:
        """Load a constant with the shortest instruction."""
        if type(value) is int and -0x8000 <= value <= 0x7FFF:
            self.emit(Op.LOADI, target, value)
            return
        word = immediate(value)
        if word is None:
            self.emit(Op.LOADC, target, self.unit.pool.constant(value))
        else:
            self.load_word(word, target)

    def load_word(self, word: int, target: int) -> None:
        """Load a tagged integer or an immediate."""
        if word & 3 == 2 and word >> 2 <= 0xFFFF:
            self.emit(Op.LOADV, target, word >> 2)
        else:
            self.emit(Op.LOADW, target, word=word)

    def load_immediate(self, kind: image.Kind, payload: int, target: int) -> None:
        self.load_word(image.immediate(kind, payload), target)

    # Variables

    def find(self, name: str) -> Variable | None:
        """The frame's variable of a name; None: a global name."""
        for frame in reversed(self.frames):
            if name in frame:
                return frame[name]
        return None

    def declare(self, name: str, register: int, cell: bool) -> Variable:
        """Give a name a register in the innermost frame."""
        variable = Variable(register, cell, name)
        self.frames[-1][name] = variable
        self.function.variables[register] = name
        return variable

    def read(self, name: str, target: int | None = None) -> int:
        """Return a register with the value of a variable of the frame."""
        variable = self.find(name)
        assert variable is not None
        word = self.unit.pool.name(name)
        if variable.cell:
            result = self.temp() if target is None else target
            own = 0 if name in self.function.free else OWN_CELL
            self.emit(Op.GETCELL, result, variable.register, word=word | own)
            return result
        if variable.register in self.function.floats:
            result = self.temp() if target is None else target
            self.emit(Op.FBOX, result, variable.register)
            return result
        self.emit(Op.CHECK, variable.register, word=word)
        if target is None and name in self.walrus:
            target = self.temp()
        if target is None:
            return variable.register
        self.emit(Op.MOVE, target, variable.register)
        return target

    def write(self, name: str, value: int) -> None:
        """Store a register in a variable, wherever it lives."""
        variable = self.local(name)
        if self.class_frame is not None and name in self.class_frame:
            self.emit(Op.MOVE, self.class_frame[name], value)
        elif variable is None:
            if not self.erased(name):
                self.emit(Op.SETG, value, self.program.slot(name))
        elif variable.cell:
            self.emit(Op.SETCELL, variable.register, value)
        elif variable.register in self.function.floats:
            self.emit(Op.FLOAD, variable.register, value, word=int(Op.ADD))
        elif variable.register != value:
            self.emit(Op.MOVE, variable.register, value)

    def erased(self, name: str) -> bool:
        """Is a global name never read at run time, because the compiler knows its value?"""
        return name in self.program.constants

    def local(self, name: str) -> Variable | None:
        """The function's variable of a name, unless it belongs to a class body here."""
        return None if name in (self.class_frame or {}) else self.find(name)

    def target_of(self, name: str) -> int | None:
        """The register that an expression may be computed into directly."""
        if self.class_frame is not None:
            return None
        variable = self.find(name)
        if variable is None or variable.cell or variable.register in self.function.floats:
            return None
        return variable.register

    # Expressions

    def into(self, node: ast.expr, target: int) -> None:
        """Compute an expression into a register."""
        folded = self.constant(node)
        with self.at(node):
            if folded is not None:
                self.load(fold.constant(folded), target)
            else:
                self.into_table[type(node)](self, node, target)

    def value(self, node: ast.expr) -> int:
        """Compute an expression into some register; a local variable is its own."""
        if (
            isinstance(node, ast.Name)
            and self.find(node.id) is not None
            and not self._in_class(node)
        ):
            with self.at(node):
                return self.read(node.id)
        target = self.temp()
        self.into(node, target)
        return target

    def in_class_frame(self, name: str) -> bool:
        """Is this a name of the class body that is being lowered?"""
        return self.class_frame is not None and name in self.class_frame

    def _in_class(self, node: ast.Name) -> bool:
        return self.class_frame is not None and node.id in self.class_frame

    def effect(self, node: ast.expr) -> None:
        """Compute an expression for its effects alone."""
        if self.constant(node) is None:
            self.value(node)
