"""What does `print(..., file=f)` do? The compiler leads it here; the rest of print is in C."""


def print_to(file, *values, sep=None, end=None, flush=False):
    if file is None:
        print(*values, sep=sep, end=end)
        return
    sep = " " if sep is None else sep
    for i, value in enumerate(values):
        if i:
            file.write(sep)
        file.write(str(value))
    file.write("\n" if end is None else end)
    if flush:
        file.flush()
