"""Which methods of str are written in Python?"""

import _encoding
import _text
from _case import (
    contains,
    fold_of,
    is_cased,
    is_lower,
    is_title,
    is_upper,
    lower_at,
    recased,
    title_of,
)
from _format import format_fields
from _translate import str_table, translate_str
from _unicode import (
    ALPHA,
    DECIMAL,
    DIGIT,
    HIDDEN,
    NAME_PART,
    NAME_START,
    NUMERIC,
    TO_UPPER,
    TO_UPPER_MORE,
)

# What C does for ASCII: these are called when there is a character beyond it.


def lower(self, /):
    """Return a copy in lower case."""
    return "".join([lower_at(self, at, char) for at, char in enumerate(self)])


def upper(self, /):
    """Return a copy in upper case."""
    parts = [c.upper() if c < "\x80" else recased(TO_UPPER, TO_UPPER_MORE, c) for c in self]
    return "".join(parts)


def isalpha(self, /):
    """Are all characters letters?"""
    return all([c.isalpha() if c < "\x80" else contains(ALPHA, c) for c in self])


def isdigit(self, /):
    """Are all characters digits?"""
    return all([c.isdigit() if c < "\x80" else contains(DIGIT, c) for c in self])


# What C leaves alone.


def islower(self, /):
    """Is there a cased character, and none in upper case?"""
    if any([is_upper(char) or is_title(char) for char in self]):
        return False
    return any([is_lower(char) for char in self])


def isupper(self, /):
    """Is there a cased character, and none in lower case?"""
    if any([is_lower(char) or is_title(char) for char in self]):
        return False
    return any([is_upper(char) for char in self])


def capitalize(self, /):
    """Return a copy that starts in upper case and goes on in lower case."""
    parts = [lower_at(self, at, char) if at else title_of(char) for at, char in enumerate(self)]
    return "".join(parts)


def title(self, /):
    """Return a copy in which words start in upper case."""
    parts = []
    inside = False
    for at, char in enumerate(self):
        parts.append(lower_at(self, at, char) if inside else title_of(char))
        inside = is_cased(char)
    return "".join(parts)


def swapcase(self, /):
    """Return a copy with upper and lower case exchanged."""
    parts = []
    for at, char in enumerate(self):
        if is_upper(char):
            parts.append(lower_at(self, at, char))
        else:
            parts.append(char.upper() if is_lower(char) else char)
    return "".join(parts)


def casefold(self, /):
    """Return a copy for comparisons that ignore case."""
    return "".join([c.lower() if c < "\x80" else fold_of(c) for c in self])


def expandtabs(self, /, tabsize=8):
    """Return a copy in which tabs are filled up with spaces."""
    return _text.expandtabs(self, tabsize, "\t", "\n\r")


def ljust(self, width, fillchar=" ", /):
    """Fill up on the right."""
    return _text.justify(self, width, fillchar, "ljust")


def rjust(self, width, fillchar=" ", /):
    """Fill up on the left."""
    return _text.justify(self, width, fillchar, "rjust")


def center(self, width, fillchar=" ", /):
    """Fill up on both sides."""
    return _text.justify(self, width, fillchar, "center")


def zfill(self, width, /):
    """Fill up with zeros behind the sign."""
    pad = range(width).stop - len(self)
    if pad <= 0:
        return self
    sign = 1 if self[:1] in ("+", "-") else 0
    return self[:sign] + "0" * pad + self[sign:]


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
    return _text.splitlines(self, keepends, "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


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
    """Are all characters ASCII?"""
    return all([char < "\x80" for char in self])


def isalnum(self, /):
    """Are all characters letters or numbers?"""
    return self != "" and all([c.isalpha() or c.isdigit() or c.isnumeric() for c in self])


def isdecimal(self, /):
    """Are all characters decimal digits?"""
    return self != "" and all(["0" <= c <= "9" or contains(DECIMAL, c) for c in self])


def isnumeric(self, /):
    """Are all characters numbers?"""
    return self != "" and all(["0" <= c <= "9" or contains(NUMERIC, c) for c in self])


def isidentifier(self, /):
    """Is it a name?"""
    if self == "":
        return False
    for at, char in enumerate(self):
        if char < "\x80":
            if not (char == "_" or char.isalpha() or (at and char.isdigit())):
                return False
        elif not contains(NAME_PART if at else NAME_START, char):
            return False
    return True


def isprintable(self, /):
    """Would repr() show all characters as they are?"""
    return all([" " <= c <= "~" or c >= "\x80" and not contains(HIDDEN, c) for c in self])


def istitle(self, /):
    """Do words, of which there is one, start in upper case and go on in lower case?"""
    inside = some = False
    for char in self:
        if is_upper(char) or is_title(char):
            if inside:
                return False
            inside = some = True
        elif is_lower(char):
            if not inside:
                return False
        else:
            inside = False
    return some


def format(self, /, *args, **kwargs):
    """Fill values in for fields in braces."""
    return format_fields(self, args, kwargs)


def format_map(self, mapping, /):
    """Fill values of a mapping in for fields in braces."""
    return format_fields(self, None, mapping)


def maketrans(x, y=..., z=..., /):
    """Make a table for translate()."""
    return str_table(x, y, z)


def translate(self, table, /):
    """Exchange or delete characters."""
    return translate_str(self, table)


def encode(self, encoding, errors, /):
    """Write characters as bytes. C calls this for what is not plain UTF-8."""
    return _encoding.encode(self, encoding, errors)
