"""run, check, build and disasm on real files."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ulambda.cli import main

ROOT = Path(__file__).parents[2]
PORCH = str(ROOT / "examples" / "porch.py")
ROOMS = str(ROOT / "examples" / "rooms.py")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "program.py"


def run(*arguments: str) -> int:
    return main.run(arguments)


# --- run ---


def test_a_plain_script_prints_to_stdout(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program.write_text("total = 0\nfor n in range(5):\n    total += n\nprint(total)\n")

    status = run("run", "program.py")

    out, err = capsys.readouterr()
    assert status == 0
    assert out == "10\n"
    assert err.startswith("REPORT Duration: ")
    assert "Ran on: host" in err


def test_an_event_calls_the_handler(capsys: pytest.CaptureFixture[str]) -> None:
    status = run("run", PORCH, "-e", '{"lux": 3, "motion": true}', "-q")

    out, err = capsys.readouterr()
    assert status == 0
    assert out == 'lux 3 -> on\n{"on": true, "lux": 3}\n'
    assert err == ""


def test_an_uncaught_exception_is_a_python_traceback(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program.write_text(
        'def check(x):\n    if x > 2:\n        raise ValueError("too large: " + str(x))\n'
        "    return x\n\n\nprint(check(1))\nprint(check(3))\n"
    )

    status = run("run", "program.py", "-q")

    out, err = capsys.readouterr()
    assert status == 3
    assert out == "1\n"
    assert err == (
        "Traceback (most recent call last):\n"
        '  File "program.py", line 8, in <module>\n'
        "    print(check(3))\n"
        '  File "program.py", line 3, in check\n'
        '    raise ValueError("too large: " + str(x))\n'
        "ValueError: too large: 3\n"
    )


def test_a_program_that_does_not_fit_says_how_to_give_more(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program.write_text("items = []\nwhile True:\n    items.append(len(items) * 1.5)\n")

    status = run("run", "program.py", "--arena", "4096", "-q")

    _, err = capsys.readouterr()
    assert status == 3
    assert err.startswith("error: the program does not fit its arena: 4096 B lent, in program.py:")
    assert err.endswith("  run:  --arena 8192\n")


def test_a_program_that_never_ends_is_stopped_by_its_steps(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program.write_text("n = 0\nwhile True:\n    n = n + 1\n")

    status = run("run", "program.py", "--steps", "1000", "-q")

    _, err = capsys.readouterr()
    assert status == 3
    assert err.startswith("error: the program used up its steps: ")


def test_json_output_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    status = run("run", PORCH, "-e", '{"lux": 90}', "--output", "json")

    out, _ = capsys.readouterr()
    answer = json.loads(out)
    assert status == 0
    assert answer["status"] == "OK"
    assert answer["result"] == {"on": False, "lux": 90}
    assert answer["log"] == "lux 90 -> off\n"
    assert answer["steps"] > 0


def test_outside_of_the_subset_every_finding_is_shown(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program.write_text("import sqlite3\n\n\ndef poll():\n    return eval('1')\n")

    status = run("run", "program.py")

    out, err = capsys.readouterr()
    assert status == 1
    assert out == ""
    assert "program.py:1:" in err
    assert "program.py:5:" in err
    assert "error: outside the device subset: 2 findings in program.py\n" in err


def test_a_mistake_is_not_sent_to_the_edge(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program.write_text("print(undefined)\n")

    status = run("run", "program.py")

    assert status == 1
    assert capsys.readouterr().err.endswith(
        "error: not a program that can run: 1 finding in program.py\n"
        "  run:  ulambda explain UL109\n"
    )


def test_the_context_has_the_attributes_of_aws(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program.write_text(
        "def handler(event, context):\n"
        "    return [context.function_name, len(context.aws_request_id)]\n"
    )

    assert run("run", "program.py", "-e", "{}", "-q") == 0
    assert capsys.readouterr().out == '["program", 36]\n'


def test_a_real_process_uses_the_same_statuses_and_streams(program: Path) -> None:
    program.write_text("print('before')\nprint(1 // 0)\n")

    done = subprocess.run(
        [sys.executable, "-m", "ulambda.cli", "run", "program.py"],
        capture_output=True,
        text=True,
        check=False,
        cwd=program.parent,
    )

    assert done.returncode == 3
    assert done.stdout == "before\n"
    assert "ZeroDivisionError: integer division or modulo by zero" in done.stderr


# --- check, build, disasm ---


def test_check_tells_size_and_memory(capsys: pytest.CaptureFixture[str]) -> None:
    status = run("check", PORCH)

    out, _ = capsys.readouterr()
    assert status == 0
    assert out.splitlines()[0].split() == ["file", "image", "bytes", "arena", "to", "start", "fits"]
    assert out.splitlines()[1].endswith("yes")


def test_check_says_where_a_file_can_run_instead(capsys: pytest.CaptureFixture[str]) -> None:
    status = run("check", PORCH, ROOMS)

    out, err = capsys.readouterr()
    assert status == 1
    assert "no: CPython at edge or cloud only" in out
    assert "rooms.py:" in err
    assert "ulambda deploy" in err


def test_check_in_json_has_every_finding(capsys: pytest.CaptureFixture[str]) -> None:
    status = run("check", ROOMS, "--output", "json")

    (fit,) = json.loads(capsys.readouterr().out)
    assert status == 1
    assert fit["in_subset"] is False
    assert fit["diagnostics"][0]["line"] == 7
    assert fit["diagnostics"][0]["rule"].startswith("UL")


def test_build_writes_an_image_that_disasm_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run("build", PORCH, "-o", str(tmp_path / "out"))

    out, err = capsys.readouterr()
    image = tmp_path / "out" / "porch.ulb"
    assert status == 0
    assert str(image.stat().st_size) in out
    assert err.startswith("Next: ulambda disasm ")

    assert run("disasm", str(image)) == 0
    from_image = capsys.readouterr().out
    assert run("disasm", PORCH) == 0
    assert "handler" in from_image
    assert "handler" in capsys.readouterr().out


def test_disasm_refuses_what_is_not_an_image(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.ulb").write_bytes(b"hello, I am no image")

    status = run("disasm", str(tmp_path / "x.ulb"))

    _, err = capsys.readouterr()
    assert status == 1
    assert "not an image" in err


# --- programs of several files ---


@pytest.fixture
def several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg" / "__init__.py").write_text("from .deep import check\n")
    (tmp_path / "pkg" / "deep.py").write_text("def check(n):\n    return 10 // n\n")
    (tmp_path / "handler.py").write_text(
        "import pkg\n\n\ndef handler(event, context):\n    return pkg.check(event)\n"
    )
    return tmp_path


@pytest.mark.parametrize("given", ["handler.py", "."])
def test_a_handler_imports_what_lies_beside_it(
    several: Path, given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (several / "event.json").write_text("4")

    status = run("run", given, "-e", "event.json", "-q")

    assert (status, capsys.readouterr().out) == (0, "2\n")


def test_a_traceback_goes_through_the_files(
    several: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (several / "event.json").write_text("0")

    status = run("run", "handler.py", "-e", "event.json", "-q")

    assert status == 3
    assert capsys.readouterr().err == (
        "Traceback (most recent call last):\n"
        '  File "handler.py", line 5, in handler\n'
        "    return pkg.check(event)\n"
        '  File "pkg/deep.py", line 2, in check\n'
        "    return 10 // n\n"
        "ZeroDivisionError: integer division or modulo by zero\n"
    )


def test_check_finds_what_is_wrong_in_every_file(
    several: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (several / "pkg" / "deep.py").write_text("def check(n):\n    return nowhere\n")

    status = run("check", "--output", "json", "handler.py")

    (fit,) = json.loads(capsys.readouterr().out)
    assert status != 0
    assert [(each["file"], each["line"]) for each in fit["diagnostics"]] == [("pkg/deep.py", 2)]


def test_check_says_where_a_module_body_needs_the_board(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program.write_text(
        "table = [1]\nprint(table)\n\n\ndef handler(event, context):\n    return 1\n"
    )

    status = run("check", "program.py")

    err = capsys.readouterr().err
    assert status == 0
    assert "program.py:2:1: note: from here on the module body runs at the start" in err


def test_check_refuses_a_module_body_that_raises(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program.write_text("table = [1]\nx = table[3]\n")

    status = run("check", "program.py")

    err = capsys.readouterr().err
    assert status != 0
    assert "program.py:2:1: error: importing this raises IndexError: list index out of range" in err
