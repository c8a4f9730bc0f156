"""How does the compiler tell what it cannot accept?

A diagnostic names a place, a rule and a remedy. All diagnostics of a source are collected and shown
at once, each with the source line it is about.
"""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from ulambda.compiler.rules import RULES
from ulambda.spec import UserError
from ulambda.spec.image import FILE_SHIFT, LINE_MASK


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding: `line` and `column` count from 1, `end_column` is the first column behind it."""

    filename: str
    line: int
    column: int
    end_column: int
    rule: str
    message: str
    help: str
    severity: str = "error"
    text: str = field(default="", compare=False)  # the source line

    def render(self) -> str:
        """Show the finding with its source line.

        >>> print(Diagnostic("f.py", 1, 5, 6, "UL001", "no", "do", text="x = ?").render())
        f.py:1:5: error: no [UL001]
            1 | x = ?
              |     ^
          help: do
        """
        where = f"{self.filename}:{self.line}:{self.column}"
        text = [f"{where}: {self.severity}: {self.message} [{self.rule}]"]
        if self.text:
            text += self._excerpt(self.text)
        if self.help:
            text.append(f"  help: {self.help}")
        return "\n".join(text)

    def _excerpt(self, line: str) -> list[str]:
        before = "".join("\t" if char == "\t" else " " for char in line[: self.column - 1])
        width = max(1, min(self.end_column, len(line) + 1) - self.column)
        return [f"{self.line:>5} | {line}", f"{'':>5} | {before}^{'~' * (width - 1)}"]


class CompileError(UserError):
    """A source that cannot become an image, with every reason."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        first = self.diagnostics[0]
        count = len(self.diagnostics)
        what = f"{first.filename}: {count} problem{'s' if count > 1 else ''} found by the compiler"
        super().__init__(what, f"line {first.line}: {first.message}", first.help)

    def __str__(self) -> str:
        return "\n".join(diagnostic.render() for diagnostic in self.diagnostics)


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its name, able to point at its syntax tree.

    `files` are the sources of a whole program, by the numbers that are in their positions.
    """

    filename: str
    text: str
    files: "tuple[Source, ...]" = ()

    def diagnose(self, node: ast.AST, rule: str, **seen: object) -> Diagnostic:
        """Apply a rule of the table to a node; `seen` fills the rule's message."""
        line = getattr(node, "lineno", 1)
        start = getattr(node, "col_offset", 0)
        end = getattr(node, "end_col_offset", None) or start + 1
        text = self.line(line)
        column = len(text.encode()[:start].decode(errors="replace")) + 1
        if getattr(node, "end_lineno", line) == line:
            end_column = len(text.encode()[:end].decode(errors="replace")) + 1
        else:
            word = text[column - 1 :].split(None, 1)
            end_column = column + (len(word[0].rstrip(":(")) if word else 1)
        return self.at(line, column, end_column, rule, **seen)

    def at(self, line: int, column: int, end: int, rule: str, **seen: object) -> Diagnostic:
        """Apply a rule of the table to a place."""
        if line >> FILE_SHIFT:
            file = self.files[line >> FILE_SHIFT]
            return file.at(line & LINE_MASK, column, end, rule, **seen)
        entry = RULES[rule]
        message = entry.message.format(**seen)
        return Diagnostic(
            self.filename,
            line,
            column,
            end,
            rule,
            message,
            entry.help.format(**seen),
            text=self.line(line),
        )

    def line(self, number: int) -> str:
        """Return line `number`, counted from 1, or nothing."""
        if number >> FILE_SHIFT:
            return self.files[number >> FILE_SHIFT].line(number & LINE_MASK)
        lines = self.text.split("\n")
        return lines[number - 1] if 1 <= number <= len(lines) else ""

    def error(self, node: ast.AST, rule: str, **seen: object) -> CompileError:
        """Build the exception for one finding."""
        return CompileError([self.diagnose(node, rule, **seen)])
