"""How does a source run through the passes to an image?"""

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from ulambda.compiler.allocate import allocate
from ulambda.compiler.calls import call_into
from ulambda.compiler.classes import Classes, find_classes
from ulambda.compiler.diagnostics import CompileError, Diagnostic, Source
from ulambda.compiler.emit import Code, TooLarge, build_image, debug_info, encode, intern
from ulambda.compiler.expressions import EXPRESSIONS
from ulambda.compiler.functions import (
    describe,
    function_body,
    generator_into,
    lambda_into,
    module_body,
)
from ulambda.compiler.ir import Conflict, Function
from ulambda.compiler.listing import disassemble
from ulambda.compiler.loops import comprehension_into
from ulambda.compiler.lower import Lowering, Unit
from ulambda.compiler.optimise import optimise
from ulambda.compiler.parse import parse
from ulambda.compiler.program import Program as View
from ulambda.compiler.program import analyse
from ulambda.compiler.statements import body
from ulambda.compiler.subset import check
from ulambda.spec import Err, UserError, image

INTO: dict[type, Callable[..., None]] = {
    **EXPRESSIONS,
    ast.Call: call_into,
    ast.Lambda: lambda_into,
    ast.GeneratorExp: generator_into,
    ast.ListComp: comprehension_into,
    ast.SetComp: comprehension_into,
    ast.DictComp: comprehension_into,
}


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled source."""

    filename: str
    source: str = field(repr=False)
    core: bytes = field(repr=False)
    debug: image.DebugInfo = field(repr=False)
    needs: frozenset[str]

    def image(self, strip: bool = False) -> bytes:
        """The image's bytes; stripped, it is what travels to a board."""
        return self.core if strip else image.attach_debug(self.core, self.debug)

    def listing(self) -> str:
        """The disassembled image beside the source."""
        return disassemble(self.image(), self.source)


def compile_source(source: str, filename: str, *, entry: str | None = "handler") -> Program:
    """Compile a module to an image; CompileError with every diagnostic otherwise."""
    text = Source(filename, source)
    module = parse(text)
    view = analyse(module, PurePath(filename).stem, entry)
    findings = check(text, view, entry)
    if findings:
        raise CompileError(findings, source)
    classes = find_classes(view, text)
    try:
        core, codes, code_at = _build(text, view, classes)
    except TooLarge as error:
        name, seen, limit = error.args
        found = [text.diagnose(module, "UL004", name=name, seen=seen, limit=limit)]
        raise CompileError(found, source) from None
    except UserError as error:
        if error.code is not Err.TOO_LARGE:
            raise
        raise CompileError([text.diagnose(module, "UL005", seen=error.seen)], source) from None
    return Program(filename, source, core, debug_info(codes, filename, code_at), _needs(view))


def check_source(
    source: str, filename: str, *, entry: str | None = "handler"
) -> tuple[Diagnostic, ...]:
    """Return all diagnostics of a source, none if it compiles."""
    try:
        compile_source(source, filename, entry=entry)
    except CompileError as error:
        return error.diagnostics
    return ()


def _build(source: Source, view: View, classes: Classes) -> tuple[bytes, Sequence[Code], int]:
    try:
        return _generate(Unit(source, view, classes, special_methods(view)))
    except Conflict:
        return _generate(Unit(source, view, classes, special_methods(view), cautious=True))


def special_methods(view: View) -> frozenset[str]:
    """Special methods that some class of the program has."""
    names = (inner.name for inner in ast.walk(view.module) if isinstance(inner, ast.FunctionDef))
    stores = (n.attr for n in ast.walk(view.module) if isinstance(n, ast.Attribute))
    binds = (n.id for n in ast.walk(view.module) if isinstance(n, ast.Name))
    return frozenset(name for name in (*names, *stores, *binds) if name.startswith("__"))


def _generate(unit: Unit) -> tuple[bytes, Sequence[Code], int]:
    functions = lower_all(unit)
    allocated = []
    for function in functions:
        optimise(function)
        places, registers = allocate(function)
        if registers > image.MAX_REGISTERS:
            raise TooLarge(function.name, f"{registers} registers", image.MAX_REGISTERS)
        allocated.append((function, places, registers))
    intern(functions, unit.classes, unit.pool)
    if unit.pool.offsets() and unit.pool.offsets()[-1] > image.MAX_WORDS:
        raise UserError("the image is too large", "too many constants", "", Err.TOO_LARGE)
    codes = [encode(function, places, count, unit.pool) for function, places, count in allocated]
    core, code_at = build_image(codes, unit.classes, unit.pool, len(unit.program.slots))
    return core, codes, code_at


def lower_all(unit: Unit) -> list[Function]:
    """Lower the module body and every function that it leads to, in the order of their indices."""
    for name in unit.program.slots:
        unit.pool.add(name)
    unit.functions.append(None)
    module = Function("<module>", 0, 1)
    f = Lowering(unit, module, unit.program.scopes[unit.program.module], None, INTO)
    module_body(f, unit.program.module, body)
    unit.functions[0] = module
    while unit.queue:
        index, node, scope, owner, qualified = unit.queue.pop(0)
        function = describe(unit, index, node, scope, qualified)
        f = Lowering(unit, function, scope, owner, INTO)
        function_body(f, node, body)
        unit.functions[index] = function
    return [function for function in unit.functions if function is not None]


def _needs(view: View) -> frozenset[str]:
    """Capabilities of the host that the program uses."""
    names = {node.id for node in ast.walk(view.module) if isinstance(node, ast.Name)}
    needs = {"clock"} if "time" in {*view.modules.values()} else set()
    needs |= {"clock"} if any(name.startswith("time.") for name in view.members.values()) else set()
    needs |= {"log"} if "print" in names and view.is_builtin("print") else set()
    return frozenset(needs)
