"""How is a text matched? By trying in order, but never one instruction twice at one place.

Whether an instruction can lead to a match depends on the place alone, as there are no
back-references; so what has failed once at a place fails again, and time is linear in the text.
"""

from _re_parse import DIGITS, WORDS


class Text:
    """A text between two places, and what is known to fail there."""

    def __init__(self, program, s, start, end):
        self.program = program
        self.s = s
        self.start = start
        self.end = end
        self.whole = False  # a match must reach the end
        self.barred = -1  # a match that begins here must not be empty
        self.forget()

    def forget(self):
        """Clear what is known, for the search behind a match."""
        self.room = self.end - self.start + 1
        self.seen = bytearray(self.program.memo * self.room + 7 >> 3)
        self.lows = {}
        self.looks = {}
        self.spans = {}


def search(t, i):
    """Return the slots of the first match from place i on, or None."""
    p = t.program
    while i <= t.end:
        if p.first:
            i = t.s.find(p.first, i, t.end)
            if i < 0:
                return None
        saves = attempt(t, i)
        if saves is not None:
            return saves
        t.barred = -1
        i += 1
    return None


def attempt(t, i):
    """Return the slots of a match that begins at place i, or None."""
    saves = [-1] * t.program.slots
    saves[0] = i
    end = run(t, 0, i, saves, t.barred)
    if end < 0:
        return None
    saves[1] = end
    return saves


def fits(x, c):
    """Does a character fit a matcher?"""
    if isinstance(x, str):
        return x == c
    if c < "\x80":
        return (c in x[1]) != x[0]
    return (x[2] is not None and rare(x, c)) != x[0]


def rare(x, c):
    """Is a character beyond ASCII in a set, before it is negated?"""
    ranges, classes, ascii_only, fold = x[2]
    for k in classes:
        if ascii_only or not is_class(k.lower(), c):
            if k < "a":
                return True
        elif k > "Z":
            return True
    for low, high in ranges:
        if low <= c <= high:
            return True
    if fold and not ascii_only:
        for other in (c.lower(), c.upper()):
            if other in x[1] and len(other) == 1:
                return True
            for low, high in ranges:
                if low <= other <= high or low.lower() == other or low.upper() == other:
                    return True
    return False


def is_class(k, c):
    """Is a character beyond ASCII of class d, w or s?"""
    if k == "d":
        return c.isdigit()
    if k == "s":
        return c.isspace()
    return c.isalnum()


def extent(t, x, i, end):
    """Return the end of the characters from i on that fit."""
    s = t.s
    if isinstance(x, str):
        while i < end and s[i] == x:
            i += 1
        return i
    negated, members, others = x
    if negated and others is None and len(members) < 2:
        found = s.find(members, i, end) if members else end
        return end if found < 0 else found
    while i < end:
        c = s[i]
        if c < "\x80":
            if (c in members) == negated:
                break
        elif not fits(x, c):
            break
        i += 1
    return i


def long_extent(t, k, x, i):
    """Return the same up to the end of the text; remember the last answer for each k."""
    last = t.spans.get(k)
    if last is not None and last[0] <= i <= last[1]:
        return last[1]
    if last is not None and i < last[0]:
        end = extent(t, x, i, last[0])
        if end == last[0]:
            end = last[1]
    else:
        end = extent(t, x, i, t.end)
    t.spans[k] = (i, end)
    return end


def is_word(s, i, ascii_only):
    c = s[i]
    return c in WORDS if c < "\x80" else not ascii_only and c.isalnum()


def is_at(t, kind, i):
    """Is place i of a kind?"""
    s = t.s
    if kind == "start":
        return i == 0
    if kind == "line":
        return i == 0 or s[i - 1] == "\n"
    if kind == "end":
        return i == t.end or (i == t.end - 1 and s[i] == "\n")
    if kind == "line end":
        return i == t.end or s[i] == "\n"
    if kind == "very end":
        return i == t.end
    ascii_only = kind.startswith("edge ascii")
    if t.end == 0:
        return False
    before = i > 0 and is_word(s, i - 1, ascii_only)
    behind = i < t.end and is_word(s, i, ascii_only)
    return (before != behind) == kind.endswith("b")


def new_place(t, k, i):
    """Note that instruction k is at place i; False if it was before."""
    bit = k * t.room + i - t.start
    mask = 1 << (bit & 7)
    if t.seen[bit >> 3] & mask:
        return False
    t.seen[bit >> 3] |= mask
    return True


