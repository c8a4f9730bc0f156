"""Does much of the library work in one program, of more than 256 functions?"""

import json, re, struct, base64, math, heapq, bisect, itertools, collections, random, string, hashlib, binascii

for f in (
    lambda: json.loads('{"a": [1, 2.5, null, true, "\\u00e9\\n"]}'),
    lambda: json.loads("[1,]"),
    lambda: json.loads(""),
    lambda: json.loads('{"a" 1}'),
    lambda: json.loads("nul"),
    lambda: json.loads('"\x01"'),
    lambda: json.loads("1e999"),
    lambda: json.loads("-0"),
    lambda: json.loads("[1] x"),
    lambda: json.loads(b'{"a": 1}'),
    lambda: json.loads(5),
    lambda: json.dumps({1: 2, None: 3, True: 4, 2.5: 5}),
    lambda: json.dumps({(1,): 2}),
    lambda: json.dumps({1}),
    lambda: json.dumps(float("nan")),
    lambda: json.dumps(float("inf"), allow_nan=False),
    lambda: json.dumps('é\u2028"\\\x7f'),
    lambda: json.dumps("é", ensure_ascii=False),
    lambda: json.dumps([1, [2, {"a": []}]], indent=2),
    lambda: json.dumps({"b": 1, "a": 2}, sort_keys=True, separators=(",", ":")),
    lambda: (
        json.dumps(object, default=str)
        if 0
        else json.dumps(
            {
                "x": {
                    1,
                }
            },
            default=list,
        )
    ),
    lambda: json.loads('{"a":1}', object_hook=lambda d: list(d)),
    lambda: json.loads("1.5", parse_float=str),
    lambda: json.dumps([]),
    lambda: json.dumps([], indent=1),
    lambda: json.loads("[" * 5 + "]" * 5),
    lambda: json.loads('"\\ud83d\\udc0d"'),
):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)
for p, t in (
    (r"(\d+)-(\w*)", "a 12-xy 3-"),
    ("a*", "baac"),
    (r"(?P<n>a)(b)?", "ab a"),
    ("^x|y$", "x\ny"),
    ("[^,]+", "a,b,,c"),
    (r"\bfoo\b", "foo food"),
    ("(?i)AbC", "xabc"),
    ("a{2,3}?", "aaaa"),
    ("(a|b)+", "abab"),
    (r"\s+", " a  b "),
    (".", "é\n日"),
    (r"[\w.]+@[\w.]+", "me@x.org, you@y"),
    ("(?=b)", "ab"),
    ("(?<=a)b", "ab bb"),
    ("(?:ab)+?", "abab"),
    ("$", "a\n"),
    ("", "ab"),
):
    m = re.search(p, t)
    print(
        p,
        m and (m.group(), m.span(), m.groups(), m.groupdict(), m.lastindex),
        re.findall(p, t),
        re.split(p, t),
        re.sub(p, "<\\g<0>>", t),
        [x.start() for x in re.finditer(p, t)],
        re.fullmatch(p, t) is None,
        re.match(p, t) is None,
    )
for p in (
    "(",
    "[a",
    "a**",
    "(?P<1>a)",
    "\\",
    "a{2,1}",
    "(?z)",
    ")",
    "*a",
    "(?P<n>a)(?P<n>b)",
    "[z-a]",
):
    try:
        re.compile(p)
        print("ok", p)
    except re.error as e:
        print(p, e)
for fmt, v in (
    ("<hBi", (-5, 200, 70000)),
    (">f", (1.5,)),
    ("!d", (0.1,)),
    ("3s?", (b"ab", True)),
    ("<q", (-(2**63),)),
    ("5p", (b"abc",)),
    ("@i", (1,)),
    ("<2h", (1, 2)),
    ("xB", (1,)),
):
    p = struct.pack(fmt, *v)
    print(fmt, p, struct.unpack(fmt, p), struct.calcsize(fmt))
for f in (
    lambda: struct.pack("B", 256),
    lambda: struct.pack("h", "a"),
    lambda: struct.unpack("i", b"abc"),
    lambda: struct.pack("z", 1),
    lambda: struct.pack("i"),
    lambda: struct.pack("<b", -129),
    lambda: base64.b64decode(b"abc"),
    lambda: base64.b64decode("YWI="),
    lambda: base64.urlsafe_b64encode(b"\xff\xfe"),
    lambda: binascii.unhexlify("abc"),
    lambda: hashlib.sha256(b"abc").hexdigest(),
    lambda: math.factorial(-1),
    lambda: math.sqrt(-1),
    lambda: math.gcd(12, -18, 8),
    lambda: math.isqrt(10**20),
    lambda: math.comb(5, 2),
    lambda: math.log(0),
    lambda: math.log(8, 2),
    lambda: math.hypot(3, 4),
    lambda: math.fsum([0.1] * 10),
    lambda: math.floor(-2.5),
    lambda: math.ceil(2.1),
    lambda: math.trunc(-2.7),
    lambda: math.fmod(-7, 3),
    lambda: math.remainder(7, 2),
    lambda: math.copysign(1, -0.0),
    lambda: math.modf(-1.5),
    lambda: math.frexp(8),
    lambda: math.ldexp(0.5, 3),
    lambda: math.inf - math.inf,
    lambda: math.dist([0, 0], [3, 4]),
    lambda: math.prod([2, 3], start=2),
    lambda: math.gcd("a"),
    lambda: math.floor("a"),
    lambda: math.perm(5, 2),
    lambda: math.exp(1000),
    lambda: math.pow(0, -1),
    lambda: math.lcm(4, 6),
    lambda: heapq.nsmallest(2, [3, 1, 2]),
    lambda: heapq.nlargest(1, [1, 5, 2]),
    lambda: bisect.bisect([1, 2, 2, 3], 2),
    lambda: list(itertools.chain("ab", [1])),
    lambda: list(itertools.islice(itertools.count(5, 2), 3)),
    lambda: list(itertools.product("ab", repeat=2)),
    lambda: list(itertools.groupby("aab"))[0][0],
    lambda: list(itertools.zip_longest("a", "bc", fillvalue=0)),
    lambda: list(itertools.accumulate([1, 2, 3], lambda a, b: a * b)),
    lambda: list(itertools.combinations("abc", 2)),
    lambda: list(itertools.permutations([1, 2, 3], 2)),
    lambda: list(itertools.takewhile(lambda x: x < 3, [1, 2, 3, 1])),
    lambda: list(itertools.starmap(pow, [(2, 3)])),
    lambda: next(itertools.cycle([7])),
    lambda: list(itertools.compress("abc", [1, 0, 1])),
    lambda: list(itertools.repeat(1, 2)),
    lambda: [list(x) for x in itertools.tee([1, 2])],
    lambda: list(itertools.pairwise("abc")),
    lambda: collections.Counter("abca").most_common(1),
    lambda: collections.Counter("aab") - collections.Counter("a"),
    lambda: collections.OrderedDict(a=1),
    lambda: collections.deque([1, 2, 3], 2),
    lambda: collections.defaultdict(int),
    lambda: string.Template("$a ${b}").substitute(a=1, b=2),
    lambda: random.Random(5).random(),
    lambda: random.Random(7).sample(range(10), 3),
):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)
