"""What does `import string` offer?"""

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
digits = "0123456789"
hexdigits = "0123456789abcdefABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = (
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\r\v\f"
)


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


class Template:
    """A text with $name, ${name} and $$ in it."""

    def __init__(self, template):
        self.template = template

    def substitute(self, mapping=None, /, **kws):
        return _fill(self.template, mapping or {}, kws, False)

    def safe_substitute(self, mapping=None, /, **kws):
        return _fill(self.template, mapping or {}, kws, True)


def _fill(text, mapping, kws, safe):
    found = []
    i = 0
    while True:
        dollar = text.find("$", i)
        if dollar < 0:
            found.append(text[i:])
            return "".join(found)
        found.append(text[i:dollar])
        i = dollar + 1
        if text.startswith("$", i):
            found.append("$")
            i += 1
            continue
        braced = text.startswith("{", i)
        end = _name_end(text, i + braced)
        name = text[i + braced : end]
        if not name or (braced and not text.startswith("}", end)):
            if not safe:
                raise _invalid(text, dollar)
            found.append("$")
            continue
        i = end + braced
        if name in kws:
            found.append(str(kws[name]))
        elif name in mapping or not safe:
            found.append(str(mapping[name]))
        else:
            found.append(text[dollar:i])


def _name_end(text, i):
    """Return the end of the ASCII identifier that begins at i."""
    start = i
    while i < len(text):
        c = text[i]
        if not (c == "_" or "a" <= c <= "z" or "A" <= c <= "Z" or (i > start and "0" <= c <= "9")):
            break
        i += 1
    return i


def _invalid(text, i):
    before = text[:i]
    column = i - before.rfind("\n")
    line = before.count("\n") + 1
    return ValueError(f"Invalid placeholder in string: line {line}, col {column}")
