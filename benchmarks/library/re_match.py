import re

LINE = re.compile(r"(\w+)=([-+]?\d+(?:\.\d+)?)\s*;?")


def handler(n=20):
    total = 0
    for _ in range(n):
        for m in LINE.finditer("temp=21.5; rh=48; bat=3.71; rssi=-67"):
            total += len(m.group(1)) + len(m.group(2))
    return total
