"""What `deploy` sends."""

import io
import zipfile
from pathlib import Path

import pytest

from ulambda.cli.package import package
from ulambda.spec import UserError

HANDLER = "def handler(event, context):\n    return event\n"


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")


def test_a_file_gives_its_name_to_the_function(tmp_path: Path) -> None:
    write(tmp_path, porch=HANDLER)

    packed = package(str(tmp_path / "porch.py"))

    assert (packed.name, packed.handler, packed.files) == ("porch", "porch.handler", ("porch.py",))


def test_a_folder_is_zipped_without_hidden_files_and_tests(tmp_path: Path) -> None:
    folder = tmp_path / "drift"
    (folder / "tests").mkdir(parents=True)
    (folder / ".git").mkdir()
    write(folder, handler=HANDLER, maths="")
    write(folder / "tests", test_handler="")
    (folder / ".git" / "config").write_text("", encoding="utf-8")

    packed = package(str(folder))

    assert packed.name == "drift"
    assert packed.handler == "handler.handler"
    assert zipfile.ZipFile(io.BytesIO(packed.code_zip)).namelist() == ["handler.py", "maths.py"]


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path, a=HANDLER)

    first = package(str(tmp_path / "a.py")).code_zip
    (tmp_path / "a.py").touch()

    assert package(str(tmp_path / "a.py")).code_zip == first


def test_the_one_module_with_a_handler_is_found(tmp_path: Path) -> None:
    write(tmp_path, light=HANDLER, words="TEXT = 1\n")

    assert package(str(tmp_path), name="f").handler == "light.handler"


def test_two_handlers_are_ambiguous(tmp_path: Path) -> None:
    write(tmp_path, a=HANDLER, b=HANDLER)

    with pytest.raises(UserError) as caught:
        package(str(tmp_path), name="f")

    assert caught.value.seen == "handler() in a.py, b.py"
    assert caught.value.hint.endswith("--handler MODULE.FUNCTION")


def test_a_name_that_aws_refuses_is_repaired_in_the_hint(tmp_path: Path) -> None:
    write(tmp_path, a=HANDLER)

    with pytest.raises(UserError) as caught:
        package(str(tmp_path / "a.py"), name="Living Room!")

    assert caught.value.hint.endswith("--name Living-Room")


def test_a_missing_file_is_said_before_anything_else(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such file"):
        package(str(tmp_path / "none.py"))


def test_a_file_brings_the_modules_that_it_imports(tmp_path: Path) -> None:
    (tmp_path / "pkg").mkdir()
    write(tmp_path, porch="import pkg.inner, math\n" + HANDLER, unused="x = 1\n")
    write(tmp_path / "pkg", __init__="", inner="from . import more\n", more="", other="")

    packed = package(str(tmp_path / "porch.py"))

    assert packed.files == ("porch.py", "pkg/__init__.py", "pkg/inner.py", "pkg/more.py")
