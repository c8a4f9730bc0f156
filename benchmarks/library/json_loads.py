import json

TEXT = (
    '{"device": "porch-3", "seq": 1842, "ok": true, "note": "door \\"left\\" open\\n", '
    '"battery": 3.71, "readings": [{"t": 1700000000, "c": 21.5, "rh": 48}, '
    '{"t": 1700000060, "c": 21.75, "rh": 47.5}, '
    '{"t": 1700000120, "c": -3.25e-1, "rh": null}], "tags": ["attic", "north", "caf\\u00e9"]}'
)


def handler(n=20):
    total = 0
    for _ in range(n):
        found = json.loads(TEXT)
        total += found["seq"] + len(found["note"]) + len(found["readings"])
    return total
