"""Reading what the user names."""

import io
from pathlib import Path

import pytest

from ulambda.cli.given import read_event, read_event_text, read_source
from ulambda.spec import UserError


def test_an_event_can_be_json_text_a_file_or_stdin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "event.json"
    file.write_text('{"a": [1, 2.50]}', encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO('"from stdin"'))

    assert read_event('{"a": 1}') == {"a": 1}
    assert read_event(str(file)) == {"a": [1, 2.5]}
    assert read_event("-") == "from stdin"


def test_the_text_of_an_event_is_sent_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_text('{"a":  2.50}', encoding="utf-8")

    assert read_event_text(str(file)) == '{"a":  2.50}'


def test_a_broken_event_says_where_it_breaks(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        read_event('{"a": }')

    assert caught.value.what == "the event in the option -e is not JSON"
    assert "line 1 column 7" in caught.value.seen


def test_a_missing_file_suggests_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "porch.py").write_text("", encoding="utf-8")

    with pytest.raises(UserError) as caught:
        read_source(str(tmp_path / "proch.py"))

    assert caught.value.seen == "no such file or directory"
    assert caught.value.hint == f"ls {tmp_path / 'porch.py'}   (was this meant?)"


def test_a_folder_is_not_a_source_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a directory"):
        read_source(str(tmp_path))


def test_a_file_that_is_not_text_says_at_which_byte(tmp_path: Path) -> None:
    file = tmp_path / "image.py"
    file.write_bytes(b"ab\xff")

    with pytest.raises(UserError, match="byte 2"):
        read_source(str(file))
