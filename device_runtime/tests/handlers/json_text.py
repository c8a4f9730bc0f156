"""Does json take any bytes, and write what it reads again? The handler of fuzz_json.c."""

from json import dumps, loads


def handler(event, context):
    try:
        value = loads(event)
    except (ValueError, RecursionError):
        return False
    text = dumps(value)
    assert dumps(loads(text)) == text
    return True
