"""What do random programs use of the library, of methods and of formats? More of `grammar`.

They are written by `make nightly` beside those of `grammar`; a module is imported by programs that
name it.
"""

MODULES = (
    "base64",
    "bisect",
    "collections",
    "functools",
    "heapq",
    "itertools",
    "json",
    "math",
    "re",
    "struct",
)

LITERALS: dict[str, tuple[str, ...]] = {
    "ispec": (
        *(
            "'d'",
            "'5'",
            "'<6'",
            "'>+8d'",
            "'^9'",
            "'*^7d'",
            "'08'",
            "'x'",
            "'#X'",
            "'#010b'",
            "'o'",
        ),
        *("','", "'_'", "'_x'", "'=+9'", "'c'", "'.2f'", "'e'", "'%'", "'s'", "'n'", "' d'", "'>'"),
    ),
    "fspec": (
        *(
            "''",
            "'f'",
            "'.0f'",
            "'.3f'",
            "'08.2f'",
            "'+.1f'",
            "'e'",
            "'.10e'",
            "'G'",
            "'.3g'",
            "'#.5g'",
        ),
        *(
            "','",
            "'_.2f'",
            "'%'",
            "'.1%'",
            "'>12'",
            "'*<12.3'",
            "'=+15,.2f'",
            "'n'",
            "'.17g'",
            "'d'",
        ),
    ),
    "sspec": (
        "''",
        "'5'",
        "'<6'",
        "'>7s'",
        "'*^9'",
        "'.2'",
        "'10.1s'",
        "'é>5'",
        "'05'",
        "'=5'",
        "'+'",
        "'d'",
    ),
    "pattern": (
        *(
            "'[a-c]+'",
            "'(a)|(b)'",
            "r'\\w+'",
            "r'\\s*,\\s*'",
            "'^.'",
            "'$'",
            "r'(\\d+)(?:\\.(\\d*))?'",
        ),
        *("'(?i)AB'", "'a*?b'", "'[^a-z]'", "'(?P<x>.)b'", "r'\\b'", "'x*'", "'(?m)^'", "'.{2,3}'"),
    ),
    "packed": (
        "'<h'",
        "'>i'",
        "'<q'",
        "'B'",
        "'<d'",
        "'>f'",
        "'<hB'",
        "'?'",
        "'3s'",
        "'>Q'",
        "'<e'",
    ),
}

