"""The log of an invocation is CloudWatch's, with steps, heap and tier at the end of REPORT."""

from collections.abc import Callable

from ulambda.engine.model import FunctionVersion, Invocation, Outcome, Tier
from ulambda.engine.report import full_report, tail

OUTCOME = Outcome(
    payload=b"1",
    function_error=None,
    log="hello",
    duration_ms=1.234,
    tier=Tier.DEVICE,
    target="porch",
    steps=4711,
    heap_bytes=812,
    arena_bytes=16384,
)


def test_the_report_of_an_interpreted_run(
    function: FunctionVersion, invocation: Callable[..., Invocation]
) -> None:
    text = full_report(invocation(function, request_id="r-1"), OUTCOME)

    assert text == (
        "START RequestId: r-1 Version: $LATEST\n"
        "hello\n"
        "END RequestId: r-1\n"
        "REPORT RequestId: r-1\tDuration: 1.23 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\t"
        "Max Memory Used: 1 MB\tSteps: 4711\tHeap: 812/16384 B\tRan on: device porch\n"
    )


def test_the_tail_is_the_last_four_kilobytes() -> None:
    assert len(tail("x" * 5000)) == 4096
    assert tail("short") == b"short"
