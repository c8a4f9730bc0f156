"""How does a source run through the passes to an image?"""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from types import MappingProxyType

from ulambda.compiler.allocate import allocate
from ulambda.compiler.calls import call_into
from ulambda.compiler.class_stores import lay_out
from ulambda.compiler.classes import Classes, find_classes
from ulambda.compiler.coroutines import await_into
from ulambda.compiler.diagnostics import CompileError, Diagnostic, Source
from ulambda.compiler.emit import (
    Code,
    ManyFunctions,
    TooLarge,
    build_image,
    debug_info,
    encode,
    intern,
)
from ulambda.compiler.expressions import EXPRESSIONS
from ulambda.compiler.freeze import CannotFreeze, freeze
from ulambda.compiler.functions import (
    constant_defaults,
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
from ulambda.compiler.lower import Lowering, Made, Unit
from ulambda.compiler.optimise import optimise
from ulambda.compiler.program import TYPES, analyse, shown
from ulambda.compiler.program import Program as View
from ulambda.compiler.scope import FunctionNode
from ulambda.compiler.shake import Item, Shaken, Shaker
from ulambda.compiler.statements import body
from ulambda.compiler.subset import check
from ulambda.spec import Err, UserError, image
from ulambda.spec.snapshot import Snapshot, Stopped

INTO: dict[type, Callable[..., None]] = {
    **EXPRESSIONS,
    ast.Call: call_into,
    ast.Lambda: lambda_into,
    ast.Await: await_into,
    ast.GeneratorExp: generator_into,
    ast.ListComp: comprehension_into,
    ast.SetComp: comprehension_into,
    ast.DictComp: comprehension_into,
}


Run = Callable[[bytes], Snapshot | Stopped]
NO_FILES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled source."""

    filename: str
    source: Source = field(repr=False)
    core: bytes = field(repr=False)
    debug: image.DebugInfo = field(repr=False)
    needs: frozenset[str]
    notes: tuple[Diagnostic, ...] = ()  # what it is good to know

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
    run: Run | None = None,
) -> Program:
    """Compile a program to an image; CompileError with every diagnostic otherwise.

    `files` are the sources beside the main one, by relative path ("pkg/__init__.py"); `module` is
    the main module's full name, for one inside of a package. Without an entry every function of the
    main module can be called. With `run`, which runs the module body of an image, the image carries
    what the body leaves behind; without, the body runs at the start of every invocation.
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
        built, notes = _initialised(_Source(text, view, classes), run)
    except TooLarge as error:
        name, seen, limit = error.args
        found = [text.diagnose(view.module, "UL004", name=shown(name), seen=seen, limit=limit)]
        raise CompileError(found) from None
    except UserError as error:
        if error.code is not Err.TOO_LARGE:
            raise
        raise CompileError([text.diagnose(view.module, "UL005", seen=error.seen)]) from None
    return Program(filename, text, built.core, built.debug(text), _needs(view), notes)


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
    run: Run | None = None,
) -> tuple[Diagnostic, ...]:
    """Return all diagnostics of a program, only notes if it compiles."""
    try:
        program = compile_source(source, filename, entry=entry, files=files, module=module, run=run)
    except CompileError as error:
        return error.diagnostics
    return program.notes


@dataclass(frozen=True, slots=True)
class _Source:
    """What an image is built from."""

    text: Source
    view: View
    classes: Classes


@dataclass(frozen=True, slots=True)
class _Built:
    unit: Unit
    core: bytes
    codes: Sequence[Code]
    code_at: int

    def debug(self, text: Source) -> image.DebugInfo:
        return debug_info(self.codes, text, self.code_at)


