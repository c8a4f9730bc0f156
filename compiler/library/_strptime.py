"""How does strptime read a date?"""

from _calendar import DAYS, MONTHS, from_ordinal, ordinal
from _timedelta import delta
from _zones import UTC, timezone


def parsed(text, format):
    """Return the arguments of datetime: year ... microsecond, tzinfo."""
    found = {"Y": 1900, "m": 1, "d": 1, "H": 0, "M": 0, "S": 0, "f": 0}
    i = 0
    k = 0
    while k < len(format):
        c = format[k]
        k += 1
        if c == "%":
            c = format[k : k + 1]
            if not c:
                raise ValueError(f"stray %% in format {format!r}".replace("%%", "%"))
            k += 1
            i = directive(found, c, text, i, format)
        elif c.isspace():
            if not text[i : i + 1].isspace():
                raise mismatch(text, format)
            while text[i : i + 1].isspace():
                i += 1
        elif text[i : i + 1].lower() == c.lower():
            i += 1
        else:
            raise mismatch(text, format)
    if i != len(text):
        raise ValueError(f"unconverted data remains: {text[i:]}")
    return arguments(found)


def mismatch(text, format):
    return ValueError(f"time data {text!r} does not match format {format!r}")


def directive(found, c, text, i, format):
    """Read what one directive stands for; return the place behind it."""
    short = {"T": "HMS", "R": "HM", "D": "mdy", "F": "Ymd"}.get(c)
    if c == "%":
        if text[i : i + 1] != "%":
            raise mismatch(text, format)
        return i + 1
    if c in "aA":
        return name(found, c, DAYS, text, i, format)
    if c in "bBh":
        return name(found, "m", MONTHS, text, i, format)
    if c == "p":
        if text[i : i + 2].lower() not in ("am", "pm"):
            raise mismatch(text, format)
        found["p"] = text[i].lower() == "p"
        return i + 2
    if c == "z":
        return zone(found, text, i, format)
    if c == "Z":
        part = text[i : i + 3].upper()
        if part not in ("UTC", "GMT"):
            raise mismatch(text, format)
        return i + 3
    digits = {"Y": 4, "f": 6, "j": 3}.get(c, 2)
    if c not in "YmdHMSfjyI" or short:
        raise ValueError(f"{c!r} is a bad directive in format {format!r}")
    return number(found, c, text, i, digits, format)


def number(found, c, text, i, digits, format):
    end = i
    while end < len(text) and end - i < digits and "0" <= text[end] <= "9":
        end += 1
    low, high = {
        "m": (1, 12),
        "d": (1, 31),
        "H": (0, 23),
        "M": (0, 59),
        "S": (0, 61),
        "I": (1, 12),
        "j": (1, 366),
    }.get(c, (0, 999999))
    if end == i or (c == "Y" and end - i < 4) or (c == "y" and end - i < 2):
        raise mismatch(text, format)
    if int(text[i:end]) > high and end - i == 2:
        end -= 1
    n = int(text[i:end])
    if not low <= n <= high:
        raise mismatch(text, format)
    found[c] = int((text[i:end] + "00000")[:6]) if c == "f" else n
    return end


def name(found, c, names, text, i, format):
    """Read a name, the long forms first."""
    rest = text[i:].lower()
    for length in (9, 3):
        for place, word in enumerate(names):
            word = word[:length].lower()
            if rest.startswith(word):
                found[c] = place + 1
                return i + len(word)
    raise mismatch(text, format)


def zone(found, text, i, format):
    if text[i : i + 1] == "Z":
        found["z"] = UTC
        return i + 1
    digits = text[i + 1 : i + 6].replace(":", "")[:4]
    if text[i : i + 1] not in ("+", "-") or len(digits) < 4 or not digits.isdigit():
        raise mismatch(text, format)
    total = (int(digits[:2]) * 60 + int(digits[2:])) * 60000000
    found["z"] = timezone(delta(-total if text[i] == "-" else total)) if total else UTC
    return i + (6 if text[i + 3 : i + 4] == ":" else 5)


def arguments(found):
    if "y" in found:
        found["Y"] = found["y"] + (2000 if found["y"] < 69 else 1900)
    if "I" in found:
        found["H"] = found["I"] % 12 + (12 if found.get("p") else 0)
    if "j" in found:
        _, found["m"], found["d"] = from_ordinal(ordinal(found["Y"], 1, 1) + found["j"] - 1)
    return [*[found[c] for c in "YmdHMSf"], found.get("z")]
