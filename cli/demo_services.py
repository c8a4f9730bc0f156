"""Which processes make up the demo, and how does a client reach them?

Cloud service, gateway and simulated board run as processes of their own, on free ports, with all
state below one folder. The client is boto3 with the keys that the cloud service made.
"""

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3

from ulambda.cli.demo_table import Row
from ulambda.cli.management import invocations
from ulambda.cli.options import Settings
from ulambda.cli.package import package
from ulambda.cli.processes import Processes
from ulambda.cli.ship import ROLE, RUNTIME, client_context
from ulambda.spec import PeerError

GATEWAY, BOARD = "attic", "pump"
REGION = "us-east-1"
FUNCTION = "vibration"
BOARD_S = 15.0
BOARD_POLL_S = 0.1
LEDGER_S = 5.0
LEDGER_POLL_S = 0.05


class Services:
    """What was started, and the client's view of it."""

    def __init__(self, folder: Path, processes: Processes) -> None:
        self._folder = folder
        self._processes = processes
        self._settings = Settings()
        self._client: Any = None
        self.url = ""

    def start_cloud(self) -> None:
        """Start the cloud service and make a client with its keys."""
        state = self._folder / "cloud"
        line = ["ulambda.cli", "cloud", "start", "--port", "0", "--state", str(state)]
        self.url = self._processes.start("cloud", line, r"(http://127\.0\.0\.1:\d+)\b")[1]
        self._settings = Settings(endpoint_url=self.url, region=REGION)
        self._client = boto3.client("lambda", endpoint_url=self.url, region_name=REGION)

    def start_board(self) -> str:
        """Start the simulated board; return its serial port."""
        line = ["ulambda.simulator.board", "--name", BOARD]
        return self._processes.start("board", line, r"(/dev/pts/\d+)")[1]

    def start_gateway(self, port: str) -> None:
        """Start the gateway on the board's port and wait until the cloud knows it."""
        state = self._folder / "gateway"
        line = ["ulambda.cli", "gateway", "start", "--name", GATEWAY, "--cloud-url", self.url]
        line += ["--serial", port, "--state", str(state)]
        self._processes.start("gateway", line, r"gateway .* serves")

    def wait_for_board(self, event: Mapping[str, object]) -> None:
        """Ask for the device tier until the board answers; this also brings the image there."""
        context, deadline = client_context(("device",)), time.monotonic() + BOARD_S
        while True:
            answer = self._invoke(event, context)
            seen = answer["Payload"].read().decode("utf-8")
            if "FunctionError" not in answer:
                return
            if time.monotonic() > deadline:
                raise PeerError("the board does not answer", seen, "make demo")
            time.sleep(BOARD_POLL_S)

    def stop(self, name: str) -> None:
        """Stop one of the services."""
        self._processes.stop(name)

    def deploy(self, file: Path, objective: str) -> Mapping[str, Any]:
        """Create the function; the objective says what placement shall spare."""
        packed = package(str(file), FUNCTION)
        answer: Mapping[str, Any] = self._client.create_function(
            FunctionName=packed.name,
            Runtime=RUNTIME,
            Role=ROLE,
            Handler=packed.handler,
            Code={"ZipFile": packed.code_zip},
            Timeout=10,
            Tags={"ulambda:objective": objective},
        )
        return answer

    def invoke(self, window: str, event: Mapping[str, object], context: str) -> Row:
        """Invoke the function and look up in the ledger where it ran and why."""
        answer = self._invoke(event, context)
        payload = answer["Payload"].read()
        if answer.get("FunctionError"):
            raise PeerError(f"the handler failed on {window}", payload.decode("utf-8"))
        entry = self._entry(answer["ResponseMetadata"]["RequestId"])
        return Row(
            window=window,
            tier=entry["tier"],
            target=entry["target"],
            payload=payload,
            duration_ms=entry["duration_ms"],
            steps=entry["steps"],
            heap_bytes=entry["heap_bytes"],
            why=entry["reason"],
        )

    def _invoke(self, event: Mapping[str, object], context: str) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = self._client.invoke(
            FunctionName=FUNCTION, Payload=json.dumps(event), ClientContext=context
        )
        return answer

    def _entry(self, request_id: str) -> Mapping[str, Any]:
        """Find an invocation in the ledger, which is written a moment after the answer."""
        deadline = time.monotonic() + LEDGER_S
        while time.monotonic() < deadline:
            for entry in invocations(self._settings, 20):
                if entry["request_id"] == request_id:
                    return entry
            time.sleep(LEDGER_POLL_S)
        raise PeerError("the ledger has no entry for an answered invocation", request_id)
