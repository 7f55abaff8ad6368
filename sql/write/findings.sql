-- All findings that are stored, with their text and titles and with what was decided about them.
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
    i.waived,
    i.waived_as,
    i.waived_by,
    CAST(i.waived_until AS DATE) AS waived_until,
    x.decision_id,
    o.figure_id AS other_metric_id,
    getvariable('run_id') AS run_id
FROM core.findings AS f
INNER JOIN core.documents AS d ON f.document_id = d.document_id
INNER JOIN raw.documents AS r ON f.document_id = r.document_id
LEFT JOIN incoming AS i ON f.finding_id = i.finding_id
LEFT JOIN core.figures AS o
    ON f.other_document = o.document_id AND f.other_figure = o.figure_index
LEFT JOIN main.decisions AS x ON i.ledger = x.ledger AND i.number = x.number;

-- A decision may be about a document that the run does not read: its metrics are published anew.
INSERT INTO draft.batch
SELECT DISTINCT
    changed.document_id,
    FALSE AS given
FROM (
    (
        SELECT * EXCLUDE (run_id) FROM main.findings
        EXCEPT
        SELECT * EXCLUDE (run_id) FROM arrived
    )
    UNION ALL BY NAME
    (
        SELECT * EXCLUDE (run_id) FROM arrived
        EXCEPT
        SELECT * EXCLUDE (run_id) FROM main.findings
    )
) AS changed
WHERE changed.document_id NOT IN (SELECT b.document_id FROM draft.batch AS b);

DELETE FROM main.findings
WHERE
    finding_id NOT IN (
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
