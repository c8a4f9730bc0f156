"""Do the tables of Unicode say what CPython says?"""

import sys
import unicodedata

import pytest

from ulambda.compiler import compile_source, unicode_tables
from ulambda.spec import Err
from ulambda.vm.machine import Machine

# One of every few characters up to the end of the scripts with case, and all of the Latin ones.
SAMPLE = [*range(0x80, 0x250), *range(0x250, 0x3000, 19), *range(0xA640, 0x1E944, 997), 0x10FFFF]
METHODS = [
    *("lower", "upper", "title", "capitalize", "casefold", "swapcase"),
    *("isalpha", "isalnum", "isdecimal", "isdigit", "isnumeric", "isidentifier", "isprintable"),
    *("islower", "isupper", "istitle"),
]


@pytest.mark.skipif(
    unicodedata.unidata_version != "14.0.0", reason=f"Unicode of {sys.version_info}"
)
def test_committed_tables_are_those_of_cpython() -> None:
    assert unicode_tables.TARGET.read_text(encoding="utf-8") == unicode_tables.text()


@pytest.mark.parametrize("method", METHODS)
def test_method_says_what_cpython_says(method: str) -> None:
    source = f"def handler(event, context):\n    return [c.{method}() for c in event]\n"
    image = compile_source(source, "h.py").image(strip=True)
    characters = [chr(code) for code in SAMPLE if not 0xD800 <= code < 0xE000]
    words = ["ΑΣ", "ΑΣ ΒΣ", "Σ", "ΑΣΑ", "ǆx", "ﬁn", "straße", "İstanbul", "ŉa", "x²", "Ⅷ", "٣a"]

    report = Machine(image, arena_bytes=1 << 19, steps=400_000_000).call(
        "handler", [[*characters, *words], None]
    )

    assert report.status is Err.OK
    assert report.value == [getattr(text, method)() for text in [*characters, *words]]
