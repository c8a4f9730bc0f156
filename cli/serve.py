"""The verbs that serve: `cloud start` and `gateway start`. Both run until Ctrl-C or SIGTERM."""

import asyncio
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click
from platformdirs import user_state_path

from ulambda.cli.options import Settings, settings
from ulambda.cli.ports import check_port, usb_ports
from ulambda.cli.say import emit, emit_json, say
from ulambda.cli.verb import Verb, Verbs

if TYPE_CHECKING:
    from ulambda.cloud_shim.config import Config as CloudConfig
    from ulambda.cloud_shim.service import Service

cloud = Verbs(
    "cloud",
    {
        "Serve": {
            "start": ("ulambda.cli.serve:cloud_start", "run the service in this terminal"),
            "env": ("ulambda.cli.serve:cloud_env", "print the lines that make a shell use it"),
        }
    },
    examples="""
    ulambda cloud start
    eval "$(ulambda cloud env)"
    """,
    help="The AWS-compatible service: Lambda API, registry, placement, ledger.",
)

gateway = Verbs(
    "gateway",
    {"Serve": {"start": ("ulambda.cli.serve:gateway_start", "run the gateway in this terminal")}},
    examples="ulambda gateway start --serial /dev/ttyUSB0",
    help="The edge gateway: boards on serial ports, local execution.",
)


# --- cloud ---


@click.command(
    "start",
    cls=Verb,
    short_help="run the service",
    examples="""
    ulambda cloud start
    ulambda cloud start --port 9000 --state /var/lib/ulambda
    """,
)
@click.option("--port", type=click.IntRange(0, 65535), default=8700, show_default=True,
              envvar="ULAMBDA_PORT", help="0: any that is free")  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True, help="address to listen on")
@click.option("--state", type=click.Path(file_okay=False, path_type=Path),
              help="folder for functions and records")  # fmt: skip
def cloud_start(port: int, host: str, state: Path | None) -> None:
    """Serve the Lambda API and print the lines that make a shell use it.

    Its keys are made on the first start and kept in the state folder; ULAMBDA_ACCESS_KEY_ID and
    ULAMBDA_SECRET_ACCESS_KEY override them.
    """
    from ulambda.cloud_shim.config import load_config
    from ulambda.cloud_shim.service import serve

    log_to_stderr(settings())
    region = settings().region or "us-east-1"
    config = load_config(state_folder=state, host=host, port=port, region=region)
    with suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=_fast_loop()) as runner:
        runner.run(serve(config, lambda service: _announce_cloud(service, config)))


def _fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Choose uvloop where there is one (not on Windows)."""
    if find_spec("uvloop") is None:
        return None
    factory: Callable[[], asyncio.AbstractEventLoop] = import_module("uvloop").new_event_loop
    return factory


def _announce_cloud(service: "Service", config: "CloudConfig") -> None:
    keys, url = config.credentials, service.url
    if settings().json:
        emit_json(
            {
                "url": url,
                "region": config.region,
                "access_key_id": keys.access_key_id,
                "state": str(config.state_folder),
            }
        )
    else:
        emit(keys.exports(config.region, url))
    say(f"ulambda cloud {version('ulambda')} serves at {url}, state in {config.state_folder}")
    say('In another shell: eval "$(ulambda cloud env)" for AWS tools; Ctrl-C stops the service.')


@click.command(
    "env",
    cls=Verb,
    short_help="print export lines",
    examples="""
    eval "$(ulambda cloud env)"
    """,
)
def cloud_env() -> None:
    """Print the lines that make a shell, and every AWS tool in it, use the local service."""
    from ulambda.cli.aws import endpoint, local_credentials
    from ulambda.cloud_shim.credentials import Credentials

    given = settings()
    keys = Credentials(*local_credentials())
    emit(keys.exports(given.region or "us-east-1", endpoint(given)))


# --- gateway ---


@click.command(
    "start",
    cls=Verb,
    short_help="run the gateway",
    examples="""
    ulambda gateway start --serial /dev/ttyUSB0
    ulambda gateway start --name attic --serial porch=/dev/ttyUSB0 --serial /dev/ttyUSB1@460800
    ulambda gateway start --cloud-url http://cloud.local:8700 --serial rfc2217://box.local:4000
    """,
)
@click.option("--name", help="the gateway's name (default: that of this machine)")
@click.option("--cloud-url", metavar="URL", help="the cloud service (default: as for invoke)")
@click.option("--serial", "--board", "boards", metavar="[NAME=]PORT[@BAUD]", multiple=True,
              help="a board's serial port; may be repeated")  # fmt: skip
@click.option("--state", type=click.Path(file_okay=False, path_type=Path),
              help="folder for images and code")  # fmt: skip
def gateway_start(
    name: str | None, cloud_url: str | None, boards: tuple[str, ...], state: Path | None
) -> None:
    """Serve the boards on this machine's serial ports and run what the cloud sends here.

    The gateway dials out to the cloud, so it needs no open port of its own.
    """
    from ulambda.cli.aws import endpoint, open_session
    from ulambda.edge.config import Config, parse_board
    from ulambda.edge.daemon import run

    given = settings()
    found = tuple(parse_board(text) for text in boards)
    for board in found:
        check_port(board.port)
    session = open_session(given)
    keys = session.get_credentials()
    assert keys is not None
    name = name or socket.gethostname().partition(".")[0]
    folder = state or user_state_path("ulambda") / f"gateway-{name}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    url = (cloud_url or endpoint(given)).rstrip("/")
    config = Config(
        name, folder, keys.access_key, keys.secret_key, cloud=url, boards=found,
        region=session.region_name,
    )  # fmt: skip
    log_to_stderr(given)
    say(f"ulambda gateway {name} dials {url}; Ctrl-C stops it")
    if not found:
        say(_no_board())
    asyncio.run(run(config, ready=lambda: say(f"gateway {name} serves")))


def _no_board() -> str:
    ports = ", ".join(f"{port.path} ({port.label})" for port in usb_ports())
    return f"no board: give --serial PORT; plugged in: {ports or 'none'}"


def log_to_stderr(given: Settings) -> None:
    """Let the daemons say what they do; -v says more, -q only what went wrong."""
    level = {-1: logging.ERROR, 0: logging.INFO}.get(given.verbosity, logging.DEBUG)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("ulambda").setLevel(level)
