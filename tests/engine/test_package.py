"""A Lambda zip is untrusted: what must not be unpacked is refused before anything is stored."""

import io
import re
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ulambda.engine import package
from ulambda.engine.errors import InvalidPackage, PackageTooLarge
from ulambda.spec.image import core_length
from ulambda.vm import Machine

Build = Callable[[zipfile.ZipFile], None]


def zipped(build: Build) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        build(archive)
    return out.getvalue()


def link(archive: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("handler.py")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(info, "/etc/passwd")


def file_and_folder(archive: zipfile.ZipFile) -> None:
    archive.writestr("a", "")
    archive.writestr("a/b", "")


HOSTILE: dict[str, Build] = {
    "absolute": lambda z: z.writestr("/etc/cron.d/x", "x"),
    "parent": lambda z: z.writestr("../handler.py", "x"),
    "parent inside": lambda z: z.writestr("a/../../handler.py", "x"),
    "backslash": lambda z: z.writestr(zipfile.ZipInfo("..\\handler.py"), "x"),
    "link": link,
    "file and folder": file_and_folder,
    "bzip2": lambda z: z.writestr("handler.py", "x", zipfile.ZIP_BZIP2),
    "empty": lambda z: None,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_is_refused(name: str) -> None:
    with pytest.raises(InvalidPackage):
        package.inspect(zipped(HOSTILE[name]), "handler.handler", "python3.11")


@pytest.mark.parametrize("junk", [b"", b"PK", b"x" * 100, b"PK\x05\x06" + bytes(17)])
def test_what_is_no_zip_is_refused_in_aws_words(junk: bytes) -> None:
    with pytest.raises(InvalidPackage, match="Could not unzip uploaded file"):
        package.inspect(junk, "handler.handler", "python3.11")


def test_any_damaged_byte_is_refused_or_harmless() -> None:
    good = zipped(lambda z: z.writestr("handler.py", "x = 1\n" * 20))

    for at in range(len(good)):
        damaged = good[:at] + bytes([good[at] ^ 0x55]) + good[at + 1 :]
        try:
            package.inspect(damaged, "other.handler", "python3.11")
        except InvalidPackage:
            continue


def test_a_bomb_is_refused_by_its_announced_size() -> None:
    def bomb(archive: zipfile.ZipFile) -> None:
        for i in range(3):
            archive.writestr(f"{i}", bytes(100_000_000))

    with pytest.raises(InvalidPackage, match="Unzipped size must be smaller"):
        package.inspect(zipped(bomb), "handler.handler", "python3.11")


def test_a_member_larger_than_announced_is_refused() -> None:
    good = zipped(lambda z: z.writestr("handler.py", "x" * 1000))
    size = struct.pack("<I", 1000)

    lying = good.replace(size, struct.pack("<I", 10))

    assert lying != good
    with pytest.raises(InvalidPackage):
        package.inspect(lying, "handler.handler", "python3.11")


def test_an_encrypted_member_is_refused() -> None:
    good = bytearray(zipped(lambda z: z.writestr("handler.py", "x")))
    central = good.index(b"PK\x01\x02")
    good[6] |= 1
    good[central + 8] |= 1

    with pytest.raises(InvalidPackage, match="encrypted"):
        package.inspect(bytes(good), "handler.handler", "python3.11")


def test_more_than_fifty_megabytes_are_refused() -> None:
    with pytest.raises(PackageTooLarge):
        package.inspect(bytes(package.MAX_ZIP_BYTES + 1), "handler.handler", "python3.11")


def test_a_handler_in_the_subset_gets_an_image(zip_of: Callable[..., bytes]) -> None:
    found = package.inspect(
        zip_of("def handler(event, context):\n    return 1\n"), "handler.handler", "python3.11"
    )

    assert found.needs_cpython is None
    assert found.image is not None
    assert len(found.core) == core_length(found.image)


def test_a_handler_outside_of_the_subset_keeps_the_compilers_words(
    zip_of: Callable[..., bytes],
) -> None:
    source = "import os\n\n\ndef handler(event, context):\n    return os.getcwd()\n"

    found = package.inspect(zip_of(source), "handler.handler", "python3.11")

    assert found.image is None
    assert found.needs_cpython is not None
    assert "handler.py" in found.needs_cpython
    assert "import os" in found.needs_cpython
    first = found.needs_cpython.partition("\n")[0]  # what a placement's reason quotes
    assert re.fullmatch(r"UL\d+ [^:]*os.*", first)
    assert "error:" not in first


@pytest.mark.parametrize(
    ("handler", "reason"),
    [("absent.handler", "no module"), ("nodot", "no module"), ("syntax.f", "syntax.py")],
)
def test_what_cannot_be_compiled_still_deploys(
    zip_of: Callable[..., bytes], handler: str, reason: str
) -> None:
    code = zip_of("x = 1\n", syntax="def f(:\n")

    found = package.inspect(code, handler, "python3.11")

    assert found.image is None
    assert found.needs_cpython is not None
    assert reason in found.needs_cpython


def test_another_language_is_not_compiled(zip_of: Callable[..., bytes]) -> None:
    found = package.inspect(zip_of("x = 1\n"), "handler.handler", "nodejs20.x")

    assert found.needs_cpython == "the runtime nodejs20.x is not Python"


def test_unpack_writes_what_the_zip_holds(tmp_path: Path, zip_of: Callable[..., bytes]) -> None:
    package.unpack(zip_of("x = 1\n", pkg__mod="y = 2\n"), tmp_path)

    assert (tmp_path / "handler.py").read_text() == "x = 1\n"
    assert (tmp_path / "pkg" / "mod.py").read_text() == "y = 2\n"


def test_sources_are_read_by_name(zip_of: Callable[..., bytes]) -> None:
    code = zip_of("x = 1\n", pkg__mod="y = 2\n")

    found = package.read_sources(code, ["handler.py", "pkg/mod.py", "absent.py"])

    assert found == {"handler.py": "x = 1\n", "pkg/mod.py": "y = 2\n"}


def test_a_handler_imports_modules_of_its_zip(zip_of: Callable[..., bytes]) -> None:
    source = "from pkg.mod import y\n\n\ndef handler(event, context):\n    return y\n"
    code = zip_of(source, pkg__mod="y = [1, 2]\n", broken="def f(:\n")

    found = package.inspect(code, "handler.handler", "python3.11")

    assert found.needs_cpython is None and found.image is not None
    assert Machine(found.image).invoke({}).value == [1, 2]


def test_a_module_that_is_not_in_the_zip_keeps_a_handler_off_the_boards(
    zip_of: Callable[..., bytes],
) -> None:
    code = zip_of(
        "import pkg.absent\n\n\ndef handler(event, context):\n    return 1\n", pkg__mod=""
    )

    found = package.inspect(code, "handler.handler", "python3.11")

    assert found.image is None and found.needs_cpython is not None
    assert "pkg.absent" in found.needs_cpython
