"""What are random programs made of? The one table of productions, by type.

A production is Python text with holes: `<int>` an expression of that type, `<int!>` a variable or a
literal without quotes, `<int=>` a variable to assign to, `<k>` a fresh name, `<block>`, `<loop>`
and `<body>` (on a line of their own) nested statements. Everything is well typed as written; the
writer sometimes puts a wrong type into a hole, so that messages of exceptions are compared too.
Integers may get large, but loops, repetitions and exponents are small by construction.
"""

# The order of a set is not CPython's: sets are sorted, compared and counted, never shown.
VARIABLES: dict[str, tuple[str, ...]] = {
    "int": ("i0", "i1", "i2"),
    "float": ("f0", "f1"),
    "str": ("s0", "s1"),
    "bytes": ("b0",),
    "list": ("l0", "l1"),
    "strs": ("q0",),
    "tuple": ("t0",),
    "dict": ("d0", "d1"),
    "set": ("e0",),
    "obj": ("o0", "o1"),
}

LITERALS: dict[str, tuple[str, ...]] = {
    "int": (
        *("0", "1", "2", "3", "-1", "7", "10", "-13", "255", "256", "1000"),
        *("65535", "-65536", "1073741823", "1073741824", "-1073741824", "-1073741825"),
        *("2147483647", "2147483648", "-2147483649", "4294967295", "4294967296"),
        *("9007199254740993", "18446744073709551616", "-123456789012345678901234567890"),
    ),
    "small": ("0", "1", "2", "3", "4", "5"),
    "float": (
        *("0.0", "-0.0", "0.5", "1.0", "-1.5", "2.5", "0.1", "3.75", "1e16", "1e-7", "123456.789"),
        *("1e300", "-1e-300", "5e-324", "1.7976931348623157e308", "9007199254740993.0"),
        *("float('inf')", "float('-inf')", "float('nan')", "4294967296.5", "2.675"),
    ),
    "bool": ("True", "False"),
    "str": (
        *("''", "'a'", "'abc'", "'Ab c'", "'  x y '", "'12'", "' -7 '", "'1.5e3'", "'a,b,,c'"),
        *("'é'", "'ß straße'", "'日本'", "'🐍a🐍'", "'a\\nb\\r\\nc'", "'\\t\\x00\\x7f\\x80'"),
        *('"it\'s"', "'\"q\"'", "'\\\\'", "'Ünï ÇØdé'", "('ab' * 5)", "'{}'", "'%d'"),
    ),
    "bytes": ("b''", "b'a'", "b'abc'", "b'\\x00\\xff'", "b'it\\'s'", "b'a b c'", "bytes(3)"),
    "list": ("[]", "[1]", "[3, 1, 2]", "[0, -1, 2**40, 5]", "list(range(6))"),
    "strs": ("[]", "['a']", "['b', 'a', 'é', '']", "'x y z'.split()"),
    "tuple": ("()", "(1, 'a')", "(1, 2, 3)", "(0.5, None, 'é')", "((1, 2), [3])"),
    "dict": ("{}", "{'a': 1}", "{'a': 1, 'b': 2, 'c': 3}", "{'é': -1, '': 0}"),
    "set": ("set()", "{1}", "{1, 2, 3}", "{2, 5}"),
    "obj": ("V(1)", "V(-2)", "W(3, 4)", "W(0)"),
    "none": ("None",),
}

