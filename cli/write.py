"""The verbs for writing handlers: run, check, build, disasm. Nothing here needs a server."""

import json
import sys
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from ulambda.cli.given import Given, read_bytes, read_event, read_program
from ulambda.cli.options import settings
from ulambda.cli.say import HandlerFailed, emit, emit_json, fail, say, table
from ulambda.cli.traces import chain_text, traceback_text
from ulambda.cli.verb import Verb
from ulambda.compiler import CompileError, Diagnostic, Program, compile_source
from ulambda.compiler import disassemble as disassemble_image
from ulambda.engine.initialise import run_body
from ulambda.spec import Err, UserError
from ulambda.spec.image import traceback_lines
from ulambda.vm import Machine, Report

RUN_ARENA_BYTES = 1 << 20
BOARD_ARENA_BYTES = 16 * 1024
UNLIMITED = 0
IMAGE_SUFFIX = ".ulb"
ELSEWHERE = "place this function on the edge"  # in the help of what only a board cannot run


# --- run ---


@click.command(
    "run",
    cls=Verb,
    short_help="compile a file and run it here",
    examples="""
    ulambda run examples/porch.py -e '{"lux": 3, "motion": true}'
    ulambda run examples/vibration/handler.py -e examples/vibration/event.json
    ulambda run program.py --arena 16384
    """,
)
@click.argument("file")
@click.option("-e", "--event", metavar="JSON|FILE|-", help="call handler(event, context) with it")
@click.option("--arena", type=click.IntRange(512, 16 << 20), default=RUN_ARENA_BYTES,
              show_default=True, help="bytes of memory that are lent to the program")  # fmt: skip
@click.option("--steps", type=click.IntRange(0, (1 << 32) - 1), default=UNLIMITED,
              help="stop after so many steps (default: hardly any limit)")  # fmt: skip
def run(file: str, event: str | None, arena: int, steps: int) -> None:
    """Compile FILE and run it on the interpreter that boards have.

    What the program prints goes to stdout. With an event, handler(event, context) is called after
    the module's own lines, and its result is printed as JSON. An exception that nobody catches is
    shown as a traceback and ends in exit status 3.
    """
    given = read_program(file)
    value = read_event(event) if event is not None else None
    program = compile_or_reject(given, entry="handler" if event is not None else None)
    image = program.image()
    log: list[str] = []
    write = log.append if settings().json else _print_through
    machine = Machine(image, arena_bytes=arena, steps=steps, log=write)
    started = time.perf_counter()
    report = machine.load() if event is None else machine.invoke(value, _context(given.file))
    duration_ms = (time.perf_counter() - started) * 1000
    _answer(report, event is not None, "".join(log))
    say(
        f"REPORT Duration: {duration_ms:.2f} ms\tSteps: {report.steps}\t"
        f"Heap: {report.heap_bytes}/{arena} B\tRan on: host"
    )
    if report.status is not Err.OK:
        _explain(report, image, program, arena)
        raise HandlerFailed


def _context(file: str) -> dict[str, object]:
    """The attributes of the handler's `context`, as AWS names them."""
    name = Path(file).stem
    return {
        "function_name": name,
        "function_version": "$LATEST",
        "invoked_function_arn": f"arn:aws:lambda:us-east-1:000000000000:function:{name}",
        "memory_limit_in_mb": "128",
        "aws_request_id": str(uuid.uuid4()),
        "log_group_name": f"/aws/lambda/{name}",
        "log_stream_name": "[$LATEST]",
    }


