"""Which methods of str are written in Python?"""


def title(self, /):
    """Return a copy in which words start in upper case."""
    parts = []
    inside = False
    for char in self:
        parts.append(char.lower() if inside else char.upper())
        inside = char.islower() or char.isupper()
    return "".join(parts)


def swapcase(self, /):
    """Return a copy with upper and lower case exchanged."""
    return "".join([c.lower() if c.isupper() else c.upper() for c in self])


def expandtabs(self, tabsize=8):
    """Return a copy in which tabs are filled up with spaces."""
    parts = []
    column = 0
    for char in self:
        if char == "\t":
            if tabsize > 0:
                fill = tabsize - column % tabsize
                parts.append(" " * fill)
                column += fill
        else:
            parts.append(char)
            column = 0 if char in "\n\r" else column + 1
    return "".join(parts)
