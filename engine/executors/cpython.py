"""How does an invocation run on CPython, in a warm process of its own?

For functions outside the device subset. A worker belongs to one version of one function, serves
one invocation at a time and is kept until it has been idle for IDLE_S. A worker that does not
answer by the deadline is killed with all that it started; one that ends tells how. Its standard
output and error are one unlinked file, shared with it, so the log of an invocation is complete when
its answer is there: nothing is waited for.
"""

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ulambda.engine import payload
from ulambda.engine.executors import cpython_worker
from ulambda.engine.executors.vm import Blobs
from ulambda.engine.package import unpack
from ulambda.engine.remote import Result, Work

INIT_TIMEOUT_S = 10.0
IDLE_S = 300.0
MAX_IDLE = 16
LOG_BYTES = 256 << 10  # of one invocation; the rest is counted and left out
_PATH = "/usr/local/bin:/usr/bin:/bin"
# Imported, not run as a script, so that its compiled form is cached.
_BOOT = (
    f"import sys; sys.path.insert(0, {str(Path(cpython_worker.__file__).parent)!r}); "
    "import cpython_worker; del sys.path[0]; cpython_worker.main()"
)


class _Ended(Exception):
    """The worker's process is gone; `how` as AWS says it, None when it left with status 0."""

    def __init__(self, how: str | None) -> None:
        super().__init__(how)
        self.how = how


@dataclass(frozen=True, slots=True)
class _Reply:
    header: Mapping[str, object]
    body: bytes


class _Worker:
    """One process. Everything that can go wrong with it is TimeoutError or _Ended."""

    def __init__(self, start: Mapping[str, object], environment: Mapping[str, str]) -> None:
        ours, theirs = socket.socketpair()
        self._log, log = _log_file()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _BOOT, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(environment),
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )
        except BaseException:
            os.close(self._log)
            ours.close()
            raise
        finally:
            os.close(log)
            theirs.close()
        self._channel = ours
        self.idle_since = 0.0
        self.alive = True  # may serve another invocation
        self._start = start
        self._fault: bytes | None = None  # why the handler could not be loaded
        self._failure: TimeoutError | _Ended | None = None  # loading did not even end

    def load(self) -> None:
        """Import the handler; what goes wrong is kept for the invocation that waits for it."""
        try:
            reply = self._ask(self._start, b"", INIT_TIMEOUT_S)
        except (TimeoutError, _Ended) as why:
            self._failure = why
            return
        self._fault = None if reply.header["ready"] else reply.body

    def invoke(self, header: Mapping[str, object], body: bytes, timeout_s: float) -> _Reply:
        """One invocation, to its answer."""
        if self._failure is not None:
            raise self._failure
        if self._fault is not None:
            self.alive = False
            return _Reply({"failed": True}, self._fault)
        return self._ask(header, body, timeout_s)

    def _ask(self, header: Mapping[str, object], body: bytes, timeout_s: float) -> _Reply:
        deadline = time.monotonic() + timeout_s
        text = json.dumps(header).encode("ascii")
        try:
            self._channel.settimeout(timeout_s)
            self._channel.sendall(cpython_worker.HEAD.pack(len(text), len(body)) + text + body)
            sizes = cpython_worker.HEAD.unpack(self._exactly(cpython_worker.HEAD.size, deadline))
            answer, result = (self._exactly(size, deadline) for size in sizes)
        except (ConnectionError, BrokenPipeError):
            raise _Ended(self._how_it_ended()) from None
        return _Reply(json.loads(answer), result)

    def _exactly(self, size: int, deadline: float) -> bytes:
        found = bytearray()
        while len(found) < size:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._channel.settimeout(left)
            part = self._channel.recv(min(size - len(found), 1 << 20))
            if not part:
                raise ConnectionResetError
            found += part
        return bytes(found)

    def _how_it_ended(self) -> str | None:
        self.kill()  # nothing of it may stay; who has exited keeps the status
        status = self._process.wait()
        if status < 0:
            name = signal.Signals(-status).name.removeprefix("SIG").lower()
            return f"signal: {'killed' if name == 'kill' else name}"
        return f"exit status {status}" if status else None

    def take_log(self) -> str:
        """What was written since the last time."""
        size = os.fstat(self._log).st_size
        text = os.pread(self._log, LOG_BYTES, 0).decode("utf-8", "replace")
        os.ftruncate(self._log, 0)
        return text if size <= LOG_BYTES else f"{text}\n[{size - LOG_BYTES} B of log left out]\n"

    def kill(self) -> None:
        """End the process and all that it started; whoever waits for it gets _Ended."""
        self.alive = False
        if self._process.returncode is not None:
            return
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass  # gone already, with its children

    def close(self) -> None:
        """Kill, and give back what belongs to it."""
        self.kill()
        self._process.wait()
        self._channel.close()
        os.close(self._log)


def _log_file() -> tuple[int, int]:
    """One file without a name: a descriptor to read, and one to append that the worker gets."""
    reader, name = tempfile.mkstemp(prefix="ulambda-log-")
    try:
        return reader, os.open(name, os.O_WRONLY | os.O_APPEND)
    finally:
        Path(name).unlink()


