"""Do random programs do the same on CPython, on the host and on the lx106?

The seeds are fixed and the productions are all in the device subset: a failure is a change of
behaviour. `python -m differential.nightly --first SEED --programs 1` makes its program small.
"""

from collections.abc import Iterator, Mapping

import pytest
from differential import tiers
from differential.writer import write

SEEDS = range(200)
ON_BOARD = range(0, 200, 2)
DIVERGENT = {8, 15, 24, 32, 37, 42, 45, 57, 74, 95, 104, 105, 108, 116, 117, 118, 122, 127, 153}
DIVERGENT |= {188}  # for the reasons in differential/corpus/OPEN


@pytest.fixture(scope="module")
def images() -> Iterator[Mapping[int, bytes]]:
    """Every program, compiled once."""
    yield {seed: tiers.compiled(write(seed, wrong_types=0)) for seed in SEEDS}


@pytest.mark.parametrize("tens", range(0, len(SEEDS), 10))
def test_same_as_cpython(images: Mapping[int, bytes], tens: int) -> None:
    for seed in SEEDS[tens : tens + 10]:
        expected = tiers.on_cpython(write(seed, wrong_types=0))
        outcome = tiers.on_host(images[seed]).outcome(images[seed])

        if seed not in DIVERGENT:
            assert expected.differs(outcome) is None, f"seed {seed}"


@pytest.mark.lx106
def test_same_on_the_lx106(images: Mapping[int, bytes]) -> None:
    chosen = {seed: images[seed] for seed in ON_BOARD}

    on_board = dict(zip(chosen, tiers.on_lx106(list(chosen.values())), strict=True))

    assert on_board == {seed: tiers.on_host(image) for seed, image in chosen.items()}


def test_programs_reach_an_end_that_can_be_compared(images: Mapping[int, bytes]) -> None:
    outcomes = [tiers.on_host(image).outcome(image) for image in images.values()]

    assert sum(outcome.limit for outcome in outcomes) < len(SEEDS) // 50
    assert sum(outcome.result is not None for outcome in outcomes) > len(SEEDS) // 5
