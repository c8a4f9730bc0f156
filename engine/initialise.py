"""What does a module body leave in memory? It runs here once, when a program is built."""

from ulambda.spec import UserError
from ulambda.spec.snapshot import Snapshot, Stopped
from ulambda.vm import Machine

_ARENA_BYTES = 1 << 20
_STEPS = 20_000_000


def run_body(image: bytes) -> Snapshot | Stopped:
    """Run the module body of an image on the interpreter of this process, without a host.

    For `compile_source(..., run=run_body)`. Of an image that the verifier refuses nothing is known.
    """
    try:
        machine = Machine(image, arena_bytes=_ARENA_BYTES, steps=_STEPS)
    except UserError:
        return Stopped(None, None)
    return machine.initialise()
