-- Figures of the batch whose currency their conversion settled, with their dollars.
CREATE OR REPLACE TEMP TABLE arrived AS
SELECT
    f.figure_id,
    f.document_id,
    f.figure_index,
    i.unit,
    i.value_usd,
    i.usd_rate,
    i.usd_rate_date,
    i.usd_rate_provider,
    i.value_reason,
    getvariable('run_id') AS run_id
FROM incoming AS i
INNER JOIN core.figures AS f
    ON i.document_id = f.document_id AND i.figure_index = f.figure_index;

DELETE FROM core.settled_currencies
WHERE
    document_id IN (SELECT b.document_id FROM draft.batch AS b)
    AND figure_id NOT IN (
        SELECT same.figure_id
        FROM (
            SELECT * EXCLUDE (run_id) FROM core.settled_currencies
            INTERSECT
            SELECT * EXCLUDE (run_id) FROM arrived
        ) AS same
    );

INSERT INTO core.settled_currencies BY NAME
SELECT * FROM arrived
WHERE figure_id NOT IN (SELECT s.figure_id FROM core.settled_currencies AS s);
