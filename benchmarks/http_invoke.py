"""What does the Lambda API cost over a bare uvicorn echo?

Three servers, each alone on core 0: a raw-ASGI echo, the service with a dispatcher that answers at
once (so that only the API is measured: SigV4, routing, parsing, JSON check, serialising), and the
service on the real engine running the same echo handler. Clients on core 1: one keep-alive socket
for latency, and wrk, when it is installed, for throughput.

    python benchmarks/http_invoke.py [--seconds 3] [--json]
"""

import argparse
import io
import json
import multiprocessing
import os
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import uvloop
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as BotoCredentials

from ulambda.cloud_shim.config import Config
from ulambda.cloud_shim.credentials import Credentials
from ulambda.engine.model import Invocation, NewFunction, Outcome, Tier

KEYS = Credentials("AKULBENCHBENCHBENCHB", "benchbenchbenchbenchbenchbenchbenchbench")
PATH = "/2015-03-31/functions/echo/invocations"
BODY = b'{"sensor": "porch", "window": [1.5, 2.25, 3.0], "unit": "g"}'
SOURCE = "def handler(event, context):\n    return event\n"
WARM_UP = 500


@dataclass(frozen=True)
class Row:
    """The figures of one server."""

    server: str
    p50_us: float
    p99_us: float
    socket_rps: float
    cpu_us: float  # of the server for one request, which other load on the machine changes least
    wrk_c1_rps: float | None
    wrk_c16_rps: float | None


# --- servers ---------------------------------------------------------------------------------


def serve_echo(ready: Connection) -> None:
    import uvicorn

    from ulambda.cloud_shim.service import bind

    async def app(scope: object, receive: Any, send: Any) -> None:  # noqa: ANN401
        body = (await receive())["body"]
        length = str(len(body)).encode()
        await send(
            {"type": "http.response.start", "status": 200, "headers": [(b"content-length", length)]}
        )
        await send({"type": "http.response.body", "body": body})

    listener = bind("127.0.0.1", 0)
    config = uvicorn.Config(
        app, loop="uvloop", http="httptools", log_config=None, access_log=False, lifespan="off"
    )
    ready.send(listener.getsockname()[1])
    uvloop.run(uvicorn.Server(config).serve(sockets=[listener]))


class AtOnce:
    """A dispatcher whose outcome is the event."""

    def invoke(self, invocation: Invocation) -> "Future[Outcome]":
        future: Future[Outcome] = Future()
        future.set_result(Outcome(invocation.payload, None, "", 0.0, Tier.CLOUD, "bench"))
        return future

    def tick(self) -> None:
        """Nothing is ever due."""


def serve_api(ready: Connection) -> None:
    run_service(ready, at_once=True)


def serve_engine(ready: Connection) -> None:
    run_service(ready, at_once=False)


def run_service(ready: Connection, *, at_once: bool) -> None:
    from dataclasses import replace

    from ulambda.cloud_shim.service import Service, open_engine

    with tempfile.TemporaryDirectory() as folder:
        config = Config(Path(folder), KEYS, port=0)
        engine = open_engine(config, time.time)
        engine.functions.create(NewFunction("echo", echo_zip()), time.time())
        if at_once:
            engine = replace(engine, dispatcher=AtOnce())
        service = Service(config, engine)
        ready.send(int(service.url.rpartition(":")[2]))
        uvloop.run(service.run())


def echo_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("handler.py", SOURCE)
    return buffer.getvalue()


# --- clients ---------------------------------------------------------------------------------


def signed_headers(port: int) -> dict[str, str]:
    """Sign once: the same request is valid, and verified, for fifteen minutes."""
    host = f"127.0.0.1:{port}"
    headers = {"Host": host, "X-Amz-Invocation-Type": "RequestResponse"}
    request = AWSRequest("POST", f"http://{host}{PATH}", data=BODY, headers=headers)
    keys = BotoCredentials(KEYS.access_key_id, KEYS.secret_access_key)
    SigV4Auth(keys, "lambda", "us-east-1").add_auth(request)
    return dict(request.headers)