def _print_through(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _answer(report: Report, called: bool, log: str) -> None:
    if settings().json:
        emit_json(
            {
                "status": report.status.name,
                "result": report.value,
                "log": log,
                "error_type": report.error_type,
                "error_message": report.error_message,
                "steps": report.steps,
                "heap_bytes": report.heap_bytes,
            }
        )
    elif called and report.status is Err.OK:
        emit(json.dumps(report.value, ensure_ascii=False))  # as engine.payload.dump, not imported


def _explain(report: Report, image: bytes, program: Program, arena: int) -> None:
    """Say why the program ended early."""
    sys.stdout.flush()
    frames = traceback_lines(image, report.trace)
    match report.status:
        case Err.EXCEPTION:
            kind, message = report.error_type or "Exception", report.error_message or ""
            for earlier in reversed(report.chain):
                places = traceback_lines(image, earlier.trace)
                shown = traceback_text(
                    places, program.text, earlier.error_type, earlier.error_message
                )
                sys.stderr.write(f"{shown}\n{chain_text(earlier.explicit)}")
            sys.stderr.write(traceback_text(frames, program.text, kind, message) + "\n")
        case Err.OUT_OF_MEMORY | Err.ARENA_TOO_SMALL:
            fail(
                UserError(
                    "the program does not fit its arena",
                    f"{arena} B lent{_where(frames)}",
                    f"--arena {arena * 2}",
                    report.status,
                ),
                settings(),
            )
        case Err.STEPS_EXHAUSTED:
            fail(
                UserError(
                    "the program used up its steps",
                    f"{report.steps}{_where(frames)}",
                    f"--steps {report.steps * 10}",
                    report.status,
                ),
                settings(),
            )
        case _:
            fail(UserError("the program ended", report.status.name + _where(frames)), settings())


def _where(frames: Sequence[tuple[str, int, str]]) -> str:
    return f", in {frames[-1][0]}:{frames[-1][1]}" if frames else ""


# --- check and build ---


@dataclass(frozen=True, slots=True)
class Fit:
    """One file, judged."""

    file: str
    diagnostics: tuple[Diagnostic, ...]
    image: bytes | None
    load_bytes: int | None  # arena that the module body needs

    @property
    def good(self) -> bool:
        """Does it compile?"""
        return self.image is not None


@click.command(
    "check",
    cls=Verb,
    short_help="say whether files fit a board",
    examples="""
    ulambda check examples/*.py
    ulambda check --output json handlers/porch.py
    """,
)
@click.argument("files", nargs=-1, required=True)
def check(files: tuple[str, ...]) -> None:
    """Say for every FILE whether it is in the device subset, how large its image is and how much
    memory it needs to start; show everything that is wrong with it at once.
    """
    fits = [judge(file) for file in files]
    if settings().json:
        emit_json([_fit_json(fit) for fit in fits])
    else:
        _show_diagnostics(fits)
        _show_sizes(fits)
    _reject_if_bad(fits)


@click.command(
    "build",
    cls=Verb,
    short_help="compile to images",
    examples="""
    ulambda build examples/porch.py
    ulambda build handlers/*.py -o out/
    """,
)
@click.argument("files", nargs=-1, required=True)
@click.option("-o", "--out", "folder", default=".ulambda/build", show_default=True,
              help="folder for the images")  # fmt: skip
@click.option("--strip", is_flag=True, help="leave out line numbers")
def build(files: tuple[str, ...], folder: str, strip: bool) -> None:
    """Compile every FILE to an image, show the sizes and the commands to use next."""
    fits = [judge(file, strip=strip) for file in files]
    _show_diagnostics(fits)
    written = [(fit, _write_image(fit, Path(folder))) for fit in fits if fit.image is not None]
    if settings().json:
        emit_json([_fit_json(fit) | {"image": str(path)} for fit, path in written])
    else:
        rows = [
            [fit.file, str(path), str(len(fit.image or b"")), str(fit.load_bytes)]
            for fit, path in written
        ]
        emit(table(["file", "image", "bytes", "arena to start"], rows)) if rows else None
    for fit, path in written[:1]:
        say(f"Next: ulambda disasm {path}   ·   ulambda deploy {fit.file}")
    _reject_if_bad(fits)


def judge(file: str, *, strip: bool = False) -> Fit:
    """Compile one file as a handler and load it once to learn what it needs."""
    given = read_program(file)
    try:
        program = compile_source(
            given.source, given.file, entry=None, files=given.files, run=run_body
        )
    except CompileError as error:
        return Fit(given.file, error.diagnostics, None, None)
    image = program.image(strip=strip)
    return Fit(given.file, program.notes, image, _load_bytes(image))


def compile_or_reject(given: Given, entry: str | None) -> Program:
    """Compile, or show every diagnostic and give up; a module body may fail when it runs."""
    source, file, files = given.source, given.file, given.files
    try:
        return compile_source(source, file, entry=entry, files=files, run=run_body)
    except CompileError as error:
        if {each.rule for each in error.diagnostics} == {"UL126"}:
            return compile_source(source, file, entry=entry, files=files)
        fit = Fit(given.file, error.diagnostics, None, None)
        if settings().json:
            emit_json([_fit_json(fit)])
        _show_diagnostics([fit])
        raise rejection([fit]) from None


def rejection(fits: Sequence[Fit]) -> UserError:
    """Sum up the files that do not compile."""
    bad = [fit for fit in fits if not fit.good]
    count = sum(len(fit.diagnostics) for fit in bad)
    seen = f"{count} {'finding' if count == 1 else 'findings'} in {', '.join(f.file for f in bad)}"
    mistakes = [each for fit in bad for each in fit.diagnostics if ELSEWHERE not in each.help]
    if mistakes:
        return UserError("not a program that can run", seen, f"ulambda explain {mistakes[0].rule}")
    return UserError(
        "outside the device subset",
        seen,
        f"ulambda deploy {bad[0].file}   (on CPython it can run all the same, at edge or cloud)",
    )


def _load_bytes(image: bytes) -> int | None:
    """Measure the least heap that the module body needs; None when it does not end well."""
    report = Machine(image, arena_bytes=RUN_ARENA_BYTES, log=lambda _: None).load()
    return report.heap_bytes if report.status is Err.OK else None


def _write_image(fit: Fit, folder: Path) -> Path:
    path = folder / (Path(fit.file).stem + IMAGE_SUFFIX)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(fit.image or b"")
    return path


def _show_diagnostics(fits: Sequence[Fit]) -> None:
    for fit in fits:
        for each in fit.diagnostics:
            sys.stderr.write(each.render() + "\n\n")


def _show_sizes(fits: Sequence[Fit]) -> None:
    rows = [[fit.file, *_verdict(fit)] for fit in fits]
    emit(table(["file", "image bytes", "arena to start", "fits"], rows))


def _verdict(fit: Fit) -> list[str]:
    if fit.image is None:
        return ["-", "-", "no: CPython at edge or cloud only"]
    if fit.load_bytes is None:
        return [str(len(fit.image)), "-", "its module body fails: ulambda run " + fit.file]
    small = fit.load_bytes <= BOARD_ARENA_BYTES
    fits = "yes" if small else f"not a board that lends {BOARD_ARENA_BYTES} B"
    return [str(len(fit.image)), str(fit.load_bytes), fits]


def _fit_json(fit: Fit) -> dict[str, object]:
    return {
        "file": fit.file,
        "in_subset": fit.good,
        "image_bytes": len(fit.image) if fit.image is not None else None,
        "load_bytes": fit.load_bytes,
        "diagnostics": [
            {
                "file": each.filename,
                "line": each.line,
                "column": each.column,
                "rule": each.rule,
                "severity": each.severity,
                "message": each.message,
                "help": each.help,
            }
            for each in fit.diagnostics
        ],
    }


def _reject_if_bad(fits: Sequence[Fit]) -> None:
    if any(not fit.good for fit in fits):
        raise rejection(fits)


# --- disasm ---


@click.command(
    "disasm",
    cls=Verb,
    short_help="show instructions",
    examples="""
    ulambda disasm examples/porch.py
    ulambda disasm .ulambda/build/porch.ulb
    """,
)
@click.argument("file")
def disasm(file: str) -> None:
    """Show the instructions of a Python FILE or of an image that `build` wrote."""
    if file.endswith(".py") or Path(file).is_dir():
        listing = compile_or_reject(read_program(file), entry=None).listing()
    else:
        listing = disassemble_image(read_bytes(file))
    emit_json({"file": file, "listing": listing.splitlines()}) if settings().json else emit(listing)
