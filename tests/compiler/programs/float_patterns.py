"""Variables that are floats but for what a pattern binds."""


def f(n):
    x = 0.5
    for i in range(n):
        x = x * 2.0 + 1.0
        match i:
            case 1:
                x = 5.0
            case y:
                x = y * 1.0
    return x


def g(v):
    z = 1.5
    for i in range(3):
        z = z * 2.0
    match v:
        case [z, *w]:
            pass
        case {"a": z}:
            pass
    return z


def h(v):
    k = 3
    match v:
        case str(k):
            pass
    return k * 2


print(f(4), g([7, 8]), g({"a": "q"}), g(5), h("ab"), h(3))
