-- What the rules found in the batch, before anyone has decided about it.
CREATE OR REPLACE TEMP TABLE arrived AS
SELECT
    core.content_id(
        [
            i.document_id,
            i.rule,
            CAST(i.start AS VARCHAR),
            CAST(i."end" AS VARCHAR),
            CAST(
                row_number() OVER (
                    PARTITION BY i.document_id, i.rule, i.start, i."end"
                    ORDER BY i.finding_index
                ) AS VARCHAR
            )
        ]
    ) AS finding_id,
    i.document_id,
    i.finding_index,
    i.rule,
    i.severity,
    i.start AS span_start,
    i."end" AS span_end,
    i.message,
    i.figures,
    i.explanations,
    i.suggestion,
    i.other_document,
    i.other_figure,
    getvariable('run_id') AS run_id
FROM incoming AS i;

DELETE FROM core.findings
WHERE
    document_id IN (SELECT b.document_id FROM draft.batch AS b)
    AND finding_id NOT IN (
        SELECT same.finding_id
        FROM (
            SELECT * EXCLUDE (run_id) FROM core.findings
            INTERSECT
            SELECT * EXCLUDE (run_id) FROM arrived
        ) AS same
    );

INSERT INTO core.findings BY NAME
SELECT * FROM arrived
WHERE finding_id NOT IN (SELECT f.finding_id FROM core.findings AS f);
