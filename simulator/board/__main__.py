"""Run a simulated board as a process of its own:

    python -m ulambda.simulator.board --name brave-fox --link /tmp/ttyBOARD

It prints one line with the path of its serial port, serves until SIGTERM, SIGINT or the end of the
process that started it, and then exits with 0. It is a program on this computer and no chip: its
results are those of a board, its speed is not.
"""

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from types import FrameType

from ulambda.simulator.board.devices import SimulatedDevices
from ulambda.simulator.board.terminal import Terminal, linked, now_ms, serve
from ulambda.spec import UserError
from ulambda.vm.board import Board


def arguments(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m ulambda.simulator.board", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--name", default="brave-fox", help="the board's name in HELLO")
    parser.add_argument("--link", type=Path, help="also reachable under this path (a symlink)")
    parser.add_argument("--arena", type=int, default=16384, help="bytes that a function may use")
    parser.add_argument("--slots", type=int, default=4, help="images that the board can hold")
    parser.add_argument(
        "--pin",
        type=reading,
        action="append",
        default=[],
        metavar="N=LEVEL",
        help="what a handler reads from a pin, 0 or 1",
    )
    parser.add_argument(
        "--adc",
        type=reading,
        action="append",
        default=[],
        metavar="N=VALUE",
        help="what a handler measures at a pin, 0 to 65535",
    )
    parser.add_argument("--output", choices=("text", "json"), default="text")
    return parser.parse_args(argv)


def reading(text: str) -> tuple[int, int]:
    """Read "4=1" as pin 4, value 1."""
    pin, _, value = text.partition("=")
    return int(pin), int(value)


def devices(options: argparse.Namespace) -> SimulatedDevices:
    found = SimulatedDevices(options.name, analogue=dict(options.adc))
    for number, level in options.pin:
        found.pin(number).level = level
    return found


def announcement(options: argparse.Namespace, path: Path) -> str:
    if options.output == "json":
        facts = {"name": options.name, "tty": str(path), "simulated": True, "pid": os.getpid()}
        return json.dumps(facts | {"link": str(options.link) if options.link else None})
    return f"{options.name}: simulated board (no hardware) on {path}"


def stop_condition() -> Callable[[], bool]:
    """True after SIGTERM or SIGINT, and when the process that started us is gone."""
    parent = os.getppid()
    signals: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        signals.append(number)

    signal.signal(signal.SIGTERM, note)
    signal.signal(signal.SIGINT, note)
    return lambda: bool(signals) or os.getppid() != parent


def main(argv: Sequence[str]) -> int:
    options = arguments(argv)
    stopped = stop_condition()
    terminal = Terminal()
    board = Board(
        options.name,
        arena_bytes=options.arena,
        slots=options.slots,
        now_ms=now_ms(),
        device=devices(options),
    )
    try:
        with linked(options.link, terminal.path) if options.link else nullcontext():
            print(announcement(options, terminal.path), flush=True)
            serve(board, terminal, stopped)
    except UserError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    finally:
        terminal.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
