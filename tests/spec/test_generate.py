"""Are the generated files what the tables say?"""

import pytest

from ulambda.spec import generate


@pytest.mark.parametrize("path", sorted(generate.outputs()))
def test_the_committed_file_follows_from_the_tables(path: str) -> None:
    committed = (generate.ROOT / path).read_text("utf-8")

    assert committed == generate.outputs()[path], f"{path} is stale\n  run:  make generate"


def test_check_says_that_nothing_is_stale(capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["--check"]) == 0
    assert capsys.readouterr().err == ""
