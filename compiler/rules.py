"""Which rules can a source break, and what should its author do then?

The one table of diagnostics: the language reference is made from it, and a test demands that every
example breaks exactly its rule.
"""

from dataclasses import dataclass

EDGE = "place this function on the edge (Placement: [edge]) or see `ulambda explain {rule}`"


@dataclass(frozen=True, slots=True)
class Rule:
    """`message` and `help` are filled with what was seen; `example` breaks the rule."""

    code: str
    title: str
    message: str
    help: str
    example: str
    files: tuple[tuple[str, str], ...] = ()  # modules that the example imports


def _rule(
    code: str,
    title: str,
    message: str,
    help_text: str,
    example: str,
    files: tuple[tuple[str, str], ...] = (),
) -> Rule:
    return Rule(code, title, message, help_text.replace("{rule}", code), example, files)


_TABLE = (
    # The file as a whole.
    _rule("UL001", "syntax", "{seen}", "{hint}", "def handler(:\n    pass\n"),
    _rule(
        "UL002",
        "entry function",
        "there is no function {name!r}",
        "define `def {name}(event, context):` at the left margin",
        "x = 1\n",
    ),
    _rule(
        "UL003",
        "nesting",
        "this is nested more than {limit} levels deep",
        "split it into several statements or functions",
        "x = " + "(1, " * 130 + "0" + ")" * 130 + "\n",
    ),
    _rule(
        "UL004",
        "size of a function",
        "{name!r} needs {seen}, at most {limit}",
        "split it into several functions",
        "def f(" + ", ".join(f"a{i}" for i in range(260)) + "):\n    return a0\n",
    ),
    _rule(
        "UL005",
        "size of the image",
        "the program is too large: {seen}",
        "split the handler into several functions of their own",
        "x = 0\n" + "".join(f"x = x + {10**600 + i}\n" for i in range(1100)),
    ),
    # Constructs.
    _rule(
        "UL100",
        "construct",
        "{seen} is not in the device subset",
        EDGE,
        "try:\n    x = 1\nexcept* ValueError:\n    x = 2\n",
    ),
    _rule(
        "UL105",
        "imports",
        "there is no module {name!r} on a device",
        "{hint}",
        "import os\n",
    ),
    _rule(
        "UL106",
        "names of modules",
        "module {module!r} has no {name!r} in the device subset",
        "it has {known}; else " + EDGE,
        "from math import sine\n",
    ),
    _rule(
        "UL107",
        "place of imports",
        "this form of import is not in the device subset",
        "give the module a name of its own: `import module` outside of classes",
        "def f():\n    import math\n    math = 1\n    return math\n",
    ),
    _rule(
        "UL108",
        "builtin names",
        "{name!r} is not in the device subset",
        "{hint}, or " + EDGE,
        "x = eval('1')\n",
    ),
    _rule(
        "UL109",
        "undefined names",
        "name {name!r} is not defined",
        "define it in this file, or correct its spelling",
        "def f():\n    return missing\n",
    ),
    _rule(
        "UL110",
        "attributes",
        "nothing in the device subset has an attribute {name!r}",
        "correct its spelling, or " + EDGE,
        "def f(x):\n    return x.stripp()\n",
    ),
    _rule(
        "UL113",
        "deleting a builtin's name",
        "'del' of a name that is also a builtin is not in the device subset",
        "give the variable another name",
        "len = 1\ndel len\n",
    ),
    _rule(
        "UL116",
        "erased names",
        "{name!r} exists for annotations only",
        "use it in annotations, or remove it",
        "from typing import Any\nx = [Any]\n",
    ),
    _rule(
        "UL117",
        "reflection",
        "attribute {name!r} is not in the device subset",
        EDGE,
        "def f(x):\n    return x.__weakref__\n",
    ),
    _rule(
        "UL118",
        "attributes of modules",
        "an attribute of a module cannot be set in the device subset",
        "keep the value in a global variable or in an object",
        "import math\n\nmath.pi = 3\n",
    ),
    _rule(
        "UL119",
        "globals in a class or at the margin",
        "'{word}' is not in the device subset here",
        "remove it: at this place it does nothing",
        "global x\nx = 1\n",
    ),
    _rule(
        "UL120",
        "complex numbers",
        "complex numbers are not in the device subset",
        "use two floats",
        "x = 1j\n",
    ),
    _rule(
        "UL121",
        "characters outside of Unicode",
        "a string with a lone surrogate is not in the device subset",
        "write the character itself, or use bytes",
        "x = '\\ud800'\n",
    ),
    _rule(
        "UL123",
        "modules as values",
        "module {name!r} is not a value in the device subset",
        "name what you need of it: `{name}.something`",
        "import math\nx = [math]\n",
    ),
    _rule(
        "UL124",
        "late imports",
        "module {name!r} does something when it is imported, here perhaps too early",
        "import it at the head of the file",
        "def f():\n    import loud\n\n    return loud.x\n",
        (("loud.py", "x = 1\nprint(x)\n"),),
    ),
    _rule(
        "UL125",
        "circular imports",
        "{name!r} of module {module!r} is not bound yet when this import runs",
        "import the module itself, or import it inside of the function that needs it",
        "import other\nlimit = other.limit\n",
        (("other.py", "from example import limit\n"),),
    ),
    _rule(
        "UL126",
        "module bodies that raise",
        "importing this raises {seen}",
        "correct the module body: it would raise so at the start of every invocation",
        "x = [1, 2]\ny = x[2]\n",
    ),
    _rule(
        "UL127",
        "module bodies that need the board",
        "from here on the module body runs at the start of every invocation",
        "print, read clocks and devices inside of functions if a fast start matters",
        "x = [1, 2]\nprint(x)\n",
    ),
    # Classes.
    _rule(
        "UL201",
        "base classes",
        "base {seen} is not in the device subset",
        "write each base by its name; metaclasses cannot be written",
        "class A(type):\n    pass\n",
    ),
    _rule(
        "UL202",
        "class keywords",
        "metaclasses are not in the device subset",
        EDGE,
        "class A(metaclass=type):\n    pass\n",
    ),
    _rule(
        "UL203",
        "classes that calls make",
        "a class made by type(name, bases, dict) is not in the device subset",
        "write a class statement, or " + EDGE,
        "A = type('A', (), {'x': 1})\n",
    ),
    _rule(
        "UL206",
        "super()",
        "super() without arguments needs a method with a first parameter",
        "name class and instance: `super(Class, self)`",
        "def f():\n    return super().__init__()\n",
    ),
    _rule(
        "UL207",
        "special methods",
        "special method {name!r} is not in the device subset",
        EDGE,
        "class A:\n    def __del__(self):\n        return 1\n",
    ),
    _rule(
        "UL208",
        "size of a class",
        "class {name!r} has {seen}, at most {limit}",
        "split the class",
        "class A:\n" + "".join(f"    m{i} = {i}\n" for i in range(250)),
    ),
    _rule(
        "UL209",
        "classes that are made by a call or decorator",
        "{seen} cannot be expanded in the device subset",
        "{hint}",
        "from collections import namedtuple\n\nA = namedtuple('A', [c for c in 'xy'])\n",
    ),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in _TABLE}
