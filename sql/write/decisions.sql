-- The decisions of the ledger as they stand now, those of no other ledger, and no older ones.
CREATE OR REPLACE TEMP TABLE arrived AS
SELECT
    core.content_id(
        [
            i.document,
            i.quoted,
            array_to_string(i.rules, ' '),
            i.verdict,
            CAST(
                row_number() OVER (
                    PARTITION BY i.document, i.quoted, i.rules, i.verdict
                    ORDER BY i.number
                ) AS VARCHAR
            )
        ]
    ) AS decision_id,
    i.rules,
    i.document,
    i.quoted,
    i.verdict,
    i.reason,
    i.corrected_to,
    CAST(i.until AS DATE) AS until,
    i.state,
    i.findings,
    i.ledger,
    i.number,
    i.line,
    getvariable('run_id') AS run_id
FROM incoming AS i;

DELETE FROM main.decisions
WHERE
    decision_id NOT IN (
        SELECT same.decision_id
        FROM (
            SELECT * EXCLUDE (run_id) FROM main.decisions
            INTERSECT
            SELECT * EXCLUDE (run_id) FROM arrived
        ) AS same
    );

INSERT INTO main.decisions BY NAME
SELECT * FROM arrived
WHERE decision_id NOT IN (SELECT d.decision_id FROM main.decisions AS d);
