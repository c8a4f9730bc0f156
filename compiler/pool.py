"""Which names and constants does the image hold?"""

import struct
from dataclasses import dataclass, field

from ulambda.compiler.classes import STATIC_NAMES
from ulambda.compiler.fold import Constant
from ulambda.compiler.program import shown
from ulambda.spec import image


@dataclass(slots=True)
class Pool:
    """Names and constant objects of one image, each stored once."""

    names: dict[str, int] = field(default_factory=dict)
    entries: list[str] = field(default_factory=list)  # the image's name table
    constants: dict[tuple[type, object], int] = field(default_factory=dict)
    objects: list[bytes] = field(default_factory=list)

    def name(self, text: str) -> int:
        """Return the id of a name, as people see it."""
        text = shown(text)
        if text in STATIC_NAMES:
            return STATIC_NAMES[text]
        if text not in self.names:
            self.add(text)
        return self.names[text]

    def add(self, text: str) -> None:
        """Append an entry to the image's name table (the first ones are those of global slots)."""
        text = shown(text)
        self.names[text] = len(STATIC_NAMES) + len(self.entries)
        self.entries.append(text)

    def constant(self, value: Constant) -> int:
        """Return the place of a constant object; a float is known by its bits (0.0 is not -0.0)."""
        key = (type(value), struct.pack("<d", value) if isinstance(value, float) else value)
        if key not in self.constants:
            self.constants[key] = len(self.objects)
            self.objects.append(_lay_out(value))
        return self.constants[key]

    def offsets(self) -> list[int]:
        """Image word of each constant object."""
        offsets, at = [], image.HEADER_WORDS
        for data in self.objects:
            offsets.append(at)
            at += len(data) // 4
        return offsets

    def value(self, value: object, offsets: list[int] | None) -> int:
        """Return the image's value of a constant; without offsets only see to its object."""
        if value is ...:
            return image.ELLIPSIS
        assert isinstance(value, int | float | str | bytes | None)
        word = immediate(value)
        if word is not None:
            return word
        place = self.constant(value)
        return 0 if offsets is None else offsets[place] * 4

    def string_value(self, text: str, offsets: list[int]) -> int:
        """Return the image's value of a string."""
        short = image.short_string(text)
        return offsets[self.constant(text)] * 4 if short is None else short


def immediate(value: Constant) -> int | None:
    """Return the tagged word of a value that needs no object."""
    if value is None:
        return image.NONE
    if isinstance(value, bool):
        return image.TRUE if value else image.FALSE
    if isinstance(value, int):
        return image.tag_int(value) if image.INT_MIN <= value <= image.INT_MAX else None
    return image.short_string(value) if isinstance(value, str) else None


def _lay_out(value: Constant) -> bytes:
    if isinstance(value, str):
        return image.string_object(value)
    if isinstance(value, bytes):
        return image.bytes_object(value)
    if isinstance(value, float):
        return image.float_object(value)
    assert isinstance(value, int)
    return image.int_object(value)
