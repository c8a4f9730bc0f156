"""What does traceback say about exceptions?"""

import traceback


class E(ValueError):
    pass


def show(e):
    print(traceback.format_exception_only(e))
    print([l for l in traceback.format_exception(e) if not l.startswith("  File")])


try:
    1 / 0
except ZeroDivisionError as e:
    show(e)
    print([l for l in traceback.format_exc().split("\n") if not l.startswith("  ")])
try:
    try:
        raise KeyError("k")
    except KeyError as e:
        raise E("x") from e
except E as e:
    e.add_note("note\nmore")
    show(e)
    print([l for l in traceback.format_exc().split("\n") if not l.startswith("  ")])
try:
    try:
        raise KeyError("k")
    except KeyError as e:
        raise E
except E as e:
    show(e)
try:
    try:
        raise KeyError("k")
    except KeyError as e:
        raise E from None
except E as e:
    show(e)
show(ValueError("never raised"))
print(traceback.format_exc())


def f():
    return traceback.format_exc().split("\n")[-2]


try:
    {}["q"]
except KeyError:
    print(f())
print(f())
