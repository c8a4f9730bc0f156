"""How does a source run through the passes to an image?"""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from types import MappingProxyType

from ulambda.compiler.allocate import allocate
from ulambda.compiler.calls import call_into
from ulambda.compiler.class_stores import lay_out
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
from ulambda.compiler.link import Linked, extension_methods, link
from ulambda.compiler.listing import disassemble
from ulambda.compiler.loops import comprehension_into
from ulambda.compiler.lower import Lowering, Unit
from ulambda.compiler.optimise import optimise
from ulambda.compiler.program import TYPES, analyse, shown
from ulambda.compiler.program import Program as View
from ulambda.compiler.shake import Item, Shaken, Shaker
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


NO_FILES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled source."""

    filename: str
    source: Source = field(repr=False)
    core: bytes = field(repr=False)
    debug: image.DebugInfo = field(repr=False)
    needs: frozenset[str]

    def image(self, strip: bool = False) -> bytes:
        """The image's bytes; stripped, it is what travels to a board."""
        return self.core if strip else image.attach_debug(self.core, self.debug)

    def text(self, filename: str) -> str:
        """The source of one of the program's files, as tracebacks name it."""
        found = (source.text for source in self.source.files if source.filename == filename)
        return next(found, "")

    def listing(self) -> str:
        """The disassembled image beside the source."""
        return disassemble(self.image(), [self.text(name) for name in self.debug.files])


def compile_source(
    source: str,
    filename: str,
    *,
    entry: str | None = "handler",
    files: Mapping[str, str] = NO_FILES,
    module: str | None = None,
) -> Program:
    """Compile a program to an image; CompileError with every diagnostic otherwise.

    `files` are the sources beside the main one, by relative path ("pkg/__init__.py"); `module` is
    the main module's full name, for one inside of a package. Without an entry every function of the
    main module can be called.
    """
    linked = link(Source(filename, source), module, files)
    text = linked.source
    stem = module or PurePath(filename).stem
    everything = _shake(linked, lambda item: True, lambda item: True)
    whole = _view(linked, everything, stem, entry)
    findings = [*linked.findings, *check(text, whole, entry)]
    if findings:
        raise CompileError(sorted(dict.fromkeys(findings)))
    if entry is None:
        shaken = _shake(linked, lambda i: i.root or i.main, lambda i: i.main)
    else:
        shaken = _shake(linked, lambda i: i.root or entry in i.binds, lambda i: False)
    view = _view(linked, shaken, stem, entry)
    classes = find_classes(view, text)
    lay_out(view, classes)
    try:
        core, codes, code_at = _build(text, view, classes)
    except TooLarge as error:
        name, seen, limit = error.args
        found = [text.diagnose(view.module, "UL004", name=shown(name), seen=seen, limit=limit)]
        raise CompileError(found) from None
    except UserError as error:
        if error.code is not Err.TOO_LARGE:
            raise
        raise CompileError([text.diagnose(view.module, "UL005", seen=error.seen)]) from None
    return Program(filename, text, core, debug_info(codes, text, code_at), _needs(view))


def imported_files(source: str, filename: str, files: Mapping[str, str]) -> tuple[str, ...]:
    """Relative paths of the user's files that a program imports; none if it is no Python."""
    try:
        return link(Source(filename, source), None, files).files
    except CompileError:
        return ()


def _shake(linked: Linked, keep: Callable[[Item], bool], whole: Callable[[Item], bool]) -> Shaken:
    return Shaker(linked.open_library, extension_methods()).shake(linked.user, keep, whole)


def _view(linked: Linked, shaken: Shaken, stem: str, entry: str | None) -> View:
    module = ast.Module(shaken.body, [])
    view = analyse(module, stem, entry, linked.erased)
    view.native = shaken.native
    view.extensions = shaken.extensions
    return view


def check_source(
    source: str,
    filename: str,
    *,
    entry: str | None = "handler",
    files: Mapping[str, str] = NO_FILES,
    module: str | None = None,
) -> tuple[Diagnostic, ...]:
    """Return all diagnostics of a program, none if it compiles."""
    try:
        compile_source(source, filename, entry=entry, files=files, module=module)
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
    return frozenset(name for name in view.mentioned if name.startswith("__"))


def _generate(unit: Unit) -> tuple[bytes, Sequence[Code], int]:
    functions = lower_all(unit)
    allocated = []
    for function in functions:
        optimise(function)
        places, registers = allocate(function)
        if registers > image.MAX_REGISTERS:
            raise TooLarge(function.name, f"{registers} registers", image.MAX_REGISTERS)
        allocated.append((function, places, registers))
    extensions = [
        (TYPES[type_name], name, unit.indices[unit.program.functions[function].node])
        for type_name, name, function in unit.program.extensions
    ]
    intern(functions, unit.classes, unit.pool, extensions)
    if unit.pool.offsets() and unit.pool.offsets()[-1] > image.MAX_WORDS:
        raise UserError("the image is too large", "too many constants", "", Err.TOO_LARGE)
    codes = [encode(function, places, count, unit.pool) for function, places, count in allocated]
    slots = len(unit.program.slots)
    core, code_at = build_image(codes, unit.classes, unit.pool, slots, extensions)
    return core, codes, code_at


def lower_all(unit: Unit) -> list[Function]:
    """Lower the module body and every function that it leads to, in the order of their indices."""
    for name in unit.program.slots:
        unit.pool.add(name)
    unit.functions.append(None)
    module = Function("<module>", 0, 1, title=unit.program.stem)
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
    needs = {"clock"} if any(name.startswith("time.") for name in names) else set()
    needs |= {"log"} if "print" in names and view.is_builtin("print") else set()
    return frozenset(needs)
