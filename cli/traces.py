"""What does a user see when a handler raised? What CPython would have printed."""

from collections.abc import Callable, Sequence

Frame = tuple[str, int, str]  # file name, line, function


def traceback_text(
    frames: Sequence[Frame], read: Callable[[str], str], error_type: str, message: str
) -> str:
    """Write a traceback; `read` gives the text of a file by its name.

    >>> print(traceback_text([("a.py", 1, "<module>")], lambda _: "f()", "ValueError", "no"))
    Traceback (most recent call last):
      File "a.py", line 1, in <module>
        f()
    ValueError: no
    """
    text = ["Traceback (most recent call last):"] if frames else []
    for filename, line, function in frames:
        text.append(f'  File "{filename}", line {line}, in {function}')
        lines = read(filename).splitlines()
        if 0 < line <= len(lines) and lines[line - 1].strip():
            text.append(f"    {lines[line - 1].strip()}")
    text.append(f"{error_type}: {message}" if message else error_type)
    return "\n".join(text)


def chain_text(explicit: bool) -> str:
    """What stands between two exceptions of a chain."""
    if explicit:
        return "\nThe above exception was the direct cause of the following exception:\n\n"
    return "\nDuring handling of the above exception, another exception occurred:\n\n"
