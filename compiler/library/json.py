"""What does `import json` offer?"""

from _json_read import JSONDecodeError, Reader, decoded, read_all, read_from
from _json_write import Writer, write


def loads(
    s,
    *,
    cls=None,
    object_hook=None,
    parse_float=None,
    parse_int=None,
    parse_constant=None,
    object_pairs_hook=None,
    strict=True,
):
    if isinstance(s, str):
        if s.startswith("\ufeff"):
            raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    else:
        s = decoded(s)
    r = Reader(s, object_hook, parse_float, parse_int, parse_constant, object_pairs_hook, strict)
    return read_all(r)


def load(fp, **options):
    return loads(fp.read(), **options)


def dumps(
    obj,
    *,
    skipkeys=False,
    ensure_ascii=True,
    check_circular=True,
    allow_nan=True,
    cls=None,
    indent=None,
    separators=None,
    default=None,
    sort_keys=False,
):
    if cls is not None:
        return cls(
            skipkeys=skipkeys,
            ensure_ascii=ensure_ascii,
            check_circular=check_circular,
            allow_nan=allow_nan,
            indent=indent,
            separators=separators,
            default=default,
            sort_keys=sort_keys,
        ).encode(obj)
    if isinstance(indent, int):
        indent = " " * indent
    item, key = separators or (", " if indent is None else ",", ": ")
    w = Writer(
        skipkeys, ensure_ascii, check_circular, allow_nan, indent, item, key, default, sort_keys
    )
    write(w, obj, "\n")
    return "".join(w.pieces)


def dump(obj, fp, **options):
    fp.write(dumps(obj, **options))


class JSONEncoder:
    """A base for encoders that say in `default` how other objects are written."""

    def __init__(
        self,
        *,
        skipkeys=False,
        ensure_ascii=True,
        check_circular=True,
        allow_nan=True,
        sort_keys=False,
        indent=None,
        separators=None,
        default=None,
    ):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        self.separators = separators
        self.given = default

    def default(self, o):
        raise TypeError(f"Object of type {type(o).__name__} is not JSON serializable")

    def encode(self, o):
        return dumps(
            o,
            skipkeys=self.skipkeys,
            ensure_ascii=self.ensure_ascii,
            check_circular=self.check_circular,
            allow_nan=self.allow_nan,
            indent=self.indent,
            separators=self.separators,
            default=self.given or self.default,
            sort_keys=self.sort_keys,
        )

    def iterencode(self, o):
        return iter([self.encode(o)])


class JSONDecoder:
    """Reads values as `loads` does, also from the start of a longer text."""

    def __init__(
        self,
        *,
        object_hook=None,
        parse_float=None,
        parse_int=None,
        parse_constant=None,
        strict=True,
        object_pairs_hook=None,
    ):
        self.options = (
            object_hook,
            parse_float,
            parse_int,
            parse_constant,
            object_pairs_hook,
            strict,
        )

    def decode(self, s):
        return read_all(Reader(s, *self.options))

    def raw_decode(self, s, idx=0):
        return read_from(Reader(s, *self.options), idx)
