"""What does the whole thing do? `make demo`: one real sensor series through all three tiers.

Deploys the drift detector of examples/vibration and feeds it windows of the recorded series. First
everything is up; one window runs on each tier; the whole series is too much for the board; then the
board is unplugged; then the gateway is gone. Nothing printed is decided here: tiers, figures
and reasons are what the cloud service answered and wrote into its ledger.
"""

import csv
import os
import secrets
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from ulambda.cli.demo_services import BOARD, FUNCTION, GATEWAY, REGION, Services
from ulambda.cli.demo_table import Printer, Row
from ulambda.cli.options import Settings
from ulambda.cli.processes import Processes
from ulambda.cli.say import fail
from ulambda.cli.ship import client_context
from ulambda.spec import Bug, UlambdaError

EXAMPLE = Path("examples/vibration")
WINDOW = 64  # samples: 5 s at 12.5 a second, about two movements
FIRST_FEL = 461  # where the second recording begins
TIERS = ("device", "edge", "cloud")
NEXT = f"""
Try it yourself:
  ulambda cloud start                       (prints the export lines for your shell)
  ulambda deploy {EXAMPLE}
  aws lambda invoke --function-name {FUNCTION} \\
      --payload fileb://{EXAMPLE}/event.json /dev/stdout
"""


class Story:
    """The steps of the demo."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._series = read_series(EXAMPLE / "series.csv")
        self._printer = Printer()
        self.rows: list[Row] = []

    def start(self) -> None:
        """Start everything and deploy the function."""
        services = self._services
        services.start_cloud()
        _say("cloud", services.url)
        port = services.start_board()
        _say(
            "board", f"{BOARD} on {port}: simulated, so it has a board's results but not its speed"
        )
        services.start_gateway(port)
        _say("gateway", f"{GATEWAY}, serves {BOARD}")
        answer = services.deploy(EXAMPLE / "handler.py", "energy")
        _say("function", f"{FUNCTION}, {answer['CodeSize']} B zip; shall spare the board's energy")
        services.wait_for_board(self._event(0, WINDOW))
        click.echo(
            f"\nThe recorded series stands for what a sensor at the board {BOARD} measures, so the "
            f"caller names\nthat board as the source of the data. Reference: samples "
            f"{WINDOW}-{2 * WINDOW - 1}.\n"
        )
        self._printer.head()

    def tell(self) -> None:
        """Feed the windows, with less and less of the fleet."""
        for start in (128, 192, 256, 320, FIRST_FEL, FIRST_FEL + WINDOW):
            self._window(start, WINDOW)
        for tier in TIERS:
            self._window(FIRST_FEL + WINDOW, WINDOW, (tier,))
        self._window(0, len(self._series))
        self._note("the board is unplugged")
        self._services.stop("board")
        self._window(FIRST_FEL + 2 * WINDOW, WINDOW)
        self._note("the gateway is gone")
        self._services.stop("gateway")
        self._window(FIRST_FEL + 3 * WINDOW, WINDOW)

    def compare(self) -> None:
        """Show that all tiers returned the same bytes for the same window."""
        window = _name(FIRST_FEL + WINDOW, WINDOW)
        answers = {row.tier: row.payload for row in self.rows if row.window == window}
        click.echo(f"\nWindow {window} on every tier:")
        for tier, payload in answers.items():
            click.echo(f"  {tier:6}  {payload.decode('utf-8')}")
        if tuple(answers) != TIERS or len(set(answers.values())) != 1:
            raise Bug("the tiers did not all return the same bytes", str(sorted(answers)))
        click.echo(f"  the same {len(answers['device'])} bytes from every tier")

    def _window(self, start: int, length: int, tiers: tuple[str, ...] = ()) -> None:
        context = client_context(tiers, source=BOARD)
        row = self._services.invoke(_name(start, length), self._event(start, length), context)
        self.rows.append(row)
        self._printer.row(row)

    def _event(self, start: int, length: int) -> dict[str, object]:
        return {
            "reference": self._series[WINDOW : 2 * WINDOW],
            "window": self._series[start : start + length],
            "alpha": 0.01,
        }

    def _note(self, text: str) -> None:
        click.echo(f"--- {text} ---")


def read_series(path: Path) -> Sequence[float]:
    """Read the recorded acceleration."""
    with path.open(encoding="ascii", newline="") as file:
        return [float(row["ax"]) for row in csv.DictReader(file)]


def main() -> int:
    """Run the demo; stop everything it started, whatever happens."""
    started = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="ulambda-demo-"))
    try:
        with _terminable(), Processes(folder) as processes:
            story = Story(Services(folder, processes))
            story.start()
            story.tell()
            story.compare()
    except KeyboardInterrupt:
        click.echo("\nstopped", err=True)
        shutil.rmtree(folder)
        return 128 + signal.SIGINT
    except UlambdaError as error:
        fail(error, Settings())
        click.echo(f"  logs: {folder}", err=True)
        return 1
    shutil.rmtree(folder)
    seconds = time.monotonic() - started
    click.echo(f"\n{len(story.rows)} invocations, {seconds:.0f} s; everything is stopped again.")
    click.echo(NEXT.rstrip())
    return 0


def make_keys() -> None:
    """Give this process and its children one pair of keys, in AWS's own variables."""
    key_id, secret = f"AKUL{secrets.token_hex(8).upper()}", secrets.token_hex(20)
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_LAMBDA"):
        os.environ.pop(name, None)
    for prefix in ("AWS", "ULAMBDA"):
        os.environ[f"{prefix}_ACCESS_KEY_ID"] = key_id
        os.environ[f"{prefix}_SECRET_ACCESS_KEY"] = secret
    os.environ["AWS_DEFAULT_REGION"] = REGION


@contextmanager
def _terminable() -> Iterator[None]:
    """Treat SIGTERM like Ctrl-C, so that the children are stopped then too."""

    def stop(_: int, __: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _name(start: int, length: int) -> str:
    return f"{start}-{start + length - 1}"


def _say(what: str, text: str) -> None:
    click.echo(f"  {what:9} {text}")


if __name__ == "__main__":
    make_keys()
    sys.exit(main())
