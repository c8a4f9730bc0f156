# random: the same numbers for the same seed.
import random

for seed in (0, 1, -7, 42, 2**40 + 1, 12345678901234567890123):
    r = random.Random(seed)
    print(
        r.random(),
        r.getrandbits(7),
        r.getrandbits(70),
        r.randrange(10),
        r.randrange(5, 50, 5),
        r.randint(-3, 3),
    )
    print(
        r.choice("abcdef"),
        r.choices([1, 2, 3], k=4),
        r.choices("ab", [1, 9], k=5),
        r.sample(range(100), 5),
    )
    print(r.sample(range(1000), 30), r.uniform(1, 2), r.triangular(0, 1, 0.5))
    x = list(range(10))
    r.shuffle(x)
    print(
        x,
        [
            f"{v:.12g}"
            for v in (r.gauss(0, 1), r.gauss(0, 1), r.normalvariate(1, 2), r.expovariate(3))
        ],
    )
    print(f"{r.betavariate(1, 2):.12g} {r.gammavariate(0.5, 1):.12g} {r.paretovariate(2):.12g}")
random.seed(5)
print(random.random(), random.randint(1, 6), random.choice([1, 2, 3]), random.sample([1, 2, 3], 2))
state = random.getstate()
first = [random.random() for _ in range(700)]
random.setstate(state)
print(first == [random.random() for _ in range(700)])
for f in (
    lambda: random.choice([]),
    lambda: random.randrange(0),
    lambda: random.randint(2, 1),
    lambda: random.sample([1], 2),
    lambda: random.getrandbits(-1),
):
    try:
        f()
    except (ValueError, IndexError) as e:
        print(e)
random.seed()
print(0 <= random.random() < 1)