EXPRESSIONS: dict[str, tuple[str, ...]] = {
    "int": (
        *(f"(<int> {op} <int>)" for op in ("+", "-", "*", "//", "%", "&", "|", "^")),
        *("(<int> << (<int> & 31))", "(<int> >> (<int> & 63))", "(-<int>)", "(~<int>)", "(+<int>)"),
        *("abs(<int>)", "(<int> ** <small>)", "pow(<int>, <small>, <int>)", "int(<float>)"),
        *("divmod(<int>, <int>)[0]", "divmod(<int>, <int>)[1]", "int(<str>)", "round(<float>)"),
        *(
            "int(<str>, 16)",
            "(<int> if <bool> else <int>)",
            "(<int> and <int>)",
            "(<int> or <int>)",
        ),
        *("len(<str>)", "len(<list>)", "len(<dict>)", "len(<bytes>)", "len(<tuple>)", "len(<set>)"),
        *("sum(<list>)", "sum(<list>, <int>)", "min(<list>)", "max(<list>)", "min(<int>, <int>)"),
        *("max(<int>, <int>, <int>)", "max(<list>, key=lambda v: -v)", "<list>[<int>]"),
        *("max(<list>, default=<int>)", "min(<strs>, key=len, default='zz').find('a')"),
        *("<list>[<small>]", "<dict>[<str>]", "<dict>.get(<str>, <int>)", "<str>.find(<str>)"),
        *("<str>.rfind(<str>)", "<str>.index(<str>)", "<str>.count(<str>)", "<list>.index(<int>)"),
        *("<list>.count(<int>)", "ord(<str>)", "<bytes>[<small>]", "(<int>).bit_length()"),
        *("<obj>.v", "<obj>.get(<int>)", "<obj>.scale", "int(<obj>)", "len(<obj>)", "<obj>[<int>]"),
        *(
            "twice(<int>)",
            "twice(<int>, k=<int>)",
            "many(<int>, *<list>)",
            "many(*<list>, z=<int>)",
        ),
        *("many(<int>, <int>, **{'z': <int>})", "only(<int>)", "only(<int>, y=<int>)"),
        *("(lambda a, b=<int>: a - b)(<int>)", "(lambda *a: len(a))(*<list>)", "rec(<small>)"),
        *("sum(x * x for x in <list>)", "sum(counter(<small>))", "next(counter(<small>), <int>)"),
        *("sum(1 for c in <str> if c in <str>)", "adder(<int>)(<int>)", "hash(<int!>)"),
        *("len([v for v in zip(<list>, <str>)])", "sum(i * v for i, v in enumerate(<list>))"),
        *("sum(map(twice, <list>))", "len(list(filter(None, <list>)))", "int(<bool>)"),
        *("[*<list>, <int>][-1]", "{**<dict>, 'z': <int>}['z']", "(<int> if <obj> else <int>)"),
        *("sorted(<list>)[<small>]", "len(str(<int>))", "(<bool> + <bool>)", "<list>.pop()"),
    ),
    "small": ("(<int> % 5)", "(len(<list>) % 4)", "(<int> & 3)"),
    "float": (
        *(f"(<float> {op} <float>)" for op in ("+", "-", "*", "/", "//", "%")),
        *("(<int> / <int>)", "(<float> * <int>)", "(<int> - <float>)", "(<int> // <float>)"),
        *("(<int> % <float>)", "(-<float>)", "abs(<float>)", "float(<int>)", "float(<str>)"),
        *("round(<float>, <small>)", "round(<float>, -<small>)", "(<float> ** <small>)"),
        *("min(<float>, <float>)", "max(<int>, <float>)", "sum([<float>, <float>])"),
        *(
            "divmod(<float>, <float>)[1]",
            "math.sqrt(<float>)",
            "math.fabs(<float>)",
            "float(<obj>)",
        ),
        *("(<float> if <bool> else <float>)", "(<int> ** -<small>)", "abs(<int>) ** 0.5"),
    ),
    "bool": (
        *(f"(<int> {op} <int>)" for op in ("<", "<=", ">", ">=", "==", "!=")),
        *(f"(<float> {op} <float>)" for op in ("<", "<=", "==", "!=")),
        *(f"(<str> {op} <str>)" for op in ("<", ">=", "==", "!=", "in", "not in")),
        *("(<int> < <float>)", "(<int> == <float>)", "(<float> >= <int>)", "(<list> < <list>)"),
        *(
            "(<list> == <list>)",
            "(<tuple> == <tuple>)",
            "(<dict> == <dict>)",
            "(<bytes> < <bytes>)",
        ),
        *("(<int> in <list>)", "(<str> in <dict>)", "(<int> not in <tuple>)", "(<int> in <set>)"),
        *("(<int> < <int> <= <int>)", "(<int> == <int> != <int>)", "(not <int>)", "(not <str>)"),
        *("(<bool> and <bool>)", "(<bool> or <bool>)", "bool(<list>)", "bool(<float>)"),
        *(
            "any(x > <int!> for x in <list>)",
            "all(<list>)",
            "any(<strs>)",
            "isinstance(<any>, int)",
        ),
        *(
            "isinstance(<any>, (str, list))",
            "(<any> is None)",
            "(<obj> == <obj>)",
            "(<obj> < <obj>)",
        ),
        *("(<obj> != <any>)", "(<int> in <obj>)", "bool(<obj>)", "isinstance(<obj>, V)"),
        *(
            "issubclass(type(<obj>), V)",
            "<str>.startswith(<str>)",
            "<str>.endswith((<str>, <str>))",
        ),
        *(
            "<str>.isdigit()",
            "<str>.isalpha()",
            "<str>.isupper()",
            "<str>.islower()",
            "<str>.isspace()",
        ),
        *("<str>.isalnum()", "callable(<any>)", "(<int> in range(<small>, <int>, 3))"),
        *(
            "(<set> <= <set>)",
            "<set>.isdisjoint(<list>)",
            "math.isnan(<float>)",
            "math.isinf(<float>)",
        ),
    ),
    "str": (
        *("(<str> + <str>)", "(<str> * <small>)", "str(<any>)", "repr(<any>)", "<str>[<int>]"),
        *(
            "<str>[<small>:]",
            "<str>[:<int>]",
            "<str>[<int>:<int>]",
            "<str>[::<int>]",
            "<str>[::-1]",
        ),
        *(
            "<str>.upper()",
            "<str>.lower()",
            "<str>.title()",
            "<str>.capitalize()",
            "<str>.swapcase()",
        ),
        *(
            "<str>.strip()",
            "<str>.lstrip(<str>)",
            "<str>.rstrip('c')",
            "<str>.replace(<str>, <str>)",
        ),
        *("<str>.replace(<str>, <str>, <small>)", "<str>.join(<strs>)", "<str>.join(<str>)"),
        *("<str>.center(<small>, '*')", "<str>.ljust(<small> + 4)", "<str>.rjust(7, <str>)"),
        *("<str>.zfill(<small> + 3)", "<str>.removeprefix(<str>)", "<str>.removesuffix(<str>)"),
        *(
            "<str>.partition(',')[0]",
            "<str>.rpartition(' ')[2]",
            "chr(<int>)",
            "chr(abs(<int>) % 1000)",
        ),
        *(
            "f'{<int!>}'",
            "f'{<int!>:>{<small!>}}|'",
            "f'{<str!>!r:>8}'",
            "f'{<float!>:.{<small!>}f}'",
        ),
        *("f'{<int!>:,}{<int!>:#x}'", "f'{<float!>:10.3e}{<float!>:g}'", "f'{<any!>}{<any!>!r}'"),
        *(
            "f'{<str!>:*^9}{{}}'",
            "f'{<int!>:+d}{<int!>:08b}'",
            "f'{<float!>:.2%}'",
            "f'{<int!> = }'",
        ),
        *("f'{<obj!>}{<obj!>!s}'", "f'{<float!>:<12}|{<int!>:^+9}'", "f'{<list!>}{<dict!>}'"),
        *(
            "'{}-{}'.format(<any>, <any>)",
            "'{1}{0!r}'.format(<any>, <str>)",
            "'{:>5}'.format(<int>)",
        ),
        *("'%d|%s' % (<int>, <any>)", "'%5.2f|%r' % (<float>, <str>)", "'%x %o' % (<int>, <int>)"),
        *(
            "'%-6s|%+d' % (<str>, <int>)",
            "format(<int>, ',')",
            "format(<float>, '.3')",
            "hex(<int>)",
        ),
        *("bin(<int>)", "oct(<int>)", "ascii(<str>)", "<bytes>.hex()", "<bytes>.decode()"),
        *("''.join(sorted(<str>))", "''.join(reversed(<str>))", "type(<any>).__name__"),
        *("(<str> if <bool> else <str>)", "(<str> or <str>)", "<strs>[<int>]", "str(<obj>)"),
        *("''.join([c for c in <str> if c > 'b'])", "min(<str>)", "str(<bytes>, 'utf-8')"),
        *("<str>.encode().decode()", "<str>.expandtabs()", "<str>.casefold()", "<obj>.name"),
        *("str.upper(<str>)", "<str>.translate({97: 'A'})", "format(<obj>, <str>)"),
    ),
    "bytes": (
        *("<str>.encode()", "(<bytes> + <bytes>)", "(<bytes> * <small>)", "<bytes>[<int>:]"),
        *("<bytes>[::-1]", "bytes(<list>)", "bytes([<int> % 256])", "<bytes>.replace(b'a', b'xy')"),
        *("<bytes>.upper()", "<bytes>.strip()", "b' '.join([<bytes>, <bytes>])", "bytes(<small>)"),
    ),
    "list": (
        *("[<int>, <int>]", "[<int>]", "(<list> + <list>)", "(<list> * <small>)", "<list>[<int>:]"),
        *(
            "<list>[:<int>]",
            "<list>[::-1]",
            "<list>[<int>:<int>:2]",
            "sorted(<list>)",
            "list(<tuple>)",
        ),
        *("sorted(<list>, reverse=<bool>)", "sorted(<list>, key=lambda v: v % 5)", "<list>.copy()"),
        *("list(range(<small>, <int> % 9))", "[x * <int!> for x in <list>]", "list(<obj>)"),
        *("[x for x in <list> if x > <int!>]", "[x + y for x in <list> for y in (1, 2)]"),
        *(
            "list(reversed(<list>))",
            "[*<list>, *<list>]",
            "list(counter(<small>))",
            "list(<set>)[:1]",
        ),
        *("list(<dict>.values())", "[len(s) for s in <strs>]", "list(map(twice, <list>))"),
        *("list(<bytes>)", "[ord(c) for c in <str>]"),
        *("(lambda a, *r: list(r))(*<list>)", "[(<list>[0:1] or [0])[0] for x in range(3)]"),
        *("(<list> or <list>)", "list(filter(lambda v: v % 2, <list>))", "sorted(<set>)"),
    ),
    "strs": (
        *(
            "<str>.split()",
            "<str>.split(<str>)",
            "<str>.rsplit(None, <small>)",
            "<str>.splitlines()",
        ),
        *(
            "<str>.split(',', <small>)",
            "list(<str>)",
            "list(<dict>)",
            "sorted(<strs>)",
            "[<str>, <str>]",
        ),
        *("[s.upper() for s in <strs>]", "sorted(<strs>, key=len)", "list(<dict>.keys())"),
        *("[str(x) for x in <list>]", "<strs>[<small>:]", "[f'{k}{v}' for k, v in <dict>.items()]"),
        *("<str>.splitlines(True)", "[repr(x) for x in <tuple>]"),
    ),
    "tuple": (
        *(
            "(<any>, <any>)",
            "(<any>,)",
            "(<tuple> + <tuple>)",
            "(<tuple> * <small>)",
            "<tuple>[<int>:]",
        ),
        *("tuple(<list>)", "tuple(<str>)", "divmod(<int>, <int>)", "<str>.partition(<str>)"),
        *("tuple(x for x in <list>)", "(*<list>, <any>)", "<tuple>[::-1]", "(1, <tuple>, <list>)"),
        *("tuple(zip(<list>, <str>))", "tuple(enumerate(<str>, <int>))", "tuple(<dict>.items())"),
    ),
    "dict": (
        *(
            "{<str>: <int>}",
            "{<str>: <int>, <str>: <int>}",
            "{**<dict>, <str>: <int>}",
            "dict(<dict>)",
        ),
        *("{c: <int!> for c in <str>}", "{s: len(s) for s in <strs>}", "<dict>.copy()"),
        *("dict(zip(<strs>, <list>))", "(<dict> | <dict>)", "dict(a=<int>, b=<int>)"),
        *("{k: v for k, v in <dict>.items() if v}", "dict([(<str>, <int>)])", "count(<str>)"),
        *("{k + 'x': v for k, v in <dict>.items()}",),
    ),
    "set": (
        *("set(<list>)", "{<int>, <int>}", "(<set> | <set>)", "(<set> & <set>)", "(<set> - <set>)"),
        *(
            "(<set> ^ <set>)",
            "{x % 4 for x in <list>}",
            "<set>.union(<list>)",
            "set(map(twice, <list>))",
        ),
    ),
    "obj": (
        *("V(<int>)", "W(<int>)", "W(<int>, <int>)", "(<obj> + <obj>)", "(<obj> + <int>)"),
        *("(<int> + <obj>)", "(<obj> - <obj>)", "(<obj> * <int>)", "(-<obj>)", "(<int> - <obj>)"),
        *("V(v=<int>)", "<obj>(<int>)", "W.make(<int>)", "(<obj> if <bool> else <obj>)"),
    ),
    "any": (
        *("<int>", "<int>", "<float>", "<bool>", "<str>", "<str>", "<bytes>", "<list>", "<strs>"),
        *("<tuple>", "<dict>", "<obj>", "None", "sorted(<set>)", "range(<small>, <int>)", "<any>"),
        *("[<any>, <any>]", "{<int>: <any>}", "<dict>.get(<str>)", "(<any> or <any>)", "..."),
        *(
            "sorted(<tuple>)",
            "max(<tuple>)",
            "(<any> == <any>)",
            "(<any> + <any>)",
            "(<any> < <any>)",
        ),
        *("(<int> if <any> else <any>)", "next(iter(<any>))", "len(<any>)", "list(<any>)"),
        *(
            "<tuple>[<int>]",
            "{<any>: <any>}",
            "(<any> in <any>)",
            "(<any> % <any>)",
            "[<any>][<any>]",
        ),
        *(
            "str(<any>)",
            "sum(<any>)",
            "dict(<any>)",
            "tuple(<any>)",
            "min(<any>, <any>)",
            "abs(<any>)",
        ),
    ),
}

