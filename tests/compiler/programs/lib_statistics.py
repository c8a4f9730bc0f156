# statistics: exact sums, averages, spread, two series, the normal distribution.
import statistics as st

inf = float("inf")
nan = float("nan")


def show(f, *args, **options):
    try:
        print(f.__name__, repr(f(*args, **options)))
    except (ValueError, TypeError, AttributeError, OverflowError, ZeroDivisionError) as e:
        print(f.__name__, type(e).__name__, e)


def near(x):
    return f"{x:.13g}"


SERIES = [
    [],
    [7],
    [1, 2],
    [1, 2, 3, 4, 4],
    [True, False, True],
    [0.1, 0.2, 0.3],
    [1e50, 1, -1e50, 1],
    [1e300, 1e300, 1e308, 1.5e308],
    [5e-324, 1e-310, 3],
    [-2.5, 3, 4.25, 1e-20],
    [10**20, 10**20 + 1, 10**20 + 5],
    [3, inf, 2.0],
    [inf, -inf],
    [nan, 1.0],
    [1.5, 2.5, 2.5, 2.75, 3.25, 4.75],
    [2.0**60, 1.0, -(2.0**-60), 3],
    [0, 0, 0],
    ["a", "b"],
    [1, None],
]
for data in SERIES:
    print(data)
    show(st.mean, data)
    show(st.fmean, data)
    show(st.variance, data)
    show(st.pvariance, data)
    show(st.stdev, data)
    show(st.pstdev, data)
    show(st.harmonic_mean, data)
    show(st.median, data)
    show(st.median_low, data)
    show(st.median_high, data)
    show(st.mode, data)
    show(st.multimode, data)
    if nan not in data:
        show(st.quantiles, data)
        show(st.quantiles, data, n=7, method="inclusive")

show(st.mean, iter([1, 2, 4]))
show(st.mean, range(10))
show(st.mean, (x / 7 for x in range(20)))
show(st.fmean, (x / 7 for x in range(20)))
show(st.fmean, [1, 2, 3], [0.5, 0.25, 4])
show(st.fmean, iter([1, 2, 3]), weights=iter([1, 1]))
show(st.fmean, [1, 2], [1, -1])
show(st.mean, 5)
show(st.mode, "mississippi")
show(st.multimode, "mississippi")
show(st.mode, [[1]])
show(st.variance, [1, 2, 3, 4], 2.5)
show(st.variance, [1, 2, 3, 4], xbar=2)
show(st.pvariance, [1.5, 2.0, 4], 2)
show(st.stdev, [1, 2, 3.5], 2)
show(st.pstdev, [x * 0.1 for x in range(50)])
show(st.stdev, [10**30, 10**30 + 1])
show(st.pstdev, [1e-200, 3e-200])
show(st.stdev, [1e200, 3e200])
show(st.harmonic_mean, [40, 60])
show(st.harmonic_mean, [40, 60], weights=[5, 30])
show(st.harmonic_mean, [40, 60], weights=[5])
show(st.harmonic_mean, [40, 0, -1])
show(st.harmonic_mean, [40, -1])
show(st.harmonic_mean, [40, 2], [0, 0])
show(st.harmonic_mean, [40, 0], [1, 0])
show(st.harmonic_mean, ["a"])
show(st.harmonic_mean, [2, 3], [1.5, -1])
show(st.median_grouped, [1, 2, 2, 3, 4, 4, 4, 4, 4, 5])
show(st.median_grouped, [1, 3, 3, 5, 7], interval=2)
show(st.median_grouped, ["a"])
show(st.median_grouped, [])
show(st.quantiles, [105, 129, 87, 86, 111, 111, 89, 81, 108, 92, 110], n=10)
show(st.quantiles, [1.5, 2.5, 9], n=1)
show(st.quantiles, [1, 2], n=0)
show(st.quantiles, [1, 2], method="odd")
print(near(st.geometric_mean([54, 24, 36])), near(st.geometric_mean([0.1, 1e10])))
show(st.geometric_mean, [])
show(st.geometric_mean, [1, 0])
show(st.geometric_mean, [-1, 2])

X = [1, 2, 3, 4, 5, 6.5]
Y = [2.1, 3.9, 6.2, 7.8, 10.1, 13]
for x, y in ((X, Y), (X, Y[:3]), ([1], [2]), ([1, 1], [2, 3]), (X, X), (X, [1] * 6)):
    show(st.covariance, x, y)
    show(st.correlation, x, y)
    show(st.linear_regression, x, y)
    show(st.linear_regression, x, y, proportional=True)
slope, intercept = line = st.linear_regression(X, Y)
print(line.slope == slope, line.intercept == intercept, line[0] == slope, len(line), line._asdict())

n = st.NormalDist(100, 15)
print(n, n.mean, n.median, n.mode, n.stdev, n.variance)
print(near(n.pdf(110)), near(n.cdf(110)), n.zscore(85))
print([near(x) for x in n.quantiles(8)], near(n.inv_cdf(1e-9)), near(n.inv_cdf(1 - 1e-14)))
print(near(n.overlap(st.NormalDist(120, 10))), near(n.overlap(st.NormalDist(110, 15))))
print(n + 5, 5 + n, n - 5, 5 - n, n * 2, -2 * n, n / 4, +n, -n)
print(n + st.NormalDist(3, 8), n - st.NormalDist(3, 20))
print(n == st.NormalDist(100, 15), n == st.NormalDist(), n != 3, hash(n) == hash(+n))
print(st.NormalDist.from_samples([1, 2, 4, 4.5]))
zero = st.NormalDist(1, 0)
show(st.NormalDist, 0, -1)
show(zero.pdf, 1)
show(zero.cdf, 1)
show(zero.inv_cdf, 0.5)
show(n.inv_cdf, 1.0)
show(zero.zscore, 1)
show(n.overlap, zero)
show(n.overlap, 3)
print(issubclass(st.StatisticsError, ValueError), st.StatisticsError.__name__)
