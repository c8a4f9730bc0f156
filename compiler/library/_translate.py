"""How do translation tables work?"""


def str_table(x, y, z):
    """Make the table of str.maketrans(x, y, z)."""
    table = {}
    if y is ...:
        if not isinstance(x, dict):
            raise TypeError("if you give only one argument to maketrans it must be a dict")
        for key, value in x.items():
            if isinstance(key, str):
                if len(key) != 1:
                    raise ValueError("string keys in translate table must be of length 1")
                table[ord(key)] = value
            elif isinstance(key, int):
                table[key] = value
            else:
                raise TypeError("keys in translate table must be strings or integers")
        return table
    if not isinstance(x, str):
        raise TypeError("first maketrans argument must be a string if there is a second argument")
    for place, name in ((y, "2"), (z, "3")):
        if place is not ... and not isinstance(place, str):
            kind = type(place).__name__
            raise TypeError(f"maketrans() argument {name} must be str, not {kind}")
    if len(x) != len(y):
        raise ValueError("the first two maketrans arguments must have equal length")
    for old, new in zip(x, y):
        table[ord(old)] = ord(new)
    for char in "" if z is ... else z:
        table[ord(char)] = None
    return table


def translate_str(self, table):
    """Exchange each character for what a table has for its code point."""
    parts = []
    for char in self:
        try:
            new = table[ord(char)]
        except LookupError:
            parts.append(char)
            continue
        if isinstance(new, str):
            parts.append(new)
        elif isinstance(new, int):
            if new < 0 or new > 0x10FFFF:
                raise ValueError("character mapping must be in range(0x110000)")
            parts.append(chr(new))
        elif new is not None:
            raise TypeError("character mapping must return integer, None or str")
    return "".join(parts)


def bytes_table(old, new):
    """Make the table of bytes.maketrans(old, new)."""
    for part in (old, new):
        if not isinstance(part, (bytes, bytearray)):
            raise TypeError(f"a bytes-like object is required, not '{type(part).__name__}'")
    if len(old) != len(new):
        raise ValueError("maketrans arguments must have same length")
    table = bytearray(range(256))
    for place, byte in zip(old, new):
        table[place] = byte
    return bytes(table)


def translate_bytes(self, table, delete):
    """Exchange bytes by a table of 256, after some were deleted."""
    for part in (table, delete):
        if part is not None and not isinstance(part, (bytes, bytearray)):
            raise TypeError(f"a bytes-like object is required, not '{type(part).__name__}'")
    if table is not None and len(table) != 256:
        raise ValueError("translation table must be 256 characters long")
    kept = [byte if table is None else table[byte] for byte in self if byte not in delete]
    return type(self)(kept)
