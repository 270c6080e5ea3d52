-- corpus.db, schema 2. A version is one state of a document: what one parser made of its bytes, with one sidecar.
-- Versions are never changed; reading the same bytes again with another parser or sidecar makes a row that takes the old one's place.
CREATE TABLE versions (
    row_id      INTEGER PRIMARY KEY AUTOINCREMENT,
    doc_id      TEXT NOT NULL,
    version_id  TEXT NOT NULL,                -- sha256 of the bytes, which lie under sources/
    fingerprint TEXT NOT NULL,                -- of the parser, the sidecar and the file's name
    source_file TEXT NOT NULL,
    text        TEXT NOT NULL,
    reader      TEXT NOT NULL,
    encoding    TEXT,
    page_starts TEXT NOT NULL,                -- JSON
    read_warnings TEXT NOT NULL,              -- JSON, the reader's
    confidence  REAL,                         -- of text recognised from pictures, 0 to 1
    metadata    TEXT NOT NULL,                -- JSON
    warnings    TEXT NOT NULL,                -- JSON, all of them
    UNIQUE (doc_id, version_id, fingerprint)
);
CREATE TABLE clauses (
    row_id    INTEGER NOT NULL REFERENCES versions (row_id) ON DELETE CASCADE,
    seq       INTEGER NOT NULL,
    clause_id TEXT NOT NULL,
    data      TEXT NOT NULL,                  -- JSON
    PRIMARY KEY (row_id, seq)
) WITHOUT ROWID;
CREATE TABLE facts (
    row_id    INTEGER NOT NULL REFERENCES versions (row_id) ON DELETE CASCADE,
    seq       INTEGER NOT NULL,
    clause_id TEXT NOT NULL,
    kind      TEXT NOT NULL,
    data      TEXT NOT NULL,                  -- JSON
    PRIMARY KEY (row_id, seq)
) WITHOUT ROWID;
CREATE TABLE documents (
    doc_id TEXT PRIMARY KEY,
    path   TEXT NOT NULL UNIQUE,              -- where the file was last seen
    row_id INTEGER NOT NULL REFERENCES versions (row_id)
);
