"""What does a newcomer need first? `doctor`: what is here, what is missing, how to mend it.

Checks go from cheap and local to slow and remote. A check that is needed by everything counts
(exit status 1); the others tell what cannot be done yet.
"""

import json
import os
import platform
import shutil
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass
from email.utils import parsedate_to_datetime
from importlib.metadata import version

import click

from ulambda.cli.options import settings
from ulambda.cli.ports import my_groups, usb_ports
from ulambda.cli.say import emit, emit_json
from ulambda.cli.verb import Verb
from ulambda.spec import UlambdaError, UserError

BUILT_AFTER = 1_760_000_000  # a clock that shows less than October 2025 is wrong
SIGNATURE_SKEW_S = 15 * 60


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's answer."""

    subject: str
    good: bool
    seen: str
    fix: str = ""
    needed: bool = False  # does nothing work without it?


@click.command(
    "doctor",
    cls=Verb,
    short_help="what this machine has and lacks",
    examples="""
    ulambda doctor
    ulambda doctor --output json
    """,
)
def doctor() -> None:
    """Look at versions, clock, compilers, serial ports, credentials, cloud and gateways."""
    findings = [finding for check in CHECKS for finding in check()]
    if settings().json:
        emit_json([asdict(each) for each in findings])
    else:
        width = max(len(each.subject) for each in findings)
        for each in findings:
            emit(line(each, width))
    if any(each.needed and not each.good for each in findings):
        raise UserError("something that every verb needs is missing", hint="mend the ✗ lines above")


def line(finding: Finding, width: int) -> str:
    """Write one finding.

    >>> print(line(Finding("clock", False, "1970-01-01", "sudo timedatectl set-ntp true"), 6))
    ✗ clock   1970-01-01
              run:  sudo timedatectl set-ntp true
    """
    mark = "✓" if finding.good else "✗"
    text = f"{mark} {finding.subject.ljust(width)}  {finding.seen}"
    if not finding.good and finding.fix:
        text += f"\n{' ' * (width + 4)}run:  {finding.fix}"
    return text


# --- this machine ---


def _versions() -> list[Finding]:
    python = platform.python_version()
    enough = sys.version_info >= (3, 11)
    libraries = ", ".join(f"{name} {version(name)}" for name in ("boto3", "click", "pyserial"))
    return [
        Finding("ulambda", True, f"{version('ulambda')} ({libraries})"),
        Finding("python", enough, f"{python} at {sys.executable}",
                "sudo apt-get install python3.11", needed=True),
    ]  # fmt: skip


def _interpreter() -> list[Finding]:
    try:
        from ulambda.compiler import compile_source
        from ulambda.vm import Machine

        image = compile_source("def handler(event, context):\n    return event + 1\n", "probe.py")
        report = Machine(image.image()).invoke(41)
    except (ImportError, UlambdaError) as error:
        return [Finding("interpreter", False, str(error).splitlines()[0], "make build", True)]
    good = report.value == 42
    return [Finding("interpreter", good, f"runs a handler in {report.steps} steps, "
                    f"{report.heap_bytes} B", "make build", True)]  # fmt: skip


def _clock() -> list[Finding]:
    now = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime())
    return [Finding("clock", time.time() > BUILT_AFTER, now, "sudo timedatectl set-ntp true", True)]


def _toolchain() -> list[Finding]:
    tools = [
        ("C compiler", "cc", "gcc", "to rebuild the interpreter"),
        ("lx106 compiler", "xtensa-lx106-elf-gcc",
         "gcc-xtensa-lx106 picolibc-xtensa-lx106-elf", "to build for the ESP8266"),
        ("lx106 emulator", "qemu-system-xtensa", "qemu-system-misc", "to test what was built"),
    ]  # fmt: skip
    return [
        Finding(
            subject,
            shutil.which(program) is not None,
            shutil.which(program) or f"no {program} on PATH ({purpose})",
            f"sudo apt-get install {package}",
        )
        for subject, program, package, purpose in tools
    ]


def _ports() -> list[Finding]:
    ports = usb_ports()
    if not ports:
        return [
            Finding("serial ports", False, "no USB serial port",
                    "plug a board in (some cables carry power only); make demo needs none")
        ]  # fmt: skip
    return [_port(port.path, port.label) for port in ports]


def _port(path: str, label: str) -> Finding:
    if os.access(path, os.R_OK | os.W_OK):
        return Finding("serial port", True, f"{path} ({label})")
    seen = f"{path} ({label}): no permission, you are in: {', '.join(my_groups())}"
    return Finding(
        "serial port", False, seen, 'sudo usermod -aG dialout "$USER"   and log in again'
    )


# --- the services ---


def _credentials() -> list[Finding]:
    from ulambda.cli.aws import open_session

    try:
        session = open_session(settings())
    except UserError as error:
        return [Finding("credentials", False, error.seen, error.hint)]
    found = session.get_credentials()
    if found is None:
        return [Finding("credentials", False, "none", "ulambda cloud start")]
    seen = f"{found.access_key} from {found.method}, region {session.region_name}"
    return [Finding("credentials", True, seen)]


def _cloud() -> list[Finding]:
    from ulambda.cli.aws import endpoint

    url = endpoint(settings())
    try:
        with urllib.request.urlopen(f"{url}/v1/health", timeout=3) as answer:
            date, health = answer.headers["date"], json.load(answer)
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "reason", error))
        return [Finding("cloud", False, f"{url}: {reason}", "ulambda cloud start")]
    found = [Finding("cloud", True, f"{url} (ulambda {health['version']})")]
    found += [_skew(date)] if date else []
    return [*found, _gateways(health["gateways_online"])]


def _gateways(online: int) -> Finding:
    return Finding("gateways", online > 0, f"{online} online", "ulambda gateway start")


def _skew(date: str) -> Finding:
    skew = time.time() - parsedate_to_datetime(date).timestamp()
    good = abs(skew) < SIGNATURE_SKEW_S
    return Finding("clock vs cloud", good, f"{skew:+.0f} s", "sudo timedatectl set-ntp true")


CHECKS: tuple[Callable[[], list[Finding]], ...] = (
    _versions,
    _interpreter,
    _clock,
    _toolchain,
    _ports,
    _credentials,
    _cloud,
)
