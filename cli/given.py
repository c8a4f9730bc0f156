"""How are the files and events that a user names read, and what is said when that fails?"""

import difflib
import json
import sys
from pathlib import Path

from ulambda.spec import UserError


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
