"""How does str.format find fields, and the values for them?"""

_attribute = getattr  # by a name of its own: what fields name are data, no methods to link for


def format_fields(text, args, kwargs):
    """Fill values in for the fields of text; `args` None: format_map."""
    return _fill(text, args, kwargs, [0], 2)


def _fill(text, args, kwargs, counter, depth):
    """`counter` holds the number of automatic fields, -1 after one with a number."""
    if depth == 0:
        raise ValueError("Max string recursion exceeded")
    parts = []
    at = 0
    length = len(text)
    while at < length:
        char = text[at]
        at += 1
        if char == "}":
            if text[at : at + 1] != "}":
                raise ValueError("Single '}' encountered in format string")
            at += 1
        elif char == "{":
            if at >= length:
                raise ValueError("Single '{' encountered in format string")
            if text[at] != "{":
                end = _end(text, at)
                parts.append(_field(text[at:end], args, kwargs, counter, depth))
                at = end + 1
                continue
            at += 1
        start = at - 1
        while at < length and text[at] not in "{}":
            at += 1
        parts.append(text[start:at])
    return "".join(parts)


def _end(text, at):
    """Find the brace that ends the field at `at`; braces may be nested, brackets hide them."""
    depth = 1
    bracket = conversion = False
    head = True  # before ":" or "!"
    for place in range(at, len(text)):
        char = text[place]
        if conversion:
            conversion = False
        elif head and char == "[":
            bracket = True
        elif head and char == "]":
            bracket = False
        elif bracket:
            pass
        elif char == "{":
            if head:
                raise ValueError("unexpected '{' in field name")
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                return place
        elif head and char in ":!":
            head = False
            conversion = char == "!"
    if conversion:
        raise ValueError("end of string while looking for conversion specifier")
    raise ValueError(
        "expected '}' before end of string" if head else "unmatched '{' in format spec"
    )


def _field(field, args, kwargs, counter, depth):
    at = 0
    bracket = False
    while at < len(field) and (bracket or field[at] not in ":!"):
        if field[at] == "[":
            bracket = True
        elif field[at] == "]":
            bracket = False
        at += 1
    name, rest = field[:at], field[at:]
    conversion = ""
    if rest[:1] == "!":
        conversion = rest[1]
        rest = rest[2:]
        if rest and rest[0] != ":":
            raise ValueError("expected ':' after conversion specifier")
    value = _value(name, args, kwargs, counter)
    if conversion == "r":
        value = repr(value)
    elif conversion == "s":
        value = str(value)
    elif conversion == "a":
        value = ascii(value)
    elif conversion:
        shown = conversion if " " < conversion < "\x7f" else f"\\x{ord(conversion):x}"
        raise ValueError(f"Unknown conversion specifier {shown}")
    spec = rest[1:]
    if "{" in spec or "}" in spec:
        spec = _fill(spec, args, kwargs, counter, depth - 1)
    return format(value, spec)


def _value(name, args, kwargs, counter):
    """Look a field's name up: a number, a key or nothing, then .attributes and [items]."""
    at = 0
    while at < len(name) and name[at] not in ".[":
        at += 1
    first, rest = name[:at], name[at:]
    if first == "" or _is_number(first):
        if args is None:
            raise ValueError("Format string contains positional fields")
        value = _positional(first, args, counter)
    else:
        value = kwargs[first]
    while rest:
        if rest[0] == ".":
            end = 1
            while end < len(rest) and rest[end] not in ".[":
                end += 1
            if end == 1:
                raise ValueError("Empty attribute in format string")
            value = _attribute(value, rest[1:end])
        elif rest[0] == "[":
            end = rest.find("]")
            if end < 0:
                raise ValueError("Missing ']' in format string")
            key = rest[1:end]
            if key == "":
                raise ValueError("Empty attribute in format string")
            value = value[int(key) if _is_number(key) else key]
            end += 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        rest = rest[end:]
    return value


def _is_number(text):
    return all(["0" <= char <= "9" for char in text])


def _positional(number, args, counter):
    if number == "":
        if counter[0] < 0:
            raise ValueError(
                "cannot switch from manual field specification to automatic field numbering"
            )
        place = counter[0]
        counter[0] += 1
    else:
        if counter[0] > 0:
            raise ValueError(
                "cannot switch from automatic field numbering to manual field specification"
            )
        counter[0] = -1
        place = int(number)
    if place >= len(args):
        raise IndexError(f"Replacement index {place} out of range for positional args tuple")
    return args[place]
