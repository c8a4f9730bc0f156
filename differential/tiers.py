"""What does a program do on CPython, on the host build, and on the lx106?

An `Outcome` is everything that can be seen: what was printed, the result as its canonical bytes,
or the exception's class, message and the lines of its traceback. The two builds of the interpreter
must also agree in steps and memory.
"""

import ast
import contextlib
import io
import struct
import tempfile
import traceback
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ulambda.compiler import CompileError, compile_source
from ulambda.spec import Err, UserError, codec
from ulambda.spec.image import traceback_lines
from ulambda.vm import Machine

FILE = "random.py"
ARENA_BYTES = 128 * 1024
STEPS = 400_000
TRACE = 16  # innermost entries of a traceback that a report keeps
INLINED = ("<listcomp>", "<dictcomp>", "<setcomp>")
CEILINGS = ("MemoryError", "RecursionError")
LIMITS = (Err.STEPS_EXHAUSTED, Err.OUT_OF_MEMORY)  # CPython has neither: nothing to compare


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one execution did; `limit` tells that a budget ended it, which CPython does not have."""

    printed: str
    result: str | None = None
    error: tuple[str, str] | None = None
    lines: tuple[int, ...] = ()
    limit: bool = False

    def differs(self, other: "Outcome") -> str | None:
        """Say in what two outcomes differ first."""
        if self.limit or other.limit:
            return None
        for what in ("printed", "error", "result", "lines"):
            mine, others = getattr(self, what), getattr(other, what)
            if mine != others:
                return f"{what}:\n{_excerpt(mine, others)}"
        return None


def _excerpt(one: object, two: object) -> str:
    if not (isinstance(one, str) and isinstance(two, str)):
        return f"  {one}\n  {two}"
    ones, twos = one.split("\n"), two.split("\n")
    at = next((i for i, (a, b) in enumerate(zip(ones, twos, strict=False)) if a != b), None)
    at = min(len(ones), len(twos)) if at is None else at
    return f"  {' / '.join(ones[at : at + 1])!r}\n  {' / '.join(twos[at : at + 1])!r}"


# --- CPython ---


class _Fresh(ast.NodeTransformer):
    """Make `raise e` begin a traceback, as the interpreter does."""

    def visit_Raise(self, node: ast.Raise) -> ast.Raise:
        if node.exc is not None:
            fresh = ast.Call(ast.Name("__fresh", ast.Load()), [node.exc], [])
            node.exc = ast.copy_location(fresh, node.exc)
            ast.fix_missing_locations(node)
        return node


def _fresh(raised: object) -> object:
    return raised.with_traceback(None) if isinstance(raised, BaseException) else raised


def on_cpython(source: str) -> Outcome:
    """Run `handler()` in this process."""
    printed = io.StringIO()
    names: dict[str, object] = {"__name__": "random", "__fresh": _fresh}
    with warnings.catch_warnings(), contextlib.redirect_stdout(printed):
        warnings.simplefilter("ignore")
        try:
            exec(compile(_Fresh().visit(ast.parse(source)), FILE, "exec"), names)
            handler = names["handler"]
            assert callable(handler)
            result = handler()
        except (MemoryError, RecursionError):
            return Outcome(printed.getvalue(), limit=True)
        except Exception as error:  # noqa: BLE001
            return Outcome(printed.getvalue(), error=_error(error), lines=_lines(error))
    try:
        return Outcome(printed.getvalue(), result=codec.encode(result).hex())
    except UserError as error:
        assert error.code is not None
        return Outcome(printed.getvalue(), error=(error.code.name, ""))


def _error(error: Exception) -> tuple[str, str]:
    try:
        return type(error).__name__, str(error)
    except Exception:  # noqa: BLE001
        return type(error).__name__, ""


def _lines(error: Exception) -> tuple[int, ...]:
    """Lines of the program's frames, outermost first; comprehensions are part of their function."""
    lines = [
        line
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == FILE and frame.f_code.co_name not in INLINED
    ]
    return tuple(lines[-TRACE:])


