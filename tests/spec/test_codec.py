"""Does the Python codec do what spec/vectors/codec.vec says, and what another CBOR library does?"""

import math
import struct

import cbor2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.spec.write_vectors import VALUES, VECTORS, files

from ulambda.spec import Err, UserError, codec

INTEGERS = st.one_of(
    st.integers(),
    st.builds(
        lambda sign, bits, near: sign * 2**bits + near,
        st.sampled_from((1, -1)),
        st.sampled_from((30, 31, 62, 63, 64, 65, 95, 96, 97, 128)),
        st.integers(-3, 3),
    ),
    st.integers(1, 600).flatmap(lambda bits: st.integers(-(2**bits), 2**bits)),
)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)  # cbor2 writes these shorter
SCALARS = st.one_of(st.none(), st.booleans(), INTEGERS, FLOATS, st.text(), st.binary())
CROSSING = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(SCALARS, inner), max_leaves=20
)


def lines(verb: str) -> list[list[str]]:
    text = (VECTORS / "codec.vec").read_text("utf-8")
    return [line.split(" ") for line in text.splitlines() if line.startswith(f"{verb} ")]


def unhex(word: str) -> bytes:
    return b"" if word == "-" else bytes.fromhex(word)


@pytest.mark.parametrize("words", lines("value"), ids=lambda words: words[1])
def test_value(words: list[str]) -> None:
    data = unhex(words[2])

    assert codec.encode(codec.decode(data)) == data
    assert repr(codec.decode(data)) == repr(cbor2.loads(data))
    if words[1] in VALUES:
        assert repr(codec.decode(data)) == repr(VALUES[words[1]])


@pytest.mark.parametrize("words", lines("recoded"), ids=lambda words: words[1])
def test_recoded(words: list[str]) -> None:
    assert codec.encode(codec.decode(unhex(words[2]))) == unhex(words[3])
    assert codec.decode(unhex(words[2])) == cbor2.loads(unhex(words[2]))


@pytest.mark.parametrize("words", lines("refused"), ids=lambda words: words[1])
def test_refused(words: list[str]) -> None:
    with pytest.raises(UserError) as caught:
        codec.decode(unhex(words[3]))

    assert caught.value.code is Err[words[2]]


def test_the_files_are_what_the_script_writes() -> None:
    for name, text in files().items():
        committed = (VECTORS / name).read_text("utf-8")
        assert committed == text, f"{name} is stale\n  run:  python -m tests.spec.write_vectors"


@given(INTEGERS)
@example(2**64 - 1)
@example(2**64)
@example(-(2**64))
@example(-(2**64) - 1)
@example(2**96)
@example(-(2**96) - 1)
def test_integers_as_cbor2(value: int) -> None:
    data = codec.encode(value)

    assert data == cbor2.dumps(value)
    assert codec.decode(data) == value


@given(CROSSING)
def test_values_as_cbor2(value: object) -> None:
    data = codec.encode(value)

    assert data == cbor2.dumps(value)
    assert codec.decode(data) == value == cbor2.loads(data)


@given(st.floats(width=64))
def test_floats_cross_bit_for_bit(value: float) -> None:
    back = codec.decode(codec.encode(value))

    assert isinstance(back, float)
    assert struct.pack("<d", back) == struct.pack("<d", value)


@given(st.binary(max_size=60))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        value = codec.decode(data)
    except UserError as error:
        assert error.code is not None and error.code.name.startswith("CODEC_")
        return
    assert repr(codec.decode(codec.encode(value))) == repr(value)


@given(CROSSING, st.data())
def test_every_cut_is_truncated(value: object, data: st.DataObject) -> None:
    whole = codec.encode(value)
    cut = data.draw(st.integers(0, len(whole) - 1))

    with pytest.raises(UserError) as caught:
        codec.decode(whole[:cut])

    assert caught.value.code is Err.CODEC_TRUNCATED


CANNOT_CROSS = [object(), {1, 2}, 1j, [range(3)]]


@pytest.mark.parametrize("value", CANNOT_CROSS, ids=["object", "set", "complex", "range"])
def test_what_cannot_cross(value: object) -> None:
    with pytest.raises(UserError) as caught:
        codec.encode(value)

    assert caught.value.code is Err.BAD_VALUE


def test_a_lone_surrogate_cannot_cross() -> None:
    with pytest.raises(UserError) as caught:
        codec.encode("\ud800")

    assert caught.value.code is Err.CODEC_TEXT


def test_depth() -> None:
    value: object = math.pi
    for _ in range(codec.MAX_DEPTH):
        value = [value]
    assert codec.decode(codec.encode(value)) == value

    with pytest.raises(UserError) as caught:
        codec.encode([value])

    assert caught.value.code is Err.CODEC_DEPTH
