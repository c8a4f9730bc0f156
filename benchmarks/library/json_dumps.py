import json

VALUE = {
    "device": "porch-3",
    "seq": 1842,
    "ok": True,
    "note": 'door "left" open\n',
    "battery": 3.71,
    "readings": [
        {"t": 1700000000, "c": 21.5, "rh": 48},
        {"t": 1700000060, "c": 21.75, "rh": 47.5},
        {"t": 1700000120, "c": -0.325, "rh": None},
    ],
    "tags": ["attic", "north", "café"],
}


def handler(n=20):
    total = 0
    for _ in range(n):
        total += len(json.dumps(VALUE))
    return total