EXPRESSIONS: dict[str, tuple[str, ...]] = {
    "int": (
        *("math.gcd(<int>, <int>)", "math.isqrt(abs(<int>))", "math.comb(<int> % 40, <small>)"),
        *("math.factorial(<small>)", "math.lcm(<int>, <int>)", "math.floor(<float>)"),
        *("bisect.bisect(sorted(<list>), <int>)", "bisect.bisect_left(sorted(<list>), <int>)"),
        *("(<int>).bit_count()", "int.from_bytes(<bytes>, 'big', signed=<bool>)", "(<int>).real"),
        *("functools.reduce(lambda v, w: clip(v * 3 + w), <list>, <int>)", "(<str>).rindex(<str>)"),
        *("sum(itertools.islice(itertools.count(<int>), <small>))", "(<tuple>).index(<any>)"),
        *(
            "(<list>).index(<int>)",
            "range(<int> % 9973)[<int>]",
            "len(range(<int> % 97, <int> % 9973, 3))",
        ),
        *("sum(collections.Counter(<str>).values())", "int(format(<int>, 'x'), 16)"),
        *("pow(<int>, <int> % 9, <int>)", "math.prod(<list>) % 1000003", "round(<int>, -<small>)"),
    ),
    "float": (
        *("math.sqrt(<float>)", "math.fmod(<float>, <float>)", "math.copysign(<float>, <float>)"),
        *("math.ldexp(<float>, <small>)", "math.fsum([<float>, <float>, <float>])", "float(<str>)"),
        *("float(repr(<float>))", "float(format(<float>, '.17g'))", "math.modf(<float>)[0]"),
        *("math.frexp(<float>)[0]", "math.ulp(<float>)", "math.nextafter(<float>, 0.0)"),
        *(
            "float.fromhex((<float>).hex())",
            "json.loads(json.dumps(<float>))",
            "round(<float>, <int>)",
        ),
    ),
    "bool": (
        *(
            "(<int> in range(<int> % 97, <int> % 9973, 7))",
            "(range(<int> % 7) == range(<int> % 7))",
            "math.isclose(<float>, <float>)",
        ),
        *("bool(re.match(<pattern>, <str>))", "(<str>).istitle()", "(<str>).isidentifier()"),
        *("(<str>).isprintable()", "(<str>).isnumeric()", "(<set>).isdisjoint(<list>)"),
        *("(<dict>.keys() >= <dict>.keys())", "({<int>} < <set>)", "(<bytes>).isalnum()"),
    ),
    "str": (
        *(
            "format(<int>, <ispec>)",
            "format(<float>, <fspec>)",
            "format(<str>, <sspec>)",
            "ascii(<any>)",
        ),
        *("(<str>).title()", "(<str>).swapcase()", "(<str>).capitalize()", "(<str>).casefold()"),
        *(
            "(<str>).center(<int> % 15, '*')",
            "(<str>).zfill(<int> % 12)",
            "(<str>).expandtabs(<small>)",
        ),
        *("(<str>).removeprefix(<str>)", "(<str>).translate({97: 'A', 98: None, 233: 'ee'})"),
        *(
            "'%s|%r' % (<any>, <any>)",
            "'%.3f %e %g' % (<float>, <float>, <float>)",
            "(<bytes>).hex('-')",
        ),
        *("'%x|%#o|%+d|%5d' % (<int>, <int>, <int>, <int>)", "'{:>{}}'.format(<any>, <small>)"),
        *(
            "'{0!r} {1} {0}'.format(<any>, <any>)",
            "json.dumps(<any>)",
            "json.dumps(<dict>, indent=<small>)",
        ),
        *(
            "json.dumps(<any>, sort_keys=True, separators=(',', ':'))",
            "(<float>).hex()",
            "bin(<int>)",
        ),
        *(
            "re.sub(<pattern>, '-', <str>)",
            "re.sub(<pattern>, lambda m: m.group().upper(), <str>, <small>)",
        ),
        *(
            "base64.b64encode(<bytes>).decode()",
            "', '.join(sorted(<strs>))",
            "hex(<int>)",
            "str(<bytes>)",
        ),
        *(
            "(<str>).replace(<str>, <str>, <small>)[:60]",
            "(<bytes>).decode('latin-1')",
            "repr(<float>)",
        ),
        *("(<bytes>).decode('utf-8', 'replace')", "chr(<int> % 55000)", "type(<any>).__name__"),
    ),
    "bytes": (
        *("(<str>).encode()[:30]", "base64.b64decode(<bytes>)", "struct.pack(<packed>, <int>)"),
        *("struct.pack('<d', <float>)", "(<int>).to_bytes(<small>, 'big')", "(<bytes>).title()"),
        *(
            "(<bytes>).center(<small>)",
            "(<bytes>).translate(None, b'a')",
            "bytes(reversed(<bytes>))",
        ),
        *(
            "(<str>).encode('latin-1', 'replace')[:30]",
            "b'%d|%s' % (<int>, <bytes>)",
            "bytes.fromhex(<str>)",
        ),
    ),
    "list": (
        *(
            "heapq.nsmallest(<small>, <list>)",
            "heapq.nlargest(<small>, <list>)",
            "list(set(<list>))[:1]",
        ),
        *("list(itertools.chain(<list>, <tuple>))", "list(itertools.accumulate(<list>, clip_sum))"),
        *("list(itertools.islice(<list>, <small>))", "list(itertools.takewhile(twice, <list>))"),
        *("list(range(<int>, <int>, 2**70))[:3]", "sorted(<list>, key=lambda v: (v % 3, -v))"),
        *(
            "list(collections.deque(<list>, maxlen=3))",
            "sorted(collections.Counter(<list>).values())",
        ),
        *("[*map(int, <strs>)]", "list(memoryview(<bytes>))", "list(bytearray(<bytes>)[::-1])"),
    ),
    "strs": (
        *(
            "re.findall('[a-z]+', <str>)",
            "(<str>).rsplit(',', <small>)",
            "re.split(',', <str>, <small>)",
        ),
        *(
            "[''.join(p) for p in itertools.permutations((<str>)[:3])]",
            "list((<str>).partition(<str>))",
        ),
        *(
            "[k + str(len(list(g))) for k, g in itertools.groupby(<str>)]",
            "[m.group() for m in re.finditer(<pattern>, <str>)]",
        ),
    ),
    "tuple": (
        *(
            "struct.unpack(<packed>, <bytes>)",
            "math.frexp(<float>)",
            "(<float>).as_integer_ratio()",
        ),
        *(
            "tuple(collections.Counter(<str>).most_common(<small>))",
            "slice(<int>, <int>, <int>).indices(<small>)",
        ),
        *(
            "tuple(itertools.combinations(<list>[:4], 2))",
            "tuple(itertools.zip_longest(<list>, <str>))",
        ),
    ),
    "dict": (
        *(
            "json.loads(json.dumps(<dict>))",
            "dict.fromkeys(<strs>, <int>)",
            "dict(collections.Counter(<str>))",
        ),
        *(
            "dict(sorted(<dict>.items(), key=lambda p: p[1]))",
            "{**<dict>, **<dict>}",
            "dict(Mapping(<int>))",
        ),
    ),
    "any": (
        *("json.loads(<str>)", "(<any>).__class__", "list(itertools.product(<str>, (1, 2)))[:6]"),
        *(
            "re.search(<pattern>, <str>)[0]",
            "isinstance(<any>, (int, str))",
            "<any>[<any>]",
            "[*<any>]",
        ),
        *("type(iter(<any>))", "hash(<int>)", "bytearray(<bytes>)", "max(<any>, <any>, key=str)"),
    ),
}

