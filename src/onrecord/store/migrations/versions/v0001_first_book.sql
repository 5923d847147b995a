-- The first book. `store/tables.py` says what the tables mean; a test holds that both agree.

CREATE TABLE article (
    "key" INTEGER NOT NULL,
    id TEXT NOT NULL,
    address TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    authors TEXT NOT NULL,
    published TEXT,
    published_precision TEXT,
    published_basis TEXT,
    published_end TEXT,
    modified TEXT,
    modified_precision TEXT,
    modified_basis TEXT,
    modified_end TEXT,
    language TEXT,
    main_language TEXT NOT NULL,
    sort_date TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY ("key"),
    UNIQUE (id)
);
CREATE INDEX article_address ON article (address);
CREATE INDEX article_newest ON article (sort_date DESC, id);
CREATE INDEX article_publisher ON article (publisher, sort_date DESC, id);

CREATE TABLE capture (
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (sha256)
);

CREATE TABLE entity (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX entity_name ON entity (name);

CREATE TABLE failure (
    "key" INTEGER NOT NULL,
    locator TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    hint TEXT NOT NULL,
    times INTEGER NOT NULL,
    noted_at TEXT NOT NULL,
    PRIMARY KEY ("key"),
    UNIQUE (locator, code)
);

CREATE TABLE article_capture (
    "key" INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    PRIMARY KEY ("key"),
    UNIQUE (article_id, sha256),
    FOREIGN KEY(article_id) REFERENCES article (id),
    FOREIGN KEY(sha256) REFERENCES capture (sha256)
);
CREATE INDEX article_capture_sha256 ON article_capture (sha256);

CREATE TABLE entity_alias (
    entity_id TEXT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    readings INTEGER NOT NULL,
    as_fullest INTEGER NOT NULL,
    PRIMARY KEY (entity_id, name),
    FOREIGN KEY(entity_id) REFERENCES entity (id)
) WITHOUT ROWID;

CREATE TABLE reading (
    "key" INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    producer_name TEXT NOT NULL,
    producer_version TEXT NOT NULL,
    current BOOLEAN NOT NULL,
    added_at TEXT NOT NULL,
    PRIMARY KEY ("key"),
    UNIQUE (article_id, producer_name, producer_version),
    FOREIGN KEY(article_id) REFERENCES article (id)
);
CREATE UNIQUE INDEX reading_current ON reading (article_id) WHERE current = 1;

CREATE TABLE mention (
    reading_key INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    type TEXT NOT NULL,
    entity_id TEXT,
    PRIMARY KEY (reading_key, ordinal),
    FOREIGN KEY(reading_key) REFERENCES reading ("key"),
    FOREIGN KEY(entity_id) REFERENCES entity (id)
) WITHOUT ROWID;
CREATE INDEX mention_entity ON mention (entity_id);

CREATE TABLE post (
    reading_key INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    post INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    heading TEXT,
    heading_start INTEGER,
    heading_stop INTEGER,
    date TEXT,
    date_precision TEXT,
    date_basis TEXT,
    date_end TEXT,
    address TEXT,
    author TEXT,
    PRIMARY KEY (reading_key, ordinal),
    FOREIGN KEY(reading_key) REFERENCES reading ("key")
) WITHOUT ROWID;

CREATE TABLE post_language (
    reading_key INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    post INTEGER NOT NULL,
    language TEXT NOT NULL,
    confidence FLOAT NOT NULL,
    runner_up TEXT,
    read TEXT NOT NULL,
    PRIMARY KEY (reading_key, ordinal),
    FOREIGN KEY(reading_key) REFERENCES reading ("key")
) WITHOUT ROWID;

CREATE TABLE reading_entity (
    reading_key INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    entity_id TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    names TEXT NOT NULL,
    PRIMARY KEY (reading_key, ordinal),
    UNIQUE (entity_id, reading_key),
    FOREIGN KEY(reading_key) REFERENCES reading ("key"),
    FOREIGN KEY(entity_id) REFERENCES entity (id)
) WITHOUT ROWID;

CREATE TABLE sentence (
    reading_key INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    post INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    language TEXT NOT NULL,
    PRIMARY KEY (reading_key, ordinal),
    FOREIGN KEY(reading_key) REFERENCES reading ("key")
) WITHOUT ROWID;

CREATE TABLE statement (
    "key" INTEGER NOT NULL,
    id TEXT NOT NULL,
    reading_key INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    post INTEGER NOT NULL,
    speaker_id TEXT,
    speaker_name TEXT,
    speaker_folded TEXT NOT NULL,
    source_text TEXT NOT NULL,
    cue_text TEXT NOT NULL,
    content_text TEXT NOT NULL,
    sentence_text TEXT NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_stop INTEGER NOT NULL,
    start INTEGER NOT NULL,
    form TEXT NOT NULL,
    act TEXT NOT NULL,
    attribution TEXT NOT NULL,
    polarity TEXT NOT NULL,
    addressee_name TEXT,
    parent TEXT,
    according_to TEXT NOT NULL,
    date TEXT,
    date_precision TEXT,
    date_basis TEXT,
    date_end TEXT,
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
    why TEXT NOT NULL,
    producer_name TEXT NOT NULL,
    producer_version TEXT NOT NULL,
    current BOOLEAN NOT NULL,
    superseded_by TEXT,
    PRIMARY KEY ("key"),
    UNIQUE (reading_key, id),
    FOREIGN KEY(reading_key, parent) REFERENCES statement (reading_key, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(reading_key) REFERENCES reading ("key"),
    FOREIGN KEY(article_id) REFERENCES article (id),
    FOREIGN KEY(speaker_id) REFERENCES entity (id)
);
CREATE INDEX statement_act ON statement (act, sort_date DESC, article_id, start, "key") WHERE current = 1;
CREATE INDEX statement_article ON statement (article_id, start);
CREATE INDEX statement_day ON statement (first_day, last_day) WHERE current = 1;
CREATE INDEX statement_form ON statement (form, sort_date DESC, article_id, start, "key") WHERE current = 1;
CREATE INDEX statement_id ON statement (id);
CREATE INDEX statement_language ON statement (language, sort_date DESC, article_id, start, "key") WHERE current = 1;
CREATE INDEX statement_newest ON statement (sort_date DESC, article_id, start, "key", first_day, last_day) WHERE current = 1;
CREATE INDEX statement_publisher ON statement (publisher, sort_date DESC, article_id, start, "key") WHERE current = 1;
CREATE INDEX statement_superseded ON statement ("key") WHERE current = 0;
CREATE INDEX statement_speaker ON statement (speaker_id, sort_date DESC, article_id, start, "key") WHERE current = 1;

CREATE TABLE statement_about (
    entity_id TEXT NOT NULL,
    statement_key INTEGER NOT NULL,
    PRIMARY KEY (entity_id, statement_key),
    FOREIGN KEY(entity_id) REFERENCES entity (id),
    FOREIGN KEY(statement_key) REFERENCES statement ("key")
) WITHOUT ROWID;
CREATE INDEX statement_about_statement ON statement_about (statement_key);

CREATE TABLE statement_span (
    statement_key INTEGER NOT NULL,
    role TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (statement_key, role, ordinal),
    CONSTRAINT statement_span_role CHECK (role IN ('source', 'cue', 'content', 'addressee')),
    FOREIGN KEY(statement_key) REFERENCES statement ("key")
) WITHOUT ROWID;

-- Search. The table's name stands in double quotes after `content=`: Datasette shows its search box only then.

CREATE VIRTUAL TABLE article_fts USING fts5(
    title, text,
    content="article", content_rowid="key", tokenize="unicode61 remove_diacritics 2", prefix="2 3"
);

CREATE TRIGGER article_fts_insert AFTER INSERT ON article BEGIN
    INSERT INTO article_fts (rowid, title, text) VALUES (new.key, new.title, new.text);
END;

CREATE TRIGGER article_fts_delete AFTER DELETE ON article BEGIN
    INSERT INTO article_fts (article_fts, rowid, title, text) VALUES ('delete', old.key, old.title, old.text);
END;

CREATE TRIGGER article_fts_update AFTER UPDATE OF key, title, text ON article BEGIN
    INSERT INTO article_fts (article_fts, rowid, title, text) VALUES ('delete', old.key, old.title, old.text);
    INSERT INTO article_fts (rowid, title, text) VALUES (new.key, new.title, new.text);
END;

CREATE VIRTUAL TABLE statement_fts USING fts5(
    speaker_name, source_text, cue_text, content_text,
    content="statement", content_rowid="key", tokenize="unicode61 remove_diacritics 2", prefix="2 3"
);

CREATE TRIGGER statement_fts_insert AFTER INSERT ON statement BEGIN
    INSERT INTO statement_fts (rowid, speaker_name, source_text, cue_text, content_text)
    VALUES (new.key, new.speaker_name, new.source_text, new.cue_text, new.content_text);
END;

CREATE TRIGGER statement_fts_delete AFTER DELETE ON statement BEGIN
    INSERT INTO statement_fts (statement_fts, rowid, speaker_name, source_text, cue_text, content_text)
    VALUES ('delete', old.key, old.speaker_name, old.source_text, old.cue_text, old.content_text);
END;

CREATE TRIGGER statement_fts_update
AFTER UPDATE OF key, speaker_name, source_text, cue_text, content_text ON statement BEGIN
    INSERT INTO statement_fts (statement_fts, rowid, speaker_name, source_text, cue_text, content_text)
    VALUES ('delete', old.key, old.speaker_name, old.source_text, old.cue_text, old.content_text);
    INSERT INTO statement_fts (rowid, speaker_name, source_text, cue_text, content_text)
    VALUES (new.key, new.speaker_name, new.source_text, new.cue_text, new.content_text);
END;

-- One line a current statement, in words, for people who come with SQL or Datasette.

CREATE VIEW statement_flat AS
SELECT
    statement.id,
    statement.effective AS date,
    statement.publisher,
    statement.speaker_name AS speaker,
    statement.act,
    statement.form,
    statement.polarity,
    statement.attribution,
    statement.content_text AS content,
    statement.source_text AS source,
    statement.cue_text AS cue,
    statement.sentence_text AS sentence,
    statement.addressee_name AS addressee,
    statement.language,
    statement.confidence,
    article.title,
    article.address,
    statement.article_id,
    statement.speaker_id,
    statement.parent,
    statement.producer_name,
    statement.producer_version
FROM statement
JOIN article ON article.id = statement.article_id
WHERE statement.current = 1;
