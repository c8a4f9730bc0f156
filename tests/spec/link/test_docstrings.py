"""The examples in the docstrings of the link are true."""

import doctest
from types import ModuleType

import pytest

from ulambda.spec.link import framing, messages


@pytest.mark.parametrize("module", [framing, messages], ids=lambda module: module.__name__)
def test_examples(module: ModuleType) -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0