STATEMENTS: tuple[str, ...] = (
    "heapq.heappush(<list=>, <int>)\nprint(heapq.heappop(<list=>))",
    "bisect.insort(<list=>, <int>)\ndel <list=>[8:]",
    "<k> = collections.defaultdict(list)\nfor c in <str>:\n"
    "    <k>[c].append(<int>)\nprint(dict(<k>))",
    "<k> = collections.deque(<list>, <small>)\n<k>.appendleft(<int>)\n"
    "<k>.rotate(<int>)\nprint(<k>)",
    "<k> = bytearray(<bytes>)\n<k>[<small>:<small>] = <bytes>\n<k> += <bytes>\nprint(<k>)",
    "try:\n    try:\n        <block>\n    finally:\n        <block>\nexcept Exception as e:\n"
    "    print(repr(e), repr(e.__context__), e.__cause__)",
    "for x in range(3):\n    try:\n        <loop>\n        continue\n    finally:\n"
    "        print('f', x)",
    "def <k>():\n    try:\n        return <any>\n    finally:\n        print(<any>)\nprint(<k>())",
    "def <k>():\n    try:\n        yield <any>\n        yield <any>\n"
    "    except ValueError as e:\n        yield str(e)\n"
    "    finally:\n        print('closed')\nx = <k>()\nprint(next(x))\n"
    "print(x.throw(ValueError(<str>)))\nx.close()\nx = 0",
    "with Manager(<int>) as <int=>, Manager(<int>) as x:\n    <block>",
    "<dict=> |= <dict>\nprint(list(reversed(<dict=>)))",
    "print(*sorted(<dict>.items()), sep=<str>, end=<str>)",
    "<list=> = sorted(<any>, key=<any>)",
    "<list=>[<int>:<int>:<int>] = <list>",
    "<set=> ^= <set>\n<set=> -= <set>\nprint(sorted(<set=>))",
    "class <k>(Mapping):\n    def keys(self):\n        return (<str>)[:3]\n"
    "print(dict(<k>(<int>)), twice(**{'v': <int>}))",
    "class <k>(int):\n    def __add__(self, other):\n"
    "        return <k>(int(self) + 1)\nprint(<k>(<int>) + <int>, <int> + <k>(3), -<k>(<int>))",
    "async def <k>(a):\n    for x in (<list>)[:3]:\n        yield clip(x + a)\n"
    "async def c():\n    return [x async for x in <k>(<int>)]\n"
    "try:\n    c().send(None)\nexcept StopIteration as e:\n    print(e.value)\nc = ''",
    "print(f'{<int!>!r:>8}|{<float!>:.3f}|{<str!>:*^9}|{<any!>!s:.5}|{<int!>:,}|{<int!>=}')",
)

PROLOGUE = """\
def clip_sum(a, b):
    return clip(a + b)


class Mapping:
    def __init__(self, v):
        self.v = v

    def keys(self):
        return ['p', 'q']

    def __getitem__(self, key):
        return clip(self.v + len(key))


"""
