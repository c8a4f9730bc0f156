"""How are the files and events that a user names read, and what is said when that fails?"""

import ast
import difflib
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ulambda.spec import UserError

_DEPTH = 4  # levels of folders that are searched for packages


def read_source(path: str) -> str:
    """Read a Python file, or name a file that may have been meant."""
    try:
        return Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UserError(
            f"{path} is not UTF-8 text", f"byte {error.start}", f"file {path}"
        ) from None
    except OSError as error:
        raise UserError(f"cannot read {path}", _reason(error), _nearest(path)) from None


@dataclass(frozen=True, slots=True)
class Given:
    """A program that a user named: its main file, and the files beside it."""

    file: str
    source: str
    files: Mapping[str, str]


def read_program(path: str) -> Given:
    """Read a Python file, or the one of a folder that defines handler()."""
    root = Path(path)
    file = str(root / handler_file(root)) if root.is_dir() else path
    return Given(file, read_source(file), Folder(Path(file).parent))


def handler_file(folder: Path) -> str:
    """Find the one module of a folder that defines handler(); handler.py wins."""
    modules = sorted(each.name for each in folder.glob("*.py"))
    able = [each for each in modules if _defines_handler(folder / each)]
    if "handler.py" in able:
        able = ["handler.py"]
    if len(able) == 1:
        return able[0]
    seen = f"handler() in {', '.join(able)}" if able else f"no handler() in {', '.join(modules)}"
    raise UserError(f"cannot tell which handler {folder} has", seen or "no Python file",
                    f"ulambda deploy {folder} --handler MODULE.FUNCTION")  # fmt: skip


def _defines_handler(path: Path) -> bool:
    try:
        tree = ast.parse(read_source(str(path)))
    except SyntaxError:
        return False
    return any(isinstance(n, ast.FunctionDef) and n.name == "handler" for n in tree.body)


class Folder(Mapping[str, str]):
    """The Python files below a folder, by relative path; read when they are asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def __getitem__(self, name: str) -> str:
        try:
            return (self._root / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise KeyError(name) from None

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and (self._root / name).is_file()

    def __iter__(self) -> Iterator[str]:
        for depth in range(_DEPTH):
            for path in self._root.glob("*/" * depth + "*.py"):
                yield path.relative_to(self._root).as_posix()

    def __len__(self) -> int:
        return sum(1 for _ in self)


def read_bytes(path: str) -> bytes:
    """Read any file."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UserError(f"cannot read {path}", _reason(error), _nearest(path)) from None


def read_event(given: str) -> object:
    """Parse an event: JSON text itself, a file, or `-` for stdin.

    >>> read_event('{"lux": 3}')
    {'lux': 3}
    """
    value: object = json.loads(read_event_text(given))
    return value


def read_event_text(given: str) -> str:
    """Return the JSON text of an event as it was written, after a look whether it is JSON."""
    text, place = _event_text(given)
    try:
        json.loads(text)
    except ValueError as error:
        raise UserError(
            f"the event in {place} is not JSON", str(error), "python3 -m json.tool EVENT_FILE"
        ) from None
    return text


def _event_text(given: str) -> tuple[str, str]:
    if given == "-":
        return sys.stdin.read(), "stdin"
    if given.lstrip()[:1] in ("{", "[", '"'):
        return given, "the option -e"
    return read_source(given), given


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _nearest(path: str) -> str:
    folder = Path(path).parent
    if not folder.is_dir():
        return f"ls {folder.parent}"
    names = [entry.name for entry in folder.iterdir() if entry.is_file()]
    near = difflib.get_close_matches(Path(path).name, names, n=1)
    return f"ls {folder / near[0]}   (was this meant?)" if near else f"ls {folder}"