class CPythonWorkers:
    """Warm workers by function version. Safe from several threads.

    `folder` takes the unpacked code, one read-only folder per digest; `environment` is added to
    what AWS defines (credentials, endpoint).
    """

    def __init__(
        self, blobs: Blobs, folder: Path, environment: Mapping[str, str] | None = None
    ) -> None:
        self._blobs = blobs
        self._folder = folder
        self._environment = dict(environment or {})
        self._lock = threading.Lock()
        self._idle: dict[str, list[_Worker]] = {}
        self._busy: set[_Worker] = set()
        self._closed = False

    def run(self, work: Work) -> Result:
        """Run one invocation to its end; nothing is raised for what the handler does."""
        with self._worker(work) as (worker, init_ms):
            begun = time.perf_counter()
            header, body, error = _attempt(worker, work)
            duration_ms = (time.perf_counter() - begun) * 1e3
            log = worker.take_log()
        memory_mb = header.get("memory_mb")
        return Result(
            work.request_id,
            work.attempt,
            payload=body.decode("utf-8"),
            function_error=error,
            log=log + (payload.error_log(body) if error else ""),
            duration_ms=duration_ms,
            init_ms=init_ms,
            max_memory_mb=memory_mb if isinstance(memory_mb, int) else None,
        )

    @contextmanager
    def _worker(self, work: Work) -> Iterator[tuple[_Worker, float | None]]:
        key = _key(work)
        with self._lock:
            idle = self._idle.get(key)
            worker = idle.pop() if idle else None
            if worker is not None:
                self._busy.add(worker)
        init_ms = None
        if worker is None:
            begun = time.perf_counter()
            worker = self._start(work)
            init_ms = (time.perf_counter() - begun) * 1e3
        try:
            yield worker, init_ms
        except BaseException:
            self._drop(worker)
            raise
        self._give_back(key, worker)

    def _start(self, work: Work) -> _Worker:
        task_root = self._task_root(work.code_digest)
        start = {
            "handler": work.handler,
            "task_root": str(task_root),
            "paths": [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")],
            "function": work.function,
            "version": work.version,
            "memory_mb": work.memory_mb,
        }
        worker = _Worker(start, self._environment | _environment(work, task_root))
        with self._lock:
            self._busy.add(worker)
        worker.load()
        return worker

    def _give_back(self, key: str, worker: _Worker) -> None:
        worker.idle_since = time.monotonic()
        with self._lock:
            usable = worker.alive and not self._closed
            if usable and sum(map(len, self._idle.values())) < MAX_IDLE:
                self._busy.discard(worker)
                self._idle.setdefault(key, []).append(worker)
                return
        self._drop(worker)

    def _drop(self, worker: _Worker) -> None:
        worker.close()
        with self._lock:
            self._busy.discard(worker)

    def _task_root(self, code_digest: str) -> Path:
        """The unpacked code; complete or absent, whoever else unpacks it at the same time."""
        folder = self._folder / code_digest
        if folder.is_dir():
            return folder
        self._folder.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=self._folder))
        try:
            unpack(self._blobs(code_digest), fresh)
            fresh.chmod(0o755)
            fresh.rename(folder)
        except OSError:
            shutil.rmtree(fresh, ignore_errors=True)
            if not folder.is_dir():
                raise
        return folder

    def reap(self, idle_s: float = IDLE_S) -> int:
        """End the workers that were idle for so long; gives their number."""
        limit = time.monotonic() - idle_s
        with self._lock:
            old = [w for idle in self._idle.values() for w in idle if w.idle_since <= limit]
            for idle in self._idle.values():
                idle[:] = [worker for worker in idle if worker.idle_since > limit]
        for worker in old:
            worker.close()
        return len(old)

    def close(self) -> None:
        """End every worker, also those that are busy."""
        with self._lock:
            self._closed = True
            busy = list(self._busy)
        for worker in busy:
            worker.kill()
        self.reap(idle_s=-1.0)


def _attempt(worker: _Worker, work: Work) -> tuple[Mapping[str, object], bytes, str | None]:
    header = {
        "request_id": work.request_id,
        "function_arn": work.function_arn,
        "timeout_s": work.timeout_s,
        "client_context": work.client_context,
    }
    try:
        reply = worker.invoke(header, work.payload.encode("utf-8"), work.timeout_s)
    except TimeoutError:
        worker.kill()
        return {}, payload.timed_out(work.request_id, work.timeout_s), payload.UNHANDLED
    except _Ended as ended:
        worker.alive = False
        return {}, payload.exited(work.request_id, ended.how), payload.UNHANDLED
    if reply.header["failed"]:
        return reply.header, reply.body, payload.UNHANDLED
    if len(reply.body) > payload.MAX_RESPONSE_BYTES:
        return reply.header, payload.too_large(), payload.UNHANDLED
    return reply.header, reply.body, None


def _key(work: Work) -> str:
    """What a worker was started with and cannot change."""
    parts = (
        work.function,
        work.version,
        work.code_digest,
        work.handler,
        work.memory_mb,
        sorted(work.environment.items()),
    )
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _environment(work: Work, task_root: Path) -> dict[str, str]:
    """AWS's contract; what the function sets itself wins over nothing but the free names."""
    region = work.function_arn.split(":")[3]
    fixed = {
        "_HANDLER": work.handler,
        "AWS_DEFAULT_REGION": region,
        "AWS_EXECUTION_ENV": "AWS_Lambda_python3.11",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(work.memory_mb),
        "AWS_LAMBDA_FUNCTION_NAME": work.function,
        "AWS_LAMBDA_FUNCTION_VERSION": work.version,
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{work.function}",
        "AWS_LAMBDA_LOG_STREAM_NAME": f"[{work.version}]",
        "AWS_REGION": region,
        "LAMBDA_RUNTIME_DIR": str(Path(cpython_worker.__file__).parent),
        "LAMBDA_TASK_ROOT": str(task_root),
    }
    free = {"LANG": "en_US.UTF-8", "PATH": _PATH, "TZ": ":UTC"}
    return free | dict(work.environment) | fixed