STATEMENTS: tuple[str, ...] = (
    "print(<any>)",
    "print(<any>, <any>, sep=<str>)",
    "try:\n    print(<any>)\nexcept Exception as e:\n    print(type(e).__name__, e)",
    "try:\n    print(<any>)\nexcept Exception as e:\n    print(type(e).__name__, e.args)",
    "<int=> = clip(<int>)",
    "<int=> = clip(<int>)",
    "<float=> = <float>",
    "<str=> = (<str>)[:40]",
    "<bytes=> = (<bytes>)[:20]",
    "<list=> = [clip(x) for x in (<list>)[:8]]",
    "<strs=> = (<strs>)[:6]",
    "<tuple=> = (<tuple>)[:4]",
    "<dict=> = <dict>",
    "<set=> = <set>",
    "<obj=> = <obj>",
    *(
        f"<int=> {op}= <int>\n<int=> = clip(<int>)"
        for op in ("+", "-", "*", "//", "%", "&", "|", "^")
    ),
    "<int=> <<= <small>\n<int=> >>= <small>",
    "<float=> += <float>",
    "<float=> /= <float>",
    "<str=> += <str>\n<str=> = <str>[-30:]",
    "<list=> += <list>\n<list=> = <list>[:8]",
    "<obj=> += <obj>",
    "<list=>.append(<int>)\ndel <list=>[8:]",
    "<list=>.insert(<int>, <int>)\ndel <list=>[8:]",
    "<list=>.extend(x % 9 for x in (<list>)[:3])\ndel <list=>[8:]",
    "<list=>[<int>] = <int>",
    "<list=>[<small>:<small>] = <list>\n<list=> = <list=>[:8]",
    "<list=>.sort()",
    "<list=>.sort(key=lambda v: -v, reverse=<bool>)",
    "<list=>.reverse()",
    "<list=>.remove(<int>)",
    "del <list=>[<int>]",
    "<dict=>[<str>] = <int>",
    "<dict=>[<str>] += <int>",
    "<dict=>.update(<dict>)",
    "<dict=>.setdefault(<str>, <int>)",
    "print(<dict=>.pop(<str>, <int>))",
    "print(<dict=>.popitem())",
    "del <dict=>[<str>]",
    "<set=>.add(<int>)",
    "<set=>.discard(<int>)",
    "<obj=>.v = <int>",
    "<obj=>.scale += <int>",
    "<obj=>[<int>] = <int>",
    "<int=>, <int=> = <int>, <int>",
    "<int=>, *<list=> = <list>",
    "*<list=>, <int=> = <list>",
    "<int=>, <str=> = <tuple>",
    "(<int=>, <int=>), <str=> = (<list>, <str>)",
    "<int=> = <int=> = <int>",
    "if <bool>:\n    <block>",
    "if <any>:\n    <block>\nelse:\n    <block>",
    "if <bool>:\n    <block>\nelif <int>:\n    <block>\nelse:\n    <block>",
    "if (<k> := <int>) > <int>:\n    <block>",
    "for x in (<list>)[:6]:\n    <loop>",
    "for x in (<list>)[:6]:\n    <loop>\nelse:\n    <block>",
    "for c in (<str>)[:5]:\n    <str=> = c + <str>[:20]\n    <loop>",
    "for x in range(<small>):\n    <loop>",
    "for x in range(<int> % 7, -<small>, -2):\n    <loop>\nelse:\n    <block>",
    "for c, x in list((<dict>).items())[:4]:\n    <loop>",
    "for c in <dict=>:\n    <loop>",
    "for x, c in enumerate((<str>)[:4]):\n    <loop>",
    "for x in counter(<small>):\n    <loop>",
    "for <int=> in (<list>)[:4]:\n    <loop>",
    "<k> = <small>\nwhile <k> > 0:\n    <k> -= 1\n    <loop>",
    "<k> = <small>\nwhile <k> > 0:\n    <k> -= 1\n    <loop>\nelse:\n    <block>",
    "try:\n    <block>\nexcept ZeroDivisionError:\n    <block>",
    "try:\n    <block>\nexcept (ValueError, TypeError) as e:\n    print(e)\n    <block>",
    "try:\n    <block>\nexcept LookupError as e:\n    print(repr(e))\nelse:\n    <block>",
    "try:\n    <block>\nfinally:\n    <block>",
    "try:\n    <block>\nexcept Exception as e:\n    print(type(e).__name__, e)\nfinally:\n    <block>",
    "try:\n    <block>\nexcept ArithmeticError:\n    <block>\n    raise\nfinally:\n    print('end')",
    "try:\n    <block>\nexcept Exception as e:\n    raise Wrong(str(e)[:30]) from e",
    "try:\n    <block>\nexcept Wrong as e:\n    print(e.code, e.args)",
    "try:\n    try:\n        <block>\n    except KeyError:\n        <block>\nexcept Exception as e:\n"
    "    print('outer', type(e).__name__, e)",
    "with Manager(<int>) as <int=>:\n    <block>",
    "if <bool>:\n    raise ValueError(<any>)",
    "if <bool>:\n    raise Wrong(<any>, <int>)",
    "assert <bool>, <any>",
    "def <k>(a, b=<int>, *c, z=<int>):\n    <body>\n"
    "print(<k>(<int>), <k>(<int>, <int>, <int>, z=<int>))",
    "def <k>(a=<any>):\n    <body>\nprint(<k>())",
    "def <k>(a, /, b, *, c=1):\n    <body>\nprint(<k>(<int>, <int>), <k>(<int>, b=<int>, c=<int>))",
    "def <k>(a):\n    <generator>\nprint(list(<k>(<int>))[:9])",
    "def <k>(a):\n    <generator>\nfor x in <k>(<int>):\n    <loop>",
    "def <k>():\n    <body>\nprint(<k>(<int>))",
    "<k> = lambda a, b=<int>: <any>\nprint(<k>(<int>))",
    "print([f(<int>) for f in [lambda v, x=x: v + x for x in range(3)]])",
    "set_g(<int>)",
    "<list=> = [y for x in l1 if (y := x % 7) > 2]\nprint(y)",
    "print(G)",
    "del <str=>",
)
JUMPS: dict[str, tuple[str, ...]] = {
    "loop": ("break", "continue", "if <bool>:\n    break", "if <bool>:\n    continue"),
    "function": ("return <any>", "if <bool>:\n    return <any>"),
    "generator": (
        "yield <any>",
        "yield <int>",
        "<int=> = clip((yield <any>) or 1)",
        "return <int>",
    ),
}

