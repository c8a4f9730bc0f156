"""How does source text become a syntax tree?

CPython's own parser does the work; this pass turns its complaints into diagnostics, cuts away what
only runs when a file is the main program, and applies Python's renaming of private names in
classes.
"""

import ast
import copy
import re
import warnings
from collections.abc import Iterable

from ulambda.compiler.async_functions import with_coroutines
from ulambda.compiler.diagnostics import CompileError, Diagnostic, Source
from ulambda.compiler.patterns import with_captures
from ulambda.compiler.ranges import mark_large_ranges

MAX_DEPTH = 100


def parse(source: Source) -> ast.Module:
    """Parse a module; CompileError (UL001, UL003) when that is not possible."""
    module = _parse(source)
    _check_depth(source, module)
    module.body = list(_without_main(module.body))
    _keep_bases(module)
    mark_large_ranges(module)
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef):
            _Mangler(node.name).rename(node)
    return module


def _parse(source: Source) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source.text, source.filename)
            compile(source.text, source.filename, "exec", dont_inherit=True)
            return with_captures(with_coroutines(tree))
    except SyntaxError as error:
        raise CompileError([_syntax(source, error)]) from None
    except ValueError as error:  # null bytes, lone surrogates in the text itself
        where = source.at(1, 1, 2, "UL001", seen=str(error), hint="save the file as UTF-8 text")
        raise CompileError([where]) from None
    except (RecursionError, MemoryError):
        where = source.at(1, 1, 2, "UL003", limit=MAX_DEPTH)
        raise CompileError([where]) from None


def _syntax(source: Source, error: SyntaxError) -> Diagnostic:
    line, column = error.lineno or 1, max(1, error.offset or 1)
    end = error.end_offset or column + 1
    if error.end_lineno not in (None, line) or end <= column:
        end = column + 1
    message, hint = _split_hint(error.msg or "invalid syntax")
    return source.at(line, column, end, "UL001", seen=message, hint=hint)


def _split_hint(message: str) -> tuple[str, str]:
    """Separate CPython's advice from its complaint.

    >>> _split_hint("invalid syntax. Perhaps you forgot a comma?")
    ('invalid syntax', 'perhaps you forgot a comma?')
    """
    found = re.match(r"(.*?)\. ((?:Perhaps|Did|Maybe).*)$", message)
    if found:
        return found[1], found[2][0].lower() + found[2][1:]
    return message, "correct the syntax here or in the line above"


def _check_depth(source: Source, module: ast.Module) -> None:
    """Refuse trees that would exhaust Python's stack in the later passes."""
    pending: list[tuple[ast.AST, ast.AST, int]] = [(module, module, 0)]
    while pending:
        node, place, depth = pending.pop()
        place = node if hasattr(node, "lineno") else place
        if depth > MAX_DEPTH:
            raise source.error(place, "UL003", limit=MAX_DEPTH)
        pending.extend((child, place, depth + 1) for child in ast.iter_child_nodes(node))


def _without_main(body: Iterable[ast.stmt]) -> Iterable[ast.stmt]:
    for statement in body:
        if isinstance(statement, ast.If) and _is_never(statement.test):
            yield from _without_main(statement.orelse)
        else:
            yield statement


def _keep_bases(module: ast.Module) -> None:
    """Give the classes of a module `__bases__` if something there asks for them."""
    nodes = list(ast.walk(module))
    if not any(isinstance(node, ast.Attribute) and node.attr == "__bases__" for node in nodes):
        return
    for node in nodes:
        if isinstance(node, ast.ClassDef):
            bases = [copy.deepcopy(base) for base in node.bases] or [ast.Name("object", ast.Load())]
            target = ast.Name("__bases__", ast.Store())
            kept = ast.Assign([target], ast.Tuple(bases, ast.Load()))
            at = 1 if ast.get_docstring(node, False) is not None else 0
            node.body.insert(at, ast.fix_missing_locations(ast.copy_location(kept, node)))


def _is_never(test: ast.expr) -> bool:
    """Is this `__name__ == "__main__"` or `TYPE_CHECKING`? A handler is never the main program."""
    text = ast.unparse(test)
    return text in (
        "__name__ == '__main__'",
        "'__main__' == __name__",
        "TYPE_CHECKING",
        "typing.TYPE_CHECKING",
    )


class _Mangler(ast.NodeTransformer):
    """Rename `__private` to `_Class__private` inside a class, as CPython does."""

    def __init__(self, class_name: str) -> None:
        self.prefix = "_" + class_name.lstrip("_")

    def rename(self, node: ast.ClassDef) -> None:
        if self.prefix != "_":
            for child in node.body:
                self.visit(child)

    def _mangled(self, name: str) -> str:
        if name.startswith("__") and not name.endswith("__"):
            return self.prefix + name
        return name

    def visit(self, node: ast.AST) -> ast.AST:
        for field in ("id", "attr", "arg", "name"):
            value = getattr(node, field, None)
            if isinstance(value, str) and not isinstance(node, ast.alias):
                setattr(node, field, self._mangled(value))
        if isinstance(node, ast.Global | ast.Nonlocal):
            node.names = [self._mangled(name) for name in node.names]
        if isinstance(node, ast.ClassDef):
            return node  # renames for itself
        self.generic_visit(node)
        return node
