"""Are classes that a call or decorator makes written out, or refused where they stand?"""

import pytest

from ulambda.compiler import check_source, compile_source
from ulambda.engine.initialise import run_body
from ulambda.spec import Err, image
from ulambda.vm.machine import Machine

TUPLES = "from collections import namedtuple\n"
DATA = "from dataclasses import dataclass, field\n\n@dataclass\nclass A:\n"
REFUSED = {
    "fields from a function": (f"{TUPLES}P = namedtuple('P', names())\n", 2, "fields that are"),
    "a keyword as field": (f"{TUPLES}P = namedtuple('P', 'x class')\n", 2, "cannot be a keyword"),
    "a field twice": (f"{TUPLES}P = namedtuple('P', 'x x')\n", 2, "duplicate field name: 'x'"),
    "a private field": (f"{TUPLES}P = namedtuple('P', '_x')\n", 2, "start with an underscore"),
    "defaults from a function": (
        f"{TUPLES}P = namedtuple('P', 'x', defaults=names())\n",
        2,
        "defaults that are not written here",
    ),
    "a mutable default": (f"{DATA}    x: list = []\n", 5, "mutable default <class 'list'>"),
    "defaults before": (f"{DATA}    x: int = 1\n    y: int\n", 4, "non-default argument 'y'"),
    "options from a name": (
        "from dataclasses import dataclass\nNO = False\n@dataclass(eq=NO)\nclass A:\n    x: int\n",
        3,
        "dataclass(eq=...)",
    ),
    "two defaults": (
        f"{DATA}    x: int = field(default=1, default_factory=int)\n",
        5,
        "both default and default_factory",
    ),
    "an order of one's own": (
        "from dataclasses import dataclass\n@dataclass(order=True)\nclass A:\n    x: int\n"
        "    def __lt__(self, other):\n        return True\n",
        3,
        "a __lt__ beside order=True",
    ),
    "an enumeration that goes on": (
        "from enum import Enum\nclass A(Enum):\n    X = 1\nclass B(A):\n    Y = 2\n",
        4,
        "an enumeration that extends A, which has members",
    ),
    "members from a loop": (
        "from enum import Enum\nclass A(Enum):\n    for i in range(3):\n        pass\n",
        3,
        "an enumeration with a compound statement",
    ),
    "members from a name": (
        "from enum import Enum\nNAMES = 'A B'\nA = Enum('A', [NAMES])\n",
        3,
        "members that are not constants",
    ),
    "an order of nothing": (
        "from functools import total_ordering\n@total_ordering\nclass A:\n    pass\n",
        3,
        "total_ordering without an ordering operation",
    ),
    "half frozen": (
        "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: int\n"
        "@dataclass(frozen=True)\nclass B(A):\n    y: int\n",
        6,
        "a frozen dataclass that extends a non-frozen one",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refuses_at_its_place(name: str) -> None:
    source, line, seen = REFUSED[name]

    first = check_source("def names():\n    return 'x'\n" + source, "main.py", entry=None)[0]

    assert (first.rule, first.line) == ("UL209", line + 2)
    assert seen in first.message


def test_enumerations_of_other_modules_are_extended() -> None:
    files = {
        "kinds.py": "from enum import Enum, auto\nclass Base(Enum):\n"
        "    def show(self):\n        return f'{self.name}={self.value}'\n"
        "class Color(Base):\n    RED = auto()\n    BLUE = auto()\n"
    }
    source = (
        "import kinds\nclass More(kinds.Base):\n    X = 'x'\n"
        "def handler(event, context):\n"
        "    return [kinds.Color(2).show(), More.X.show(), [c.name for c in kinds.Color]]\n"
    )

    program = compile_source(source, "main.py", files=files, run=run_body)
    report = Machine(program.image(), arena_bytes=1 << 15).call("handler", [None, None])

    assert report.value == ["BLUE=2", "X=x", ["RED", "BLUE"]], report.error_message


def test_fields_of_other_modules_are_inherited() -> None:
    files = {
        "models.py": "from dataclasses import dataclass, field\nUNIT = ('C', 1)\n"
        "def first():\n    return [0]\n@dataclass\nclass Base:\n    name: str\n"
        "    unit: tuple = UNIT\n    values: list = field(default_factory=lambda: first())\n"
    }
    source = (
        "import models\nfrom dataclasses import asdict, dataclass\n"
        "@dataclass\nclass Sensor(models.Base):\n    unit: tuple = ('K', 2)\n    pin: int = 4\n"
        "def handler(event, context):\n"
        "    return [asdict(Sensor(*event)), repr(models.Base('b', values=[1]))]\n"
    )

    program = compile_source(source, "main.py", files=files)
    report = Machine(program.image(), arena_bytes=1 << 15).call("handler", [["t"], None])

    assert report.status is Err.OK, report.error_message
    assert report.value == [
        {"name": "t", "unit": ["K", 2], "values": [0], "pin": 4},
        "Base(name='b', unit=('C', 1), values=[1])",
    ]


def test_the_frame_of_a_written_method_is_not_in_tracebacks() -> None:
    source = (
        "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: int\n"
        "    def __post_init__(self):\n        raise ValueError\n"
        "def handler(event, context):\n    return A(1)\n"
    )
    program = compile_source(source, "main.py")

    report = Machine(program.image(), arena_bytes=1 << 14).call("handler", [None, None])

    frames = image.traceback_lines(program.image(), report.trace)
    assert report.error_type == "ValueError"
    assert [(line, name) for _, line, name in frames] == [(8, "handler"), (6, "__post_init__")]
