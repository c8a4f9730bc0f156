"""How do functions become the words of an image?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ulambda.compiler.classes import Classes
from ulambda.compiler.diagnostics import Source
from ulambda.compiler.freeze import Heap
from ulambda.compiler.ir import OPPOSITE, REGISTERS, SHORT_JUMPS, Function, Handler, Instr
from ulambda.compiler.pool import Pool
from ulambda.compiler.program import shown
from ulambda.spec import image
from ulambda.spec.opcodes import INFO, Op

SHORT = range(-128, 128)
BYTE = range(256)
FIELD = range(-128, 256)
MAX_CODE = 32000


class TooLarge(Exception):
    """Something does not fit its field; the arguments are what, how much and the limit."""


class ManyFunctions(TooLarge):
    """The index of a function or class does not fit into its byte."""


@dataclass(frozen=True, slots=True)
class Code:
    """The finished code of one function; addresses count from its first word."""

    function: Function
    registers: int
    words: tuple[int, ...]
    handlers: tuple[tuple[int, int, int, int], ...]  # start, end, register, target
    lines: tuple[tuple[int, int], ...]  # address, line


def encode(function: Function, places: dict[int, int], registers: int, pool: Pool) -> Code:
    """Encode a function whose registers are allocated."""
    blocks = [
        [
            _physical(code, places, function)
            for code in block.code
            if not _vanishes(code, places, function)
        ]
        for block in function.blocks
    ]
    starts, sizes = _measure(function, blocks)
    offsets = pool.offsets()
    words: list[int] = []
    lines: list[tuple[int, int]] = []
    for block, codes in zip(function.blocks, blocks, strict=True):
        assert len(words) == starts[block.number]
        for code in codes:
            if not lines or lines[-1][1] != code.line:
                lines.append((len(words), code.line))
            words += _encode(code, len(words), sizes[id(code)], starts, registers, offsets)
    return Code(
        function,
        registers,
        tuple(words),
        _handlers(function, starts, len(words), places),
        tuple(lines),
    )


def _vanishes(code: Instr, places: dict[int, int], function: Function) -> bool:
    if code.op is Op.FPREP:
        return not function.float_count
    return code.op in (Op.MOVE, Op.FMOVE) and places[code.a] == places[code.b]


def _physical(code: Instr, places: dict[int, int], function: Function) -> Instr:
    kinds = INFO[code.op].operands
    a, b, c = (
        places.get(value, 0) if kind in REGISTERS else value
        for kind, value in zip(kinds, (code.a, code.b, code.c), strict=True)
    )
    if code.op in (Op.NEWLIST, Op.NEWTUPLE, Op.NEWDICT) and code.c == 0:
        b = 0
    return replace(code, a=a, b=b, c=c)


def _measure(
    function: Function, blocks: list[list[Instr]]
) -> tuple[dict[int, int], dict[int, int]]:
    """Find addresses; short jumps grow to two words until all reach their targets."""
    sizes = {id(code): 1 + bool(INFO[code.op].word) for codes in blocks for code in codes}
    while True:
        starts, at = {}, 0
        for block, codes in zip(function.blocks, blocks, strict=True):
            starts[block.number] = at
            at += sum(sizes[id(code)] for code in codes)
        if at > MAX_CODE:
            raise TooLarge(function.name, f"{at} words of code", MAX_CODE)
        if not _grow(function, blocks, starts, sizes):
            return starts, sizes


def _grow(
    function: Function, blocks: list[list[Instr]], starts: dict[int, int], sizes: dict[int, int]
) -> bool:
    grown = False
    for block, codes in zip(function.blocks, blocks, strict=True):
        at = starts[block.number]
        for code in codes:
            at += sizes[id(code)]
            short = code.op in SHORT_JUMPS and sizes[id(code)] == 1
            if short and starts[code.target or 0] - at not in SHORT:
                sizes[id(code)] = 2
                grown = True
    return grown


def _encode(
    code: Instr, at: int, size: int, starts: dict[int, int], registers: int, offsets: Sequence[int]
) -> Iterator[int]:
    distance = 0 if code.target is None else starts[code.target] - at - size
    if code.op in SHORT_JUMPS and size == 2:
        yield _word(replace(code, op=OPPOSITE[code.op]), 1)
        yield _word(Instr(Op.JMP), distance)
        return
    if code.op in (Op.LOADC, Op.FCONST):
        code = replace(code, b=offsets[code.b])
    elif code.op is Op.RET:
        code = replace(code, b=registers)
    if code.word is None:
        yield _word(code, distance)
        return
    kind = INFO[code.op].word
    yield _word(replace(code, b=code.word & 255) if kind == "value" else code, distance)
    yield image.second_word(kind, code.word)


def _word(code: Instr, distance: int) -> int:
    """Pack operands as the format says; the jump operand is the last field that is used."""
    info = INFO[code.op]
    a, b, c = (
        distance if kind == "jump" else value
        for kind, value in zip(info.operands, (code.a, code.b, code.c), strict=True)
    )
    if info.format == "sAx":
        return (a & 0xFFFFFF) << 8 | code.op
    if info.format in ("ABx", "AsBx"):
        _demand(a in BYTE and -0x8000 <= b <= 0xFFFF)
        return (b & 0xFFFF) << 16 | a << 8 | code.op
    _demand(a in BYTE and b in FIELD and c in FIELD)
    return (c & 0xFF) << 24 | (b & 0xFF) << 16 | a << 8 | code.op


def _demand(fits: bool) -> None:
    if not fits:
        raise ManyFunctions("the program", "more functions or classes", 256)


def _handlers(
    function: Function, starts: dict[int, int], end: int, places: dict[int, int]
) -> tuple[tuple[int, int, int, int], ...]:
    """The ranges that each handler guards, innermost handlers first."""
    limits = [starts[block.number] for block in function.blocks] + [end]
    ranges: dict[Handler, list[list[int]]] = {}
    for position, block in enumerate(function.blocks):
        handler = block.handler
        while handler is not None:
            known = ranges.setdefault(handler, [])
            if known and known[-1][1] == limits[position]:
                known[-1][1] = limits[position + 1]
            else:
                known.append([limits[position], limits[position + 1]])
            handler = handler.outer
    entries = []
    for handler in sorted(ranges, key=lambda handler: -handler.depth):
        for first, last in ranges[handler]:
            if first < last and handler.block in starts:
                register = places.get(handler.register, 0)
                entries.append((first, last, register, starts[handler.block]))
    return (*entries, *_handling(function, limits, places))


def _handling(
    function: Function, limits: Sequence[int], places: dict[int, int]
) -> list[tuple[int, int, int, int]]:
    """The ranges in which an exception is being handled; they have no target."""
    ranges: list[tuple[int, int, int, int]] = []
    for position, block in enumerate(function.blocks):
        first, last = limits[position], limits[position + 1]
        if block.handling is None or first == last:
            continue
        register = places.get(block.handling, 0)
        if ranges and ranges[-1][1:3] == (first, register):
            first = ranges.pop()[0]
        ranges.append((first, last, register, 0))
    return ranges


# The image


def build_image(
    codes: Sequence[Code],
    classes: Classes,
    pool: Pool,
    slots: int,
    extensions: Sequence[tuple[int, str, int]],
    heap: Heap | None,
) -> tuple[bytes, int]:
    """Put sections together, without debug section; also return where the code starts.

    `extensions` are (builtin type, name, index of the function that is its method).
    """
    names = [pool.string_value(name, pool.offsets()) for name in pool.entries]
    objects = b"".join(pool.objects)
    functions = image.HEADER_WORDS + len(objects) // 4 + len(names)
    tables_at = functions + image.FUNCTION_WORDS * len(codes)
    tables, places, defaults = _tables(codes, classes, pool, tables_at, extensions)
    code_at = tables_at + len(tables) + 2 * sum(len(code.handlers) for code in codes)
    records: list[int] = []
    handlers: list[int] = []
    words: list[int] = []
    for code, place, default in zip(codes, places, defaults, strict=True):
        start = code_at + len(words)
        records += _record(code, start, len(handlers) // 2, place, default, pool)
        for first, last, register, target in code.handlers:
            target = target + start if target else 0
            handlers += [last + start << 16 | first + start, register << 16 | target]
        words += code.words
    sections = image.Sections(
        objects,
        names,
        records,
        tables,
        handlers,
        words,
        len(classes.all),
        slots,
        len(extensions),
        heap.words(pool.offsets(), code_at + len(words)) if heap else (),
    )
    return image.assemble(sections), code_at


def intern(
    codes_functions: Sequence[Function],
    classes: Classes,
    pool: Pool,
    extensions: Sequence[tuple[int, str, int]],
) -> None:
    """Give every name that the tables need its place, before objects are counted."""
    for function in codes_functions:
        pool.name(function.title or function.name)
        for name in function.parameters:
            if image.short_string(name) is None:
                pool.constant(name)
        for default in function.defaults:
            if default is not None:
                pool.value(default.value, offsets=None)
    for _, name, _ in extensions:
        pool.name(name)
    for cls in classes.all:
        for name in (cls.qualified, *cls.slots, *cls.members):
            pool.name(name)
    for name in pool.entries:
        if image.short_string(name) is None:
            pool.constant(name)


def _tables(
    codes: Sequence[Code],
    classes: Classes,
    pool: Pool,
    at: int,
    extensions: Sequence[tuple[int, str, int]],
) -> tuple[list[int], list[int], list[int]]:
    """The section, and where the parameter names and the defaults of each function are in it."""
    count = len(classes.all)
    offsets = pool.offsets()
    tables = [0] * count
    for type_id, name, index in extensions:
        tables += [type_id << 16 | pool.name(name), index]
    for position, cls in enumerate(classes.all):
        tables[position] = at + len(tables)
        head = len(cls.slots) << 24 | cls.open << 16 | pool.name(cls.qualified)
        tables += [head, len(cls.members)]
        tables += [pool.name(name) for name in (*cls.slots, *cls.members)]
    places, defaults = [], []
    for code in codes:
        places.append(at + len(tables))
        tables += [pool.string_value(name, offsets) for name in code.function.parameters]
        defaults.append(at + len(tables))
        tables += [
            0 if default is None else pool.value(default.value, offsets)
            for default in code.function.defaults
        ]
    return tables, places, defaults


def _record(
    code: Code, at: int, first_handler: int, place: int, defaults: int, pool: Pool
) -> list[int]:
    function = code.function
    counts = function.keyword_only << 24 | function.positional_only << 16
    return [
        len(code.words) << 16 | at,
        counts | function.positional << 8 | code.registers,
        len(function.free) << 24 | function.flags,
        len(code.handlers) << 16 | first_handler,
        place << 16 | pool.name(function.title or function.name),
        function.native << 31
        | function.float_count << 25
        | (len(function.defaults) << 16 | defaults if function.defaults else 0),
    ]


def debug_info(codes: Sequence[Code], source: Source, at: int) -> image.DebugInfo:
    """Tell the line of every instruction; the code starts at image word `at`."""
    files = {0: 0}  # numbers of the program's files -> of those that the section names
    functions = []
    for code in codes:
        deltas: list[int] = []
        address, position = 0, 0
        for next_address, line in code.lines:
            file = files.setdefault(line >> image.FILE_SHIFT, len(files))
            next_position = file << image.FILE_SHIFT | line & image.LINE_MASK
            deltas += [next_address - address, next_position - position]
            address, position = next_address, next_position
        name = shown(code.function.name).rpartition(".")[2]
        functions.append((name, at, tuple(deltas)))
        at += len(code.words)
    names = tuple(source.files[number].filename for number in files)
    return image.DebugInfo(names, tuple(functions))
