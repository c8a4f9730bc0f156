"""A board that follows the frames but says anything at all cannot make the host raise or hang."""

import itertools
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ulambda.spec.link import BoardLink, Deployment, Invoke, messages
from ulambda.spec.link.framing import FIRST, LAST, Frame, encode_frame
from ulambda.spec.link.session import OPENED, OPENED_BODY, RESET

ALONE = FIRST | LAST
SESSION = 77
DEPLOYMENT = Deployment("f", "handler", b"ECHO" + bytes(500))
INVOKE = Invoke(bytes(16), "f", DEPLOYMENT.digest, 1, 0, b"event", b"")
HELLO = messages.Hello(
    1, 1, True, 1, 0, 1, 0, 4096, 2, 1024, 232, 2048, "hostile", "1", (), tuple(range(10))
)
ERROR = messages.Error(0x20, DEPLOYMENT.digest[:16], -1, "no")
RESULT = messages.Result(bytes(16), 0, False, 1, 1, 1, 0, b"\xf6")

bodies = st.one_of(
    st.binary(max_size=232),
    st.sampled_from(
        [
            HELLO,
            replace(HELLO, slot_bytes=0, max_message=0),
            messages.DeployState(DEPLOYMENT.digest, 0, False),
            messages.DeployState(DEPLOYMENT.digest, 2**32 - 1, False),
            messages.DeployState(DEPLOYMENT.digest, 300, True),
            messages.Removed("f", True),
            ERROR,
            RESULT,
            messages.Log(bytes(16), b"\xff half a character \xc3"),
            messages.Pong(1, 1),
        ]
    ),
)
frames = st.lists(
    st.tuples(
        bodies,
        st.integers(0, 255),  # type, when the body is raw
        st.sampled_from([ALONE, ALONE, ALONE, FIRST, LAST, 0, 0xFF]),
        st.integers(-1, 1),  # of the sequence number
        st.integers(0, 6),  # of the acknowledgement
    ),
    max_size=40,
)


def started() -> BoardLink:
    """A link with an open session and requests waiting."""
    link = BoardLink("host", numbers=itertools.count(1).__next__)
    link.start(0)
    link.deploy(DEPLOYMENT)
    link.invoke(INVOKE)
    link.remove("f")
    link.outgoing(0)
    body = OPENED_BODY.pack(1, 64, 1, 1, 1, 0)
    link.receive(encode_frame(Frame(OPENED, ALONE, SESSION, payload=body)), 0)
    return link


@settings(max_examples=200, deadline=None)
@given(frames)
def test_anything_said_is_survived(
    said: list[tuple[bytes | messages.Message, int, int, int, int]],
) -> None:
    link = started()
    requests = len(link.requests)
    ended = 0
    for number, (body, kind, flags, jump, back) in enumerate(said, 1):
        if isinstance(body, messages.Message):
            kind, body = body.TYPE, messages.encode(body)[:232]
        ack = max(0, link.counters.sent - back)
        frame = Frame(kind, flags, SESSION, number + jump, ack, body)
        events = link.receive(encode_frame(frame), number)
        ended += sum(type(event).__name__ in ANSWERS for event in events)
        link.outgoing(number)

    assert len(link.requests) == requests - ended
    counters = link.counters
    assert counters.frames == counters.accepted + counters.dropped.total() == len(said) + 1


ANSWERS = {"Deployed", "Removal", "Finished", "Failed"}


def test_a_reset_in_the_middle_starts_the_request_again() -> None:
    link = started()
    link.receive(encode_frame(Frame(RESET, ALONE, SESSION)), 0)
    assert [type(request) for request in link.requests] == [
        Deployment,
        Invoke,
        messages.Remove,
    ]
