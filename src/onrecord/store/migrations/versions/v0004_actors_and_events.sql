-- Who entities are (QID, country, sector, offices), which of them people have merged, and events, commitments and disputes.

ALTER TABLE entity ADD COLUMN same_as TEXT;
ALTER TABLE entity ADD COLUMN country TEXT;
ALTER TABLE entity ADD COLUMN sector TEXT;
CREATE INDEX entity_same_as ON entity (same_as);

ALTER TABLE reading_entity ADD COLUMN same_as TEXT;
ALTER TABLE reading_entity ADD COLUMN country TEXT;
ALTER TABLE reading_entity ADD COLUMN sector TEXT;
ALTER TABLE reading_entity ADD COLUMN offices TEXT DEFAULT '[]' NOT NULL;
ALTER TABLE reading_entity ADD COLUMN why TEXT DEFAULT '[]' NOT NULL;

CREATE TABLE entity_merge (
    "key" INTEGER NOT NULL,
    from_id TEXT NOT NULL,
    into_id TEXT NOT NULL,
    "by" TEXT NOT NULL,
    note TEXT NOT NULL,
    made_at TEXT NOT NULL,
    undone_at TEXT,
    PRIMARY KEY ("key"),
    FOREIGN KEY(from_id) REFERENCES entity (id),
    FOREIGN KEY(into_id) REFERENCES entity (id)
);
CREATE INDEX entity_merge_from ON entity_merge (from_id);
CREATE INDEX entity_merge_into ON entity_merge (into_id);

CREATE TABLE coded_record (
    "key" INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    reading_key INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    post INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    text TEXT NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_stop INTEGER NOT NULL,
    sentence_text TEXT NOT NULL,
    parties_text TEXT NOT NULL,
    type TEXT,
    modality TEXT,
    domains TEXT NOT NULL,
    places TEXT NOT NULL,
    statement_id TEXT,
    effective TEXT,
    effective_precision TEXT,
    effective_basis TEXT,
    effective_end TEXT,
    sort_date TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    language TEXT NOT NULL,
    publisher TEXT,
    confidence FLOAT NOT NULL,
    producer_name TEXT NOT NULL,
    producer_version TEXT NOT NULL,
    current BOOLEAN NOT NULL,
    superseded_by TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY ("key"),
    UNIQUE (reading_key, id),
    CONSTRAINT coded_record_kind CHECK (kind IN ('event', 'commitment', 'dispute')),
    FOREIGN KEY(reading_key) REFERENCES reading ("key"),
    FOREIGN KEY(article_id) REFERENCES article (id)
);
CREATE INDEX coded_record_article ON coded_record (article_id, start);
CREATE INDEX coded_record_id ON coded_record (id);
CREATE INDEX coded_record_kind ON coded_record (kind, sort_date DESC, article_id, start, "key") WHERE current = 1;
CREATE INDEX coded_record_newest ON coded_record (sort_date DESC, article_id, start, "key", first_day, last_day) WHERE current = 1;
CREATE INDEX coded_record_type ON coded_record (type, sort_date DESC, article_id, start, "key") WHERE current = 1;

CREATE TABLE coded_party (
    record_key INTEGER NOT NULL,
    role TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    entity_id TEXT,
    country TEXT,
    sector TEXT,
    PRIMARY KEY (record_key, role, ordinal),
    FOREIGN KEY(record_key) REFERENCES coded_record ("key"),
    FOREIGN KEY(entity_id) REFERENCES entity (id)
) WITHOUT ROWID;
CREATE INDEX coded_party_country ON coded_party (country, role);
CREATE INDEX coded_party_entity ON coded_party (entity_id, role);

CREATE VIRTUAL TABLE coded_record_fts USING fts5(
    text, sentence_text, parties_text,
    content="coded_record", content_rowid="key", tokenize="unicode61 remove_diacritics 2", prefix="2 3"
);

CREATE TRIGGER coded_record_fts_insert AFTER INSERT ON coded_record BEGIN
    INSERT INTO coded_record_fts (rowid, text, sentence_text, parties_text)
    VALUES (new.key, new.text, new.sentence_text, new.parties_text);
END;

CREATE TRIGGER coded_record_fts_delete AFTER DELETE ON coded_record BEGIN
    INSERT INTO coded_record_fts (coded_record_fts, rowid, text, sentence_text, parties_text)
    VALUES ('delete', old.key, old.text, old.sentence_text, old.parties_text);
END;

CREATE TRIGGER coded_record_fts_update AFTER UPDATE OF key, text, sentence_text, parties_text ON coded_record BEGIN
    INSERT INTO coded_record_fts (coded_record_fts, rowid, text, sentence_text, parties_text)
    VALUES ('delete', old.key, old.text, old.sentence_text, old.parties_text);
    INSERT INTO coded_record_fts (rowid, text, sentence_text, parties_text)
    VALUES (new.key, new.text, new.sentence_text, new.parties_text);
END;

-- One line a current event, commitment or dispute, in words.

CREATE VIEW coded_flat AS
SELECT
    coded_record.id,
    coded_record.kind,
    coded_record.effective AS date,
    coded_record.publisher,
    coded_record.type,
    coded_record.modality,
    coded_record.parties_text AS parties,
    coded_record.text,
    coded_record.sentence_text AS sentence,
    coded_record.domains,
    coded_record.language,
    coded_record.confidence,
    article.title,
    article.address,
    coded_record.article_id,
    coded_record.statement_id,
    coded_record.producer_name,
    coded_record.producer_version
FROM coded_record
JOIN article ON article.id = coded_record.article_id
WHERE coded_record.current = 1;
