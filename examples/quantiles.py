"""How are a day's readings spread? Uses the standard library, so it runs on CPython.

`ulambda check examples/quantiles.py` says why no board can take it; deployed all the same, it
runs on a warm CPython worker at the edge or in the cloud.
"""

import statistics


def handler(event, context):
    readings = event["readings"]
    return {
        "count": len(readings),
        "median": statistics.median(readings),
        "deciles": statistics.quantiles(readings, n=10),
    }
