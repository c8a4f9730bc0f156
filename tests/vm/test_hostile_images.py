"""Do forged images that the verifier cannot refuse end in a report? One test for each found."""

import struct

from ulambda.compiler import compile_source
from ulambda.spec import Err, image
from ulambda.spec.opcodes import Op
from ulambda.vm import Machine, verify

LOOP = """\
def handler():
    try:
        raise ValueError
    except ValueError:
        return 1
"""


def forge(source: str, change: dict[int, int]) -> bytes:
    """Compile, replace words, and make the checksum right again."""
    core = bytearray(compile_source(source, "forged.py").image(strip=True))
    for word, value in change.items():
        struct.pack_into("<I", core, 4 * word, value)
    return image.seal(bytes(core[16:]))


def words(source: str) -> tuple[int, ...]:
    core = compile_source(source, "forged.py").image(strip=True)
    return struct.unpack(f"<{len(core) // 4}I", core)


def test_a_handler_that_leads_back_to_its_raise_spends_the_budget() -> None:
    source = LOOP
    core = words(source)
    first = core[8] & 0xFFFF
    start, register = core[first] & 0xFFFF, core[first + 1] >> 16
    forged = forge(source, {first + 1: register << 16 | start})

    assert verify(forged) is Err.OK
    report = Machine(forged, steps=1000).call("handler")

    assert (report.status, report.steps) == (Err.STEPS_EXHAUSTED, 1000)


def test_a_keyword_that_is_no_string_is_a_type_error() -> None:
    source = "def f(*, key):\n    return key\n\n\ndef handler():\n    return f(key=1)\n"
    core = words(source)
    loads = [i for i, w in enumerate(core) if w & 255 == Op.LOADC and i >= core[9] & 0xFFFF]
    register = core[loads[0]] >> 8 & 255
    forged = forge(source, {loads[0]: 7 << 16 | register << 8 | Op.LOADI})

    assert verify(forged) is Err.OK
    report = Machine(forged).call("handler")

    assert (report.error_type, report.error_message) == ("TypeError", "keywords must be strings")


def test_a_special_method_that_is_no_function_is_a_type_error() -> None:
    source = "class A:\n    __init__ = 5\n\n\ndef handler():\n    return A()\n"

    report = Machine(compile_source(source, "forged.py").image()).call("handler")

    assert (report.error_type, report.error_message) == (
        "TypeError",
        "'int' object is not callable",
    )


def test_word_instructions_that_do_not_follow_each_other_are_refused() -> None:
    source = "def handler(a=3):\n    return (a * 65599 + 1) & 0xFFFFFFFF\n"
    image = words(source)
    (load,) = [i for i, w in enumerate(image) if w & 255 == Op.WLOAD and i >= image[9] & 0xFFFF]

    assert verify(forge(source, {load: Op.MOVE | 1 << 8})) is Err.IMAGE_OPERAND
    assert verify(forge(source, {load + 1: Op.WSTORE})) is Err.IMAGE_OPERAND


def test_a_run_of_word_instructions_without_its_end_does_nothing() -> None:
    source = "def handler(a=None):\n    return (a * 65599 + 1) & 0xFFFFFFFF\n"
    image = words(source)
    (store,) = [i for i, w in enumerate(image) if w & 255 == Op.WSTORE and i >= image[9] & 0xFFFF]
    forged = forge(source, {store: Op.WMASK})

    assert verify(forged) is Err.OK
    report = Machine(forged).call("handler", [7])

    assert report.status is Err.OK
