-- Conversions of the batch as judged, then the published rows with their text and titles.
CREATE OR REPLACE TEMP TABLE arrived AS
SELECT
    core.content_id([i.document_id, source_figure.figure_id, target_figure.figure_id])
        AS conversion_id,
    i.document_id,
    i.conversion_index,
    i.from_figure,
    i.to_figure,
    i.verdict,
    i.reason,
    i.implied_rate,
    i.rate_low,
    i.rate_high,
    i.rate_from,
    i.rate_to,
    i.rate_provider,
    i.ratio,
    i.explanations,
    i.suggestion,
    getvariable('run_id') AS run_id
FROM incoming AS i
INNER JOIN core.figures AS source_figure
    ON
        i.document_id = source_figure.document_id
        AND i.from_figure = source_figure.figure_index
INNER JOIN core.figures AS target_figure
    ON i.document_id = target_figure.document_id AND i.to_figure = target_figure.figure_index;

DELETE FROM core.conversions
WHERE
    document_id IN (SELECT b.document_id FROM draft.batch AS b)
    AND conversion_id NOT IN (
        SELECT same.conversion_id
        FROM (
            SELECT * EXCLUDE (run_id) FROM core.conversions
            INTERSECT
            SELECT * EXCLUDE (run_id) FROM arrived
        ) AS same
    );

INSERT INTO core.conversions BY NAME
SELECT * FROM arrived
WHERE conversion_id NOT IN (SELECT c.conversion_id FROM core.conversions AS c);

CREATE OR REPLACE TEMP TABLE arrived AS
SELECT
    c.conversion_id,
    c.document_id,
    source_figure.figure_id AS from_metric_id,
    target_figure.figure_id AS to_metric_id,
    source_figure.surface AS from_quoted,
    target_figure.surface AS to_quoted,
    source_figure.unit AS from_unit,
    target_figure.unit AS to_unit,
    c.verdict,
    c.reason,
    c.implied_rate,
    c.rate_low,
    c.rate_high,
    c.rate_from,
    c.rate_to,
    c.rate_provider,
    c.ratio,
    c.explanations[1].kind AS explanation_kind,
    c.explanations[1].text AS explanation,
    c.explanations[1].factor AS factor,
    c.explanations[1].confidence AS confidence,
    c.suggestion,
    core.sentence_at(r.text, source_figure.span_start, target_figure.span_end) AS sentence,
    d.source,
    d.url AS source_url,
    d.title AS document_title,
    getvariable('run_id') AS run_id
FROM core.conversions AS c
INNER JOIN draft.batch AS b ON c.document_id = b.document_id
INNER JOIN core.documents AS d ON c.document_id = d.document_id
INNER JOIN raw.documents AS r ON c.document_id = r.document_id
INNER JOIN core.valued_figures AS source_figure
    ON
        c.document_id = source_figure.document_id
        AND c.from_figure = source_figure.figure_index
INNER JOIN core.valued_figures AS target_figure
    ON c.document_id = target_figure.document_id AND c.to_figure = target_figure.figure_index;

DELETE FROM main.conversions
WHERE
    document_id IN (SELECT b.document_id FROM draft.batch AS b)
    AND conversion_id NOT IN (
        SELECT same.conversion_id
        FROM (
            SELECT * EXCLUDE (run_id) FROM main.conversions
            INTERSECT
            SELECT * EXCLUDE (run_id) FROM arrived
        ) AS same
    );

INSERT INTO main.conversions BY NAME
SELECT * FROM arrived
WHERE conversion_id NOT IN (SELECT c.conversion_id FROM main.conversions AS c);