# --- the interpreter ---


def compiled(source: str) -> bytes:
    """The image with its debug section; CompileError when a program is outside of the subset."""
    return compile_source(source, FILE).image()


@dataclass(frozen=True, slots=True)
class Run:
    """What a build of the interpreter reported; equal on every machine."""

    status: int
    printed: str
    result: str
    error_type: str
    error_message: str
    trace: tuple[int, ...]
    steps: int
    heap_bytes: int

    def outcome(self, image: bytes) -> Outcome:
        caught = any(name in self.printed for name in CEILINGS)  # by the program itself
        if self.status == Err.OK:
            return Outcome(self.printed, result=self.result, limit=caught)
        if Err(self.status) is not Err.EXCEPTION:
            limit = Err(self.status) in LIMITS
            return Outcome(self.printed, error=(Err(self.status).name, ""), limit=limit)
        limit = self.error_type in CEILINGS or caught
        lines = tuple(line for _, line, _ in traceback_lines(image, self.trace))
        return Outcome(
            self.printed,
            error=(self.error_type, self.error_message),
            lines=lines[-TRACE:],
            limit=limit,
        )


def on_host(image: bytes, arena_bytes: int = ARENA_BYTES, steps: int = STEPS) -> Run:
    """Run in this process."""
    printed: list[str] = []
    machine = Machine(image, arena_bytes=arena_bytes, steps=steps, log=printed.append)
    report = machine.call("handler")
    return Run(
        status=report.status,
        printed="".join(printed),
        result=codec.encode(report.value).hex() if report.ok else "",
        error_type=report.error_type or "",
        error_message=report.error_message or "",
        trace=report.trace,
        steps=report.steps,
        heap_bytes=report.heap_bytes,
    )


def on_lx106(
    images: Sequence[bytes], arena_bytes: int = ARENA_BYTES, steps: int = STEPS
) -> list[Run]:
    """Run all in one start of the emulator (firmware/lx106-sim/batch.c)."""
    from benchmarks import sim

    elf = sim.build("batch.elf") / "batch.elf"
    with tempfile.NamedTemporaryFile(suffix=".batch") as batch:
        for image in images:
            core = image[: 4 * struct.unpack_from("<I", image, 8)[0]]
            batch.write(struct.pack("<III", arena_bytes, steps, len(core)) + core)
        batch.flush()
        ran = sim.run(elf, [Path(batch.name)], timeout_s=1200)
    runs = list(_parse(ran.output))
    if len(runs) != len(images):
        raise sim.SimError(f"{len(runs)} of {len(images)} programs ended: {ran.output[-500:]}")
    return runs


def _parse(output: str) -> Iterator[Run]:
    values: dict[str, str] = {}
    log, trace = b"", list[int]()
    for line in output.splitlines():
        name, _, value = line.partition("=")
        if name == "log":
            log += bytes.fromhex(value)
        elif name == "trace":
            trace.append(int(value))
        elif name == "end":
            yield _run(values, log, tuple(trace))
            values, log, trace = {}, b"", []
        else:
            values[name] = value


def _run(values: dict[str, str], log: bytes, trace: tuple[int, ...]) -> Run:
    def text(name: str) -> str:
        return bytes.fromhex(values[name]).decode("utf-8", "replace")

    return Run(
        status=-int(values["status"]),
        printed=log.decode("utf-8", "replace"),
        result=values["result"],
        error_type=text("type"),
        error_message=text("message"),
        trace=trace,
        steps=int(values["steps"]),
        heap_bytes=int(values["heap"]),
    )


def divergence(source: str) -> str | None:
    """Say how CPython and the host build differ on a program, None if they agree."""
    try:
        image = compiled(source)
    except CompileError as error:
        return f"refused:\n  {error.diagnostics[0].rule}: {error.diagnostics[0].message}"
    return on_cpython(source).differs(on_host(image).outcome(image))
