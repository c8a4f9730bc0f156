"""Which forms of CPython's tree get simpler ones before anything looks at them?

Patterns hold the names that they capture as text; nodes take their place that hold them as
`ast.Name`, like every other assignment, so that all passes find them there.
"""

import ast
from collections.abc import Sequence


class Capture(ast.pattern):
    """`pattern as target`; without pattern it fits everything, without target it binds nothing."""

    _fields = ("pattern", "target")

    def __init__(self, pattern: ast.pattern | None = None, target: ast.Name | None = None) -> None:
        super().__init__()
        self.pattern = pattern
        self.target = target


class StarCapture(ast.pattern):
    """`*target` in a sequence pattern."""

    _fields = ("target",)

    def __init__(self, target: ast.Name | None = None) -> None:
        super().__init__()
        self.target = target


class MappingPattern(ast.pattern):
    """`{key: pattern, **target}`"""

    _fields = ("keys", "patterns", "target")

    def __init__(
        self,
        keys: Sequence[ast.expr] = (),
        patterns: Sequence[ast.pattern] = (),
        target: ast.Name | None = None,
    ) -> None:
        super().__init__()
        self.keys = list(keys)
        self.patterns = list(patterns)
        self.target = target


class _Captures(ast.NodeTransformer):
    def visit_MatchAs(self, node: ast.MatchAs) -> ast.AST:
        pattern = None if node.pattern is None else self.visit(node.pattern)
        return ast.copy_location(Capture(pattern, _name(node, node.name)), node)

    def visit_MatchStar(self, node: ast.MatchStar) -> ast.AST:
        return ast.copy_location(StarCapture(_name(node, node.name)), node)

    def visit_MatchMapping(self, node: ast.MatchMapping) -> ast.AST:
        patterns = [self.visit(pattern) for pattern in node.patterns]
        target = _name(node, node.rest)
        return ast.copy_location(MappingPattern(node.keys, patterns, target), node)


def _name(node: ast.pattern, name: str | None) -> ast.Name | None:
    return None if name is None else ast.copy_location(ast.Name(name, ast.Store()), node)


def with_captures(module: ast.Module) -> ast.Module:
    """Replace the patterns that capture.

    >>> tree = with_captures(ast.parse("match x:\\n    case [a, *b]: pass"))
    >>> [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    ['x', 'a', 'b']
    """
    if any(isinstance(node, ast.Match) for node in ast.walk(module)):
        _Captures().visit(module)
    return module
