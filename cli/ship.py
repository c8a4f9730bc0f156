"""The verbs that use the Lambda API: deploy, invoke, list."""

import base64
import json
import sys
from collections.abc import Mapping
from typing import Any

import click

from ulambda.cli.aws import lambda_client, told_plainly
from ulambda.cli.given import read_event_text
from ulambda.cli.options import settings
from ulambda.cli.package import Package, package
from ulambda.cli.say import HandlerFailed, emit, emit_json, say, table
from ulambda.cli.verb import Verb, Verbs

ROLE = "arn:aws:iam::000000000000:role/ulambda"  # the API wants one; nothing assumes it
RUNTIME = "python3.11"
TIERS = click.Choice(["device", "edge", "cloud"])


# --- deploy ---


@click.command(
    "deploy",
    cls=Verb,
    short_help="create or update a function",
    examples="""
    ulambda deploy examples/porch.py
    ulambda deploy examples/vibration --name drift
    ulambda deploy examples/porch.py --tier device --tier edge
    """,
)
@click.argument("path", metavar="FILE|DIR")
@click.option("--name", metavar="NAME", help="the function's name (default: that of the file)")
@click.option("--handler", metavar="MODULE.FUNCTION", help="default: the one that is there")
@click.option("--timeout", type=click.IntRange(1, 900), metavar="SECONDS", help="default: 3")
@click.option("--tier", "tiers", type=TIERS, multiple=True, help="allow only these tiers")
@click.option("--arena", type=int, metavar="BYTES", help="memory lent to the handler on any tier")
@click.option("--objective", type=click.Choice(["balanced", "latency", "energy"]),
              help="what placement should save")  # fmt: skip
def deploy(
    path: str,
    name: str | None,
    handler: str | None,
    timeout: int | None,
    tiers: tuple[str, ...],
    arena: int | None,
    objective: str | None,
) -> None:
    """Send a Python FILE or a folder to the Lambda API: CreateFunction, or UpdateFunctionCode when
    the function is there already.
    """
    packed = package(path, name, handler)
    client = lambda_client()
    tags = {"ulambda:tiers": ",".join(tiers)} if tiers else {}
    tags |= {"ulambda:arena-bytes": str(arena)} if arena else {}
    tags |= {"ulambda:objective": objective} if objective else {}
    extra = {"Timeout": timeout} if timeout else {}
    with told_plainly(client, packed.name):
        answer, made = _create_or_update(client, packed, tags, extra)
    if settings().json:
        emit_json(_plain(answer))
    else:
        digest = base64.b64decode(answer["CodeSha256"]).hex()[:12]
        size = answer["CodeSize"]
        emit(f"{packed.name}  {answer['Version']}  {size} B  {digest}  {made}")
    if made == "updated" and (tags or extra):
        say("note: --timeout, --tier, --arena and --objective count when a function is created")
    say(f"Next: ulambda invoke {packed.name} -e '{{}}'   ·   ulambda list functions")


def _create_or_update(
    client: Any,  # noqa: ANN401 - botocore border
    packed: Package,
    tags: Mapping[str, str],
    extra: Mapping[str, object],
) -> tuple[dict[str, Any], str]:
    try:
        answer = client.create_function(
            FunctionName=packed.name,
            Runtime=RUNTIME,
            Role=ROLE,
            Handler=packed.handler,
            Code={"ZipFile": packed.code_zip},
            Tags=dict(tags),
            **extra,
        )
    except client.exceptions.ResourceConflictException:
        answer = client.update_function_code(FunctionName=packed.name, ZipFile=packed.code_zip)
        return answer, "updated"
    return answer, "created"


# --- invoke ---


