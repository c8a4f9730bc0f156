"""What do cloud and gateway say to each other?

The gateway dials the cloud, so it works behind NAT; all calls are signed (SigV4, service
`ulambda`) and carry the JSON of one of the shapes below.

    POST /v1/gateways/{name}/hello      Hello   -> Welcome      every `Welcome.hello_every_s`
    POST /v1/gateways/{name}/work       Ask     -> Assignment   long poll, at most `Ask.wait_s`
    POST /v1/gateways/{name}/results    Results -> Receipt      repeated until it is answered
    POST /v1/gateways/{name}/goodbye    Goodbye -> Farewell     on stop; a hello takes it back
    GET  /v1/images/{sha256}, /v1/code/{sha256}    -> bytes     for the gateway's cache

Delivery is at most once per attempt: `work` hands an item out once, and only the first result for
a (request id, attempt) counts. A gateway that cannot run an item says so with `Result.refused`;
the cloud then places the invocation anew without that target.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ulambda.engine.model import Board, Tier

WORK_WAIT_S = 20.0  # longest long poll
PRESENCE_S = 10.0  # a gateway not heard of for so long is offline


@dataclass(frozen=True, slots=True)
class Hello:
    """The gateway presents itself and its boards, as they are now."""

    version: str
    boards: tuple[Board, ...] = ()
    cpython: bool = True
    slots: int = 2
    rtt_ms: float | None = None  # measured on the previous hello


@dataclass(frozen=True, slots=True)
class Welcome:
    """The cloud's answer to a hello."""

    version: str
    server_time: float
    hello_every_s: float = 3.0


@dataclass(frozen=True, slots=True)
class Goodbye:
    """The gateway stops: it takes no more work, and hands back only what still runs."""

    reason: str = "stopped"


@dataclass(frozen=True, slots=True)
class Farewell:
    """The cloud's answer to a goodbye: how much waiting work it now places elsewhere."""

    withdrawn: int


@dataclass(frozen=True, slots=True)
class Ask:
    """The gateway asks for work: at most `limit` items, waiting at most `wait_s` for the first."""

    wait_s: float = WORK_WAIT_S
    limit: int = 8


@dataclass(frozen=True, slots=True)
class Work:
    """One invocation for a gateway to run on one of its targets."""

    request_id: str
    attempt: int
    function: str
    version: str
    tier: Tier
    board: str | None  # on the device tier
    run: str  # "image" or "cpython"
    handler: str
    function_arn: str
    code_digest: str
    image_digest: str | None
    arena_bytes: int
    memory_mb: int
    timeout_s: float
    deadline_in_s: float  # from delivery; afterwards nobody waits any more
    payload: str  # JSON text
    environment: Mapping[str, str] = field(default_factory=dict)
    client_context: str | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """What the gateway shall do now; empty when the wait ended first."""

    work: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one item: `refused` says why it was not run, otherwise the rest is set."""

    request_id: str
    attempt: int
    refused: str | None = None
    payload: str = "null"
    function_error: str | None = None
    log: str = ""
    duration_ms: float = 0.0
    init_ms: float | None = None
    steps: int | None = None
    heap_bytes: int | None = None
    arena_bytes: int | None = None
    max_memory_mb: int | None = None
    deploy_ms: float | None = None  # sending the image to the board, when it was not there
    link_ms: float | None = None  # event to the board and result back
    error: str | None = None  # an Err name when the interpreter itself gave up


@dataclass(frozen=True, slots=True)
class Results:
    """Several results in one request."""

    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """How many of the results were still waited for."""

    accepted: int


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A board, as `GET /v1/gateways` lists it."""

    name: str
    online: bool
    firmware: str
    arena_bytes: int
    link: str
    resident: tuple[str, ...]  # core digests of the images in its store
    functions: tuple[str, ...]  # their names here, `name` or `name:version`


@dataclass(frozen=True, slots=True)
class GatewayRow:
    """A gateway, as `GET /v1/gateways` lists it."""

    name: str
    online: bool
    last_seen: float
    rtt_ms: float
    busy: int
    slots: int
    cpython: bool
    boards: tuple[BoardRow, ...]


@dataclass(frozen=True, slots=True)
class GatewayList:
    """All gateways that said hello since the service started, by name."""

    gateways: tuple[GatewayRow, ...]
