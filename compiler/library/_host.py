"""What does the library ask of the host? The numbers are those of spec/syscalls.toml."""

from _ulambda.host import call


def ask(number, data, size):
    """Return what the host answers, `size` bytes; OSError(ENODEV) if it has no such device."""
    found = call(number, data, size)
    if found is None:
        raise OSError(19, "No such device")
    return found


def number(data):
    """Return the integer whose bytes these are, the low one first."""
    found = 0
    for i in range(len(data) - 1, -1, -1):
        found = found << 8 | data[i]
    return found


def time_us():
    """Return the microseconds since 1970."""
    return number(ask(2, b"", 8))


def sleep_ms(ms):
    """Wait."""
    ask(4, bytes([ms & 255, ms >> 8 & 255, ms >> 16 & 255, ms >> 24 & 127]), 0)


def entropy():
    """Return 32 bits that nobody can foretell."""
    return number(ask(5, b"", 4))
