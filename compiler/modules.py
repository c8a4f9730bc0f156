"""Which modules does a program consist of, and where do their sources come from?

The user's modules come through a mapping of relative paths to texts, as they lie beside the main
file or in a zip; modules of the library are files of this package. Every position of a program is
one number: the file's number in the bits above FILE_SHIFT, the line below. The main file is 0, the
files of the library have the numbers after it in every program, then come the user's other files.
"""

import ast
import difflib
import functools
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from importlib.resources.abc import Traversable

from ulambda.compiler.diagnostics import CompileError, Diagnostic, Source
from ulambda.compiler.parse import parse
from ulambda.spec.image import FILE_SHIFT, LIBRARY

INTRINSICS = "_ulambda"  # `from _ulambda.math import sqrt` means the builtin function math.sqrt
ERASED_MODULES = frozenset({"typing", "__future__", "collections.abc", "abc"})
_BUILT_IN = frozenset({"builtins", "math", "time", INTRINSICS})  # no file of the user hides these
_PLACED = ast.stmt | ast.expr | ast.arg | ast.keyword | ast.alias | ast.excepthandler | ast.pattern
_FOLDER = resources.files("ulambda.compiler") / "library"


@dataclass(slots=True, eq=False)
class Module:
    """One module: `tree` has the positions of the whole program."""

    name: str
    number: int
    source: Source
    tree: ast.Module
    package: bool = False
    library: bool = False

    @property
    def main(self) -> bool:
        return self.number == 0


@functools.cache
def library_files() -> dict[str, Source]:
    """All sources of the library by path, `math.py` or `types/str.py`, in the order of numbers."""
    found: dict[str, Source] = {}
    pending: list[tuple[str, Traversable]] = [("", _FOLDER)]
    while pending:
        prefix, folder = pending.pop()
        for entry in folder.iterdir():
            path = prefix + entry.name
            if entry.is_dir():
                pending.append((path + "/", entry))
            elif path.endswith(".py"):
                found[path] = Source(LIBRARY + path, entry.read_text(encoding="utf-8"))
    return dict(sorted(found.items()))


@functools.cache
def library_module(name: str) -> Module | None:
    """Parse a module of the library; those of `types` are called `types/str`."""
    files = library_files()
    inner = name.replace(".", "/")
    package = f"{inner}/__init__.py"
    path = package if package in files else f"{inner}.py"
    if path not in files or (path.startswith("types/") and "." in name):
        return None
    number = 1 + list(files).index(path)
    tree = parse(files[path])
    shift(tree, number << FILE_SHIFT)
    return Module(name, number, files[path], tree, path == package, library=True)


def in_library(name: str) -> ast.expr:
    """A place in a file of the library, whose functions do not show in tracebacks."""
    number = 1 + list(library_files()).index(f"{name}.py")
    line = number << FILE_SHIFT | 1
    return ast.Constant(None, lineno=line, end_lineno=line, col_offset=0, end_col_offset=0)


def is_library(node: ast.AST) -> bool:
    """Does a node stand in a file of the library?"""
    return 1 <= getattr(node, "lineno", 0) >> FILE_SHIFT <= len(library_files())


@dataclass(slots=True)
class Modules:
    """The modules of one program that were found, by name."""

    files: Mapping[str, str]  # of the user, by relative path
    folder: str = ""  # what stands before these paths in the names of files
    findings: list[Diagnostic] = field(default_factory=list)
    by_name: dict[str, Module] = field(default_factory=dict)
    user: list[Source] = field(default_factory=list)  # sources but the main one's
    used: list[str] = field(default_factory=list)  # their paths

    def load(self, name: str) -> Module | None:
        """Find a module; its package is loaded before it."""
        if name not in self.by_name:
            parent = name.rpartition(".")[0]
            if parent and (self.load(parent) is None or not self.by_name[parent].package):
                return None
            found = self._user(name)
            if found is None and "/" not in name and name != "builtins":
                found = library_module(name)
            if found is None:
                return None
            self.by_name[name] = found
        return self.by_name[name]

    def whole(self, main: Source) -> Source:
        """The main source, able to point into every file."""
        return Source(main.filename, main.text, (main, *library_files().values(), *self.user))

    def nearest(self, name: str) -> str:
        """Advise what to write in place of an unknown module."""
        paths = [path.removesuffix(".py").removesuffix("/__init__") for path in self.files]
        paths += [
            path.removesuffix(".py").removesuffix("/__init__")
            for path in library_files()
            if not path.startswith("types/")
        ]
        names = {path.replace("/", ".") for path in paths} | ERASED_MODULES
        near = difflib.get_close_matches(name, sorted(names), n=1)
        if near:
            return f"did you mean {near[0]!r}?"
        if name.partition(".")[0] in sys.stdlib_module_names:
            return "do without it, or place this function on the edge (Placement: [edge])"
        return "put the module's Python file beside the handler's"

    def _user(self, name: str) -> Module | None:
        if name.partition(".")[0] in _BUILT_IN:
            return None
        path = name.replace(".", "/")
        for file, package in ((f"{path}/__init__.py", True), (f"{path}.py", False)):
            if file in self.files:
                self.used.append(file)
                return self._parse(name, file, self.files[file], package)
        if any(file.startswith(path + "/") for file in self.files):
            return self._parse(name, path, "", True)  # a folder is a package, too
        return None

    def _parse(self, name: str, path: str, text: str, package: bool) -> Module:
        source = Source(self.folder + path, text)
        self.user.append(source)
        number = len(library_files()) + len(self.user)
        try:
            tree = parse(source)
        except CompileError as error:
            self.findings += error.diagnostics
            tree = ast.Module([], [])
        shift(tree, number << FILE_SHIFT)
        return Module(name, number, source, tree, package)


def shift(tree: ast.AST, distance: int) -> None:
    """Move a tree to the positions of its file."""
    for node in ast.walk(tree) if distance else ():
        if isinstance(node, _PLACED):
            node.lineno += distance
            node.end_lineno = (node.end_lineno or 0) + distance
