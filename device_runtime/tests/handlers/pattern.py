"""Does re take any pattern, and match where it says? The handler of fuzz_pattern.c."""

import re


def handler(event, context):
    at = 1 + event[0]
    pattern, text = event[1:at].decode("latin-1"), event[at:].decode("latin-1")
    try:
        compiled = re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    last = 0
    for match in compiled.finditer(text):
        start, end = match.span()
        assert last <= start <= end <= len(text) and match.group() == text[start:end]
        assert compiled.match(text, start) is not None
        last = end
    assert compiled.sub(lambda match: match.group(), text) == text
    assert compiled.fullmatch(text) is None or compiled.match(text) is not None
    return True
