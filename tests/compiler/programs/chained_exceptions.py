"""What is the context, the cause and the message of an exception that follows another?"""


def chain(e):
    """Describe an exception and all that led to it."""
    parts = []
    while e is not None:
        parts.append(f"{e!r} cause={e.__cause__!r} suppress={e.__suppress_context__}")
        e = e.__context__
    return " <- ".join(parts)


def catch(function, *args):
    try:
        print("returned", function(*args))
    except BaseException as e:
        print(chain(e))


def fail(e):
    raise e


def again():
    raise


def in_caller():
    try:
        fail(KeyError("a"))
    except KeyError:
        fail(ValueError("b"))


def three():
    try:
        fail(ValueError(1))
    except ValueError:
        try:
            fail(KeyError(2))
        except KeyError:
            fail(IndexError(3))


def from_cause():
    try:
        return 1 // 0
    except ZeroDivisionError as e:
        raise ValueError("x") from e


def from_none():
    try:
        return 1 // 0
    except ZeroDivisionError:
        raise ValueError("x") from None


def from_value(cause):
    raise ValueError from cause


def finally_raises():
    try:
        fail(ValueError(1))
    finally:
        fail(KeyError(2))


def reraised_in_callee():
    try:
        fail(KeyError(1))
    except KeyError:
        again()


def reraised_after_another():
    try:
        fail(ValueError(1))
    except ValueError:
        try:
            fail(KeyError(2))
        except KeyError:
            pass
        raise


def ring():
    a, b = ValueError("a"), KeyError("b")
    try:
        fail(a)
    except ValueError:
        try:
            fail(b)
        except KeyError:
            fail(a)


def with_key():
    try:
        fail(KeyError("outer"))
    except KeyError:
        sorted([2, 1], key=lambda n: fail(ValueError(n)))


def with_key_of_two():
    def key(n):
        try:
            fail(IndexError(n))
        except IndexError:
            fail(ValueError(n))

    try:
        fail(KeyError("outer"))
    except KeyError:
        sorted([2, 1], key=key)


def caught_classes(what):
    try:
        fail(KeyError(1))
    except what:
        return "caught"


def with_generator():
    def numbers():
        try:
            yield 1
            fail(KeyError("inside"))
        except KeyError:
            yield 2
            fail(ValueError("later"))

    for n in numbers():
        print(n)


def stopped():
    def numbers():
        yield 1
        raise StopIteration(7)

    return list(numbers())


def nothing_is_handled():
    try:
        fail(ValueError(1))
    except ValueError:
        pass
    fail(KeyError(2))


def left_by_return():
    def first():
        try:
            fail(ValueError(1))
        except ValueError:
            return 1

    first()
    fail(KeyError(2))


def left_by_loop():
    for _ in range(2):
        try:
            fail(ValueError(1))
        except ValueError:
            continue
    while True:
        try:
            fail(ValueError(1))
        except ValueError:
            break
    fail(KeyError(2))


catch(again)
catch(in_caller)
catch(three)
catch(from_cause)
catch(from_none)
for value in (KeyError, KeyError("k"), None, 5, "x", int):
    catch(from_value, value)
    catch(fail, value)
catch(finally_raises)
catch(reraised_in_callee)
catch(reraised_after_another)
catch(ring)
catch(with_key)
catch(with_key_of_two)
for value in (
    KeyError,
    (ValueError, LookupError),
    (),
    5,
    (ValueError, 5),
    "x",
    (KeyError, (ValueError,)),
):
    catch(caught_classes, value)
catch(with_generator)
catch(stopped)
catch(nothing_is_handled)
catch(left_by_return)
catch(left_by_loop)

e = ValueError("a", 2)
e.add_note("first")
e.add_note("second")
print(e.__notes__, e.with_traceback(None) is e)
catch(e.add_note, 3)
e.__cause__ = KeyError(1)
print(chain(e))
e.__suppress_context__ = False
e.__context__ = IndexError(2)
print(chain(e))
e.__context__ = None
print(chain(e))


def free():
    def inner():
        return x

    catch(inner)
    x = 1
    catch(inner)
    del x
    catch(inner)
    return x


def local():
    print(y)
    y = 1


def deleted():
    z = 1
    del z
    del z


def nonlocal_deleted():
    w = 1

    def inner():
        nonlocal w
        del w

    inner()
    catch(inner)
    return w


catch(free)
catch(local)
catch(deleted)
catch(nonlocal_deleted)
