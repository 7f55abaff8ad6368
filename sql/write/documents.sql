-- Documents as they came. They are the run's batch from here on, with those that they replace: a
-- file that was edited comes under another id, and takes the place of what it held before.
-- Later steps may add documents that were not given, where what is said of them changes too.
CREATE OR REPLACE TABLE draft.batch AS
SELECT
    i.id AS document_id,
    TRUE AS given
FROM incoming AS i
UNION
SELECT
    d.document_id,
    TRUE AS given
FROM raw.documents AS d
INNER JOIN incoming AS i ON d.path = i.path;

CREATE OR REPLACE TEMP TABLE arrived AS
SELECT
    i.id AS document_id,
    i.text,
    i.published,
    i.lang,
    i.title,
    i.url,
    i.source,
    i.path,
    getvariable('run_id') AS run_id
FROM incoming AS i;

DELETE FROM raw.documents
WHERE
    document_id IN (SELECT b.document_id FROM draft.batch AS b)
    AND document_id NOT IN (
        SELECT same.document_id
        FROM (
            SELECT * EXCLUDE (run_id) FROM raw.documents
            INTERSECT
            SELECT * EXCLUDE (run_id) FROM arrived
        ) AS same
    );

INSERT INTO raw.documents BY NAME
SELECT * FROM arrived
WHERE document_id NOT IN (SELECT d.document_id FROM raw.documents AS d);

CREATE OR REPLACE TEMP TABLE arrived AS
SELECT
    i.id AS document_id,
    i.title,
    coalesce(
        i.source, nullif(regexp_extract(i.url, '^\w+://(?:www\.)?([^/:?#]+)', 1), ''), 'unknown'
    ) AS source,
    i.published,
    core.period_end(i.published) AS published_on,
    i.lang,
    i.url,
    length(i.text) AS characters,
    sha256(i.text) AS text_sha256,
    getvariable('run_id') AS run_id
FROM incoming AS i;

DELETE FROM core.documents
WHERE
    document_id IN (SELECT b.document_id FROM draft.batch AS b)
    AND document_id NOT IN (
        SELECT same.document_id
        FROM (
            SELECT * EXCLUDE (run_id) FROM core.documents
            INTERSECT
            SELECT * EXCLUDE (run_id) FROM arrived
        ) AS same
    );

INSERT INTO core.documents BY NAME
SELECT * FROM arrived
WHERE document_id NOT IN (SELECT d.document_id FROM core.documents AS d);

-- What another version has read and judged is read and judged again.
INSERT INTO draft.batch
SELECT
    d.document_id,
    FALSE AS given
FROM raw.documents AS d
ANTI JOIN draft.batch AS b ON d.document_id = b.document_id
WHERE
    NOT EXISTS (
        SELECT 1
        FROM core.scripts AS s
        WHERE s.name = 'derivation' AND s.sha256 = getvariable('derivation')
    );

INSERT INTO draft.derivation VALUES (getvariable('derivation'));
