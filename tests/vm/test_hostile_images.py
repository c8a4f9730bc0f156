"""Do forged images that the verifier cannot refuse end in a report? One test for each found."""

import struct

import pytest

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


FLOATS = """\
def handler(n=3):
    x = 0.5
    for i in range(n):
        x = x * 2.0 + 1.0
    return x
"""


def test_float_registers_belong_to_float_instructions() -> None:
    core = words(FLOATS)
    code = range(core[9] & 0xFFFF, core[2])
    functions, count = core[6] & 0xFFFF, core[6] >> 16
    record = functions + 6 * (count - 1)
    floats, registers = core[record + 5] >> 25 & 63, core[record + 1] & 255
    (prepare,) = [i for i in code if core[i] == Op.FPREP]
    (times,) = [i for i in code if core[i] & 255 == Op.FMUL]
    (box,) = [i for i in code if core[i] & 255 == Op.FBOX]
    plain, floating = core[box] >> 8 & 255, core[box] >> 16 & 255

    assert floats and plain < registers - floats <= floating < registers
    assert Machine(forge(FLOATS, {})).call("handler").value == 11.0
    for wrong in (
        {prepare: int(Op.UNSET)},
        {prepare: int(Op.UNSET), record + 5: 0},
        {record + 5: registers << 25},
        {times: core[times] & ~(255 << 8) | plain << 8},
        {times: core[times] & ~(255 << 16) | plain << 16},
        {times: core[times] & ~(255 << 24) | registers << 24},
        {times: floating << 8 | plain << 16 | Op.MOVE},
        {times: plain << 8 | floating << 16 | Op.MOVE},
        {box: floating << 8 | floating << 16 | Op.FBOX},
        {box: plain << 8 | plain << 16 | Op.FBOX},
    ):
        assert verify(forge(FLOATS, wrong)) is not Err.OK, wrong


def test_no_handler_covers_the_making_of_float_registers() -> None:
    source = FLOATS.replace(
        "return x", "try:\n        return x\n    except ValueError:\n        pass"
    )
    core = words(source)
    first = core[8] & 0xFFFF
    (prepare,) = [i for i in range(core[9] & 0xFFFF, core[2]) if core[i] == Op.FPREP]

    assert verify(forge(source, {first: core[first] >> 16 << 16 | prepare + 1})) is Err.OK
    assert verify(forge(source, {first: core[first] >> 16 << 16 | prepare})) is Err.IMAGE_JUMP


@pytest.mark.parametrize("count", [120, 127, 128, 129, 248])
def test_no_field_names_a_register_that_is_not_there(count: int) -> None:
    names = [f"v{i}" for i in range(count)]
    body = "".join(f"    {name} = a\n" for name in names)
    core = words(f"def handler(a):\n{body}    return [{', '.join(names)}]\n")
    registers = core[(core[6] & 0xFFFF) + 7] & 255
    moves = [i for i in range(core[9] & 0xFFFF, core[2]) if core[i] & 255 == Op.MOVE]

    assert registers >= count
    for move, shift in ((moves[0], 8), (moves[-1], 8), (moves[0], 16)):
        for register in {registers - 1, registers, 127, 128, 254, 255}:
            expected = Err.OK if register < registers else Err.IMAGE_OPERAND
            changed = core[move] & ~(255 << shift) | register << shift
            forged = (*core[4:move], changed, *core[move + 1 :])
            data = image.seal(struct.pack(f"<{len(forged)}I", *forged))
            assert verify(data) is expected
