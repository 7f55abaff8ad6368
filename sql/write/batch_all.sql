-- The documents that a run is about, where it does not read new ones: all that are stored.
CREATE SCHEMA IF NOT EXISTS draft;

CREATE OR REPLACE TABLE draft.batch AS
SELECT
    d.document_id,
    TRUE AS given
FROM raw.documents AS d;

-- The version that the run makes rows with, once it has begun with the documents.
CREATE OR REPLACE TABLE draft.derivation (sha256 VARCHAR);
