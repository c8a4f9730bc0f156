"""What of CPython's and MicroPython's time is there?"""

from _ulambda.time import ticks_diff, ticks_ms, time
