"""A gateway is a process that stops when it is told, also while its cloud is away."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import asyncio, logging, sys
from pathlib import Path
from ulambda.edge.config import Config
from ulambda.edge.daemon import run

logging.basicConfig(level=logging.INFO, format="%(message)s")
config = Config("attic", Path(sys.argv[1]), "AKID", "secret", cloud=sys.argv[2])
asyncio.run(run(config))
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_although_no_cloud_answers(tmp_path: Path, number: int) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound, not listening: connections are refused
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        with subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(tmp_path), url], stderr=subprocess.PIPE, text=True
        ) as gateway:
            assert gateway.stderr is not None
            assert "does not answer" in gateway.stderr.readline()

            gateway.send_signal(number)
            _, said = gateway.communicate(timeout=20.0)

    assert gateway.returncode == 0, said
    assert said.endswith("gateway attic stopped\n")
