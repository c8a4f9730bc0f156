"""What is in the zip that `deploy` sends, and what is the function called?

package("examples/porch.py")   -> name porch,     handler porch.handler
package("examples/vibration")  -> name vibration, handler handler.handler
"""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from ulambda.cli.given import handler_file, read_program
from ulambda.compiler import imported_files
from ulambda.spec import UserError

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same files give the same bytes
_LEFT_OUT = {"__pycache__", "tests", "events"}
_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Package:
    """A function, ready to be sent."""

    name: str
    handler: str
    code_zip: bytes
    files: tuple[str, ...]


def package(path: str, name: str | None = None, handler: str | None = None) -> Package:
    """Zip a file or a folder and find its handler."""
    root = Path(path)
    files = _collect(root)
    name = name or (root.stem if root.is_file() else root.resolve().name)
    if not _NAME.fullmatch(name):
        raise UserError(f"{name!r} cannot be a function's name",
                        "allowed: letters, digits, - and _, at most 64",
                        f"ulambda deploy {path} --name {_repaired(name)}")  # fmt: skip
    handler = handler or _module(root) + ".handler"
    return Package(name, handler, _zip(files), tuple(files))


def _module(root: Path) -> str:
    return (handler_file(root) if root.is_dir() else root.name).removesuffix(".py")


def _collect(root: Path) -> dict[str, Path]:
    """The files to send: all of a folder; a file with those that it imports."""
    if not root.is_dir():
        given = read_program(str(root))
        beside = imported_files(given.source, given.file, given.files)
        return {name: root.parent / name for name in (root.name, *beside)}
    found = {}
    for each in sorted(root.rglob("*")):
        parts = each.relative_to(root).parts
        if each.is_file() and not any(p.startswith(".") or p in _LEFT_OUT for p in parts):
            found["/".join(parts)] = each
    return found


def _zip(files: dict[str, Path]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return buffer.getvalue()


def _repaired(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-")[:64] or "function"
