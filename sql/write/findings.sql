-- Findings of the batch, then the published rows with their text and titles.
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

CREATE OR REPLACE TEMP TABLE arrived AS
SELECT
    f.finding_id,
    f.document_id,
    f.rule,
    f.severity,
    substring(r.text, f.span_start + 1, f.span_end - f.span_start) AS quoted,
    f.message,
    f.explanations[1].text AS explanation,
    f.explanations[1].factor AS factor,
    f.explanations[1].confidence AS confidence,
    f.suggestion,
    core.sentence_at(r.text, f.span_start, f.span_end) AS sentence,
    (
        SELECT list(g.figure_id ORDER BY g.figure_index)
        FROM core.figures AS g
        WHERE g.document_id = f.document_id AND list_contains(f.figures, g.figure_index)
    ) AS metric_ids,
    d.source,
    d.url AS source_url,
    d.title AS document_title,
    d.published,
    f.span_start,
    f.span_end,
    getvariable('run_id') AS run_id
FROM core.findings AS f
INNER JOIN draft.batch AS b ON f.document_id = b.document_id
INNER JOIN core.documents AS d ON f.document_id = d.document_id
INNER JOIN raw.documents AS r ON f.document_id = r.document_id;

DELETE FROM main.findings
WHERE
    document_id IN (SELECT b.document_id FROM draft.batch AS b)
    AND finding_id NOT IN (
        SELECT same.finding_id
        FROM (
            SELECT * EXCLUDE (run_id) FROM main.findings
            INTERSECT
            SELECT * EXCLUDE (run_id) FROM arrived
        ) AS same
    );

INSERT INTO main.findings BY NAME
SELECT * FROM arrived
WHERE finding_id NOT IN (SELECT f.finding_id FROM main.findings AS f);
