"""Does a report tell what an exception came from, each with its own traceback?"""

import traceback

from ulambda.compiler import compile_source
from ulambda.spec import image
from ulambda.vm import Machine

SOURCE = """\
def first():
    raise ValueError("first")


def second():
    try:
        first()
    except ValueError:
        raise KeyError(
            "second"
        )


def third():
    try:
        second()
    except KeyError as e:
        raise RuntimeError("third") from e


def handler():
    return (1 +
            third())


def hidden():
    try:
        first()
    except ValueError:
        raise KeyError(1) from None


def caught():
    try:
        third()
    except RuntimeError:
        pass
    first()
"""


def shown(function: str) -> list[tuple[str | None, list[int]]]:
    """Names of the exceptions and the lines of their tracebacks, the last raised first."""
    built = compile_source(SOURCE, "chain.py", entry=None).image()
    report = Machine(built).call(function)
    links = [(report.error_type, report.trace)]
    links += [(earlier.error_type, earlier.trace) for earlier in report.chain]
    return [
        (kind, [line for _, line, _ in image.traceback_lines(built, trace)])
        for kind, trace in links
    ]


def expected(function: str) -> list[tuple[str | None, list[int]]]:
    """The same from CPython."""
    names: dict[str, object] = {}
    exec(compile(SOURCE, "chain.py", "exec"), names)
    called = names[function]
    assert callable(called)
    links: list[tuple[str | None, list[int]]] = []
    try:
        called()
    except BaseException as error:  # noqa: BLE001
        found: BaseException | None = error
        while found is not None:
            frames = traceback.extract_tb(found.__traceback__)
            lines = [f.lineno for f in frames if f.filename == "chain.py" and f.lineno]
            links.append((type(found).__name__, lines))
            found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)
    return links


def test_causes_and_contexts() -> None:
    assert shown("handler") == expected("handler")
    assert [kind for kind, _ in shown("handler")] == ["RuntimeError", "KeyError", "ValueError"]


def test_from_none_ends_the_chain() -> None:
    assert shown("hidden") == expected("hidden") == [("KeyError", [30])]


def test_what_was_caught_before_is_no_context() -> None:
    assert shown("caught") == expected("caught")
    assert len(shown("caught")) == 1
