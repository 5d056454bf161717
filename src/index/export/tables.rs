//! The tables of a database, as `docs/network.md` describes them.

/// Made before the rows come.
pub(super) const TABLES: &str = "
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT,
    lang TEXT NOT NULL,
    date TEXT,
    title TEXT,
    words INTEGER NOT NULL,
    duplicate_of TEXT,
    text TEXT
);
CREATE TABLE entities (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    key TEXT,
    name TEXT NOT NULL,
    name_fr TEXT,
    name_en TEXT,
    iso2 TEXT,
    iso3 TEXT,
    partial INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    first_date TEXT,
    last_date TEXT,
    names TEXT NOT NULL
);
CREATE TABLE variants (
    entity INTEGER NOT NULL REFERENCES entities (number),
    name TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (entity, name)
) WITHOUT ROWID;
CREATE TABLE mentions (
    number INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (number),
    entity INTEGER REFERENCES entities (number),
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    \"end\" INTEGER NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    score REAL NOT NULL,
    sentence INTEGER,
    value TEXT,
    furniture INTEGER NOT NULL
);
CREATE TABLE pairs (
    source INTEGER NOT NULL REFERENCES entities (number),
    target INTEGER NOT NULL REFERENCES entities (number),
    documents INTEGER NOT NULL,
    sentences INTEGER NOT NULL,
    pmi REAL NOT NULL,
    PRIMARY KEY (source, target)
) WITHOUT ROWID;
";

/// Made once the rows are there: an index is built faster at once than row by row. Datasette takes a table
/// for the search of another by `content` in double quotes.
pub(super) const INDEXES: &str = "
CREATE INDEX documents_id ON documents (id);
CREATE INDEX documents_date ON documents (date);
CREATE INDEX entities_label ON entities (label, documents);
CREATE INDEX entities_key ON entities (key);
CREATE INDEX mentions_document ON mentions (document, start);
CREATE INDEX mentions_entity ON mentions (entity, document);
CREATE INDEX pairs_target ON pairs (target, source);
CREATE VIEW links AS
    SELECT document, entity, count(*) AS mentions, count(DISTINCT sentence) AS sentences
    FROM mentions WHERE entity IS NOT NULL AND NOT furniture
    GROUP BY entity, document;
CREATE VIRTUAL TABLE entities_search USING fts5 (
    name, name_fr, name_en, names,
    content=\"entities\", content_rowid='number', tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO entities_search (entities_search) VALUES ('rebuild');
CREATE VIRTUAL TABLE documents_search USING fts5 (
    title, text,
    content=\"documents\", content_rowid='number', tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO documents_search (documents_search) VALUES ('rebuild');
ANALYZE;
";
