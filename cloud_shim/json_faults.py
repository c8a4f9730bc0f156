"""Where is a payload not JSON, in the words of AWS's parser?"""

import json

_WHERE = "\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); "
_EXPECTED = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"


def json_fault(payload: bytes) -> str | None:
    """Return what is wrong with the payload, None when nothing is."""
    try:
        _DECODER.decode(payload.decode("utf-8"))
    except UnicodeDecodeError as fault:
        byte = payload[fault.start]
        return f"Invalid UTF-8 start byte 0x{byte:02x}{_at(payload, fault.start + 1)}"
    except json.JSONDecodeError as fault:
        return _syntax_fault(fault, payload)
    except RecursionError:
        return f"Document nesting depth exceeds the maximum allowed (1000){_at(payload, 0)}"
    except ValueError as fault:
        return f"{fault}{_at(payload, 0)}"
    return None


def _refuse(name: str) -> object:
    raise ValueError(f"Non-standard token '{name}': enable `JsonReadFeature` to allow")


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def _syntax_fault(fault: json.JSONDecodeError, payload: bytes) -> str:
    text, start = fault.doc, fault.pos
    where = f"{_WHERE}line: {fault.lineno}, column: {fault.colno}]"
    if start >= len(text):
        return f"Unexpected end-of-input{where}"
    word = text[start : start + 64].split()[0] if not text[start].isspace() else ""
    if word[:1].isalpha():
        return f"Unrecognized token '{word}': was expecting {_EXPECTED}{where}"
    shown = _character(text[start])
    return f"Unexpected character ({shown}): expected a valid value {_EXPECTED}{where}"


def _character(character: str) -> str:
    code = ord(character)
    if code < 32 or 127 <= code < 160:
        return f"(CTRL-CHAR, code {code})"
    return f"'{character}' (code {code})"


def _at(payload: bytes, offset: int) -> str:
    line = payload.count(b"\n", 0, offset) + 1
    column = offset - (payload.rfind(b"\n", 0, offset) + 1) + 1
    return f"{_WHERE}line: {line}, column: {column}]"
