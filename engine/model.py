"""What are the things that the engine talks about?

A *function version* is what a client deployed; an *invocation* is one call of it; a *placement*
says which *target* runs that call and why; an *outcome* is what came back. A *fleet* is the
gateways and boards as they were last heard of. Everything here is frozen: state lives in the
registry, the fleet register, the event queue and the ledger, which hand out these values.

Times are seconds since the epoch (`float`), durations carry their unit in the name.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LATEST = "$LATEST"
DEFAULT_ARENA_BYTES = 16 * 1024
NOBODY = "-"  # the target when there is none


class Tier(StrEnum):
    """Where an invocation can run."""

    DEVICE = "device"
    EDGE = "edge"
    CLOUD = "cloud"


ALL_TIERS = (Tier.DEVICE, Tier.EDGE, Tier.CLOUD)


class InvocationKind(StrEnum):
    """Does the client wait for the result? (DryRun never becomes an invocation.)"""

    REQUEST = "RequestResponse"
    EVENT = "Event"


class Objective(StrEnum):
    """What a function wants its placement to save (tag `ulambda:objective`)."""

    BALANCED = "balanced"
    LATENCY = "latency"
    ENERGY = "energy"


@dataclass(frozen=True, slots=True)
class NewFunction:
    """What CreateFunction asks for; everything but the name and the code may be left out."""

    name: str
    code_zip: bytes
    handler: str = "handler.handler"
    runtime: str = "python3.11"
    role: str = "arn:aws:iam::000000000000:role/ulambda"
    description: str = ""
    timeout_s: int = 3
    memory_mb: int = 128
    ephemeral_mb: int = 512
    environment: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    architectures: tuple[str, ...] = ("x86_64",)
    publish: bool = False


@dataclass(frozen=True, slots=True)
class FunctionVersion:
    """One version of a function: `$LATEST` (which changes) or a published number (which does not).

    The bytes of the code and of the image are kept apart, by digest: `Registry.code(version)` and
    `Registry.image(version)` fetch them.
    """

    name: str
    version: str
    runtime: str
    handler: str
    role: str
    description: str
    timeout_s: int
    memory_mb: int
    ephemeral_mb: int
    environment: Mapping[str, str]
    tags: Mapping[str, str]
    architectures: tuple[str, ...]
    code_digest: str  # hex SHA-256 of the zip
    code_size: int
    image_digest: str | None  # hex SHA-256 of the compiled image; None: CPython only
    core_digest: str | None  # the same without the debug section: what a board holds
    core_size: int
    needs_cpython: str | None  # why there is no image
    arena_bytes: int  # lent to the interpreter (tag `ulambda:arena-bytes`)
    allowed_tiers: tuple[Tier, ...]  # tag `ulambda:tiers`, for instance "device,edge"
    objective: Objective
    last_modified: float
    revision_id: str
    state: str = "Active"
    last_update_status: str = "Successful"

    @property
    def code_sha256(self) -> str:
        """The digest in the form that AWS uses, base64."""
        return base64.b64encode(bytes.fromhex(self.code_digest)).decode("ascii")

    @property
    def module(self) -> str:
        """The module part of the handler name: `pkg.mod.f` -> `pkg.mod`."""
        return self.handler.rpartition(".")[0]

    @property
    def entry(self) -> str:
        """The function part of the handler name: `pkg.mod.f` -> `f`."""
        return self.handler.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Invocation:
    """One call of one function version, as the API accepted it."""

    request_id: str
    function: FunctionVersion
    payload: bytes  # JSON
    kind: InvocationKind
    received_at: float
    region: str = "us-east-1"
    account_id: str = "000000000000"
    qualifier: str | None = None  # as the client wrote it; it shows in the invoked ARN
    client_context: str | None = None  # JSON text, already base64-decoded

    @property
    def function_arn(self) -> str:
        """The invoked ARN, with the qualifier that the client gave."""
        arn = f"arn:aws:lambda:{self.region}:{self.account_id}:function:{self.function.name}"
        return f"{arn}:{self.qualifier}" if self.qualifier else arn


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an invocation came to. A function error is an outcome, not an exception."""

    payload: bytes  # the JSON result, or AWS's error object
    function_error: str | None  # None or "Unhandled"
    log: str  # the handler's own output; the API frames it with START/END/REPORT
    duration_ms: float
    tier: Tier
    target: str  # "porch", "attic", "interpreter", "cpython"
    reason: str = ""  # why it was placed there
    init_ms: float | None = None  # set on a cold start
    steps: int | None = None  # interpreter steps; None on CPython
    heap_bytes: int | None = None  # high-water mark of the arena; None on CPython
    arena_bytes: int | None = None
    max_memory_mb: int | None = None  # of the CPython worker
    report: str = ""  # START, log, END and REPORT as CloudWatch would show them


