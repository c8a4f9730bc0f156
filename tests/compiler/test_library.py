"""Is every file of the library in the device subset, and is it Python that CPython runs?"""

import math
import sys
import time
import types
from collections.abc import Iterator
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path

import pytest

from ulambda import compiler
from ulambda.compiler import compile_source
from ulambda.compiler.link import library_items
from ulambda.compiler.modules import library_files
from ulambda.compiler.program import shown
from ulambda.spec import Err, builtins
from ulambda.spec.image import LIBRARY
from ulambda.vm.machine import verify

FILES = sorted(library_files())
FOLDER = Path(compiler.__file__).parent / "library"


@pytest.fixture
def intrinsics() -> Iterator[None]:
    """Put CPython's own functions in the place of the interpreter's."""
    root = types.ModuleType("_ulambda")
    root.__dict__["native"] = lambda function: function
    made = {"_ulambda": root}
    for dotted in (*builtins.FUNCTIONS, *builtins.CONSTANTS):
        module, _, name = dotted.rpartition(".")
        full = f"_ulambda.{module}"
        if module and full not in made:
            made[full] = types.ModuleType(full)
        if module:
            own = {"math": math, "time": time}.get(module)
            made[full].__dict__[name] = getattr(own, name, None)
    before = {*sys.modules}
    sys.modules.update(made)
    sys.meta_path.insert(0, _PrivateModules())
    yield
    del sys.meta_path[0]
    for name in {*sys.modules} - before:
        if name in made or _file(name).exists():
            del sys.modules[name]


def _file(name: str) -> Path:
    """The file of a module of the library that has no namesake in CPython."""
    return FOLDER / f"{name}.py" if name.startswith("_") else FOLDER / "no such file"


class _PrivateModules(MetaPathFinder):
    """Finds what library modules share among themselves."""

    def find_spec(
        self, name: str, path: object, target: types.ModuleType | None = None
    ) -> ModuleSpec | None:
        return spec_from_file_location(name, _file(name)) if _file(name).exists() else None


def _name(path: str) -> str:
    """What the library calls a file: "types/str", "botocore.exceptions"."""
    name = path.removesuffix(".py").removesuffix("/__init__")
    return name if name.startswith("types/") else name.replace("/", ".")


def _everything(path: str) -> str:
    """A program that mentions all that a file offers."""
    name = _name(path)
    bound = {n for item in library_items(name).items for n in item.binds}
    names = sorted(shown(n) for n in bound if n.startswith(f"{name}:") and shown(n)[0] != "_")
    if "/" in name:
        uses = [f"x.{n}" for n in names]
    else:
        uses = names if name == "builtins" else [f"{name}.{n}" for n in names]
    head = "" if name == "builtins" or "/" in name else f"import {name}\n"
    return head + "def handler(x):\n" + "".join(f"    x({use})\n" for use in ["x", *uses])


@pytest.mark.parametrize("path", FILES)
def test_compiles_whole(path: str) -> None:
    program = compile_source(_everything(path), "main.py")

    assert verify(program.image(strip=True)) is Err.OK


@pytest.mark.parametrize("path", FILES)
def test_links(path: str) -> None:
    found = library_items(_name(path))

    assert all(item.node.lineno for item in found.items)
    if path.startswith("types/"):
        assert path.removeprefix("types/").removesuffix(".py") in builtins.TYPES


@pytest.mark.parametrize("path", FILES)
@pytest.mark.usefixtures("intrinsics")
def test_runs_on_cpython(path: str) -> None:
    code = compile(library_files()[path].text, LIBRARY + path, "exec")
    module = types.ModuleType("library_" + path.replace("/", "_").removesuffix(".py"))

    exec(code, module.__dict__)

    own = [f for f in vars(module).values() if isinstance(f, types.FunctionType | type | property)]
    assert own or path in ("time.py", "_unicode.py", "botocore/__init__.py")
