# time: calendars are exact; clocks move on.
import time

for t in (0, 1, 86399, 951782400, 1700000000, 4102444800, -1, -86401):
    print(
        time.strftime("%Y-%m-%d %H:%M:%S %a %j", time.gmtime(t)),
        time.gmtime(t)[:9],
        time.asctime(time.gmtime(t)),
    )
start = time.time()
ticks = time.monotonic()
time.sleep(0.002)
print(
    time.time() > start,
    time.monotonic() - ticks >= 0.001,
    time.time_ns() > 10**18,
    time.perf_counter() > 0,
)
try:
    time.sleep(-1)
except ValueError as e:
    print(e)