def look(t, pc, i, saves):
    """Does what is looked for at instruction pc match here? Groups in it are set if it does."""
    back, wanted = t.program.xs[pc]
    i -= back
    key = pc * t.room + i - t.start
    if i < 0:
        return not wanted
    if t.looks.get(key) is not None and not t.looks[key]:
        return not wanted
    outer = t.seen, t.lows, t.whole
    t.seen = bytearray(len(t.seen))
    t.lows = {}
    t.whole = False
    inner = saves[:]
    found = run(t, pc + 1, i, inner, -1) >= 0
    t.seen, t.lows, t.whole = outer
    t.looks[key] = found
    if found and wanted:
        saves[:] = inner
    return found == wanted


def run(t, pc, i, saves, barred):
    """Follow the instructions from pc at place i to a MATCH; return its place, or -1.

    `stack` holds what to try when this fails, three numbers each: an instruction, a place, and for
    RUN the least place. A negative instruction says which slot to set back instead.
    """
    ops = t.program.ops
    xs = t.program.xs
    ys = t.program.ys
    s = t.s
    end = t.end
    stack = []
    while True:
        op = ops[pc]
        x = xs[pc]
        ok = False
        if op == 0:  # CHAR
            if i < end and s[i] == x:
                i += 1
                pc += 1
                continue
        elif op == 1:  # SET
            if i < end and fits(x, s[i]):
                i += 1
                pc += 1
                continue
        elif op == 2:  # RUN
            least, most, k, _ = ys[pc]
            low = i + least
            if most is None:
                high = long_extent(t, k, x, i)
            else:
                high = extent(t, x, i, min(end, i + most))
            if high >= low:
                stack.append(high)
                stack.append(pc)
                stack.append(high)
                stack.append(low)
        elif op == 3:  # SPLIT
            other, k, loops = ys[pc]
            if new_place(t, k + 1 if loops and stays(saves, loops, i) else k, i):
                stack.append(other)
                stack.append(i)
                stack.append(-1)
                pc = x
                continue
        elif op == 4:  # JUMP
            pc = x
            continue
        elif op == 5 or op == 7:  # SAVE, MARK
            stack.append(~x)
            stack.append(saves[x])
            stack.append(0)
            saves[x] = i
            if op == 5 and ys[pc]:
                last = t.program.closed
                stack.append(~last)
                stack.append(saves[last])
                stack.append(0)
                saves[last] = ys[pc]
            pc += 1
            continue
        elif op == 6:  # AT
            ok = is_at(t, x, i)
        elif op == 8:  # CHECK
            pc = pc + 1 if saves[x] == i else ys[pc]
            continue
        elif op == 9:  # LOOK
            before = saves[:]
            if look(t, pc, i, saves):
                for slot in range(len(saves)):
                    if saves[slot] != before[slot]:
                        stack.append(~slot)
                        stack.append(before[slot])
                        stack.append(0)
                pc = ys[pc]
                continue
        elif not (t.whole and i != end) and i != barred:
            return i
        if ok:
            pc += 1
            continue
        while True:  # go back to what is left
            if not stack:
                return -1
            low = stack.pop()
            i = stack.pop()
            pc = stack.pop()
            if pc < 0:
                saves[~pc] = i
            elif low < 0:
                break
            else:
                i = shorter(t, stack, saves, pc, i, low)
                if i >= 0:
                    pc += 1
                    break


def stays(saves, loops, i):
    """Is place i where some loop around began its turn?"""
    return any([saves[slot] == i for slot in loops])


def shorter(t, stack, saves, pc, high, low):
    """Return the next end for a RUN, from `high` down to `low`, and leave the rest; or -1."""
    p = t.program
    most, k, loops = p.ys[pc][1:]
    top = stack.pop()
    still = 1 if loops and stays(saves, loops, low) else 0
    floor = low + still
    if most is not None:
        while high >= floor and not new_place(t, k, high):
            high -= 1
    else:
        key = k * t.room + top - t.start
        if t.lows.get(key, top + 1) <= high:
            high = t.lows[key] - 1
        if high >= floor:
            if p.ops[pc + 1] == 0:
                high = t.s.rfind(p.xs[pc + 1], floor, min(high + 1, t.end))
            t.lows[key] = max(high, floor)
    if high < floor:
        return low if still and new_place(t, k + 1, low) else -1
    if high > low:
        stack.append(top)
        stack.append(pc)
        stack.append(high - 1)
        stack.append(low)
    return high
