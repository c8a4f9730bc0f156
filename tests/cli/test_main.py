"""Exit statuses, streams and the form of messages, through the real entry point."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ulambda.cli import main

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> int:
    return main.run(arguments)


def test_an_unknown_verb_is_a_usage_error_with_a_suggestion(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = run("invok", "porch")

    out, err = capsys.readouterr()
    assert status == 2
    assert out == ""
    assert err == ("error: no such verb: invok (did you mean: invoke?)\n  run:  ulambda --help\n")


def test_an_unknown_option_names_the_verb_whose_help_to_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = run("doctor", "--fast")

    _, err = capsys.readouterr()
    assert status == 2
    assert err.startswith("error: No such option '--fast'")
    assert err.endswith("  run:  ulambda doctor --help\n")


def test_errors_are_json_objects_in_json_mode(capsys: pytest.CaptureFixture[str]) -> None:
    status = run("run", "--output", "json", "examples/nothing.py")

    out, err = capsys.readouterr()
    assert status == 1
    assert out == ""
    assert json.loads(err)["error"]["what"] == "cannot read examples/nothing.py"


def test_no_arguments_print_help_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    status = run()

    out, err = capsys.readouterr()
    assert status == 2
    assert out == ""
    assert err.startswith("Examples:\n")


def test_help_is_data_and_begins_with_examples(capsys: pytest.CaptureFixture[str]) -> None:
    status = run("invoke", "--help")

    out, err = capsys.readouterr()
    assert status == 0
    assert out.startswith("Examples:\n  ulambda invoke porch")
    assert err == ""


def test_a_defect_of_ours_is_told_without_a_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(context: object) -> None:
        raise ZeroDivisionError("oh no")

    monkeypatch.setattr(main.cli, "invoke", broken)

    status = run("doctor")

    _, err = capsys.readouterr()
    assert status == 1
    assert err == (
        "error: ulambda itself failed: ZeroDivisionError: oh no\n  run:  ulambda --debug doctor\n"
    )


def test_debug_shows_the_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(context: object) -> None:
        raise ZeroDivisionError("oh no")

    monkeypatch.setattr(main.cli, "invoke", broken)

    status = run("--debug", "doctor")

    _, err = capsys.readouterr()
    assert status == 1
    assert "Traceback (most recent call last)" in err


def test_help_does_not_import_boto3_or_the_compiler() -> None:
    script = (
        "import sys\n"
        "from ulambda.cli import main\n"
        "status = main.run(['--help'])\n"
        "heavy = {'boto3', 'botocore', 'rich', 'ulambda.compiler', 'ulambda.engine'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert done.stdout.endswith("[]\n")


def test_the_rule_that_a_diagnostic_names_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", "UL117") == 0
    assert capsys.readouterr().out == (
        "UL117  reflection\n\nattribute … is not in the device subset\n"
        "help: place this function on the edge (Placement: [edge])\n\n"
        "Broken by:\n\n    def f(x):\n        return x.__weakref__\n"
    )


def test_an_unknown_rule_suggests_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", "UL1177") == 1
    assert capsys.readouterr().err == "error: no rule UL1177\n  run:  ulambda explain UL117\n"
