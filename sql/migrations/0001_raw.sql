-- The documents as they were received, and what could not be read.
CREATE SCHEMA IF NOT EXISTS raw;

CREATE TABLE raw.documents (
    document_id VARCHAR PRIMARY KEY,
    text VARCHAR NOT NULL,
    published VARCHAR,
    lang VARCHAR,
    title VARCHAR,
    url VARCHAR,
    source VARCHAR,
    path VARCHAR,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE raw.documents IS
'Documents as received, one row each: the text that every span refers to.';
COMMENT ON COLUMN raw.documents.document_id IS
'Name of the document: the id it came with, else where it was read from.';
COMMENT ON COLUMN raw.documents.text IS
'The text, with its line ends and front matter; spans count its Unicode code points.';
COMMENT ON COLUMN raw.documents.published IS
'Publication date as given: YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN raw.documents.lang IS
'Language as given, ISO 639-1; null where it was left to be found.';
COMMENT ON COLUMN raw.documents.title IS 'Title as given.';
COMMENT ON COLUMN raw.documents.url IS 'Address where the document was published, as given.';
COMMENT ON COLUMN raw.documents.source IS 'Who published the document, as given.';
COMMENT ON COLUMN raw.documents.path IS 'File that the document was read from.';
COMMENT ON COLUMN raw.documents.run_id IS 'Run that first wrote the row.';

CREATE TABLE raw.read_failures (
    failure_id VARCHAR PRIMARY KEY,
    input VARCHAR NOT NULL,
    place VARCHAR,
    problem VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

COMMENT ON TABLE raw.read_failures IS
'Files, and lines of files, that were given to a run and could not be read.';
COMMENT ON COLUMN raw.read_failures.failure_id IS
'Hash of the input, the place and the problem.';
COMMENT ON COLUMN raw.read_failures.input IS 'File that was given.';
COMMENT ON COLUMN raw.read_failures.place IS
'Line or page that could not be read; null for the whole file.';
COMMENT ON COLUMN raw.read_failures.problem IS 'What was found, what was expected, what to do.';
COMMENT ON COLUMN raw.read_failures.run_id IS 'Run that first wrote the row.';
