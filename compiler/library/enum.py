"""What does `import enum` offer? Classes are the compiler's work (expand_enum.py)."""

from _enum import CONFORM, EJECT, KEEP, STRICT, Enum, Flag, IntEnum, IntFlag, StrEnum

__all__ = [
    "CONFORM", "EJECT", "KEEP", "STRICT", "Enum", "Flag", "IntEnum", "IntFlag", "StrEnum", "auto",
    "unique",
]  # fmt: skip


def auto():
    raise TypeError("auto() must be the value of a member")


def unique(enumeration):
    raise TypeError("unique() must decorate a class statement")
