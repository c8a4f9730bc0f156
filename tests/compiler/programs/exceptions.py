class Problem(Exception):
    pass


class Detailed(Problem):
    def __init__(self, code, text="?"):
        super().__init__(code, text)
        self.code = code

    def label(self):
        return "E" + str(self.code)


log = []


def order(flag):
    try:
        log.append("try")
        if flag == 1:
            raise ValueError("one")
        if flag == 2:
            return "returned"
        if flag == 3:
            raise KeyError("three")
    except ValueError as e:
        log.append(str(e))
    else:
        log.append("else")
    finally:
        log.append("finally")
    return "end"


def loops():
    out = []
    for i in range(6):
        try:
            if i == 1:
                continue
            if i == 4:
                break
            out.append(i)
        finally:
            out.append(-i)
    else:
        out.append("else")
    return out


def nested():
    try:
        try:
            raise Problem("inner")
        finally:
            log.append("cleanup")
    except Problem as e:
        try:
            raise Detailed(7) from e
        except Problem as again:
            return again.label(), again.args, str(again.__cause__)


def reraise():
    try:
        try:
            1 // 0
        except ZeroDivisionError:
            log.append("seen")
            raise
    except ArithmeticError as e:
        return type(e).__name__, str(e)


def override():
    try:
        return 1
    finally:
        return 2


def value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


def while_try():
    n = 0
    while True:
        n += 1
        try:
            if n < 3:
                continue
            if n == 5:
                return n
        finally:
            log.append(n)


class Manager:
    def __init__(self, swallow):
        self.swallow = swallow

    def __enter__(self):
        log.append("enter")
        return self

    def __exit__(self, kind, value, trace):
        log.append("exit " + (kind.__name__ if kind else "clean"))
        return self.swallow


def use(swallow, fail):
    with Manager(swallow) as m, Manager(False):
        if fail:
            raise Problem("in with")
        return m.swallow
    return "after"


def asserts(x):
    assert x > 0, f"bad {x}"
    assert x < 10
    return x


for flag in range(4):
    try:
        log.append(order(flag))
    except KeyError as e:
        log.append(repr(e))
print(log)
log.clear()
print(loops(), nested(), reraise(), override(), value_kept(), while_try(), log)
log.clear()
print(use(True, True), use(False, False), log)
for x in (5, -1, 50):
    try:
        print(asserts(x))
    except AssertionError as e:
        print("assert", e.args)
try:
    use(False, True)
except Problem as e:
    print(e)
for kind in (ValueError, Problem, KeyError):
    try:
        raise kind
    except (KeyError, ValueError) as e:
        print("builtin", repr(e))
    except Exception as e:
        print("other", repr(e))
try:
    raise Detailed(3, "text")
except Detailed as e:
    print(e.code, e.args, e.label())
