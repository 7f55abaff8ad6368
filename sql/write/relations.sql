-- Ties between figures of the batch, before they are judged.
CREATE OR REPLACE TEMP TABLE arrived AS
SELECT
    core.content_id(
        [
            i.document_id,
            'conversion',
            CAST(i.from_figure AS VARCHAR),
            CAST(i.to_figure AS VARCHAR)
        ]
    ) AS relation_id,
    i.document_id,
    'conversion' AS kind,
    i.from_figure,
    i.to_figure,
    i.link,
    getvariable('run_id') AS run_id
FROM incoming AS i;

DELETE FROM core.relations
WHERE
    document_id IN (SELECT b.document_id FROM draft.batch AS b)
    AND relation_id NOT IN (
        SELECT same.relation_id
        FROM (
            SELECT * EXCLUDE (run_id) FROM core.relations
            INTERSECT
            SELECT * EXCLUDE (run_id) FROM arrived
        ) AS same
    );

INSERT INTO core.relations BY NAME
SELECT * FROM arrived
WHERE relation_id NOT IN (SELECT r.relation_id FROM core.relations AS r);