def _build(
    source: _Source,
    body: Sequence[ast.stmt] | None = None,
    begun: tuple[Snapshot, Unit] | None = None,
) -> _Built:
    """Build an image whose module body runs `body`; `begun` is what ran before it, and where."""
    special = special_methods(source.view)

    cautious, first = False, list[Made]()
    while True:
        unit = Unit(source.text, source.view, source.classes, special, cautious)
        unit.body, unit.begun, unit.first = body, begun is not None, first
        try:
            return _generate(unit, begun)
        except Conflict:
            cautious = True
        except ManyFunctions:
            if first:
                raise
            first = [made for made in unit.made if _made_by_code(source.view, made[0])]
            if not first:
                raise


def _made_by_code(view: View, node: FunctionNode) -> bool:
    """May an instruction that has room for a small index only make the function?"""
    scope = view.scopes[node]
    if scope.free or isinstance(node, ast.GeneratorExp):
        return bool(scope.free)
    around = scope.parent
    while around is not None and around.kind == "class":
        around = around.parent
    nested = around is not None and around.kind != "module"
    return nested or constant_defaults(view, node) is None


def _initialised(source: _Source, run: Run | None) -> tuple[_Built, tuple[Diagnostic, ...]]:
    """Build an image that carries what its module body leaves, as far as that can run here."""
    built = _build(source)
    notes: tuple[Diagnostic, ...] = ()
    if run is None:
        return built, notes
    body, first = source.view.module.body, built
    rest: Sequence[ast.stmt] = ()
    outcome = run(image.attach_debug(built.core, built.debug(source.text)))
    if isinstance(outcome, Stopped):
        place = _statement(first, body, outcome.address)
        node = body[place] if body else source.view.module
        if outcome.error is not None:
            raise CompileError([source.text.diagnose(node, "UL126", seen=outcome.error)])
        notes = (replace(source.text.diagnose(node, "UL127"), severity="note"),)
        first, rest = _build(source, body[:place]), body[place:]
        outcome = run(image.attach_debug(first.core, first.debug(source.text)))
    if isinstance(outcome, Stopped):
        return built, notes
    try:
        frozen = _build(source, rest, (outcome, first.unit))
    except CannotFreeze:
        return built, notes
    good = run(image.attach_debug(frozen.core, frozen.debug(source.text))) != Stopped(None, None)
    return frozen if good else built, notes


def _statement(built: _Built, body: Sequence[ast.stmt], address: int | None) -> int:
    """The place of the statement of the module body that an instruction belongs to, else 0."""
    line = 0
    for at, each in built.codes[0].lines:
        line = each if address is not None and at <= address - built.code_at else line
    for place, statement in enumerate(body):
        if statement.lineno <= line <= (statement.end_lineno or 0):
            return place
    return 0


def special_methods(view: View) -> frozenset[str]:
    """Special methods that some class of the program has."""
    return frozenset(name for name in view.mentioned if name.startswith("__"))


def _generate(unit: Unit, begun: tuple[Snapshot, Unit] | None) -> _Built:
    heap = None
    if begun is not None:
        lower_body(unit)
        made = begun[1].made
        heap = freeze(begun[0], unit.pool, lambda index: unit.function_index(*made[index - 1]))
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
    core, code_at = build_image(codes, unit.classes, unit.pool, slots, extensions, heap)
    return _Built(unit, core, codes, code_at)


def lower_body(unit: Unit) -> None:
    """Lower the module body; give the functions that it needs their indices."""
    for name in unit.program.slots:
        unit.pool.add(name)
    unit.functions.append(None)
    for each in unit.first:
        unit.function_index(*each)
    module = Function("<module>", 0, 1, title=unit.program.stem)
    f = Lowering(unit, module, unit.program.scopes[unit.program.module], None, INTO)
    module_body(f, body)
    unit.functions[0] = module
    for _, _, name in unit.program.extensions:
        unit.function_index(unit.program.functions[name].node, None, name)


def lower_all(unit: Unit) -> list[Function]:
    """Lower the module body and all functions that it leads to, in the order of their indices."""
    if not unit.functions:
        lower_body(unit)
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