SPECIALS: tuple[str, ...] = (  # methods that class V has or has not
    "def __add__(self, other):\n    return V(clip(self.v + val(other)))",
    "def __radd__(self, other):\n    return V(clip(val(other) - self.v))",
    "def __sub__(self, other):\n    return V(clip(self.v - val(other)))",
    "def __rsub__(self, other):\n    return NotImplemented",
    "def __mul__(self, other):\n    return type(self)(clip(self.v * val(other)))",
    "def __iadd__(self, other):\n    self.v = clip(self.v + val(other))\n    return self",
    "def __neg__(self):\n    return V(-self.v)",
    "def __eq__(self, other):\n    return isinstance(other, V) and self.v == other.v",
    "def __lt__(self, other):\n    return self.v < other.v",
    "def __le__(self, other):\n    return NotImplemented",
    "def __bool__(self):\n    return self.v > 0",
    "def __len__(self):\n    return self.v",
    "def __int__(self):\n    return self.v * 2",
    "def __float__(self):\n    return self.v / 2",
    "def __iter__(self):\n    return iter([self.v, self.scale])",
    "def __iter__(self):\n    yield self.v\n    yield self.scale",
    "def __getitem__(self, at):\n    return [self.v, self.scale][at]",
    "def __setitem__(self, at, value):\n    self.v, self.scale = at, value",
    "def __contains__(self, x):\n    return x == self.v",
    "def __call__(self, x=1):\n    return W(x, self.v)",
    "def __str__(self):\n    return '<' + str(self.v) + '>'",
    "def __format__(self, spec):\n    return format(self.v, spec)",
    "def __hash__(self):\n    return self.v % 1000",
    "def __getattr__(self, name):\n    return name + '?'",
)

