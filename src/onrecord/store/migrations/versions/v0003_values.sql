-- The places, times and quantities of a reading, each with its value and why it was read so.

CREATE TABLE place (
    reading_key INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    precision TEXT NOT NULL,
    latitude FLOAT,
    longitude FLOAT,
    country TEXT,
    region TEXT,
    qid TEXT,
    geonames INTEGER,
    PRIMARY KEY (reading_key, ordinal),
    FOREIGN KEY(reading_key) REFERENCES reading ("key")
) WITHOUT ROWID;
CREATE INDEX place_country ON place (country);
CREATE INDEX place_id ON place (id);

CREATE TABLE place_mention (
    reading_key INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    post INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    text TEXT NOT NULL,
    place_id TEXT,
    use TEXT NOT NULL,
    confidence FLOAT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (reading_key, ordinal),
    FOREIGN KEY(reading_key) REFERENCES reading ("key"),
    FOREIGN KEY(article_id) REFERENCES article (id)
) WITHOUT ROWID;
CREATE INDEX place_mention_article ON place_mention (article_id, start);
CREATE INDEX place_mention_place ON place_mention (place_id);

CREATE TABLE time_mention (
    reading_key INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    post INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    text TEXT NOT NULL,
    type TEXT NOT NULL,
    value TEXT,
    "begin" TEXT,
    "end" TEXT,
    precision TEXT,
    anchor TEXT NOT NULL,
    modality TEXT NOT NULL,
    confidence FLOAT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (reading_key, ordinal),
    FOREIGN KEY(reading_key) REFERENCES reading ("key"),
    FOREIGN KEY(article_id) REFERENCES article (id)
) WITHOUT ROWID;
CREATE INDEX time_mention_article ON time_mention (article_id, start);
CREATE INDEX time_mention_interval ON time_mention ("begin", "end");

CREATE TABLE quantity (
    reading_key INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    post INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    text TEXT NOT NULL,
    low FLOAT,
    high FLOAT,
    bound TEXT NOT NULL,
    quantity_kind TEXT NOT NULL,
    change TEXT,
    unit TEXT,
    currency TEXT,
    what_start INTEGER,
    what_stop INTEGER,
    what TEXT,
    confidence FLOAT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (reading_key, ordinal),
    FOREIGN KEY(reading_key) REFERENCES reading ("key"),
    FOREIGN KEY(article_id) REFERENCES article (id)
) WITHOUT ROWID;
CREATE INDEX quantity_article ON quantity (article_id, start);
CREATE INDEX quantity_unit ON quantity (unit, low);
