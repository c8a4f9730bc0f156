"""What is in the zip that a client uploaded, and can the interpreter run it?

A Lambda zip is untrusted: names that leave the task folder, links, encrypted members, sizes over
AWS's limits and zip bombs are refused here, once; afterwards `unpack` and `read_sources` may trust
it. `inspect` compiles the handler's module; when that is not possible the compiler's words are kept
as the reason why the function runs on CPython only.
"""

import hashlib
import importlib.util
import io
import logging
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ulambda.compiler import CompileError, compile_source
from ulambda.engine.errors import InvalidPackage, PackageTooLarge
from ulambda.engine.initialise import run_body
from ulambda.spec import UlambdaError
from ulambda.spec.image import strip

MAX_ZIP_BYTES = 52_428_800
MAX_UNZIPPED_BYTES = 262_144_000
MAX_MEMBERS = 50_000
_CHUNK = 1 << 20
_ENCRYPTED = 0x1
_log = logging.getLogger(__name__)
# What zipfile raises on damaged input.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Package:
    """What inspection found: the image, or the reason why there is none."""

    code_digest: str
    code_size: int
    image: bytes | None
    needs_cpython: str | None

    @property
    def image_digest(self) -> str | None:
        """The name of the image in the content-addressed store."""
        return digest(self.image) if self.image is not None else None

    @property
    def core(self) -> bytes:
        """The image without its debug section, as a board holds it."""
        return strip(self.image) if self.image is not None else b""


def digest(content: bytes) -> str:
    """Hex SHA-256, the name of a blob."""
    return hashlib.sha256(content).hexdigest()


def inspect(code_zip: bytes, handler: str, runtime: str) -> Package:
    """Check the zip and compile its handler, once per code digest and handler."""
    with _open(code_zip) as archive:
        _check(archive)
        image, reason = _compile(archive, handler, runtime)
    return Package(digest(code_zip), len(code_zip), image, reason)


def read_sources(code_zip: bytes, names: Iterable[str]) -> dict[str, str]:
    """Those of the named Python files that are there and text, as {file name: source}."""
    with _open(code_zip) as archive:
        files = _Files(archive)
        return {name: files[name] for name in names if name in files}


class _Files(Mapping[str, str]):
    """The Python files of a checked zip by name; those that are no text are not there."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name for name in archive.namelist() if name.endswith(".py")}

    def __getitem__(self, name: str) -> str:
        if name not in self._names:
            raise KeyError(name)
        try:
            return importlib.util.decode_source(self._archive.read(name))
        except (SyntaxError, UnicodeDecodeError):
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def unpack(code_zip: bytes, folder: Path) -> None:
    """Write the members of a checked zip below `folder`, readable by everyone, as AWS does."""
    with _open(code_zip) as archive:
        for info in _check(archive):
            target = folder / info.filename
            if info.is_dir():
                target.mkdir(parents=True, exist_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(info) as member, target.open("wb") as out:
                while chunk := member.read(_CHUNK):
                    out.write(chunk)
            target.chmod(0o755 if info.external_attr >> 16 & stat.S_IXUSR else 0o644)


def _open(code_zip: bytes) -> zipfile.ZipFile:
    if len(code_zip) > MAX_ZIP_BYTES:
        raise PackageTooLarge(
            f"Zipped size must be smaller than {MAX_ZIP_BYTES} bytes",
            f"{len(code_zip)} bytes",
            "leave out what the runtime already has: zip -r code.zip . -x '*.pyc' 'tests/*'",
        )
    try:
        return zipfile.ZipFile(io.BytesIO(code_zip))
    except _DAMAGE as why:
        raise _bad(str(why)) from None


def _bad(seen: str) -> InvalidPackage:
    return InvalidPackage(
        "Could not unzip uploaded file. Please check your file, then try to upload again.",
        seen,
        "build the file anew and list it: zip code.zip handler.py && unzip -t code.zip",
    )


def _check(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Refuse what must not be unpacked; every member is read once, so sizes and CRCs are real."""
    members = archive.infolist()
    if not members:
        raise InvalidPackage(
            "Uploaded file must be a non-empty zip",
            "no members",
            "add the handler's file: zip code.zip handler.py",
        )
    if len(members) > MAX_MEMBERS:
        raise _bad(f"{len(members)} members, at most {MAX_MEMBERS} are taken")
    if sum(info.file_size for info in members) > MAX_UNZIPPED_BYTES:
        raise InvalidPackage(
            f"Unzipped size must be smaller than {MAX_UNZIPPED_BYTES} bytes",
            f"{sum(info.file_size for info in members)} bytes",
            "ship fewer dependencies: unzip -l code.zip | sort -n | tail",
        )
    _check_names(members)
    for info in members:
        _check_member(archive, info)
    return members


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    files = {PurePosixPath(info.filename) for info in members if not info.is_dir()}
    folders = {PurePosixPath(info.filename) for info in members if info.is_dir()}
    folders |= {parent for path in files for parent in path.parents}
    if clash := files & folders:
        raise _bad(f"{min(clash)} is a file and a folder")


def _check_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    name, mode = info.filename, info.external_attr >> 16
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or not path.parts:
        raise _bad(f"the member {name!r} would be written outside of the task folder")
    if stat.S_ISLNK(mode):
        raise _bad(f"the member {name!r} is a symbolic link")
    if info.flag_bits & _ENCRYPTED:
        raise _bad(f"the member {name!r} is encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _bad(f"the member {name!r} is neither stored nor deflated")
    try:
        size = sum(len(chunk) for chunk in _chunks(archive, info))
    except _DAMAGE as why:
        raise _bad(f"{name}: {why}") from None
    if size != info.file_size:
        raise _bad(f"{name}: {size} bytes instead of {info.file_size}")


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            yield chunk


def _compile(
    archive: zipfile.ZipFile, handler: str, runtime: str
) -> tuple[bytes | None, str | None]:
    if not runtime.startswith("python3"):
        return None, f"the runtime {runtime} is not Python"
    module, _, entry = handler.rpartition(".")
    module = module.replace("/", ".")
    stem, names = module.replace(".", "/"), set(archive.namelist())
    found = [name for name in (f"{stem}.py", f"{stem}/__init__.py") if module and name in names]
    if not found:
        return None, f"the package has no module for the handler {handler!r}"
    filename = found[0]
    try:
        text = importlib.util.decode_source(archive.read(filename))
        program = compile_source(
            text, filename, entry=entry, files=_Files(archive), module=module, run=run_body
        )
        return program.image(), None
    except CompileError as error:
        return None, _diagnosed(error)
    except (UlambdaError, SyntaxError, UnicodeDecodeError) as why:
        return None, f"{filename} could not be compiled: {why}"
    except Exception as why:  # noqa: BLE001 - our bug must not keep a function from running
        _log.exception("the compiler failed on %s", filename)
        return None, f"{filename} could not be compiled: internal error {why!r}"


def _diagnosed(error: CompileError) -> str:
    """The first finding in one line, as a reason quotes it; then all of them, with their places."""
    found = error.diagnostics
    if not found:
        return str(error)
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    first = f"{found[0].rule} {found[0].message}{more}"
    return "\n".join([first, *(item.render() for item in found)])
