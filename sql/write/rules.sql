-- The engine's rules as they are now; one that was reworded gets a new row.
CREATE OR REPLACE TEMP TABLE arrived AS
SELECT
    i.rule,
    i.name,
    i.severity,
    i.statement,
    i.page,
    getvariable('run_id') AS run_id
FROM incoming AS i;

DELETE FROM main.rules
WHERE
    rule NOT IN (
        SELECT same.rule
        FROM (
            SELECT * EXCLUDE (run_id) FROM main.rules
            INTERSECT
            SELECT * EXCLUDE (run_id) FROM arrived
        ) AS same
    );

INSERT INTO main.rules BY NAME
SELECT * FROM arrived
WHERE rule NOT IN (SELECT r.rule FROM main.rules AS r);
