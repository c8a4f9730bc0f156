"""Which methods of bytearray are written in Python?"""

import _bytes
import _encoding
import _text
from _percent import format_bytes
from _translate import bytes_table, translate_bytes


def capitalize(self, /):
    """Return a copy that starts in upper case and goes on in lower case."""
    return self[:1].upper() + self[1:].lower()


def title(self, /):
    """Return a copy in which words start in upper case."""
    return _bytes.recase(self, True)


def swapcase(self, /):
    """Return a copy with upper and lower case exchanged."""
    return _bytes.recase(self, False)


def expandtabs(self, /, tabsize=8):
    """Return a copy in which tabs are filled up with spaces."""
    return _text.expandtabs(self, tabsize, b"\t", b"\n\r")


def ljust(self, width, fillchar=b" ", /):
    """Fill up on the right."""
    return _text.justify(self, width, fillchar, "ljust")


def rjust(self, width, fillchar=b" ", /):
    """Fill up on the left."""
    return _text.justify(self, width, fillchar, "rjust")


def center(self, width, fillchar=b" ", /):
    """Fill up on both sides."""
    return _text.justify(self, width, fillchar, "center")


def zfill(self, width, /):
    """Fill up with zeros behind the sign."""
    pad = range(width).stop - len(self)
    if pad <= 0:
        return self[:]
    sign = 1 if self[:1] in (b"+", b"-") else 0
    return self[:sign] + b"0" * pad + self[sign:]


def partition(self, sep, /):
    """Split at the first separator."""
    return _text.partition(self, sep, False)


def rpartition(self, sep, /):
    """Split at the last separator."""
    return _text.partition(self, sep, True)


def rsplit(self, /, sep=None, maxsplit=-1):
    """Split from the right."""
    return _text.rsplit(self, sep, maxsplit)


def splitlines(self, /, keepends=False):
    """Split at line ends."""
    return _text.splitlines(self, keepends, (b"\n", b"\r"))


def removeprefix(self, prefix, /):
    """Leave a prefix out."""
    return _text.affix(self, prefix, False)


def removesuffix(self, suffix, /):
    """Leave a suffix out."""
    return _text.affix(self, suffix, True)


def rindex(self, sub, start=None, end=None, /):
    """Find the last place of a part, which must be there."""
    return _text.rindex(self, sub, start, end)


def isascii(self, /):
    """Are all bytes ASCII?"""
    return all([byte < 128 for byte in self])


def isalnum(self, /):
    """Are all bytes ASCII letters or digits?"""
    return len(self) > 0 and all([_bytes.is_letter(b) or 48 <= b <= 57 for b in self])


def istitle(self, /):
    """Do words, of which there is one, start in upper case and go on in lower case?"""
    return str(self, "latin-1").isascii() and str(self, "ascii").istitle()


def hex(self, /, sep=..., bytes_per_sep=1):
    """Return two hexadecimal digits for each byte."""
    return _bytes.to_hex(self, sep, bytes_per_sep)


def fromhex(string, /):
    """Make bytes of hexadecimal digits."""
    return bytearray(_bytes.from_hex(string))


def maketrans(frm, to, /):
    """Make a table for translate()."""
    return bytes_table(frm, to)


def translate(self, table, /, delete=b""):
    """Exchange or delete bytes."""
    return translate_bytes(self, table, delete)


def insert(self, index, item, /):
    """Insert one byte before an index."""
    index = range(index).stop
    self[index:index] = [item] if isinstance(item, int) and 0 <= item < 256 else [_byte(item)]


def remove(self, value, /):
    """Remove the first byte of a value."""
    at = self.find(bytes([value]) if isinstance(value, int) and 0 <= value < 256 else _byte(value))
    if at < 0:
        raise ValueError("value not found in bytearray")
    del self[at]


def _byte(value):
    range(value)
    raise ValueError("byte must be in range(0, 256)")


def clear(self, /):
    """Remove all bytes."""
    del self[:]


def copy(self, /):
    """Return a copy."""
    return self[:]


def reverse(self, /):
    """Reverse the order in place."""
    self[:] = self[::-1]


def __mod__(self, values, /):
    """Fill values in for fields with a percent sign."""
    return format_bytes(self, values)


def decode(self, encoding, errors, /):
    """Read characters from bytes. C calls this for what is not plain UTF-8."""
    return _encoding.decode(self, encoding, errors)


def islower(self, /):
    """Is there a letter, and none in upper case?"""
    return _bytes.in_case(self, 97)


def isupper(self, /):
    """Is there a letter, and none in lower case?"""
    return _bytes.in_case(self, 65)


def pop(self, index=-1, /):
    """Take a byte out."""
    if not self:
        raise IndexError("pop from empty bytearray")
    index = range(index).stop
    if not -len(self) <= index < len(self):
        raise IndexError("pop index out of range")
    byte = self[index]
    del self[index]
    return byte


def extend(self, iterable_of_ints, /):
    """Put bytes at the end."""
    if not isinstance(iterable_of_ints, (bytes, bytearray)):
        try:
            items = iter(iterable_of_ints)
        except TypeError:
            name = type(iterable_of_ints).__name__
            raise TypeError(f"can't extend bytearray with {name}") from None
        iterable_of_ints = bytearray()
        for item in items:
            iterable_of_ints.append(item)
    self += bytes(iterable_of_ints)
