"""Which characters are letters, digits or of some case? Makes compiler/library/_unicode.py.

`python -m ulambda.compiler.unicode_tables` writes the tables anew, from the Unicode data of the
CPython that runs it (3.11: Unicode 14). A set is the places where membership changes; a mapping is
runs of characters with one distance to what they become; numbers are written in base 128, digits
that another one follows with 128 added. So tables of a few hundred bytes do.
"""

import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

TARGET = Path(__file__).parent / "library" / "_unicode.py"
ALL = [chr(code) for code in range(128, 0x110000) if not 0xD800 <= code < 0xE000]
HEAD = '''"""Which characters beyond ASCII are letters, digits or of some case?

Made by `python -m ulambda.compiler.unicode_tables`, Unicode {version}. Do not edit.
"""

# fmt: off
'''

SETS: dict[str, Callable[[str], bool]] = {
    "ALPHA": str.isalpha,
    "DECIMAL": str.isdecimal,
    "DIGIT": str.isdigit,
    "NUMERIC": str.isnumeric,
    "LOWER": str.islower,
    "UPPER": str.isupper,
    "TITLE": lambda char: unicodedata.category(char) == "Lt",
    "HIDDEN": lambda char: not char.isprintable(),
    "NAME_START": str.isidentifier,
    "NAME_PART": lambda char: ("a" + char).isidentifier(),
}
MAPPINGS: dict[str, Callable[[str], str]] = {
    "TO_LOWER": str.lower,
    "TO_UPPER": str.upper,
    "TO_TITLE": str.title,
    "FOLD": str.casefold,
}


def number(value: int) -> bytes:
    """Write a number in base 128.

    >>> number(300)
    b'\\x82,'
    """
    digits = [value & 127]
    while value := value >> 7:
        digits.append(value & 127 | 128)
    return bytes(reversed(digits))


def changes(member: Callable[[str], bool]) -> bytes:
    """Write the places where membership changes, each as the distance to the one before."""
    table = b""
    before, inside = 0, False
    for char in ALL:
        if member(char) is not inside:
            table += number(ord(char) - before)
            before, inside = ord(char), not inside
    return table


def runs(mapping: Callable[[str], str]) -> Iterator[tuple[int, int, int, int]]:
    """Find (first, count, step, distance) of characters that become others of one character."""
    pairs = [(ord(c), ord(mapping(c)) - ord(c)) for c in ALL if len(mapping(c)) == 1]
    moved = [(code, distance) for code, distance in pairs if distance]
    while moved:
        first, distance = moved[0]
        best: tuple[int, int] = (1, 1)
        for step in (1, 2):
            count = 1
            while count < len(moved) and moved[count] == (first + count * step, distance):
                count += 1
            best = max(best, (count, step))
        count, step = best
        yield first, count, step, distance
        moved = moved[count:]


def shifts(mapping: Callable[[str], str]) -> bytes:
    """Write the runs: distance to the last one's start, count and step, zigzag of the shift."""
    table = b""
    before = 0
    for first, count, step, distance in runs(mapping):
        zigzag = distance * 2 if distance >= 0 else -distance * 2 - 1
        table += number(first - before) + number(count * 2 + step - 1) + number(zigzag)
        before = first
    return table


def specials(mapping: Callable[[str], str]) -> str:
    """List characters that become several: each, what it becomes, a space."""
    return "".join(f"{char}{mapping(char)} " for char in ALL if len(mapping(char)) > 1)


def literal(name: str, value: bytes | str) -> Iterable[str]:
    """Write an assignment in lines that are not too long."""
    yield f"{name} = ("
    step = 20 if isinstance(value, bytes) else 14
    for at in range(0, max(len(value), 1), step):
        part = value[at : at + step]
        yield f"    {part!r}" if isinstance(part, bytes) else f"    {part!a}"
    yield ")"


def text() -> str:
    """Make the whole file."""
    lines = [HEAD.format(version=unicodedata.unidata_version)]
    for name, member in SETS.items():
        lines += literal(name, changes(member))
    for name, mapping in MAPPINGS.items():
        lines += literal(name, shifts(mapping))
        lines += literal(f"{name}_MORE", specials(mapping))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if sys.version_info[:2] != (3, 11):
        sys.exit("the tables are those of CPython 3.11")
    TARGET.write_text(text(), encoding="utf-8")
