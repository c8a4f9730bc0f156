"""What is in the zip that `deploy` sends, and what is the function called?

package("examples/porch.py")   -> name porch,     handler porch.handler
package("examples/vibration")  -> name vibration, handler handler.handler
"""

import ast
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from ulambda.cli.given import read_bytes, read_source
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
    handler = handler or _find_handler(root, files)
    return Package(name, handler, _zip(files), tuple(files))


def _collect(root: Path) -> dict[str, Path]:
    if not root.is_dir():
        read_bytes(str(root))  # says what is wrong with it
        return {root.name: root}
    found = {}
    for each in sorted(root.rglob("*")):
        parts = each.relative_to(root).parts
        if each.is_file() and not any(p.startswith(".") or p in _LEFT_OUT for p in parts):
            found["/".join(parts)] = each
    return found


def _find_handler(root: Path, files: dict[str, Path]) -> str:
    """Find the one module that defines handler(); handler.py wins."""
    modules = [each for each in files if each.endswith(".py") and "/" not in each]
    able = [each for each in modules if _defines_handler(files[each])]
    if "handler.py" in able:
        able = ["handler.py"]
    if len(able) == 1:
        return able[0].removesuffix(".py") + ".handler"
    seen = f"handler() in {', '.join(able)}" if able else f"no handler() in {', '.join(modules)}"
    raise UserError(f"cannot tell which handler {root} has", seen or "no Python file",
                    f"ulambda deploy {root} --handler MODULE.FUNCTION")  # fmt: skip


def _defines_handler(path: Path) -> bool:
    try:
        tree = ast.parse(read_source(str(path)))
    except SyntaxError:
        return False
    return any(isinstance(n, ast.FunctionDef) and n.name == "handler" for n in tree.body)


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
