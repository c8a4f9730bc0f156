"""Does the service start at once, say what is wrong, and stop when asked?"""

import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from ulambda.cloud_shim.service import bind
from ulambda.engine.remote import Ask, Hello
from ulambda.spec import UserError


def test_a_port_that_is_taken_is_told_with_another() -> None:
    taken = bind("127.0.0.1", 0)
    port = taken.getsockname()[1]

    with pytest.raises(UserError) as caught:
        bind("127.0.0.1", port)
    taken.close()

    assert caught.value.what == f"cannot listen on 127.0.0.1:{port}"
    assert caught.value.hint == f"ulambda cloud start --port {port + 1}"


def test_answers_do_not_wait_for_the_clients_acknowledgement() -> None:
    with bind("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        connection, _ = listener.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1


def test_fastapi_and_boto3_are_not_imported_before_they_are_needed() -> None:
    """Starting takes less than a second because of what is left out."""
    code = (
        "import sys, ulambda.cloud_shim.service as service\n"
        "print(*sorted({'boto3', 'fastapi', 'pydantic', 'botocore.model'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""


def test_a_stop_does_not_wait_for_long_polls(
    own_cloud: Any, own_gateway: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_gateway.post("hello", Hello(version="0.1"))
    polling = threading.Event()
    original = own_cloud.engine.gateways.poll

    async def poll(*arguments: Any, **options: Any) -> object:
        polling.set()
        return await original(*arguments, **options)

    monkeypatch.setattr(own_cloud.engine.gateways, "poll", poll)
    answers: list[object] = []
    client = threading.Thread(target=lambda: answers.append(own_gateway.post("work", Ask(20.0))))
    client.start()
    assert polling.wait(10)

    own_cloud.stop()
    client.join(5)

    assert answers == [{"work": []}]


def test_a_stopped_service_has_closed_its_engine(own_cloud: Any) -> None:
    own_cloud.stop()

    with pytest.raises(RuntimeError, match="shutdown"):
        own_cloud.dispatcher.pool.submit(print)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_service_with_its_engine_closed(
    tmp_path: Path, number: signal.Signals
) -> None:
    code = (
        "import asyncio, pathlib, sys\n"
        "from ulambda.cloud_shim.config import load_config\n"
        "from ulambda.cloud_shim.service import serve\n"
        "config = load_config(state_folder=pathlib.Path(sys.argv[1]), port=0)\n"
        "asyncio.run(serve(config, lambda service: print(service.url, flush=True)))\n"
        "print('closed')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        with urllib.request.urlopen(f"{url}/v1/health") as response:
            assert response.status == 200
        process.send_signal(number)
        rest = process.stdout.read()

    assert (process.returncode, rest) == (0, "closed\n")
    assert not list(tmp_path.glob("*-wal"))  # SQLite removes it when the last connection closes
