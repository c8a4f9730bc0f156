# json: the same text, values, errors and positions.
import json


def show(f, *args):
    try:
        print(repr(f(*args)))
    except ValueError as e:
        print("ValueError", e)
    except TypeError as e:
        print("TypeError", e)


def shown_error(text):
    try:
        json.loads(text)
    except json.JSONDecodeError as e:
        print(e.msg, e.pos, e.lineno, e.colno, e.doc == text)


VALUES = [
    None,
    True,
    False,
    0,
    -1,
    10**30,
    1.5,
    -0.0,
    1e16,
    1e300,
    5e-324,
    float("inf"),
    float("nan"),
    "",
    "a",
    'q"\\/\b\f\n\r\t\x00\x1f\x7f',
    "é€😀",
    [],
    {},
    (),
    [1, [2, [3]]],
    {"a": {"b": [None]}},
    {1: 2, 1.5: 3, None: 4, True: 5, "x": 6},
    [{}],
    {"k": []},
    (1, "t"),
]
for value in VALUES:
    show(json.dumps, value)
for value in VALUES[11:]:
    print(json.dumps(value, indent=2, ensure_ascii=False))
    print(json.dumps(value, indent="\t", separators=(";", "=")))
    print(json.dumps(value, separators=(",", ":")))
print(json.dumps({"b": 1, "a": 2}, sort_keys=True))
print(json.dumps({(1, 2): 3, "a": 1}, skipkeys=True))
print(json.dumps([object, 1], default=lambda x: "?"))
show(json.dumps, object)
show(json.dumps, {(1, 2): 3})
show(lambda: json.dumps(float("nan"), allow_nan=False))
show(lambda: json.dumps([float("inf")], allow_nan=False, indent=1))
loop = []
loop.append(loop)
show(json.dumps, loop)
ring = {}
ring["r"] = [ring]
show(json.dumps, ring)

TEXTS = [
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1.5e3",
    "1E+2",
    "1e400",
    "123456789012345678901234567890",
    '""',
    '"a\\u0041\\n\\/"',
    '"\\ud83d\\ude00"',
    '"é"',
    "[]",
    "[ ]",
    "[1, 2 ,3]",
    '{"a": 1, "b": [true, null]}',
    " \t\r\n1 ",
    "NaN",
    "-Infinity",
    "[Infinity]",
    '{"a": {"b": {"c": []}}}',
    '{"a": 1, "a": 2}',
    "",
    " ",
    "-",
    "01",
    "1.",
    "1e",
    ".5",
    "[1,]",
    "[1 2]",
    "[",
    "[1",
    '{"a"}',
    '{"a": }',
    '{"a": 1,}',
    "{a: 1}",
    "{,}",
    '"',
    '"abc',
    '"\\',
    '"\\x"',
    '"\\u12"',
    '"\\u12g4"',
    '"a\nb"',
    "nul",
    "tru",
    "[1] 2",
    "\ufeff1",
    "1\n\n x",
    "'a'",
]
for text in TEXTS:
    show(json.loads, text)
    shown_error(text)
show(json.loads, b'{"a": "\xc3\xa9"}')
show(json.loads, 5)
show(lambda: json.loads("[1.5, 2]", parse_float=lambda s: "f" + s, parse_int=lambda s: "i" + s))
show(lambda: json.loads('{"a": 1}', object_hook=lambda d: list(d.items())))
show(lambda: json.loads('{"a": 1, "a": 2}', object_pairs_hook=lambda pairs: pairs))
show(lambda: json.loads("[NaN]", parse_constant=lambda s: s))
show(lambda: json.loads('"a\tb"', strict=False))

seed = 7
for _ in range(200):
    text = '{"k": [1.25, "a\\n\\u00e9", true, {"x": null}], "n": -12e2}'
    for _ in range(2):
        seed = (seed * 1103515245 + 12345) % 2**31
        i = seed // 65536 % len(text)
        text = text[:i] + '{}[]",:\\u09eE.- tn'[seed // 7 % 19 :][:1] + text[i + 1 :]
    show(json.loads, text)


# Characters of several bytes: places in messages count characters.
for text in (
    '{"é": "ü", "€": [1, "😀", x]}',
    '["ééé", "\\u00e9\\ud83d\\ude00", "a\\nb", "\x7f"]',
    '["é\n"]',
    '["é',
    '["é\\',
    '{"é" 1}',
    '{"é": 1 "a": 2}',
    '["\x00"]',
    "[1\x00]",
    "\x00",
    " \t\r\n[ 1 , -0 , -0.0e+1, 1E5, 12345678901234567890 ]\r\n ",
    "[1,]",
    "[1.]",
    "[-]",
    "[01]",
    '{"a":{"b":[{},[],{"c":{}}]}}',
    "[" * 9 + "]" * 9,
):
    try:
        print(json.loads(text))
    except json.JSONDecodeError as e:
        print(e, e.pos, e.lineno, e.colno, e.doc == text)
for text, at in (('é["ü"]é', 1), ("é 5", 2), ("é{", 1), ("éé", 2)):
    try:
        print(json.JSONDecoder().raw_decode(text, at))
    except ValueError as e:
        print(type(e).__name__, e)
for text in ('é"\\\x7f\x01ü\n', "\x7f", "plain", "é" * 40, '"', "", "a\tb"):
    print(
        json.dumps(text), json.dumps(text, ensure_ascii=False), json.loads(json.dumps(text)) == text
    )
print(json.loads(b'["\xc3\xa9"]'), json.loads(bytearray(b"\xef\xbb\xbf[1]")))
for bad in (b'["\xff"]', 5):
    try:
        print(json.loads(bad))
    except (TypeError, UnicodeDecodeError) as e:
        print(type(e).__name__, e)

deep = json.loads("[" * 200 + "]" * 200)
count = 0
while deep:
    deep = deep[0]
    count += 1
print(count)
