"""How does a seed become a program? Holes of the grammar are filled at random.

>>> write(3) == write(3)
True
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from differential import grammar, library_grammar

HOLE = re.compile(r"<([a-z]+)([!=]?)>")
WRONG_TYPES = 0.02
SHOWN = tuple(kind for kind in grammar.VARIABLES if kind != "set")
DEPTH = 3


@dataclass(slots=True)
class Function:
    """What the function that is being written may do."""

    targets: dict[str, list[str]]  # variables that it assigns to, by type
    generator: bool = False
    loops: int = 0


@dataclass(slots=True)
class Writer:
    """Writes one program; `left` bounds its statements."""

    chance: random.Random
    expressions: Mapping[str, Sequence[str]]
    statements: Sequence[str]
    wrong_types: float
    left: int = 0
    names: int = 0
    function: Function = field(default_factory=lambda: Function({}))

    # --- expressions ---

    def atom(self, kind: str) -> str:
        if kind == "any":
            kind = self.chance.choice(SHOWN)
        variables = grammar.VARIABLES.get(kind, ())
        if variables and self.chance.random() < 0.6:
            return self.chance.choice(variables)
        return self.chance.choice(grammar.LITERALS.get(kind) or library_grammar.LITERALS[kind])

    def plain(self, kind: str) -> str:
        """Something that may stand in an f-string: no quotes, no braces."""
        if kind == "any":
            kind = self.chance.choice(SHOWN)
        return self.chance.choice(grammar.VARIABLES.get(kind) or grammar.LITERALS[kind])

    def expression(self, kind: str, depth: int) -> str:
        if kind not in ("small", "any") and self.chance.random() < self.wrong_types:
            kind = self.chance.choice(["str", "float", "list", "none", "tuple", "obj", "any"])
        if kind not in self.expressions or depth <= 0 or self.chance.random() < 0.15:
            return self.atom(kind)
        return self.fill(self.chance.choice(self.expressions[kind]), depth - 1)

    def fill(self, template: str, depth: int, fresh: str = "") -> str:
        def hole(match: re.Match[str]) -> str:
            kind, mark = match.groups()
            if kind == "k":
                return fresh
            if mark == "=":
                return self.target(kind)
            return self.plain(kind) if mark else self.expression(kind, depth)

        return HOLE.sub(hole, template)

    def target(self, kind: str) -> str:
        own = self.function.targets.get(kind)
        return self.chance.choice(own or grammar.VARIABLES[kind])

    # --- statements ---

    def block(self, depth: int) -> list[str]:
        lines: list[str] = []
        for _ in range(self.chance.randint(1, 3)):
            lines += self.statement(depth)
        return lines

    def statement(self, depth: int) -> list[str]:
        self.left -= 1
        template = self.chance.choice(self.statements)
        while "\n" in template and (depth <= 0 or self.left <= 0) and "<" in template:
            template = self.chance.choice(self.statements)
        if self.chance.random() < 0.08:
            template = self.chance.choice(self.jumps())
        self.names += 1
        return self.expand(template, depth, f"k{self.names}")

    def jumps(self) -> Sequence[str]:
        if self.function.generator and self.chance.random() < 0.6:
            return grammar.JUMPS["generator"]
        if self.function.loops and self.chance.random() < 0.7:
            return grammar.JUMPS["loop"]
        return grammar.JUMPS["generator" if self.function.generator else "function"]

    def expand(self, template: str, depth: int, fresh: str) -> list[str]:
        lines: list[str] = []
        for line in template.split("\n"):
            text = line.strip()
            indent = " " * (len(line) - len(text))
            if text == "<block>":
                inner = self.block(depth - 1)
            elif text == "<loop>":
                self.function.loops += 1
                inner = self.block(depth - 1)
                self.function.loops -= 1
            elif text in ("<body>", "<generator>"):
                inner = self.body(depth - 1, text == "<generator>")
            else:
                inner = [self.fill(text, DEPTH - 1, fresh)]
            lines += [indent + each for each in inner]
        return lines

    def body(self, depth: int, generator: bool) -> list[str]:
        """The body of a nested function: some variables are its own, some are nonlocal."""
        outer, self.function = self.function, Function({}, generator)
        own, shared = [], []
        for kind, names in grammar.VARIABLES.items():
            for name in names:
                fate = self.chance.random()
                if fate < 0.3:
                    own.append(f"{name} = {self.chance.choice(grammar.LITERALS[kind])}")
                elif fate < 0.5:
                    shared.append(name)
                if fate < 0.5:
                    self.function.targets.setdefault(kind, []).append(name)
        lines = [f"nonlocal {', '.join(shared)}"] if shared else []
        lines += [*own, "x, c = 1, 'c'", *self.block(depth)]
        lines += ["yield x"] if generator else [f"return {self.expression('any', 2)}"]
        self.function = outer
        return lines

    def program(self, statements: int) -> str:
        self.left = statements
        lines = [f"{n} = {self.chance.choice(grammar.LITERALS[k])}" for k, n in _all_variables()]
        lines.append("x, c = 0, ''")
        while self.left > 0:
            lines += self.guarded(self.statement(3))
        lines.append(f"return {_result()}")
        body = ["", "", "def handler():", *("    " + line for line in lines)]
        return self.prologue() + "\n".join(body) + "\n"

    def guarded(self, lines: list[str]) -> list[str]:
        """Mostly, go on after an exception."""
        if self.chance.random() < 0.15:
            return lines
        caught = ["except Exception as e:", "    print(type(e).__name__, e)"]
        return ["try:", *("    " + line for line in lines), *caught]

    def prologue(self) -> str:
        specials = self.chance.sample(grammar.SPECIALS, self.chance.randint(2, 12))
        text = "".join("\n    " + each.replace("\n", "\n    ") + "\n" for each in specials)
        return grammar.PROLOGUE.replace("<specials>", text)


def _all_variables() -> list[tuple[str, str]]:
    return [(kind, name) for kind, names in grammar.VARIABLES.items() for name in names]


def _result() -> str:
    crossing = ("int", "float", "str", "bytes", "list", "strs", "dict")
    names = [name for kind in crossing for name in grammar.VARIABLES[kind]]
    return f"[{', '.join(names)}]"


def write(
    seed: int, statements: int = 25, wrong_types: float = WRONG_TYPES, recent: bool = False
) -> str:
    """A module with a function `handler()`, the same for the same arguments.

    `wrong_types` is how often a hole gets an expression of another type; `recent` adds the
    productions of what the language got last.
    """
    kinds = {
        kind: _allowed(grammar.EXPRESSIONS[kind], kind, recent) for kind in grammar.EXPRESSIONS
    }
    allowed = _allowed(grammar.STATEMENTS, "", recent)
    text = Writer(random.Random(seed), kinds, allowed, wrong_types).program(statements)
    return _with_library(text) if recent else text


def _with_library(text: str) -> str:
    """Import the modules that a program names, and add what the library's productions use."""
    named = [m for m in library_grammar.MODULES if f"{m}." in text and m != "math"]
    imports = "".join(f"import {module}\n" for module in named)
    return imports + text.replace("class V:", library_grammar.PROLOGUE + "class V:", 1)


def _allowed(productions: Sequence[str], kind: str, recent: bool) -> list[str]:
    allowed = [each for each in productions if each not in grammar.PENDING]
    if not recent:
        return allowed
    library = library_grammar.STATEMENTS if not kind else library_grammar.EXPRESSIONS.get(kind, ())
    more = grammar.RECENT.get(kind, ())
    return [*allowed, *more, *more, *library]
