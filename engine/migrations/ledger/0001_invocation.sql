-- One row per finished attempt: where it ran, why there, what was expected and what came.

CREATE TABLE invocation (
    id             INTEGER PRIMARY KEY, -- order of ending
    request_id     TEXT    NOT NULL,
    attempt        INTEGER NOT NULL,
    function       TEXT    NOT NULL,
    version        TEXT    NOT NULL,
    code_digest    TEXT    NOT NULL,
    handler        TEXT    NOT NULL,
    kind           TEXT    NOT NULL,
    runtime        TEXT    NOT NULL, -- "image" or "cpython"
    payload_bytes  INTEGER NOT NULL,
    received_at    REAL    NOT NULL,
    ended_at       REAL    NOT NULL,
    tier           TEXT    NOT NULL,
    target         TEXT    NOT NULL,
    gateway        TEXT,
    reason         TEXT    NOT NULL,
    alternatives   TEXT    NOT NULL, -- JSON array
    predicted_ms   REAL    NOT NULL, -- whole latency as placement estimated it
    total_ms       REAL    NOT NULL, -- whole latency as it was
    duration_ms    REAL    NOT NULL, -- the handler alone
    init_ms        REAL,
    deploy_ms      REAL,
    link_ms        REAL,
    steps          INTEGER,
    heap_bytes     INTEGER,
    arena_bytes    INTEGER,
    function_error TEXT,
    error_type     TEXT
) STRICT;

CREATE INDEX invocation_by_request ON invocation (request_id);