def socket_latencies(port: int, seconds: float) -> list[float]:
    """Time single requests over one keep-alive connection, in seconds each."""
    lines = [f"POST {PATH} HTTP/1.1", f"Content-Length: {len(BODY)}"]
    lines += [f"{name}: {value}" for name, value in signed_headers(port).items()]
    request = "\r\n".join(lines).encode() + b"\r\n\r\n" + BODY
    latencies = []
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(WARM_UP):
            exchange(connection, request)
        end = time.perf_counter() + seconds
        while (start := time.perf_counter()) < end:
            exchange(connection, request)
            latencies.append(time.perf_counter() - start)
    return latencies


def exchange(connection: socket.socket, request: bytes) -> None:
    connection.sendall(request)
    answer = connection.recv(65_536)
    while not answer.endswith(BODY):
        part = connection.recv(65_536)
        if not part or b" 200 " not in answer[:16]:
            raise SystemExit(f"the server answered {answer[:500]!r}")
        answer += part


def wrk_rps(port: int, connections: int, seconds: float) -> float | None:
    """Throughput by wrk with one thread; None when it is not installed."""
    if shutil.which("wrk") is None:
        return None
    headers = "".join(
        f"wrk.headers[{json.dumps(name)}] = {json.dumps(value)}\n"
        for name, value in signed_headers(port).items()
    )
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(f"wrk.method = 'POST'\nwrk.body = [[{BODY.decode()}]]\n{headers}")
        script.flush()
        duration = f"{max(1, round(seconds))}s"
        url = f"http://127.0.0.1:{port}{PATH}"
        command = ["wrk", "-t1", f"-c{connections}", f"-d{duration}", "-s", script.name, url]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in printed:
        raise SystemExit(printed)
    (line,) = (line for line in printed.splitlines() if line.startswith("Requests/sec:"))
    return float(line.split()[1])


# --- the measurement -------------------------------------------------------------------------

SERVERS: dict[str, Callable[[Connection], None]] = {
    "bare uvicorn echo": serve_echo,
    "Lambda API, answer at once": serve_api,
    "Lambda API, engine": serve_engine,
}


def pin(core: int) -> None:
    if (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(0, {core})


def start_pinned(serve: Callable[[Connection], None], ready: Connection) -> None:
    pin(0)
    serve(ready)


def measure(name: str, seconds: float) -> Row:
    ready, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=start_pinned, args=(SERVERS[name], theirs)
    )
    process.start()
    try:
        if not ready.poll(20):
            raise SystemExit(f"the server '{name}' did not start")
        port = ready.recv()
        cpu_before_s = cpu_seconds(process.pid)
        latencies = sorted(socket_latencies(port, seconds))
        cpu_s = cpu_seconds(process.pid) - cpu_before_s
        return Row(
            name,
            round(statistics.median(latencies) * 1e6, 1),
            round(latencies[int(len(latencies) * 0.99)] * 1e6, 1),
            round(1 / statistics.fmean(latencies)),
            round(cpu_s / (len(latencies) + WARM_UP) * 1e6, 1),
            wrk_rps(port, 1, seconds),
            wrk_rps(port, 16, seconds),
        )
    finally:
        process.terminate()
        process.join()


def cpu_seconds(pid: int | None) -> float:
    """User and system time that a process has used, in steps of 10 ms."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def table(rows: list[Row]) -> str:
    def cell(value: object) -> str:
        return "-" if value is None else f"{value:,.0f}" if isinstance(value, float) else str(value)

    titles = (
        "server",
        "p50 µs",
        "p99 µs",
        "socket req/s",
        "CPU µs/req",
        "wrk c1 req/s",
        "wrk c16 req/s",
    )
    lines = [titles, *(tuple(cell(value) for value in asdict(row).values()) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(titles))]
    return "\n".join(
        "  ".join(text.rjust(width) for text, width in zip(line, widths, strict=True))
        for line in lines
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=3.0, help="of each measurement")
    parser.add_argument("--server", action="append", choices=SERVERS, help="only this one")
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    options = parser.parse_args()
    pin(1)
    rows = [measure(name, options.seconds) for name in options.server or SERVERS]
    print(json.dumps([asdict(row) for row in rows]) if options.json else table(rows))


if __name__ == "__main__":
    main()
