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

-- Stored documents that speak of the same things are judged again with the batch, since what they
-- say may agree or disagree with it now; and those that these disagreed with before, and so on.
INSERT INTO draft.batch
WITH RECURSIVE said AS (
    SELECT DISTINCT
        f.kind,
        f.as_of,
        f.metric,
        f.statement,
        f.subject
    FROM core.figures AS f
    INNER JOIN draft.batch AS b ON f.document_id = b.document_id
    WHERE f.as_of IS NOT NULL
),

stored AS (
    SELECT f.*
    FROM core.figures AS f
    ANTI JOIN draft.batch AS b ON f.document_id = b.document_id
),

reached AS (
    SELECT f.document_id
    FROM stored AS f
    INNER JOIN said AS s
        ON
            f.kind = s.kind
            AND f.as_of = s.as_of
            AND f.metric IS NOT DISTINCT FROM s.metric
            AND f.statement = s.statement
            AND (
                f.subject IS NULL
                OR s.subject IS NULL
                OR list_has_any(
                    string_split(lower(f.subject), ' '), string_split(lower(s.subject), ' ')
                )
            )
    UNION
    SELECT f.document_id
    FROM core.findings AS f
    INNER JOIN draft.batch AS b ON f.other_document = b.document_id
    UNION
    SELECT f.other_document AS document_id
    FROM core.findings AS f
    INNER JOIN reached AS r ON f.document_id = r.document_id
    WHERE f.other_document IS NOT NULL
)

SELECT DISTINCT
    r.document_id,
    FALSE AS given
FROM reached AS r
INNER JOIN raw.documents AS d ON r.document_id = d.document_id
ANTI JOIN draft.batch AS b ON r.document_id = b.document_id;
