"""How does Python run an image? The interpreter of device_runtime in this process.

A `Machine` owns one block of memory with a copy of the image and the arena behind it, so that the
32-bit references of the interpreter reach both. Arena bytes are used exactly as on a board.
"""

import struct
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ulambda.spec import ERROR_TEXT, Err, UserError, codec, image
from ulambda.spec.snapshot import Snapshot, Stopped
from ulambda.spec.syscalls import Syscall
from ulambda.vm._vm import ffi, lib
from ulambda.vm.system_calls import Answer, Device, carry, computer

DEFAULT_ARENA_BYTES = 16384
DEFAULT_STEPS = 10_000_000
MAX_CHAIN = 16  # exceptions before the one that ended a run
CHAIN_CAUSE = 1  # enum ul_chain


@dataclass(frozen=True, slots=True)
class Earlier:
    """An exception from which another came: `explicit` by `raise ... from`."""

    explicit: bool
    error_type: str
    error_message: str
    trace: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What one run did; `value` is the result when `status` is OK."""

    status: Err
    value: object
    error_type: str | None
    error_message: str | None
    trace: tuple[int, ...]
    steps: int
    heap_bytes: int
    chain: tuple[Earlier, ...] = ()  # the latest first

    @property
    def ok(self) -> bool:
        """Did it end with a result?"""
        return self.status is Err.OK


def _monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000


class _NeedsHost(Exception):
    """A module body that runs ahead of time made a system call."""


class Machine:
    """One image with its arena; not safe for use by two threads at once.

    The image is verified here: UserError with a code IMAGE_* when it may not run.
    """

    def __init__(
        self,
        image_bytes: bytes,
        *,
        arena_bytes: int = DEFAULT_ARENA_BYTES,
        steps: int = DEFAULT_STEPS,
        log: Callable[[str], None] | None = None,
        clock_ms: Callable[[], int] | None = None,
        device: Device = computer,
    ) -> None:
        """`device` answers the system calls that the machine cannot answer by itself."""
        self._log = log
        self._clock_ms = clock_ms or _monotonic_ms
        self._device = device
        self._deadline_ms: int | None = None
        self._alone = False  # no system calls: the module body runs ahead of time
        self._failure: BaseException | None = None
        core = image_bytes[: image.core_length(image_bytes)]
        self._handle = ffi.new_handle(self)
        self._host = ffi.new("struct ul_host *")
        lib.ulvm_host(self._host, self._handle)
        self._memory = ffi.new("uint32_t[]", len(core) // 4 + arena_bytes // 4)
        self._vm = ffi.new("struct ul_vm *")
        ffi.memmove(self._memory, core, len(core))
        arena = self._memory + len(core) // 4
        status = Err(
            lib.ul_vm_init(self._vm, self._memory, len(core), arena, arena_bytes, self._host)
        )
        if status is not Err.OK:
            hint = "give it a larger arena" if status is Err.ARENA_TOO_SMALL else "rebuild it"
            raise UserError("the image cannot run", ERROR_TEXT[status], hint, status)
        lib.ul_vm_budget(self._vm, steps)
        self._report = ffi.new("struct ul_report *")

    def load(self) -> Report:
        """Run the module body alone."""
        lib.ul_vm_load(self._vm, self._report)
        return self._finish()

    def initialise(self) -> Snapshot | Stopped:
        """Run the module body without a host and take a picture of what it leaves in memory."""
        self._alone = True
        lib.ul_vm_load(self._vm, self._report)
        self._alone = False
        failure, trace = self._failure, self._report.trace[0 : self._report.trace_len]
        if isinstance(failure, _NeedsHost):
            self._failure = None
            return Stopped(trace[0] if trace else None, None)
        report = self._finish()
        if report.status is Err.EXCEPTION:
            raised = f"{report.error_type}: {report.error_message}".removesuffix(": ")
            return Stopped(trace[0] if trace else None, raised)
        if not report.ok:
            return Stopped(None, None)
        lib.ul_collect(self._vm)
        memory = bytes(ffi.buffer(self._memory))
        start = ffi.cast("uintptr_t", self._memory)
        first, heap, end = (
            (int(ffi.cast("uintptr_t", at)) - int(start)) // 4
            for at in (self._vm.globals, self._vm.heap, self._vm.heap_ptr)
        )
        words = struct.unpack(f"<{len(memory) // 4}I", memory)
        return Snapshot(words[:end], first, heap)

    def call(self, function: str, args: Sequence[object] = ()) -> Report:
        """Run the module body and then `function(*args)`."""
        data = codec.encode(list(args))
        lib.ul_vm_call(self._vm, function.encode(), data, len(data), self._report)
        return self._finish()

    def invoke(
        self,
        event: object,
        context: Mapping[str, object] | None = None,
        *,
        function: str = "handler",
        deadline_ms: int | None = None,
    ) -> Report:
        """Run the module body and then `function(event, context)`.

        `deadline_ms` is on the clock given to the machine; None means far away.
        """
        data, extra = codec.encode(event), codec.encode(dict(context or {}))
        self._deadline_ms = deadline_ms
        name = function.encode()
        lib.ul_vm_invoke(self._vm, name, data, len(data), extra, len(extra), self._report)
        return self._finish()

    def _finish(self) -> Report:
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure
        report = self._report
        status = Err(report.status)
        made = Report(
            status=status,
            value=self._result() if status is Err.OK else None,
            error_type=_text(report.error_type, report.error_type_len),
            error_message=_text(report.error_message, report.error_message_len),
            trace=tuple(report.trace[0 : report.trace_len]),
            steps=report.steps,
            heap_bytes=report.heap_bytes,
        )
        return replace(made, chain=self._chain()) if status is Err.EXCEPTION else made

    def _chain(self) -> tuple[Earlier, ...]:
        chain: list[Earlier] = []
        report = self._report
        while len(chain) < MAX_CHAIN and (how := lib.ul_vm_chain(self._vm, report)):
            kind = _text(report.error_type, report.error_type_len) or "Exception"
            message = _text(report.error_message, report.error_message_len) or ""
            trace = tuple(report.trace[0 : report.trace_len])
            chain.append(Earlier(how == CHAIN_CAUSE, kind, message, trace))
        return tuple(chain)

    def _result(self) -> object:
        if self._report.result_len == 0:
            return None
        return codec.decode(bytes(ffi.buffer(self._report.result, self._report.result_len)))

    def system_call(self, number: Syscall, data: bytes) -> Answer:
        """Answer a system call of the handler (spec/syscalls.toml); None: no such device."""
        if self._alone:
            raise _NeedsHost
        match number:
            case Syscall.LOG:
                if self._log is not None:
                    self._log(data.decode("utf-8", "replace"))
                return b""
            case Syscall.TICKS_MS:
                return struct.pack("<I", self._clock_ms() & 0x1FFFFFFF)
            case Syscall.TIME_US:
                return struct.pack("<Q", time.time_ns() // 1000)
            case Syscall.REMAINING_MS:
                return struct.pack("<I", self.remaining_ms())
            case Syscall.SLEEP_MS:
                ms = min(int.from_bytes(data, "little"), self.remaining_ms())
                return self._device(number, struct.pack("<I", ms))
            case _:
                return self._device(number, data)

    def remaining_ms(self) -> int:
        """How much of its time the invocation has left."""
        if self._deadline_ms is None:
            return 0x7FFFFFFF
        return max(0, min(self._deadline_ms - self._clock_ms(), 0x7FFFFFFF))

    def keep_failure(self, failure: BaseException) -> None:
        """Hold what a callback raised until the interpreter has returned."""
        self._failure = failure


def _text(start: object, length: int) -> str | None:
    if start == ffi.NULL:
        return None
    return bytes(ffi.buffer(start, length)).decode("utf-8", "replace")


@ffi.def_extern(error=int(Err.BAD_VALUE))  # type: ignore[untyped-decorator]
def ulvm_host_call(
    user: object, number: int, data: object, data_len: int, out: object, out_len: int
) -> int:
    """Carry a system call from C to the machine it belongs to."""
    machine: Machine = ffi.from_handle(user)
    try:
        return carry(machine.system_call, number, data, data_len, out, out_len)
    except _NeedsHost as failure:
        machine.keep_failure(failure)
        return Err.STEPS_EXHAUSTED  # ends the run, with a trace
    except BaseException as failure:  # noqa: BLE001
        machine.keep_failure(failure)
        return Err.BAD_VALUE


def verify(image_bytes: bytes) -> Err:
    """Verify an image without running it: OK or one of IMAGE_*."""
    padded = image_bytes + bytes(-len(image_bytes) % 4)
    words = ffi.new("uint32_t[]", len(padded) // 4 or 1)
    ffi.memmove(words, padded, len(padded))
    scratch = ffi.new("uint32_t[]", len(padded) // 128 + 1)
    return Err(lib.ul_image_verify(words, len(image_bytes), scratch, ffi.sizeof(scratch)))


def expand(wire: bytes, slot_bytes: int) -> bytes:
    """Read a wire form as a board with slots of that size does; UserError when it refuses."""
    words = ffi.new("uint32_t[]", slot_bytes // 4)
    length = ffi.new("uint32_t *")
    at = max(slot_bytes - len(wire), 0)
    ffi.memmove(ffi.cast("char *", words) + at, wire, min(len(wire), slot_bytes))
    code = lib.ul_wire_expand(words, slot_bytes, len(wire), length)
    if code:
        raise UserError("refused", f"{len(wire)} bytes", "send the image itself", Err(code))
    return bytes(ffi.buffer(words, length[0]))
