-- Accepted events that have not ended yet, and the letters that could not be delivered.

CREATE TABLE event (
    request_id     TEXT PRIMARY KEY,
    name           TEXT    NOT NULL, -- of the function
    version        TEXT    NOT NULL,
    payload        BLOB    NOT NULL,
    region         TEXT    NOT NULL,
    account_id     TEXT    NOT NULL,
    qualifier      TEXT,
    client_context TEXT,
    received_at    REAL    NOT NULL,
    attempts       INTEGER NOT NULL DEFAULT 0, -- begun
    due_at         REAL    NOT NULL,
    taken          INTEGER NOT NULL DEFAULT 0  -- 1: an attempt runs; reset when the store is opened
) STRICT, WITHOUT ROWID;

CREATE INDEX event_due ON event (taken, due_at);

CREATE TABLE dead_letter (
    request_id  TEXT PRIMARY KEY,
    name        TEXT    NOT NULL,
    version     TEXT    NOT NULL,
    payload     BLOB    NOT NULL,
    received_at REAL    NOT NULL,
    died_at     REAL    NOT NULL,
    attempts    INTEGER NOT NULL,
    reason      TEXT    NOT NULL,
    response    BLOB             -- the last error payload
) STRICT, WITHOUT ROWID;