@click.command(
    "invoke",
    cls=Verb,
    short_help="call a function",
    examples="""
    ulambda invoke porch -e '{"lux": 3, "motion": true}'
    ulambda invoke vibration -e examples/vibration/event.json --log
    ulambda invoke vibration -e - --tier device < examples/vibration/event.json
    """,
)
@click.argument("function")
@click.option("-e", "--event", metavar="JSON|FILE|-", default="{}", help="default: {}")
@click.option("--log", is_flag=True, help="show the handler's log on stderr")
@click.option("--tier", "tiers", type=TIERS, multiple=True, help="run it only there")
@click.option("--source", metavar="BOARD", help="the board that the data come from")
@click.option("--async", "asynchronous", is_flag=True, help="queue it and do not wait")
def invoke(
    function: str,
    event: str,
    log: bool,
    tiers: tuple[str, ...],
    source: str | None,
    asynchronous: bool,
) -> None:
    """Call FUNCTION; its result goes to stdout, its log and the report line to stderr.

    When the handler raises, the error object goes to stdout and the exit status is 3.
    """
    text = read_event_text(event)
    client = lambda_client()
    kind = {"InvocationType": "Event"} if asynchronous else {"LogType": "Tail"}
    if tiers or source:
        kind["ClientContext"] = client_context(tiers, source)
    with told_plainly(client, function):
        answer = client.invoke(FunctionName=function, Payload=text.encode("utf-8"), **kind)
        payload = answer["Payload"].read().decode("utf-8")
    log_text = base64.b64decode(answer.get("LogResult", "")).decode("utf-8", "replace")
    if settings().json:
        emit_json(_invocation_json(answer, payload, log_text))
    elif payload:
        emit(payload)
    if asynchronous:
        say(f"queued: {answer['ResponseMetadata']['RequestId']}   ·   ulambda list invocations")
    _show_log(log_text, log)
    if answer.get("FunctionError"):
        raise HandlerFailed


def client_context(tiers: tuple[str, ...] = (), source: str | None = None) -> str:
    """Say in ClientContext where an invocation may run and which board its data come from.

    >>> base64.b64decode(client_context(("edge",)))
    b'{"custom": {"ulambda": {"tier": "edge"}}}'
    """
    asked = {"tier": ",".join(tiers)} if tiers else {}
    asked |= {"source": source} if source else {}
    text = json.dumps({"custom": {"ulambda": asked}})
    return base64.b64encode(text.encode("ascii")).decode("ascii")


def _show_log(text: str, everything: bool) -> None:
    sys.stdout.flush()
    lines = text.splitlines()
    for line in lines if everything else [each for each in lines if each.startswith("REPORT ")]:
        say(line)


def _invocation_json(answer: Mapping[str, Any], payload: str, log: str) -> dict[str, object]:
    return {
        "status_code": answer["StatusCode"],
        "function_error": answer.get("FunctionError"),
        "executed_version": answer.get("ExecutedVersion"),
        "request_id": answer["ResponseMetadata"]["RequestId"],
        "payload": json.loads(payload) if payload else None,
        "log": log,
    }


# --- list ---


@click.command(
    "functions",
    cls=Verb,
    short_help="what is deployed",
    examples="""
    ulambda list functions
    ulambda list functions --output json
    """,
)
def functions() -> None:
    """List the functions that the service knows."""
    client = lambda_client()
    with told_plainly(client):
        pages = client.get_paginator("list_functions").paginate()
        found = [each for page in pages for each in page["Functions"]]
    if settings().json:
        emit_json(found)
        return
    rows = [
        [each["FunctionName"], each["Version"], each["Handler"], str(each["CodeSize"]),
         each["LastModified"][:19]]
        for each in found
    ]  # fmt: skip
    emit(table(["function", "version", "handler", "bytes", "modified"], rows))
    if not found:
        say("Next: ulambda deploy examples/porch.py")


@click.command(
    "invocations",
    cls=Verb,
    short_help="what ran where, and why",
    examples="""
    ulambda list invocations
    ulambda list invocations --limit 3 --output json
    """,
)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
def invocations(limit: int) -> None:
    """List the latest invocations: the tier that ran them, their cost, and why it was chosen."""
    from ulambda.cli.management import invocations as fetch

    rows = fetch(settings(), limit)
    if settings().json:
        emit_json(rows)
        return
    headings = ["function", "ran on", "ms", "steps", "heap", "error", "why"]
    emit(table(headings, [_invocation_row(row) for row in rows]))


def _invocation_row(row: Mapping[str, Any]) -> list[str]:
    return [
        str(row["function"]),
        f"{row['tier']} {row['target']}" if row["target"] != row["tier"] else str(row["tier"]),
        f"{row['duration_ms']:.2f}",
        str(row["steps"] if row["steps"] is not None else "-"),
        str(row["heap_bytes"] if row["heap_bytes"] is not None else "-"),
        str(row["error_type"] or "-"),
        str(row["reason"]),
    ]


def _plain(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key != "ResponseMetadata"}


list_ = Verbs(
    "list",
    {
        "List": {
            "functions": ("ulambda.cli.ship:functions", "what is deployed"),
            "invocations": ("ulambda.cli.ship:invocations", "what ran where, and why"),
        }
    },
    examples="""
    ulambda list functions
    ulambda list invocations
    """,
    help="Show what there is.",
)
