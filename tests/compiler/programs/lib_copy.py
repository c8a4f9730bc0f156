# copy: shallow and deep copies, shared and cyclic structures, instances, __copy__ and __deepcopy__.
import copy
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple


def show(f, *args):
    try:
        print(f(*args))
    except (ValueError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)


for x in (
    None,
    1,
    2.5,
    "text",
    b"bytes",
    (),
    (1, (2, 3)),
    frozenset([1]),
    True,
    range(3),
    int,
    ...,
):
    print(copy.copy(x) is x, copy.deepcopy(x) is x, x)
inner = [1, 2]
for x in ([inner, inner], {"a": inner, "b": {"c": inner}}, (inner, 5), {1, 2}, bytearray(b"ab")):
    c, d = copy.copy(x), copy.deepcopy(x)
    print(c == x, d == x, c is x, d is x, c, d)
d = copy.deepcopy([inner, inner])
print(d[0] is d[1], d[0] is inner, copy.copy([inner])[0] is inner)
loop = [1]
loop.append(loop)
d = copy.deepcopy(loop)
print(d[1] is d, d is loop, d[0])
loop = {"me": ([],)}
loop["me"][0].append(loop)
d = copy.deepcopy(loop)
print(d["me"][0][0] is d, d["me"] is loop["me"])
t = ([],)
t[0].append(t)
d = copy.deepcopy(t)
print(d[0][0] is d, d is t)


class Node:
    made = 0

    def __init__(self, value, parent=None):
        Node.made += 1
        self.value = value
        self.parent = parent
        self.children = []
        if parent:
            parent.children.append(self)


class Leaf(Node):
    kind = "leaf"

    def __eq__(self, other):
        return isinstance(other, Leaf) and self.value == other.value

    def __hash__(self):
        return hash(self.value)


root = Node("root")
leaf = Leaf([1, 2], root)
leaf.extra = {"k": [3]}
c, d = copy.copy(root), copy.deepcopy(root)
print(
    Node.made, c.children is root.children, d.children is root.children, d.children[0].parent is d
)
print(type(d.children[0]).__name__, d.children[0].value, d.children[0].extra, d.children[0] == leaf)
d.children[0].extra["k"].append(4)
d.children[0].value.append(9)
print(leaf.extra, leaf.value, d.children[0].value, c.value, c.parent)
c = copy.copy(leaf)
c.extra = 1
print(leaf.extra, c.extra, c.value is leaf.value)


class Partial:
    def fill(self):
        self.x = [1]


p = Partial()
c = copy.deepcopy(p)
show(lambda: c.x)
p.fill()
c, d = copy.copy(p), copy.deepcopy(p)
print(c.x is p.x, d.x is p.x, d.x)


class Own:
    def __init__(self, x):
        self.x = x

    def __copy__(self):
        return Own(("copied", self.x))

    def __deepcopy__(self, memo):
        return Own(("deep", copy.deepcopy(self.x, memo)))


o = Own([1])
pair = copy.deepcopy([o, o])
print(copy.copy(o).x, copy.deepcopy(o).x, pair[0] is pair[1], copy.copy(o).x[1] is o.x)


class Stack(list):
    def __init__(self, name):
        super().__init__()
        self.name = name


class Tagged(str):
    pass


s = Stack(["name"])
s.append(inner)
c, d = copy.copy(s), copy.deepcopy(s)
print(
    c, d, type(d).__name__, c.name is s.name, d.name is s.name, d.name, c[0] is inner, d[0] is inner
)
t = Tagged("x")
t.tag = [1]
d = copy.deepcopy(t)
print(d, type(d).__name__, d.tag, d.tag is t.tag)
Point = namedtuple("Point", "x y")
p = Point(1, [2])
print(
    copy.copy(p),
    copy.deepcopy(p),
    copy.deepcopy(p) == p,
    copy.deepcopy(p).y is p.y,
    type(copy.copy(p)).__name__,
)
for x in (deque([inner], 3), Counter("abb"), OrderedDict(a=inner), defaultdict(list, k=inner)):
    print(copy.copy(x), copy.deepcopy(x), type(copy.deepcopy(x)).__name__, copy.deepcopy(x) == x)
e = copy.copy(ValueError("bad", 1))
print(type(e).__name__, e.args, copy.deepcopy(KeyError([1])).args)


def handler_like(event):
    changed = copy.deepcopy(event)
    changed["readings"][0]["t"] = 0
    return event["readings"][0]["t"], changed["readings"][0]["t"]


print(handler_like({"readings": [{"t": 20}, {"t": 21}]}))
