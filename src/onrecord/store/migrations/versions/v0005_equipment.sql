-- The weapons and equipment of a reading, and those that an event or commitment is about.

CREATE TABLE equipment (
    reading_key INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    post INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    text TEXT NOT NULL,
    confidence FLOAT NOT NULL,
    why TEXT NOT NULL,
    name TEXT,
    classes TEXT NOT NULL,
    domain TEXT,
    maker TEXT,
    PRIMARY KEY (reading_key, ordinal),
    FOREIGN KEY(reading_key) REFERENCES reading ("key"),
    FOREIGN KEY(article_id) REFERENCES article (id)
) WITHOUT ROWID;
CREATE INDEX equipment_article ON equipment (article_id, start);

ALTER TABLE coded_record ADD COLUMN equipment TEXT DEFAULT '[]' NOT NULL;