PROLOGUE = """\
import math

G = 5


def clip(v):
    return v if -(10**40) < v < 10**40 else v % 1000003


def set_g(v):
    global G
    G = clip(v + G)


def twice(v, k=2):
    return clip(v * k)


def many(*args, z=1, **more):
    return len(args) * z + len(more)


def only(x, /, y=2):
    return x - y


def rec(n):
    return 1 if n <= 0 else n + rec(n - 1)


def adder(n):
    def add(v):
        nonlocal n
        n += 1
        return clip(n + v)

    return add


def counter(n):
    while n > 0:
        yield n
        n -= 1
    return 7


def count(text):
    seen = {}
    for c in text:
        seen[c] = seen.get(c, 0) + 1
    return seen


def val(other):
    return other.v if isinstance(other, V) else other


class Wrong(ValueError):
    code = 7

    def __init__(self, text, code=3):
        super().__init__(text)
        self.code = code


class Manager:
    def __init__(self, v):
        self.v = v

    def __enter__(self):
        print("enter", self.v)
        return self.v

    def __exit__(self, kind, error, trace):
        print("exit", kind is None, error)
        return isinstance(error, LookupError)


class V:
    scale = 2
    name = "V"

    def __init__(self, v):
        self.v = clip(v)

    def __repr__(self):
        return f"{self.name}({self.v})"

    def get(self, x):
        return clip(self.v * self.scale + x)
<specials>

class W(V):
    name = "W"

    def __init__(self, v, more=1):
        super().__init__(v)
        self.scale = clip(more)

    def make(v):
        return W(v, 2)

    def get(self, x):
        return clip(super().get(x) + 1)
"""