# --- fleet -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Board:
    """A board as its gateway last saw it."""

    name: str
    online: bool
    firmware: str = ""
    arena_bytes: int = 0
    store_bytes: int = 0  # room for images
    max_payload_bytes: int = 0  # of an encoded event
    link: str = "serial"  # a key of `energy.LINKS`
    link_bytes_per_s: float = 11_520.0
    resident: frozenset[str] = frozenset()  # core digests of the images in its store


@dataclass(frozen=True, slots=True)
class Gateway:
    """A gateway as the cloud last heard of it."""

    name: str
    online: bool
    last_seen: float
    rtt_ms: float = 20.0
    cpython: bool = True  # has CPython workers
    busy: int = 0  # invocations handed over and not answered
    slots: int = 2
    boards: tuple[Board, ...] = ()
    left: bool = False  # it said goodbye


@dataclass(frozen=True, slots=True)
class Fleet:
    """Everything that placement may choose from beside the cloud itself."""

    gateways: tuple[Gateway, ...] = ()
    cloud_busy: int = 0
    cloud_slots: int = 2


# --- placement -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ServiceTime:
    """What is known of how long one function takes on one tier."""

    mean_ms: float
    deviation_ms: float
    weight: float  # decayed number of observations; 0: prior only
    basis: str  # in words, for the stored reason


@dataclass(frozen=True, slots=True)
class PlacementRequest:
    """All that placement looks at: it reads no clock, no file and no table."""

    function: str
    version: str
    allowed_tiers: tuple[Tier, ...]
    objective: Objective
    payload_bytes: int
    timeout_ms: float
    core_digest: str | None  # of the image; None: there is none
    core_size: int
    needs_cpython: str | None
    arena_bytes: int  # what the function asks for
    memory_mb: int
    service: Mapping[Tier, ServiceTime]
    arena_seen_bytes: int = 0  # what an event of about this size was seen to need
    source: str | None = None  # the board where the data come from, when the caller says
    wanted: Mapping[Tier, str | None] | None = None  # the caller's tiers -> target or None for any
    excluded: Mapping[str, str] = field(
        default_factory=dict
    )  # target -> why, from earlier attempts


@dataclass(frozen=True, slots=True)
class Alternative:
    """One target, judged: either infeasible with a reason, or with its estimated price."""

    tier: Tier
    target: str  # board, gateway, or "cloud"
    gateway: str | None
    runtime: str  # "image" or "cpython"
    infeasible: str | None = None
    latency_ms: float = 0.0
    energy_mj: float = 0.0
    usd: float = 0.0
    cost: float = 0.0
    miss: float = 0.0  # probability that the timeout is missed
    parts: Mapping[str, float] = field(default_factory=dict)  # ms by component
    terms: Mapping[str, float] = field(default_factory=dict)  # cost by component: its sum is `cost`

    @property
    def key(self) -> str:
        """Name the target uniquely: `device:attic/porch`, `edge:attic`, `cloud`."""
        match self.tier:
            case Tier.DEVICE:
                return f"device:{self.gateway}/{self.target}"
            case Tier.EDGE:
                return f"edge:{self.gateway}"
            case _:
                return "cloud"


@dataclass(frozen=True, slots=True)
class Placement:
    """The decision. `chosen` is None when nothing is feasible; `reason` is there in any case."""

    chosen: Alternative | None
    reason: str
    alternatives: tuple[Alternative, ...]
