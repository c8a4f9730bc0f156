"""Which random programs are worth comparing with CPython?

Functions over three parameters with integers, strings and lists: assignments, augmented
assignments, conditions, loops with break and continue, try/finally, comprehensions, helper calls.
All are well typed, but may raise, which both sides must do alike.
"""

from hypothesis import strategies as st

INTS = ("a", "b", "c", "n")
STRINGS = ("s", "t")
LISTS = ("xs", "ys")

PROLOGUE = """\
def twice(v, k=2):
    return v * k


def pick(items, at=0):
    return items[at] if items else at


"""


@st.composite
def integer(draw: st.DrawFn, depth: int = 3) -> str:
    """An expression of type int."""
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        constant = st.sampled_from(
            [0, 1, 2, -1, 5, 7, 127, 128, -129, 1000, 65536, 2**29, -(2**30)]
        )
        return draw(st.one_of(st.sampled_from(INTS), constant.map(lambda v: f"({v})")))
    one, two = draw(integer(depth - 1)), draw(integer(depth - 1))
    forms = [
        *(f"({one} {op} {two})" for op in ("+", "-", "*", "//", "%", "&", "|", "^")),
        f"({one} << ({two} & 7))",
        f"({one} >> ({two} & 7))",
        f"(-{one})",
        f"(~{one})",
        f"abs({one})",
        f"len({draw(st.sampled_from(STRINGS + LISTS))})",
        f"twice({one})",
        f"twice({one}, k={two} % 5)",
        f"pick({draw(st.sampled_from(LISTS))}, {two} % 3)",
        f"({one} if {draw(condition(depth - 1))} else {two})",
        f"sum({draw(sequence(depth - 1))})",
        f"min({one}, {two})",
    ]
    return draw(st.sampled_from(forms))


@st.composite
def condition(draw: st.DrawFn, depth: int = 2) -> str:
    """An expression that is used for its truth."""
    one, two = draw(integer(max(0, depth - 1))), draw(integer(max(0, depth - 1)))
    forms = [f"{one} {op} {two}" for op in ("<", "<=", ">", ">=", "==", "!=")]
    forms += [
        f"{one} < {two} <= {one}",
        f"{one} in (1, 2, 3)",
        f"{one} not in {draw(st.sampled_from(LISTS))}",
        draw(st.sampled_from(STRINGS + LISTS + INTS)),
        f"{draw(st.sampled_from(STRINGS))} == 'ab'",
    ]
    simple = f"({draw(st.sampled_from(forms))})"
    if depth <= 0:
        return simple
    other = draw(condition(depth - 1))
    joined = [simple, f"(not {simple})", f"({simple} and {other})", f"({simple} or {other})"]
    return draw(st.sampled_from(joined))


@st.composite
def text(draw: st.DrawFn, depth: int = 2) -> str:
    """An expression of type str."""
    if depth <= 0:
        return draw(st.sampled_from([*STRINGS, "'ab'", "''", "'é'"]))
    one, two, value = draw(text(depth - 1)), draw(text(depth - 1)), draw(integer(1))
    forms = [
        f"({one} + {two})",
        f"({one} + str({value}) + {two} + ',')",
        f"({one} * ({value} % 4))",
        f"f'{{{value}}}-{{{one}}}'" if "'" not in one + value else f"str({value})",
        f"{one}[:3]",
        f"{one}.replace('a', 'bb')",
    ]
    return draw(st.sampled_from(forms))


@st.composite
def sequence(draw: st.DrawFn, depth: int = 2) -> str:
    """An expression of type list of int."""
    if depth <= 0:
        return draw(st.sampled_from([*LISTS, "[1, 2, 3]", "[]"]))
    one, value = draw(sequence(depth - 1)), draw(integer(1))
    forms = [
        f"[{value}, {draw(integer(1))}]",
        f"[v * 2 for v in {one}]",
        f"[v for v in range({value} % 6) if v % 2]",
        f"[a for a in {one} if a > {value}]",
        f"({one} + [{value}])",
        f"{one}[1:]",
        f"sorted({one})",
        f"[*{one}, {value}]",
    ]
    return draw(st.sampled_from(forms))


@st.composite
def block(draw: st.DrawFn, depth: int, loop: bool) -> list[str]:
    """Some statements, one line each."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        lines += draw(statement(depth, loop))
    return lines


def _indent(lines: list[str]) -> list[str]:
    return ["    " + line for line in lines]


@st.composite
def statement(draw: st.DrawFn, depth: int, loop: bool) -> list[str]:
    """One statement with its nested blocks."""
    kind = draw(st.integers(0, 12 if depth else 6))
    name, other = draw(st.sampled_from(INTS)), draw(st.sampled_from(INTS))
    if kind == 0:
        return [f"{name} = {draw(integer())}"]
    if kind == 1:
        op = draw(st.sampled_from(["+=", "-=", "*=", "//=", "%=", "&=", "|=", "^="]))
        return [f"{name} {op} {draw(integer(2))}", f"{name} %= 1000003"]
    if kind == 2:
        return [f"{draw(st.sampled_from(STRINGS))} = ({draw(text())})[:20]"]
    if kind == 3:
        return [f"{draw(st.sampled_from(LISTS))} = ({draw(sequence())})[:8]"]
    if kind == 4:
        return [f"{name}, {other} = {draw(integer(2))}, {draw(integer(2))}"]
    if kind == 5:
        target = draw(st.sampled_from(LISTS))
        return [f"{target}.append({draw(integer(2))})", f"s = (s + str({name}))[-20:]"]
    if kind == 6:
        jump = draw(st.sampled_from(["break", "continue"])) if loop else f"return {name}"
        return [f"if {draw(condition())}:", f"    {jump}"]
    inner = _indent(draw(block(depth - 1, loop or kind in (8, 9))))
    if kind == 7:
        lines = [f"if {draw(condition())}:", *inner]
        return [*lines, "else:", *_indent(draw(block(depth - 1, loop)))]
    if kind == 8:
        source = draw(
            st.sampled_from([f"range({draw(integer(1))} % 5)", *LISTS, "range(5, 0, -2)"])
        )
        source = f"list({source})" if source in LISTS else source
        return [f"for {draw(st.sampled_from(['i', 'j', 'n']))} in {source}:", *inner]
    if kind == 9:
        guard = ["k += 1", "if k > 20:", "    break"]
        return [f"while {draw(condition())}:", *_indent(guard), *inner]
    if kind == 10:
        return ["try:", *inner, "finally:", *_indent([f"{name} = {other} + 1"])]
    if kind == 11:
        caught = "except (ZeroDivisionError, ValueError, IndexError) as e:"
        return ["try:", *inner, caught, *_indent(["t = str(e)[:10]"])]
    return ["try:", *inner, "except ZeroDivisionError:", f"    {name} = 3", "else:", "    c += 1"]


@st.composite
def program(draw: st.DrawFn) -> str:
    """A module with a function `handler(a, b, s)`."""
    start = ["c = a", "n = k = 0", "t = 'x'", "xs = [a, b]", "ys = []", "i = j = 0"]
    body = [*start, *draw(block(2, False)), *draw(block(1, False))]
    body.append("return [a, b, c, n, i, j, s, t, xs, ys]")
    return PROLOGUE + "\n".join(["def handler(a, b, s):", *_indent(body)]) + "\n"