# Productions that are not written at present, with the reason.
PENDING: dict[str, str] = {
    "<set>.isdisjoint(<list>)": "not in the subset",
    "<set>.union(<list>)": "not in the subset",
    "<str>.expandtabs()": "not in the subset",
    "<str>.casefold()": "not in the subset",
    "<str>.translate({97: 'A'})": "not in the subset",
    "<str>.splitlines(True)": "an argument of splitlines",
    "format(<obj>, <str>)": "messages about format specifications",
    "str.upper(<str>)": "methods of builtin types are not attributes of the types",
}

# What the language got last: written by `make nightly`, not by the tests, whose programs stay.
RECENT: dict[str, tuple[str, ...]] = {
    "int": ("len(<set> | <set>)", "bytearray(<bytes>)[<small>]", "getattr(<obj>, 'v', <int>)"),
    "bool": ("hasattr(<obj>, <str>)", "(<set> == <set>)", "({<int>} <= <set>)"),
    "bytes": ("bytes(bytearray(<bytes>))", "bytes(bytearray(<list>))"),
    "list": (
        "sorted({x % 5 for x in <list>})",
        "sorted(frozenset(<list>))",
        "[*<list>][slice(<int>)]",
    ),
    "": (
        "match <any>:\n    case int() as x:\n        <block>\n    case str():\n        <block>\n"
        "    case [x, *_] | {'a': x}:\n        <block>\n    case V(v=x):\n        <block>\n"
        "    case _:\n        <block>",
        "match <int>:\n    case 0 | 1 | -1:\n        <block>\n    case x if x > <int>:\n        <block>",
        "def <k>(a):\n    <generator>\ntry:\n    x = <k>(<int>)\n    print(next(x), x.send(<any>))\n"
        "    print(x.throw(ValueError(<any>)))\nfinally:\n    x = 0",
        "def <k>(a):\n    x = yield from counter(<small>)\n    yield x\nprint(list(<k>(0)))",
        "def <k>(f):\n    return lambda *a: f(*a)\n@<k>\ndef c(a):\n    <body>\nprint(c(<int>))\nc = ''",
        "class <k>:\n    @property\n    def p(self):\n        return <any>\n    @staticmethod\n"
        "    def q(x):\n        return x\n    @classmethod\n    def r(cls, x):\n        return cls().q(x)\n"
        "print(<k>().p, <k>.q(<int>), <k>.r(<any>))",
        "<list=>[<int>:<int>:<int>] = <list>",
        "del <list=>[<int>:<int>]",
        "<list=>, *_ = [<list>, 1, 2]",
        "try:\n    try:\n        <block>\n    except Exception as e:\n        raise Wrong('two') from e\n"
        "except Wrong as e:\n    print(type(e.__cause__).__name__, type(e.__context__).__name__)",
    ),
}
