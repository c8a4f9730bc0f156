"""Which rooms were damp? One SQL query over a day's readings; no board has a database.

`ulambda check examples/rooms.py` says so; deployed all the same, it runs on a warm CPython worker
at the edge or in the cloud.
"""

import sqlite3

DAMP = """
    select room, count(*), round(avg(humidity), 1) as mean from readings
    group by room having mean > ? order by mean desc
"""


def handler(event, context):
    database = sqlite3.connect(":memory:")
    database.execute("create table readings (room, humidity)")
    database.executemany("insert into readings values (:room, :humidity)", event["readings"])
    found = database.execute(DAMP, [event.get("limit", 60)]).fetchall()
    database.close()
    return {"damp": [{"room": room, "readings": n, "mean": mean} for room, n, mean in found]}
