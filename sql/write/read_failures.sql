-- What could not be read in this run; what was cured since is taken out.
CREATE OR REPLACE TEMP TABLE arrived AS
SELECT DISTINCT
    core.content_id([i.input, i.place, i.problem]) AS failure_id,
    i.input,
    i.place,
    i.problem,
    getvariable('run_id') AS run_id
FROM incoming AS i;

DELETE FROM raw.read_failures
WHERE
    failure_id NOT IN (SELECT a.failure_id FROM arrived AS a)
    AND (
        input IN (SELECT a.input FROM arrived AS a)
        OR input IN (
            SELECT d.path
            FROM raw.documents AS d
            INNER JOIN draft.batch AS b ON d.document_id = b.document_id AND b.given
            WHERE d.path IS NOT NULL
        )
    );

INSERT INTO raw.read_failures BY NAME
SELECT * FROM arrived
WHERE failure_id NOT IN (SELECT f.failure_id FROM raw.read_failures AS f);
