"""What does the log of one invocation look like?

As CloudWatch shows it: START, the handler's own lines, END, REPORT. What AWS does not know (steps,
heap, the tier) is appended to the REPORT line, after everything that AWS's own parsers look for.
"""

import math

from ulambda.engine.model import NOBODY, Invocation, Outcome

TAIL_BYTES = 4096


def full_report(invocation: Invocation, outcome: Outcome) -> str:
    """Frame the handler's log as CloudWatch would."""
    request_id = invocation.request_id
    log = outcome.log if not outcome.log or outcome.log.endswith("\n") else outcome.log + "\n"
    return (
        f"START RequestId: {request_id} Version: {invocation.function.version}\n"
        f"{log}"
        f"END RequestId: {request_id}\n"
        f"{report_line(invocation, outcome)}\n"
    )


def report_line(invocation: Invocation, outcome: Outcome) -> str:
    """Summarise one invocation.

    `REPORT RequestId: … Duration: 1.24 ms\\t…\\tSteps: 4711\\tHeap: 812/16384 B\\tRan on: …`
    """
    billed_ms = math.ceil(outcome.duration_ms + (outcome.init_ms or 0.0))
    memory_mb = invocation.function.memory_mb
    parts = [
        f"REPORT RequestId: {invocation.request_id}",
        f"Duration: {outcome.duration_ms:.2f} ms",
        f"Billed Duration: {billed_ms} ms",
        f"Memory Size: {memory_mb} MB",
        f"Max Memory Used: {_memory_mb(outcome)} MB",
    ]
    if outcome.init_ms is not None:
        parts.append(f"Init Duration: {outcome.init_ms:.2f} ms")
    if outcome.steps is not None:
        parts.append(f"Steps: {outcome.steps}")
    if outcome.heap_bytes is not None and outcome.arena_bytes is not None:
        parts.append(f"Heap: {outcome.heap_bytes}/{outcome.arena_bytes} B")
    parts.append(f"Ran on: {_where(outcome)}")
    return "\t".join(parts)


def _where(outcome: Outcome) -> str:
    if outcome.target == NOBODY:
        return "nothing"
    return (
        str(outcome.tier) if outcome.target == outcome.tier else f"{outcome.tier} {outcome.target}"
    )


def _memory_mb(outcome: Outcome) -> int:
    if outcome.max_memory_mb is not None:
        return outcome.max_memory_mb
    return max(1, math.ceil((outcome.heap_bytes or 0) / 2**20))


def tail(report: str) -> bytes:
    """The last 4 KB, for X-Amz-Log-Result."""
    return report.encode("utf-8")[-TAIL_BYTES:]
