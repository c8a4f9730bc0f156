def words(text):
    counts = {}
    for w in text.split():
        if w in counts:
            counts[w] += 1
        else:
            counts[w] = 1
    return sorted(counts), [counts[w] for w in sorted(counts)]


def build(n):
    out = ""
    for i in range(n):
        out += "<" + str(i) + ">" + str(i * i) + ","
    return out


def show(value, width, places):
    return (
        f"{value}|{value!r}|{value:>{width}}|{value:.{places}f}|{{}}{value:d}"
        if value is not None
        else f"none"
    )


def classify(c):
    if c in ("a", "e", "i"):
        return "vowel"
    if c not in ("x", "y") and c.isalpha():
        return "consonant"
    return "other"


print(words("the cat and the dog and the bird"))
print(build(5), show(42, 6, 2), show(None, 1, 1))
print([classify(c) for c in "aeixz1"], "abc"[1], "abc"[-1], "abcdef"[1:5:2], "abc"[::-1])
print("a" + "b" * 3, "x" * 0, "%d" % 5, "é€𝄞", len("é€𝄞"), "é€𝄞"[1], ord("€"), chr(8364))
print(
    "a,b,c".split(","),
    "-".join(["x", "y"]),
    " pad ".strip(),
    "Hi".upper().lower(),
    "abc".replace("b", "xx"),
)
print("abc".find("c"), "abc".startswith("ab"), "b" in "abc", "" in "x", "abc" < "abd", "a" == "a")
print(f"{1 + 1}{'x'}{[1, 2]}", f"{'nested'!r:>12}", f"", f"lit{3}")
print(repr("it's"), str("x"), b"bytes\x00\xff", b"ab"[0], len(b"abc"), "\t\n\\")
print(
    f"{'a'}{'b'}{'c'}{'d'}{'e'}{'f'}{'g'}{'h'}{'i'}{'j'}{'k'}{'l'}{'m'}{'n'}{'o'}{'p'}{'q'}{'r'}{'s'}"
)
