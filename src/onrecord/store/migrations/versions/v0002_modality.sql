-- Whether the saying took place (made), or is planned, possible, refused or requested.

ALTER TABLE statement ADD COLUMN modality TEXT DEFAULT 'made' NOT NULL;
CREATE INDEX statement_modality ON statement (modality, sort_date DESC, article_id, start, "key") WHERE current = 1;

DROP VIEW statement_flat;
CREATE VIEW statement_flat AS
SELECT
    statement.id,
    statement.effective AS date,
    statement.publisher,
    statement.speaker_name AS speaker,
    statement.act,
    statement.form,
    statement.polarity,
    statement.modality,
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
