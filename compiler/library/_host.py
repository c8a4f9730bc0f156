"""What does the library ask of the host? The numbers are those of spec/syscalls.toml."""

from _ulambda.host import call


def ask(number, data, size):
    """Return what the host answers, `size` bytes; OSError(ENODEV) if it has no such device."""
    answer = bytearray(size)
    if not call(number, data, answer):
        raise OSError(19, "No such device")
    return answer


def number(data):
    """Return the integer whose bytes these are, the low one first."""
    found = 0
    for i in range(len(data) - 1, -1, -1):
        found = found << 8 | data[i]
    return found


def word(n):
    """Return the four bytes of an integer."""
    return bytes([n & 255, n >> 8 & 255, n >> 16 & 255, n >> 24 & 255])


def result(data):
    """Return the i32 in front of an answer; OSError if it is an error."""
    n = number(data[:4])
    if n >> 31:
        n = (1 << 32) - n
        texts = {19: "No such device", 22: "Invalid argument", 110: "Connection timed out"}
        raise OSError(n, texts.get(n, "Input/output error"))
    return n


def time_us():
    """Return the microseconds since 1970."""
    return number(ask(2, b"", 8))


def sleep_ms(ms):
    """Wait."""
    ask(4, word(ms), 0)


def entropy():
    """Return 32 bits that nobody can foretell."""
    return number(ask(5, b"", 4))
