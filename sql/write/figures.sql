-- Figures of the batch: rows that differ from the stored ones replace them, the rest stay.
CREATE OR REPLACE TEMP TABLE arrived AS
SELECT
    core.content_id(
        [i.document_id, CAST(i.start AS VARCHAR), CAST(i."end" AS VARCHAR), i.surface]
    ) AS figure_id,
    i.document_id,
    i.figure_index,
    i.start AS span_start,
    i."end" AS span_end,
    i.surface,
    i.kind,
    i.low,
    i.value,
    i.high,
    i.unit,
    i.unit_candidates,
    i.modifier,
    i.as_of,
    i.subject,
    i.metric,
    i.attribution,
    i.statement,
    i.value_reason,
    getvariable('run_id') AS run_id
FROM incoming AS i;

DELETE FROM core.figures
WHERE
    document_id IN (SELECT b.document_id FROM draft.batch AS b)
    AND figure_id NOT IN (
        SELECT same.figure_id
        FROM (
            SELECT * EXCLUDE (run_id) FROM core.figures
            INTERSECT
            SELECT * EXCLUDE (run_id) FROM arrived
        ) AS same
    );

INSERT INTO core.figures BY NAME
SELECT * FROM arrived
WHERE figure_id NOT IN (SELECT f.figure_id FROM core.figures AS f);
