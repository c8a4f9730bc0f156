"""How does the tree of a regular expression become instructions?

Three lists of the same length: what to do, and two operands (see `_re_run`). `memo` counts the
instructions that may be reached again at the same place of a text; `slots` the places to keep: two
per group, the group that was closed last, and the starts of loops.
"""

from _re_parse import error

CHAR = 0  # x: the character
SET = 1  # x: a matcher
RUN = 2  # x: a character or matcher; y: (least, most, memo, loops)
SPLIT = 3  # x: where to go first; y: (where to go then, memo, loops)
JUMP = 4  # x: where to
SAVE = 5  # x: the slot; y: the group that is closed, or 0
AT = 6  # x: the kind of place
MARK = 7  # x: the slot
CHECK = 8  # x: the slot of MARK; y: where a loop begins that has moved on since
LOOK = 9  # x: (steps back, wanted); y: the end of what is looked for
MATCH = 10


class Program:
    """The instructions of a pattern, and the character that every match begins with, or ""."""

    def __init__(self, groups):
        self.ops = []
        self.xs = []
        self.ys = []
        self.memo = 0
        self.loops = ()  # the MARK slots around what is being put
        self.closed = 2 * groups + 2
        self.slots = 2 * groups + 3
        self.first = ""


def translate(tree, groups):
    """Return the program of a pattern."""
    p = Program(groups)
    emit(p, tree)
    put(p, MATCH)
    i = 0
    while p.ops[i] == SAVE:
        i += 1
    if p.ops[i] == CHAR or (p.ops[i] == RUN and p.ys[i][0] > 0):
        if isinstance(p.xs[i], str):
            p.first = p.xs[i]
    return p


def put(p, op, x=None, y=None):
    p.ops.append(op)
    p.xs.append(x)
    p.ys.append(y)
    if len(p.ops) > 2000:
        raise error("the pattern is too large")
    return len(p.ops) - 1


def memo(p):
    """Return the number of a new note; the next is for when a loop around has not moved on."""
    p.memo += 2 if p.loops else 1
    return p.memo - (2 if p.loops else 1)


def emit(p, node):
    kind = node[0]
    if kind == "one":
        put(p, CHAR if isinstance(node[1], str) else SET, node[1])
    elif kind == "all":
        for part in node[1]:
            emit(p, part)
    elif kind == "any":
        emit_choice(p, node[1])
    elif kind == "repeat":
        emit_repeat(p, node[1], node[2], node[3], node[4])
    elif kind == "group":
        if node[1]:
            put(p, SAVE, 2 * node[1], 0)
        emit(p, node[2])
        if node[1]:
            put(p, SAVE, 2 * node[1] + 1, node[1])
    elif kind == "at":
        put(p, AT, node[1])
    else:
        emit_look(p, node[1], node[2], node[3])


def emit_choice(p, nodes):
    jumps = []
    for node in nodes[:-1]:
        split = put(p, SPLIT, len(p.ops) + 1)
        emit(p, node)
        jumps.append(put(p, JUMP))
        p.ys[split] = (len(p.ops), memo(p), p.loops)
    emit(p, nodes[-1])
    for jump in jumps:
        p.xs[jump] = len(p.ops)


def emit_split(p, greedy):
    """Put a SPLIT whose way out is not known yet."""
    return put(p, SPLIT, len(p.ops) + 1, greedy)


def close_split(p, split, out):
    inner = p.xs[split]
    greedy = p.ys[split]
    p.xs[split] = inner if greedy else out
    p.ys[split] = (out if greedy else inner, memo(p), p.loops)


def emit_repeat(p, node, least, most, greedy):
    inner = node
    while inner[0] == "group" and inner[1] == 0:
        inner = inner[2]
    if inner[0] == "one" and greedy:
        put(p, RUN, inner[1], (least, most, memo(p), p.loops))
        return
    for _ in range(least):
        emit(p, node)
    if most is None:
        emit_loop(p, node, greedy)
        return
    splits = []
    for _ in range(most - least):
        splits.append(emit_split(p, greedy))
        emit(p, node)
    for split in splits:
        close_split(p, split, len(p.ops))


def emit_loop(p, node, greedy):
    split = emit_split(p, greedy)
    empty = widths(node)[0] == 0
    if empty:
        slot = p.slots
        p.slots += 1
        put(p, MARK, slot)
        around = p.loops
        p.loops = (*around, slot)
    emit(p, node)
    if empty:
        p.loops = around
        put(p, CHECK, slot, split)
    else:
        put(p, JUMP, split)
    close_split(p, split, len(p.ops))


def emit_look(p, ahead, wanted, node):
    back = 0
    if not ahead:
        back, most = widths(node)
        if back != most:
            raise error("look-behind requires fixed-width pattern")
    look = put(p, LOOK, (back, wanted))
    emit(p, node)
    put(p, MATCH)
    p.ys[look] = len(p.ops)


def widths(node):
    """Return the least and the greatest number of characters; None for no limit."""
    kind = node[0]
    if kind == "one":
        return 1, 1
    if kind == "group":
        return widths(node[2])
    if kind == "repeat":
        low, high = widths(node[1])
        most = None if node[3] is None or high is None else high * node[3]
        return low * node[2], 0 if high == 0 else most
    if kind == "all":
        found = [widths(part) for part in node[1]]
        high = [b for _, b in found]
        return sum([a for a, _ in found]), None if None in high else sum(high)
    if kind == "any":
        found = [widths(part) for part in node[1]]
        high = [b for _, b in found]
        return min([a for a, _ in found]), None if None in high else max(high)
    return 0, 0
