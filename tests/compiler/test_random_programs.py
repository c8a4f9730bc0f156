"""Do random programs do on the interpreter what they do on CPython?"""

import importlib.util
import warnings
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ulambda.compiler import compile_source
from ulambda.spec import Err
from ulambda.vm.machine import Machine

_SPEC = importlib.util.spec_from_file_location("generate", Path(__file__).with_name("generate.py"))
assert _SPEC is not None and _SPEC.loader is not None
generate = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(generate)


def _cpython(source: str, args: list[object]) -> tuple[object, ...]:
    names: dict[str, object] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(source, names)
    handler = names["handler"]
    assert callable(handler)
    try:
        return ("value", handler(*args))
    except (ArithmeticError, LookupError, ValueError, TypeError, NameError) as error:
        return (type(error).__name__, str(error))


def _machine(source: str, args: list[object]) -> tuple[object, ...]:
    image = compile_source(source, "random.py").image(strip=True)
    report = Machine(image, arena_bytes=1 << 18, steps=10_000_000).call("handler", args)
    if report.status is Err.OK:
        return ("value", report.value)
    return (report.error_type or report.status.name, report.error_message or "")


@settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(
    generate.program(),
    st.integers(-5, 50),
    st.integers(-2000, 2000),
    st.sampled_from(["", "ab", "héllo"]),
)
def test_same_result_as_cpython(source: str, a: int, b: int, s: str) -> None:
    args: list[object] = [a, b, s]

    assert _machine(source, args) == _cpython(source, args)
