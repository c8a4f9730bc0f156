-- Functions, their versions and the content-addressed bytes that they refer to.

CREATE TABLE blob (
    digest TEXT PRIMARY KEY, -- hex SHA-256
    bytes  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE function (
    name         TEXT PRIMARY KEY,
    last_version INTEGER NOT NULL DEFAULT 0 -- published numbers are never given twice
) STRICT, WITHOUT ROWID;

CREATE TABLE version (
    name             TEXT    NOT NULL REFERENCES function (name) ON DELETE CASCADE,
    version          TEXT    NOT NULL, -- "$LATEST" or a number
    number           INTEGER NOT NULL, -- 0 for $LATEST, so that versions sort as AWS lists them
    runtime          TEXT    NOT NULL,
    handler          TEXT    NOT NULL,
    role             TEXT    NOT NULL,
    description      TEXT    NOT NULL,
    timeout_s        INTEGER NOT NULL,
    memory_mb        INTEGER NOT NULL,
    ephemeral_mb     INTEGER NOT NULL,
    environment      TEXT    NOT NULL, -- JSON object
    architectures    TEXT    NOT NULL, -- JSON array
    code_digest      TEXT    NOT NULL REFERENCES blob (digest),
    code_size        INTEGER NOT NULL,
    image_digest     TEXT             REFERENCES blob (digest), -- NULL: CPython only
    core_digest      TEXT,             -- of the image without its debug section
    core_size        INTEGER NOT NULL,
    needs_cpython    TEXT,             -- why there is no image
    arena_bytes      INTEGER NOT NULL,
    allowed_tiers    TEXT    NOT NULL, -- JSON array
    objective        TEXT    NOT NULL,
    last_modified    REAL    NOT NULL,
    revision_id      TEXT    NOT NULL,
    PRIMARY KEY (name, version)
) STRICT, WITHOUT ROWID;

CREATE INDEX version_by_code ON version (code_digest);
CREATE INDEX version_by_image ON version (image_digest);

CREATE TABLE tag ( -- of the function, whatever the version
    name  TEXT NOT NULL REFERENCES function (name) ON DELETE CASCADE,
    key   TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name, key)
) STRICT, WITHOUT ROWID;
