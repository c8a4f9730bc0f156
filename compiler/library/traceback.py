"""Which of CPython's traceback is there? The exceptions of a chain, without the lines of code.

Where an exception was raised is known to whoever sent the image: it stays out of the text.
"""

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


def _handled():
    """The exception that is being handled, None if there is none."""
    try:
        raise
    except BaseException as error:  # noqa: BLE001
        if isinstance(error, RuntimeError) and error.args == ("No active exception to reraise",):
            return None
        return error


def format_exception_only(exc, /, value=...):
    """Return the lines that say what was raised."""
    if value is not ...:
        exc = value
    if exc is None:
        return ["NoneType: None\n"]
    kind = type(exc)
    name = kind.__qualname__
    module = getattr(kind, "__module__", "builtins")
    if module not in ("__main__", "builtins"):
        name = f"{module}.{name}"
    text = str(exc)
    lines = [f"{name}: {text}\n" if text else f"{name}\n"]
    for note in getattr(exc, "__notes__", ()):
        lines += [line + "\n" for line in note.split("\n")]
    return lines


def format_exception(exc, /, value=..., tb=..., limit=None, chain=True):
    """Return the lines of an exception, after those of what led to it."""
    if value is not ...:
        exc = value
    if exc is None:
        return ["NoneType: None\n"]
    lines = []
    if chain and exc.__cause__ is not None:
        lines = [*format_exception(exc.__cause__), _CAUSE]
    elif chain and exc.__context__ is not None and not exc.__suppress_context__:
        lines = [*format_exception(exc.__context__), _CONTEXT]
    if exc.__traceback__ is not None:
        lines.append("Traceback (most recent call last):\n")
    return lines + format_exception_only(exc)


def format_exc(limit=None, chain=True):
    """Return the text of the exception that is being handled."""
    return "".join(format_exception(_handled(), chain=chain))


def print_exception(exc, /, value=..., tb=..., limit=None, file=None, chain=True):
    """Print an exception to the log."""
    print("".join(format_exception(exc, value, tb, limit, chain)), end="")


def print_exc(limit=None, file=None, chain=True):
    """Print the exception that is being handled to the log."""
    print_exception(_handled(), chain=chain)
